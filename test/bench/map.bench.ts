/**
 * The journey map beside a bare HTML table with the same texts, and beside Mermaid with the same journey: by turns, in one
 * page of one browser. What counts are the ratios of that run. What an interaction touches is the same in every run, so it
 * fails the command; a time never does.
 */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {ensureOwnPackage} from '../../src/tools/setup.mjs';
import {startChromium} from '../support/engines/chromium.js';
import {wideMap} from '../support/journeys.js';
import {peersFolder, versionOf} from '../support/peers/shop.js';
import {embedFolder, type Site, startSite} from '../support/site.js';
import type {MapBench, Shown, Touched} from './map.page.js';

type Window = typeof globalThis & {readonly bench: MapBench; readonly seenAt: Promise<number>};
type Size = readonly [lanes: number, steps: number];
type Row = Record<string, string | number>;

const sizes: readonly Size[] = [[12, 60], [20, 200], [30, 500]]; // prettier-ignore
const nameOf = ([lanes, steps]: Size): string => `${lanes} x ${steps}`;

/** Every seventh cell has another tag, for the filter. */
const mapOf = ([lanes, steps]: Size): JourneyMap => {
  const map = wideMap(lanes, steps);
  return {...map, cells: map.cells!.map((cell, at) => ({...cell, tags: [at % 7 ? 'odd' : 'seventh']}))};
};

/** What else the machine does only ever adds to a time. */
const best = (values: readonly number[]): number => Math.min(...values);
const round = (value: number): number => Number(value.toFixed(2));

interface Verdict {
  readonly what: string;
  readonly measured: number;
  readonly most: number;
  readonly hard: boolean;
}

/** When a table or a map in a page that has just been asked for was drawn, in milliseconds since it was asked for. */
const watchFirst = `globalThis.seenAt = new Promise(done => {
  const look = () => {
    const map = document.querySelector('stagepost-journey-map');
    if (!document.querySelector('table') && !map?.shadowRoot?.querySelector('.grid')) return void setTimeout(look, 1);
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  };
  look();
});`;

/** A cold visit of a page, with all files fetched. */
async function visit(open: () => Promise<Page>, url: string): Promise<number> {
  const page = await open();
  await page.setCacheEnabled(false);
  await page.evaluateOnNewDocument(watchFirst);
  await page.goto(url, {waitUntil: 'domcontentloaded'});
  const at = await page.evaluate(() => (globalThis as Window).seenAt);
  await page.close();
  return at;
}

/** What an interaction may touch in a map of this size: changes in cells it is about, and changes beside the cells. */
function touches([lanes, steps]: Size): Readonly<Record<string, readonly [cells: number, beside: number]>> {
  const items = lanes * steps;
  return {
    'collapse a stage': [lanes + 3, 2],
    'unfold it': [2, 2],
    'open the detail panel': [1, 4],
    'close it': [1, 4],
    'filter by a tag': [Math.floor(((items - 1) * 6) / 7) + 1, 2],
    'filter no more': [Math.floor(((items - 1) * 6) / 7) + 1, 2],
    'collapse a lane': [1, 2],
    // Rows move, and nothing in them changes: items of the map, and its stages and steps.
    'sort the table of items': [1, items + steps + 20],
  };
}

function judgeTouched(size: Size, found: Readonly<Record<string, Touched>>): Verdict[] {
  return Object.entries(touches(size)).flatMap(([what, [cells, beside]]) => {
    const seen = found[what]!;
    const verdict = (name: string, measured: number, most: number): Verdict => ({
      what: `${nameOf(size)}, ${what}: ${name}`,
      measured,
      most,
      hard: true,
    });
    return [
      verdict('changes in cells', seen.cells, cells),
      verdict('of these, in cells it is not about', seen.strangers, 0),
      verdict('other changes', seen.all - seen.cells, beside),
    ];
  });
}

interface Measured {
  readonly size: Size;
  readonly shown: Shown;
  /** Milliseconds until a page that has just been asked for shows the table, and the map. */
  readonly cold: {readonly bare: number; readonly map: number};
  readonly work: Readonly<Record<string, Touched>>;
}

const bestOf = <T extends string>(keys: readonly T[], runs: readonly Readonly<Record<T, number | undefined>>[]) =>
  Object.fromEntries(keys.map(key => [key, best(runs.map(one => one[key] ?? Number.NaN))])) as Record<T, number>;

function bestOfWork(runs: readonly Readonly<Record<string, Touched>>[]): Record<string, Touched> {
  const [last] = runs;
  return Object.fromEntries(
    Object.keys(last!).map(name => {
      const times = runs.map(one => one[name]!);
      return [name, {...last![name]!, ...bestOf(['ms', 'bare'], times)}];
    }),
  );
}

