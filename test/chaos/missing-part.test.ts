/**
 * The built files, in a browser that remembers a failed import: the part for trouble cannot be fetched while the endpoint fails,
 * then both come back. And the part for looking into the outbox: where it is missing, nothing has changed, and a visitor takes an
 * answer back all the same.
 */
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {startChromium, type Chromium} from '../support/engines/chromium.js';
import {open, until} from '../support/chaos/drive.js';
import {faults, startEndpoint, type FaultPlan, type TestEndpoint} from '../support/endpoint.js';
import {PromptVisitor} from '../support/prompt.js';
import {embedFolder, lateFile, startSite, type Site} from '../support/site.js';

let endpoint: TestEndpoint;
let site: Site;
let browser: Chromium;
before(async () => {
  assert.ok(existsSync(join(embedFolder, 'stagepost.js')), 'the built files are missing: npm run build');
  endpoint = await startEndpoint();
  site = await startSite({folders: {'/stagepost/': embedFolder}});
  browser = await startChromium();
});
after(async () => {
  await browser.stop();
  await site.close();
  await endpoint.close();
});

interface Told {
  readonly failed: {readonly reason: string; readonly status: number}[];
  readonly errors: string[];
}

async function pageFor(name: string, settings = '', missing: string[] = []): Promise<{page: Page; told: Told}> {
  site.broken.clear();
  for (const path of missing) site.broken.add(path);
  endpoint.fault = undefined;
  site.pages.set(`/${name}`, {
    html: `<script type="module" src="/stagepost/stagepost.js" data-endpoint="${endpoint.url}" data-site="pk_demo" ${settings}></script>
      <stagepost-nps survey="${name}" subject="the shop"></stagepost-nps>`,
  });
  const page = await open(browser, `${site.url}/blank`);
  const told: Told = {failed: [], errors: []};
  await page.exposeFunction('heardFailed', (detail: Told['failed'][number]) => void told.failed.push(detail));
  await page.exposeFunction('heardError', (text: string) => void told.errors.push(text));
  await page.evaluateOnNewDocument(() => {
    const hear = window as unknown as {heardFailed(detail: unknown): void; heardError(text: string): void};
    addEventListener('stagepost-failed', event => hear.heardFailed((event as CustomEvent).detail));
    addEventListener('error', ({message}) => hear.heardError(message));
    addEventListener('unhandledrejection', ({reason}) => hear.heardError(String(reason)));
  });
  await page.goto(`${site.url}/${name}`);
  return {page, told};
}

async function answer(page: Page, comment: string): Promise<void> {
  const visitor = new PromptVisitor(page);
  await visitor.score(9);
  await visitor.write(comment);
  await visitor.send();
}

/** What goes before the answer, as that the prompt was shown, is taken. */
const failsFor =
  (comment: string, status: number): FaultPlan =>
  ({body}) =>
    body.includes(comment) ? faults.status(status) : undefined;

const asked = (path: string) => site.requests.filter(request => request.path === path);
const arrived = (survey: string) =>
  [...endpoint.held.values()].filter(({data}) => (data as {survey?: string; complete?: boolean}).survey === survey);

test('all is well: neither part is fetched', async () => {
  const {page, told} = await pageFor('well');
  await answer(page, 'Nothing is wrong.');
  await until(() => arrived('well').length === 1, 'the answer');
  assert.deepEqual([asked(lateFile('trouble')), asked(lateFile('inspect'))], [[], []]);
  assert.deepEqual(told, {failed: [], errors: []});
  await page.close();
});

test('the endpoint fails and the part for it is missing, then both come back: nothing lost, nothing twice', async () => {
  const {page, told} = await pageFor('trouble');
  site.broken.add(lateFile('trouble'));
  endpoint.fault = failsFor('In the middle of it.', 403);
  await answer(page, 'In the middle of it.');
  await until(() => told.failed.length > 0, 'the word "failed"');
  assert.ok(asked(lateFile('trouble')).length > 0 && asked(lateFile('trouble')).every(({status}) => status === 0));
  assert.deepEqual([told.failed[0]!.reason, told.failed[0]!.status], ['server', 403], 'no more is said than is known');
  endpoint.fault = undefined;
  site.broken.clear();
  await until(() => arrived('trouble').length === 1, 'the answer');
  const [held] = arrived('trouble');
  const commits = endpoint.commits.map(({id, rev}) => `${id} ${rev}`);
  assert.equal(new Set(commits).size, commits.length, 'a revision was stored twice');
  await until(async () => (await page.evaluate(() => window.stagepost!.pending())).answers === 0, 'an empty outbox');
  assert.equal(arrived('trouble')[0]!.rev, held!.rev);
  assert.deepEqual(told.errors, []);
  await page.close();
});

