/** The outbox in real Chromium beside bare loops that do the same work without its promises. Ratios from one run. */
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {startChromium} from '../support/engines/chromium.js';
import {startEndpoint} from '../support/endpoint.js';
import {startSite} from '../support/site.js';

interface Pair {
  readonly ours: number;
  readonly bare: number;
}
interface Bench {
  save(count: number): Promise<Pair>;
  drain(endpoint: string, count: number): Promise<Pair>;
}

const saves = 300;
const waiting = 2000;

const row = (what: string, count: number, {ours, bare}: Pair) => ({
  'what': what,
  'ours, items/s': Math.round((count / ours) * 1000),
  'bare loop, items/s': Math.round((count / bare) * 1000),
  'ours / bare': Number((bare / ours).toFixed(2)),
});

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
    const saved = await page.evaluate(count => (globalThis as unknown as {bench: Bench}).bench.save(count), saves);
    const other = await (await browser.browser.createBrowserContext()).newPage();
    await other.goto(site.url);
    const before = endpoint.requests.length;
    const drained = await other.evaluate(
      (url, count) => (globalThis as unknown as {bench: Bench}).bench.drain(url, count),
      endpoint.url,
      waiting,
    );
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