async function measure(page: Page, cold: (path: string) => Promise<number>, site: Site, size: Size, rounds: number) {
  const map = mapOf(size);
  const bare = await page.evaluate(data => (globalThis as Window).bench.bareTable(data), map);
  site.pages.set('/bare', {html: bare});
  site.pages.set('/cold', {
    html: `<script type="module" src="/stagepost/stagepost.js"></script><stagepost-journey-map without-hash>
      <script type="application/json">${JSON.stringify(map)}</script></stagepost-journey-map>`,
  });
  const shown: Shown[] = [];
  const work: Record<string, Touched>[] = [];
  const colds: {bare: number; map: number}[] = [];
  // The first round warms up.
  for (let at = 0; at <= rounds; at++) {
    const seen = await page.evaluate(data => (globalThis as Window).bench.visible(data), map);
    const first = {bare: await cold('/bare'), map: await cold('/cold')};
    if (!at) continue;
    shown.push(seen);
    colds.push(first);
    // They take longest, and what they touch is the same each time.
    if (at <= 2) work.push(await page.evaluate(data => (globalThis as Window).bench.interactions(data), map));
  }
  return {
    size,
    shown: bestOf(['bare', 'map', 'mermaid'], shown),
    cold: bestOf(['bare', 'map'], colds),
    work: bestOfWork(work),
  };
}

const ratio = (ours: number, theirs: number | undefined): number | '' => (theirs ? round(ours / theirs) : '');

function tables(all: readonly Measured[], mermaid: string): void {
  console.table(
    all.map(({size, shown, cold}): Row => ({
      'lanes x steps': nameOf(size),
      'visible, ms': Math.round(shown.map),
      'bare table, ms': Math.round(shown.bare),
      'map / bare': ratio(shown.map, shown.bare),
      [mermaid]: Math.round(shown.mermaid!) || '',
      'map / Mermaid': ratio(shown.map, shown.mermaid),
      'cold page / cold bare page': ratio(cold.map, cold.bare),
      'cold page, ms': Math.round(cold.map),
    })),
  );
  console.table(
    all.flatMap(({size, work}) =>
      Object.entries(work).map(([what, {ms, bare, cells, all: every}]): Row => ({
        'lanes x steps': nameOf(size),
        what,
        'ms': Math.round(ms),
        'bare table, ms': bare ? Math.round(bare) : '',
        'map / bare': ratio(ms, bare),
        'changes in cells': cells,
        'other changes': every - cells,
      })),
    ),
  );
}

function judge(all: readonly Measured[]): Verdict[] {
  const perCell = ({size: [lanes, steps], shown}: Measured) => shown.map / (lanes * steps);
  const smallest = all[0]!;
  return [
    ...all.map(({size, shown}) => ({
      what: `${nameOf(size)}: visible / bare table`,
      measured: round(shown.map / shown.bare),
      most: 2,
      hard: false,
    })),
    ...all.slice(1).map(one => ({
      what: `${nameOf(one.size)}: time for each cell / that of ${nameOf(smallest.size)}`,
      measured: round(perCell(one) / perCell(smallest)),
      most: 1,
      hard: false,
    })),
    ...all.flatMap(({size, work}) => judgeTouched(size, work)),
  ];
}

/** Bundles what runs in the page. */
async function pageScript(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL('map.page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    write: false,
    target: 'es2022',
  });
  return outputFiles[0]!.text;
}

export async function run({quick = false}: {quick?: boolean} = {}): Promise<Row[]> {
  const rounds = quick ? 3 : 5;
  const dist = join(peersFolder, 'node_modules/mermaid/dist');
  const hasMermaid = (await ensureOwnPackage('test/peers')) && existsSync(dist);
  const site = await startSite({
    folders: {'/stagepost/': embedFolder, ...(hasMermaid && {'/mermaid/': dist})},
    pages: {
      '/': {
        html: `<script type="module" src="/stagepost/journey-map.js"></script>
          ${hasMermaid ? '<script src="/mermaid/mermaid.min.js"></script>' : ''}<script src="/bench.js"></script>`,
      },
      '/bench.js': {html: await pageScript(), type: 'text/javascript'},
    },
  });
  // Frames are drawn as soon as they can be: else every time is one of 17, 33, 50 … ms.
  const freely = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
  const browser = await startChromium({args: ['--js-flags=--expose-gc', ...freely]});
  const open = async () => {
    const page = await browser.newPage();
    await page.setViewport({width: 1280, height: 800});
    return page;
  };
  const all: Measured[] = [];
  try {
    for (const size of quick ? sizes.slice(0, 2) : sizes) {
      const page = await open();
      await page.goto(site.url);
      const cold = async (path: string) => {
        const at = await visit(open, new URL(path, site.url).href);
        await page.bringToFront();
        return at;
      };
      all.push(await measure(page, cold, site, size, rounds));
      console.log(`${nameOf(size)}: done.`);
      await page.close();
    }
  } finally {
    await browser.stop();
    await site.close();
  }
  console.log(`The best of ${rounds} rounds, by turns, until the next frame is drawn:`);
  tables(all, hasMermaid ? `Mermaid ${versionOf('mermaid')}, ms` : 'Mermaid');
  const verdicts = judge(all);
  const broken = verdicts.filter(({hard, measured, most}) => hard && measured > most);
  if (broken.length) {
    console.error(`map: over the limit: ${broken.map(({what, measured, most}) => `${what}: ${measured}, at most ${most}`).join('; ')}.`); // prettier-ignore
    process.exitCode = 1;
  }
  return verdicts
    .filter(({hard, measured, most}) => !hard || measured > most)
    .map(({what, measured, most}) => ({what, measured, 'at most': most, '': measured <= most ? 'pass' : 'MISS'}));
}
