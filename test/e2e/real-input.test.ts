/**
 * Real verbatims through the real prompt into a real collector, half of them while the collector is down. What comes out is
 * compared with what `expected.mjs` computes from the files alone. The mapping: test/support/real-input/README.md.
 */
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {engine, startBrowser, type TestBrowser, type TestPage} from '../support/browser.js';
import {close} from '../support/close.js';
import {startProgram, runProgram, type Program} from '../support/program.js';
import {PromptVisitor, type Way} from '../support/prompt.js';
import {faultsOf, type Expected, type Line, type ShareRow} from '../support/real-input/compare.js';
import {nhsVisitors, thaiVisitors, type Visitor} from '../support/real-input/rows.js';
import {sharedPath} from '../support/shared-data.js';
import {embedFolder, startSite, type Site} from '../support/site.js';

const cli = 'dist/cli/stagepost.js';
const survey = 'real-input';
const folders = ['nhs-fft-feedback/responses.csv', 'wisesight-thai/messages.tsv'];
const [nhs, thai] = folders.map(name => sharedPath(name));
/**
 * So many times fewer of each kind of text in the second and the third engine: what they add is how a text gets in and out, and
 * every kind is still there.
 */
const thin = engine === 'chromium' ? 1 : 5;
/** Answers between two turns of the collector: down, up, down, up … */
const block = Math.ceil(45 / thin);
const least = thin === 1 ? 300 : 60;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *; require-trusted-types-for 'script'";

/** How a visitor's comment gets into the field, by turns. */
function wayOf({comment}: Visitor, index: number): Way {
  if (index % 9 === 4 && comment.length <= 60) return 'keys';
  return index % 3 === 1 ? 'paste' : 'insert';
}

