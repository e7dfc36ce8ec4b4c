/** The demo of `npm start` as a visitor and the shop's team meet it. Needs the build. */
import assert from 'node:assert/strict';
import {createServer} from 'node:net';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {startBrowser, type TestBrowser, type TestPage} from '../support/browser.js';
import {runProgram, startProgram, type Program} from '../support/program.js';
import {PromptVisitor} from '../support/prompt.js';
import {startSite} from '../support/site.js';

const server = 'dist/demo/server.js';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const start = () => startProgram(server, [], /ready at (http:\S+)/, {PORT: '0'});

describe('the demo', {timeout: 300_000}, () => {
  let browser: TestBrowser;
  let demo: Program;
  let page: TestPage;
  let faults: string[];

  const open = async (where: TestBrowser): Promise<TestPage> => {
    const opened = await where.newPage();
    opened.on('pageerror', error => void faults.push(String(error)));
    opened.on('console', message => {
      if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(message.text())) faults.push(message.text());
    });
    await opened.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', event => {
        console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await opened.goto(demo.found);
    await opened.waitForFunction(() => !document.querySelector<HTMLFieldSetElement>('#endpoint')!.disabled);
    return opened;
  };

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.stop());
  beforeEach(async () => {
    demo = await start();
    faults = [];
    page = await open(browser);
  });
  afterEach(async () => {
    await page.close();
    await demo.stop();
    assert.deepEqual(faults, [], 'the page broke, or broke its content security policy');
  });

  const text = (selector: string): Promise<string> => page.$eval(selector, element => element.textContent!.trim());
  const shows = (selector: string, words: string) =>
    page.waitForFunction(
      (at, wanted) => document.querySelector(at)?.textContent?.includes(wanted),
      {},
      selector,
      words,
    );
  const turn = (mode: string) => page.click(`#endpoint input[value="${mode}"]`);
  const axeFaults = async (): Promise<string[]> => {
    // Given to the page by the test's own channel, which no policy of the page concerns.
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const {violations} = await (
        window as unknown as {axe: {run(): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>}}
      ).axe.run();
      return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
    });
  };

  it('begins without a figure, and says so', async () => {
    await shows('#said', 'Read at');
    assert.equal(await text('#score-value'), 'No answers yet');
    assert.equal(await text('#score-note'), '');
    assert.equal(await page.$eval('#causes', causes => (causes as HTMLElement).hidden), true);
    assert.deepEqual(await axeFaults(), []);
  });

  for (const mode of ['busy', 'gone', 'silent'])
    it(`keeps an answer while the endpoint is "${mode}", sends it when it is back, and reads it back`, async () => {
      const visitor = new PromptVisitor(page);
      const words = 'The kettle whistles softly 🫖, danke.\nสวัสดี';
      await turn(mode);
      await shows('#endpoint-note', 'stays on this device');
      await visitor.score(9);
      await visitor.cause('support');
      await visitor.cause('product_quality');
      await visitor.main(1);
      await visitor.write(words);
      assert.deepEqual(await axeFaults(), []);
      await visitor.send();
      await visitor.stands('Saved on this device');
      await shows('#device tbody', 'On this device');
      await page.waitForFunction(() =>
        document.querySelector('stagepost-sync-status')?.shadowRoot?.textContent?.includes('1 answer waits to be sent'),
      );
      if (mode !== 'silent')
        await page.waitForFunction(() => +document.querySelector('#device td:last-child')!.textContent! > 0);
      assert.doesNotMatch(await text('#device'), /kettle/);
      assert.equal(await text('#score-value'), 'No answers yet');
      assert.deepEqual(await axeFaults(), []);

      await turn('on');
      await visitor.stands('Sent');
      await shows('#device tbody', 'At the collector');
      await shows('#score-note', '1 answer: 1 promoter, 0 passives, 0 detractors');
      assert.equal(await text('#score-value'), '+100');
      // (1.75 - 0.75) / 4 = 0.25; 1.96 sqrt((2.5 / 4 - 0.0625) / 4) = 0.735
      assert.match(await text('#score-note'), /95 % interval \u221248 to \+98/);
      assert.match(await text('#causes-rows'), /Quality1\+100.*Support10/);
      assert.match(await text('#verbatims-list'), /Score 9/);
      assert.equal(await text('#verbatims-list .text'), words);
      assert.deepEqual(await axeFaults(), []);
    });

  it('finds a half-filled answer again after a reload', async () => {
    const visitor = new PromptVisitor(page);
    await visitor.score(6);
    await visitor.cause('value_price');
    await visitor.write('Half a sentence that');
    await page.reload();
    await new PromptVisitor(page).find('textarea');
    assert.equal(await visitor.written(), 'Half a sentence that');
    const chosen = 'stagepost-nps >>> input:checked';
    assert.deepEqual(await page.$$eval(chosen, list => list.map(({value}) => value)), ['6', 'value_price']);
    await visitor.send();
    await visitor.stands('Sent');
    await shows('#verbatims-list', 'Half a sentence that');
    await shows('#score-value', '\u2212100');
  });

  it('asks other customers, counts them all, and starts over with nothing', async () => {
    const visitor = new PromptVisitor(page);
    await turn('busy');
    for (const [index, score] of [10, 8, 0].entries()) {
      await visitor.score(score);
      await visitor.send();
      await visitor.stands('Saved on this device');
      // A moment later the answer is listed above the button, which moves by that: pressed before, it may be missed.
      await page.waitForFunction(rows => document.querySelectorAll('#device tbody tr').length === rows, {}, index + 1);
      await page.click('#again');
      await visitor.find('form');
    }
    await turn('on');
    await shows('#score-note', '3 answers: 1 promoter, 1 passive, 1 detractor');
    assert.equal(await text('#score-value'), '0');
    await page.waitForFunction(() => document.querySelectorAll('#device [data-state="sent"]').length === 3);
    await Promise.all([page.waitForNavigation(), page.click('#reset')]);
    await shows('#said', 'Read at');
    assert.equal(await text('#score-value'), 'No answers yet');
    await new PromptVisitor(page).find('input[name="score"]');
  });

  it('sends what waited when the page is opened again, and notices', async () => {
    const visitor = new PromptVisitor(page);
    await turn('busy');
    await visitor.score(7);
    await visitor.send();
    await visitor.stands('Saved on this device');
    await page.reload();
    await page.waitForFunction(() => !document.querySelector<HTMLFieldSetElement>('#endpoint')!.disabled);
    assert.equal(await page.$eval('#endpoint input[value="busy"]', input => (input as HTMLInputElement).checked), true);
    await turn('on');
    await shows('#score-note', '1 answer: 0 promoters, 1 passive, 0 detractors');
  });

  it('works by keyboard alone', async () => {
    const {keyboard} = page;
    await page.focus('stagepost-nps >>> input[name="score"]');
    await keyboard.press('8');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await page.focus('stagepost-nps >>> textarea');
    await keyboard.type('By keys');
    for (let presses = 0; presses < 5; presses++) {
      await keyboard.press('Tab');
      const isSend = await page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.classList.contains('main') ?? false,
      );
      if (isSend) break;
    }
    await keyboard.press('Enter');
    await new PromptVisitor(page).stands('Sent');
    await shows('#verbatims-list', 'By keys');
  });

  for (const [width, dir, scheme] of [
    [320, 'ltr', 'light'],
    [320, 'rtl', 'dark'],
    [1280, 'rtl', 'dark'],
  ] as const)
    it(`holds at ${width} px, ${dir}, ${scheme}`, async t => {
      // Not every browser can be told of another preference once it runs.
      const own = await startBrowser({scheme});
      t.after(() => own.stop());
      page = await open(own);
      await page.setViewport({width, height: 800});
      assert.equal(
        await page.evaluate(wanted => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme),
        true,
      );
      await page.evaluate(direction => {
        document.documentElement.dir = direction;
      }, dir);
      await new PromptVisitor(page).score(5);
      await new PromptVisitor(page).find('textarea');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} px wide`);
      assert.deepEqual(await axeFaults(), []);
    });

  it('can be read without JavaScript', async t => {
    const html = await (await fetch(demo.found)).text();
    // A document in a sandbox without scripts is one in a browser without them.
    const site = await startSite({
      pages: {'/': {html, headers: {'Content-Security-Policy': 'sandbox allow-same-origin'}}},
    });
    t.after(() => site.close());
    const plain = await browser.newPage();
    await plain.goto(site.url);
    const words = await plain.$eval('body', body => (body as HTMLElement).innerText);
    assert.match(words, /Thank you, Nora\. Your order is in\./);
    assert.match(words, /The question appears here when JavaScript is on/);
    await plain.close();
  });

  it('answers its own page alone', async () => {
    const ask = (path: string, init: RequestInit = {}) => fetch(demo.found + path, {method: 'POST', ...init});
    assert.equal((await ask('/demo/token')).status, 403);
    assert.equal((await ask('/demo/token', {headers: {origin: 'https://elsewhere.example'}})).status, 403);
    assert.equal((await ask('/demo/reset')).status, 403);
    assert.equal((await fetch(`${demo.found}/page/%2e%2e%2fserver.js`)).status, 404);
    const {headers} = await fetch(demo.found);
    assert.match(
      headers.get('content-security-policy') ?? '',
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
  });
});

describe('the start of the demo', {timeout: 60_000}, () => {
  it('says in one sentence that its port is in use, and what to do', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => void holder.once('listening', resolve));
    const {port} = holder.address() as {port: number};
    const {code, err} = await runProgram(server, [], {PORT: String(port)});
    holder.close();
    assert.equal(code, 1);
    const lines = err.split('\n').filter(line => line && !line.startsWith('npm warn'));
    assert.deepEqual(lines, [
      `stagepost: port ${port} is in use: stop the program that holds it, or choose another port, as in PORT=${port + 1} npm start.`,
    ]);
  });

  it('stops when told to, and leaves no connection hanging', async () => {
    const demo = await start();
    const origin = demo.found;
    await fetch(`${origin}/demo/endpoint`, {method: 'POST', headers: {origin}, body: 'silent'});
    const hung = fetch(`${origin}/stagepost/v1/batch`, {method: 'POST', body: '{}'}).then(
      () => 'answered',
      () => 'cut',
    );
    assert.equal(await demo.stop(), 0);
    assert.equal(await hung, 'cut');
  });
});
