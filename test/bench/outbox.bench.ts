/** The outbox in real Chromium beside bare loops that do the same work without its promises. Ratios from one run. */
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {startChromium} from '../support/engines/chromium.js';
import {startEndpoint} from '../support/endpoint.js';
import {startSite} from '../support/site.js';
import type {OutboxBench} from './outbox.page.js';

interface Pair {
  readonly ours: number;
  readonly bare: number;
}
type Window = typeof globalThis & {readonly bench: OutboxBench};

const saves = 300;
const waiting = 2000;
/** Items in one call of the page, as many as a batch holds: on a slow disk a save takes its time, and a call may not last long. */
const portion = 50;

const row = (what: string, count: number, {ours, bare}: Pair) => ({
  'what': what,
  'ours, items/s': Math.round((count / ours) * 1000),
  'bare loop, items/s': Math.round((count / bare) * 1000),
  'ours / bare': Number((bare / ours).toFixed(2)),
});

/** The milliseconds of `work`, in portions, for all of `count`. */
async function inPortions(count: number, work: (portion: number) => Promise<number>): Promise<number> {
  let ms = 0;
  for (let at = 0; at < count; at += portion) ms += await work(Math.min(portion, count - at));
  return ms;
}

async function save(page: Page): Promise<Pair> {
  const ours = await inPortions(saves, n => page.evaluate(count => (globalThis as Window).bench.save(count), n));
  const bare = await inPortions(saves, n => page.evaluate(count => (globalThis as Window).bench.saveBare(count), n));
  return {ours, bare};
}

async function drain(page: Page, endpoint: string): Promise<Pair> {
  for (let at = 0; at < waiting; at += portion)
    await page.evaluate((url, count) => (globalThis as Window).bench.fill(url, count), endpoint, portion);
  let ours = 0;
  for (let left = waiting; left;) {
    const flushed = await page.evaluate(url => (globalThis as Window).bench.flush(url), endpoint);
    if (flushed.left === left) throw new Error(`a flush sent none of ${left} answers that wait`);
    ours += flushed.ms;
    left = flushed.left;
  }
  const bare = await inPortions(waiting, n =>
    page.evaluate((url, count) => (globalThis as Window).bench.post(url, count), endpoint, n),
  );
  return {ours, bare};
}

/** Measures, prints and returns the table. */
export async function run(): Promise<Record<string, string | number>[]> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('outbox.page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    write: false,
    target: 'es2022',
  });
  const endpoint = await startEndpoint();
  const site = await startSite({
    pages: {
      '/': {html: '<script src="/bench.js"></script>'},
      '/bench.js': {html: bundle.outputFiles[0]!.text, type: 'text/javascript'},
    },
  });
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const saved = await save(page);
    const other = await (await browser.browser.createBrowserContext()).newPage();
    await other.goto(site.url);
    const before = endpoint.requests.length;
    const drained = await drain(other, endpoint.url);
    const table = [
      row(`durable saves (${saves}, one after the other)`, saves, saved),
      row(`drain of ${waiting} waiting answers`, waiting, drained),
    ];
    console.table(table);
    console.log(`${endpoint.requests.length - before} requests for both drains, ${endpoint.held.size} items held.`);
    return table;
  } finally {
    await browser.stop();
    await site.close();
    await endpoint.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