describe('real verbatims', {skip: !nhs || !thai, timeout: 1_200_000}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'stagepost-real-'));
  const db = join(folder, 'real.db');
  const visitors = nhs && thai ? [...nhsVisitors(nhs, thin), ...thaiVisitors(thai, thin)] : [];
  let browser: TestBrowser;
  let site: Site;
  let collector: Program | undefined;
  let origin = '';
  let page: TestPage;
  let token = '';

  const up = async (port: string): Promise<void> => {
    collector = await startProgram(cli, ['serve', '--port', port, '--db', db], /listening on (http:\S+)/);
    origin = collector.found;
  };
  const down = async (index: number): Promise<void> => {
    // By turns as an owner stops it, and as a power cut does.
    if ((index / block) % 4 === 0) await collector?.stop();
    else await collector?.kill();
    collector = undefined;
  };

  before(async () => {
    await up('0');
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Real input</title>
      <script type="module" src="/stagepost/stagepost.js" data-endpoint="${origin}" data-site="pk_demo"></script></head>
      <body><stagepost-nps survey="${survey}"></stagepost-nps></body></html>`;
    site = await startSite({
      folders: {'/stagepost/': embedFolder},
      pages: {'/': {html, headers: {'Content-Security-Policy': policy}}},
    });
    browser = await startBrowser();
    await browser.allowClipboard(site.url);
    page = await browser.newPage();
    await page.setViewport({width: 1000, height: 1400});
  });

  after(async () => {
    await browser?.stop();
    await site?.close();
    await collector?.kill();
    rmSync(folder, {recursive: true, force: true});
  });

  const open = async (): Promise<void> => {
    await page.goto(`${site.url}/`);
    await new PromptVisitor(page).find('input[name="score"]');
  };
  const waiting = (): Promise<number> => page.evaluate(async () => (await window.stagepost!.pending()).answers);

  /** One visitor, whose record is told by the touchpoint; `reloads` in the middle of the comment's step. */
  const answer = async (visitor: Visitor, way: Way, reloads: boolean): Promise<void> => {
    const at = new PromptVisitor(page);
    await page.$eval('stagepost-nps', (prompt, key) => prompt.setAttribute('touchpoint', key), visitor.key);
    await at.score(visitor.score);
    for (const cause of visitor.causes) await at.cause(cause);
    if (visitor.otherText !== undefined) await at.write(visitor.otherText, 'insert', 'input[name="other"]');
    if (visitor.main !== undefined) await at.main(visitor.causes.indexOf(visitor.main));
    await at.write(visitor.comment, way);
    if (reloads) {
      await open();
      await page.$eval('stagepost-nps', (prompt, key) => prompt.setAttribute('touchpoint', key), visitor.key);
      assert.equal(await at.written(), visitor.comment, `${visitor.key}: the half-filled answer after a reload`);
    }
    await at.send();
    assert.match(await at.standing(), /^(Saved on this device|Sent)/, visitor.key);
    await page.$eval('stagepost-nps', prompt => prompt.reset());
    await new PromptVisitor(page).find('input[name="score"]');
  };

  it(`are typed and pasted by ${least} visitors or more, half of them while the collector is down`, async t => {
    assert.ok(visitors.length >= least, `${visitors.length} visitors`);
    await open();
    let offline = 0;
    const ways: Record<Way, number> = {insert: 0, paste: 0, keys: 0};
    let left = 0;
    for (const [index, visitor] of visitors.entries()) {
      if (index % block === 0) {
        if (collector) {
          await page.evaluate(() => window.stagepost!.flush());
          left = await waiting();
          await down(index);
        } else {
          assert.equal(await waiting(), left + block, 'what waits after the collector was down');
          await up(new URL(origin).port);
        }
        await open();
      } else if (index % 20 === 10) await open();
      if (!collector) offline++;
      const way = wayOf(visitor, index);
      ways[way]++;
      await answer(visitor, way, index % 30 === 7);
    }
    t.diagnostic(
      `${visitors.length} visitors, ${offline} while the collector was down; comments: ${JSON.stringify(ways)}`,
    );
    assert.ok(Math.min(...Object.values(ways)) >= 5, `too few came in one of the ways: ${JSON.stringify(ways)}`);
    assert.ok(offline * 2 >= visitors.length, `${offline} of ${visitors.length} while the collector was down`);
    if (!collector) await up(new URL(origin).port);
    await open();
    await page.waitForFunction(async () => {
      await window.stagepost!.flush();
      return (await window.stagepost!.pending()).answers === 0;
    });
    assert.deepEqual(await page.evaluate(() => window.stagepost!.deadLetters()), []);
    const made = await runProgram(cli, ['token', '--db', db, '--site', 'demo', '--scope', 'results,export']);
    assert.equal(made.code, 0, made.err);
    token = made.out.trim();
  });

  const read = async (path: string): Promise<Response> => {
    const response = await fetch(`${origin}/v1/${path}`, {headers: {authorization: `Bearer ${token}`}});
    assert.equal(response.status, 200, path);
    return response;
  };
  const script = fileURLToPath(new URL('../support/real-input/expected.mjs', import.meta.url));
  const expected = (): Expected =>
    JSON.parse(
      execFileSync(process.execPath, [script, nhs!, thai!, String(thin)], {encoding: 'utf8', maxBuffer: 64 << 20}),
    ) as Expected;
  const exported = async (): Promise<Line[]> =>
    (await (await read(`export/responses.ndjson?survey=${survey}`)).text())
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Line);

  it('are all there once, each code point for code point', async () => {
    const {answers, tooLong} = expected();
    assert.equal(tooLong, 0, 'a text that the prompt has to refuse is not in the selection');
    const lines = await exported();
    assert.deepEqual(faultsOf(answers, lines), []);
  });

  it('give the score, the interval and the mean that the files give', async () => {
    const {nps} = expected();
    const {rows} = (await (await read(`results/nps?survey=${survey}`)).json()) as {rows: Record<string, number>[]};
    const [row] = rows;
    assert.equal(rows.length, 1);
    for (const name of ['n', 'promoters', 'passives', 'detractors'] as const) assert.equal(row![name], nps[name], name);
    for (const name of ['nps', 'low', 'high', 'mean'] as const) close(row![name], nps[name], 1e-9, name);
  });

  it('give the causes that the files give, by segment, with impact and intervals', async () => {
    const {causes} = expected();
    const {rows} = (await (await read(`results/causes?survey=${survey}`)).json()) as {rows: ShareRow[]};
    assert.deepEqual(rows.map(({cause}) => cause).sort(), causes.map(({cause}) => cause).sort());
    for (const wanted of causes) {
      const row = rows.find(({cause}) => cause === wanted.cause)!;
      close(row.impact, wanted.impact, 1e-9, `${wanted.cause}: impact`);
      for (const kind of ['cited', 'primary'] as const)
        for (const segment of ['detractor', 'passive', 'promoter'] as const) {
          const [got, want] = [row[kind][segment], wanted[kind][segment]];
          const what = `${wanted.cause}: ${kind} by ${segment}`;
          assert.deepEqual([got.count, got.n], [want.count, want.n], what);
          for (const name of ['percent', 'low', 'high'] as const)
            close(got[name], want[name]!, 1e-7, `${what}, ${name}`);
        }
    }
  });

  it('are compared by something that notices a changed, a missing and a doubled verbatim', async () => {
    const {answers} = expected();
    const lines = await exported();
    const last = lines.at(-1)!;
    const {comment} = last.data.answers;
    const changed = structuredClone(last);
    changed.data.answers.comment = {...comment!, value: `${comment!.value}\u200b`};
    const faults = (list: Line[]): string[] => faultsOf(answers, list);
    assert.equal(faults([...lines.slice(0, -1), changed]).length, 1);
    assert.equal(faults(lines.slice(0, -1)).length, 1);
    assert.equal(faults([...lines, {...last, id: '00000000-0000-4000-8000-000000000000'}]).length, 1);
  });
});
