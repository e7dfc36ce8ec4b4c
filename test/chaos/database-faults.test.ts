/**
 * IndexedDB that fails: every call index once and every call from an index on, by five errors, as a thrown error, as a failed
 * request and as a transaction that aborts after its request succeeded. Nothing reaches the page; nothing kept is lost.
 */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {drained, open, until, within} from '../support/chaos/drive.js';
import type {FailingHow, PageOptions} from '../support/chaos/page/hooks.js';
import {startStage, type Stage} from '../support/chaos/stage.js';
import type {Chromium} from '../support/engines/chromium.js';

type Failing = NonNullable<PageOptions['failing']>;

const names = ['UnknownError', 'InvalidStateError', 'QuotaExceededError', 'AbortError', 'DataError'] as const;
const hows: readonly FailingHow[] = ['throw', 'request', 'abort'];
/** Cases run side by side, each lane on an origin of its own. */
const lanes = 3;

let stage: Stage;
let browser: Chromium;
before(async () => {
  stage = await startStage(['disk', 'session', 'memory']);
  browser = await stage.browser({hosts: Array.from({length: lanes}, (_, lane) => `lane${lane}.localhost`)});
});
after(() => stage.close());

const host = (lane: number) => `lane${lane}.localhost`;
const pageOf = (lane: number, more: Partial<PageOptions>) =>
  open(browser, stage.site.page({endpoint: stage.endpoint.url, ...more}, host(lane)));

/** One answer in two snapshots and another one, then a flush: the calls that this takes. */
async function work(page: Page, name: string): Promise<void> {
  await page.evaluate(key => window.chaos.work([`${key}-a`, `${key}-b`], [2, 1]), name);
  await page.evaluate(() => window.chaos.outbox.flush());
}

/** How many calls the work makes where none fails. */
async function countCalls(): Promise<number> {
  const page = await pageOf(0, {failing: {at: Infinity, name: 'none', how: 'throw'}});
  await work(page, 'count');
  await until(() => stage.ledger.missing().length === 0, 'the answers of the count');
  let calls = 0;
  await until(async () => {
    const earlier = calls;
    calls = await page.evaluate(() => window.chaos.databaseCalls());
    return calls > 0 && calls === earlier;
  }, 'the calls to end');
  await page.close();
  return calls;
}

/** Cases whose answers did not arrive while their own page lived. */
let late = 0;

async function runCase(page: Page, lane: number, name: string, failing: Failing): Promise<void> {
  await page.goto(stage.site.page({endpoint: stage.endpoint.url, failing}, host(lane)));
  await work(page, name);
  const mine = () => stage.ledger.missing().some(key => key.startsWith(`${name}-`));
  await within(
    until(() => !mine(), 'delivery', 2500).catch(() => {}),
    3000,
  );
  if (mine()) late++;
}

async function runAll(cases: readonly (readonly [name: string, failing: Failing])[]): Promise<void> {
  const waiting = [...cases];
  const lane = async (_: unknown, index: number) => {
    const page = await pageOf(index, {});
    for (let next; (next = waiting.shift());) await runCase(page, index, ...next);
    await page.close();
  };
  await Promise.all(Array.from({length: lanes}, lane));
}

async function nothingLost(): Promise<void> {
  for (let lane = 0; lane < lanes; lane++) {
    const page = await pageOf(lane, {});
    await drained(page);
    await page.close();
  }
  const {ledger} = stage;
  const {lost, twice, untrue} = ledger.verdict();
  const {errors, refused} = ledger;
  assert.deepEqual({lost, twice, untrue, errors, refused}, {lost: [], twice: [], untrue: [], errors: [], refused: []});
}

test('each call fails once, with each error', async context => {
  const calls = await countCalls();
  assert.ok(calls >= 20, `only ${calls} calls were counted`);
  late = 0;
  const cases = Array.from({length: calls}, (_, at) =>
    names.map((name, index) => [`once-${at}-${name}`, {at, name, how: hows[(at + index) % 3]!}] as const),
  ).flat();
  await runAll(cases);
  context.diagnostic(
    `${cases.length} cases: ${calls} call indexes × ${names.length} errors; ${late} delivered by a later page; ${JSON.stringify(stage.ledger.reported())}`,
  );
  await nothingLost();
});

test('every call fails from some call on, with each error', async context => {
  late = 0;
  const cases = [0, 1, 5, 9].flatMap(at =>
    names.flatMap(name => hows.map(how => [`always-${at}-${name}-${how}`, {at, name, how, always: true}] as const)),
  );
  await runAll(cases);
  context.diagnostic(
    `${cases.length} cases; ${late} delivered by a later page; ${JSON.stringify(stage.ledger.reported())}`,
  );
  await nothingLost();
});