test('the endpoint fails and the part for it is there: fetched once, and the owner learns what is wrong', async () => {
  const earlier = asked(lateFile('trouble')).length;
  const {page, told} = await pageFor('helped');
  endpoint.fault = failsFor('Somebody has to mend something.', 403);
  await answer(page, 'Somebody has to mend something.');
  await until(() => told.failed.length > 0, 'the word "failed"');
  assert.deepEqual([told.failed[0]!.reason, told.failed[0]!.status], ['configuration', 403]);
  assert.deepEqual(asked(lateFile('trouble')).slice(earlier), [{path: lateFile('trouble'), status: 200}]);
  endpoint.fault = undefined;
  await page.evaluate(() => window.stagepost!.flush());
  await until(async () => {
    await page.evaluate(() => window.stagepost!.flush());
    return arrived('helped').length === 1;
  }, 'the answer');
  assert.deepEqual(told.errors, []);
  // The listeners would have heard: a rejection that nobody handles is told.
  site.pages.set('/rejects.js', {html: "Promise.reject(new Error('of the test'))", type: 'text/javascript'});
  await page.addScriptTag({url: '/rejects.js'});
  await until(() => told.errors.length === 1, 'the error of the test', 5000);
  await page.close();
});

test('what looks into the outbox cannot be loaded: the call rejects, and nothing has changed', async () => {
  const {page, told} = await pageFor('regretted');
  site.broken.add(lateFile('inspect'));
  endpoint.fault = failsFor('Not to be taken back today.', 503);
  await answer(page, 'Not to be taken back today.');
  await until(() => told.failed.length > 0, 'the word "failed"');
  for (const call of ['clear', 'pending', 'deadLetters'] as const) {
    const outcome = await page.evaluate(async name => {
      try {
        return await window.stagepost![name]();
      } catch (error) {
        return (error as Error).name;
      }
    }, call);
    assert.equal(outcome, 'TypeError', call);
  }
  site.broken.clear();
  endpoint.fault = undefined;
  await until(() => arrived('regretted').length === 1, 'the answer');
  assert.equal([...endpoint.held.values()].filter(({kind}) => kind === 'withdrawal').length, 0);
  assert.deepEqual(told.errors, []);
  await page.close();
});

/** Clicks on what takes the answer back. */
const takeBack = async (page: Page) => (await new PromptVisitor(page).find('.ends button')).click();

const targets = () =>
  [...endpoint.held.values()]
    .filter(({kind}) => kind === 'withdrawal')
    .map(({data}) => (data as {target: string}).target);

test('with the network gone a visitor takes back what had arrived: the endpoint hears of it later', async () => {
  const {page, told} = await pageFor('arrived');
  await answer(page, 'To be taken back.');
  await new PromptVisitor(page).stands('Sent');
  const {id} = arrived('arrived')[0]!;
  const looks = asked(lateFile('inspect')).length;
  await page.setOfflineMode(true);
  await takeBack(page);
  await until(() => told.failed.length > 0, 'the word "failed"');
  assert.equal(told.failed[0]!.reason, 'network');
  await new PromptVisitor(page).stands('We will take your answer back');
  assert.ok(!targets().includes(id));
  await page.setOfflineMode(false);
  await until(() => targets().includes(id), 'the withdrawal');
  await new PromptVisitor(page).stands('Your answer was taken back.');
  assert.deepEqual(told.errors, []);
  assert.equal(asked(lateFile('inspect')).length, looks, 'nobody had to look for it');
  await page.close();
});

test('with the network gone a visitor takes back what waits: it never arrives', async () => {
  const {page, told} = await pageFor('waiting');
  await until(() => endpoint.requests.some(({body}) => body.includes('waiting')), 'the word that the prompt was shown');
  await page.setOfflineMode(true);
  await answer(page, 'Never to be sent.');
  await until(() => told.failed.length > 0, 'the word "failed"');
  await takeBack(page);
  await new PromptVisitor(page).stands('We will take your answer back');
  await page.setOfflineMode(false);
  await new PromptVisitor(page).stands('Your answer was taken back.');
  assert.ok(!endpoint.requests.some(({body}) => body.includes('Never to be sent.')));
  assert.deepEqual(told.errors, []);
  await page.close();
});

for (const missing of [false, true])
  test(`consent is granted, and what makes ids ${missing ? 'is missing: the answer arrives without them' : 'is there'}`, async () => {
    const name = `ids-${missing}`;
    const {page, told} = await pageFor(name, 'data-consent="granted"', missing ? [lateFile('seldom')] : []);
    await answer(page, 'Who says so?');
    await new PromptVisitor(page).stands('Sent');
    const [item] = arrived(name).filter(({data}) => (data as {complete?: boolean}).complete);
    assert.equal(typeof item!.who?.visitor, missing ? 'undefined' : 'string');
    assert.deepEqual(told.errors, []);
    await page.close();
  });
