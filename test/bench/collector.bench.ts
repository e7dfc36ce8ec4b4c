/** The collector over HTTP beside a bare loop that commits the same rows, in one process and one run. What counts are the ratios. */
import {randomBytes, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import {createCollector, startServer} from '../../src/collector/index.js';
import {judge} from '../../src/collector/ingest/judge.js';
import {openDatabase} from '../../src/collector/sqlite/open.js';
import {rowOf, writeSql} from '../../src/collector/sqlite/write.js';

const rounds = 3;
const connections = 32;

/** An answer as the kit's prompt sends it. */
const item = (): object => ({
  id: randomUUID(),
  kind: 'response',
  schema: 'stagepost/response/1',
  rev: 1,
  createdAt: new Date().toISOString(),
  attempt: 1,
  receipt: randomBytes(16).toString('base64url'),
  who: {visitor: randomUUID(), session: randomUUID()},
  data: {
    survey: 'after-purchase',
    version: 'a1b2c3d4e5f60718',
    impression: randomUUID(),
    complete: true,
    answers: {
      score: {type: 'nps', value: 9},
      causes: {type: 'multiple', values: ['support', 'value_price'], primary: 'support'},
      comment: {type: 'text', value: 'The people at the desk were friendly, and it was quick. '.repeat(3)},
    },
    startedAt: new Date().toISOString(),
    endedAt: new Date().toISOString(),
    order: {causes: ['support', 'value_price', 'ease_of_use', 'product_quality']},
    context: {
      journey: 'purchase',
      stage: 'delivery',
      touchpoint: 'parcel',
      url: 'https://shop.example/thanks',
      lang: 'en',
    },
  },
});

const batch = (items: readonly object[]): string =>
  JSON.stringify({v: 1, site: 'pk_demo', batch: randomUUID(), sentAt: new Date().toISOString(), items});

const batchesOf = (count: number, size: number): object[][] =>
  Array.from({length: count / size}, () => Array.from({length: size}, item));

/** Milliseconds that the collector takes for `batches`, from the first request to the last acknowledgement. */
async function ours(file: string, batches: readonly object[][], worker: Worker): Promise<number> {
  const limits = {perKey: null, itemsPerSite: null, perAddress: null};
  const server = await startServer(createCollector({store: file, limits}), {port: 0, ownProcess: true});
  worker.postMessage({url: server.url, bodies: batches.map(batch), connections});
  const [{milliseconds, error}] = (await once(worker, 'message')) as [{milliseconds: number; error?: string}];
  await server.stop(1);
  if (error) throw new Error(error);
  return milliseconds;
}

/** Milliseconds that a loop takes which only inserts the same rows, a commit for each batch. */
function bare(file: string, batches: readonly object[][]): number {
  const now = Date.now();
  const rows = batches.map(items => items.map(raw => judge(raw, {sentAt: now, receivedAt: now})!.item!));
  const db = openDatabase(file);
  const [begin, commit] = ['BEGIN IMMEDIATE', 'COMMIT'].map(sql => db.prepare(sql));
  const [insert, score] = [writeSql.insert, writeSql.score].map(sql => db.prepare(sql));
  const start = performance.now();
  for (const items of rows) {
    begin!.run();
    for (const one of items) {
      const {lastInsertRowid} = insert!.run(rowOf('demo', one));
      for (const {question, type, value} of one.found.scores) score!.run([lastInsertRowid, question, type, value]);
    }
    commit!.run();
  }
  const milliseconds = performance.now() - start;
  db.close();
  return milliseconds;
}

const best = (times: readonly number[]): number => Math.min(...times);

/** Measures and returns the table: the best of three rounds of each, taken in turns. */
export async function run({quick = false}: {quick?: boolean} = {}): Promise<Record<string, string | number>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stagepost-bench-'));
  const worker = new Worker(new URL('collector.load.mjs', import.meta.url));
  const table: Record<string, string | number>[] = [];
  try {
    for (const [size, count] of [
      [1, quick ? 2000 : 6000],
      [20, quick ? 10_000 : 40_000],
    ] as const) {
      const [times, bareTimes]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        const batches = batchesOf(count, size);
        bareTimes.push(bare(join(folder, `bare-${size}-${round}.db`), batches));
        times.push(await ours(join(folder, `ours-${size}-${round}.db`), batches, worker));
      }
      table.push({
        'what': size === 1 ? 'single items over HTTP' : `batches of ${size} over HTTP`,
        'ours, items/s': Math.round((count / best(times)) * 1000),
        'bare loop, items/s': Math.round((count / best(bareTimes)) * 1000),
        'ours / bare': Number((best(bareTimes) / best(times)).toFixed(2)),
      });
    }
  } finally {
    await worker.terminate();
    rmSync(folder, {recursive: true});
  }
  return table;
}
