/** `stagepost/react` as a site has it: in plain Node, on a server, in a browser with real React, and by its types. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {startBrowser, type TestBrowser, type TestPage} from '../support/browser.js';
import {PromptVisitor} from '../support/prompt.js';
import {startSite, type Site} from '../support/site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, args, {cwd: root, encoding: 'utf8'});

const bundle = async (options: {stdin?: string; entry?: string}): Promise<string> => {
  const {outputFiles} = await build({
    ...(options.entry ? {entryPoints: [options.entry]} : {}),
    ...(options.stdin ? {stdin: {contents: options.stdin, resolveDir: `${root}test/support/react`}} : {}),
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    minifySyntax: true,
    jsx: 'automatic',
    conditions: ['production'],
    define: {'process.env.NODE_ENV': '"production"'},
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
};

describe('stagepost/react', () => {
  it('imports in plain Node, and renders its tags on a server', () => {
    const script = `
      const {StagepostNps, StagepostSyncStatus} = await import('stagepost/react');
      const {createElement} = await import('react');
      const {renderToString} = await import('react-dom/server');
      console.log(renderToString(createElement(StagepostNps, {survey: 'x'}, createElement(StagepostSyncStatus))));`;
    const {stdout, stderr, status} = run('--input-type=module', '-e', script);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /^<stagepost-nps[^>]*><stagepost-sync-status/);
  });

  it('its types allow what the page does, and refuse what the elements do not know', () => {
    const tsc = JSON.parse(readFileSync(`${root}node_modules/typescript/package.json`, 'utf8')) as {
      bin: Record<string, string>;
    };
    const {stdout, status} = run(
      `${root}node_modules/typescript/${tsc.bin['tsc']}`,
      '-p',
      'test/support/react/tsconfig.json',
    );
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });

  it('a bundle registers the elements whose wrappers it uses, and no others', async () => {
    const code = await bundle({
      stdin: `import {StagepostSyncStatus} from 'stagepost/react'; console.log(StagepostSyncStatus);`,
    });
    assert.match(code, /register\("sync-status"/);
    assert.doesNotMatch(code, /register\("(nps|context)"/);
  });

  describe('in a browser', () => {
    let site: Site;
    let browser: TestBrowser;
    let page: TestPage;
    const problems: string[] = [];
    const heard = () => page.evaluate('heard') as Promise<string[]>;
    const press = (text: string) =>
      page.evaluate(
        label => [...document.querySelectorAll('button')].find(({textContent}) => textContent === label)!.click(),
        text,
      );

    before(async () => {
      const html = '<main></main><script type="module" src="/page.js"></script>';
      site = await startSite({
        pages: {
          '/': html,
          '/page.js': {html: await bundle({entry: 'test/support/react/page.tsx'}), type: 'text/javascript'},
        },
      });
      browser = await startBrowser();
      page = await browser.newPage();
      page.on('pageerror', error => void problems.push(String(error)));
      page.on('console', message => message.type() !== 'log' && problems.push(message.text()));
      await page.goto(site.url);
    });
    after(async () => {
      await browser.stop();
      await site.close();
    });

    it('renders the element with its properties, children and class', async () => {
      const prompt = new PromptVisitor(page);
      const question = await prompt.find('legend');
      assert.match(await question.evaluate(node => node.textContent!), /recommend our kettle to/);
      const facts = await page.evaluate(() => {
        const element = document.querySelector('stagepost-nps') as unknown as Record<string, unknown> & Element;
        const ends = element.shadowRoot!.querySelector('.ends')!.textContent;
        return [
          element['survey'],
          element['storage'],
          element.getAttribute('placement'),
          element.className,
          ends!.includes('Never'),
        ];
      });
      assert.deepEqual(facts, ['react', 'none', 'top-start', 'prompt', true]);
    });

    it('tells events with their details, also the first one', async () => {
      assert.ok((await heard()).includes('before-show react true'));
      await new PromptVisitor(page).score(9);
      await page.waitForFunction('heard.includes("answer score 9")');
    });

    it('passes a changed property on, and takes one back', async () => {
      const asks = (text: string) =>
        page.waitForFunction(
          part =>
            document.querySelector('stagepost-nps')!.shadowRoot!.querySelector('legend')!.textContent!.includes(part),
          {},
          text,
        );
      await press('Towels');
      await asks('our towels');
      await press('Nothing');
      await asks('recommend us');
    });

    it('the ref is the element: its method sends, and the state of the page follows its event', async () => {
      await press('Submit');
      await page.waitForFunction(() => document.querySelector('output')!.textContent === 'memory 1');
      assert.ok(!(await heard()).includes('refused'));
    });

    it('nothing went wrong on the page', () => {
      // The endpoint of this page is not there.
      assert.deepEqual(
        problems.filter(text => !/404/.test(text)),
        [],
      );
    });
  });
});
