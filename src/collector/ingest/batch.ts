import {batchLimits} from '../../schema/limits.js';
import {batchSchema, type Batch, type BatchAnswer, type Verdict} from '../../schema/wire.js';
import {parseJson} from '../http/body.js';
import {pathText} from '../../schema/issues.js';
import {Problem} from '../problem.js';
import type {Site} from '../sites.js';
import type {IncomingItem, Store} from '../store.js';
import {judge, type Judged} from './judge.js';

/** @throws {Problem} 400 `body/not-json`, `batch/invalid`, 413 `batch/too-many`. */
export function parseBatch(text: string): Batch {
  const value = parseJson(text);
  const items = (value as {items?: unknown} | null)?.items;
  if (Array.isArray(items) && items.length > batchLimits.items)
    throw new Problem(413, 'batch/too-many', `A batch holds at most ${batchLimits.items} items; send fewer at once.`);
  const parsed = batchSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = pathText(parsed.error.issues[0]?.path ?? []);
  throw new Problem(400, 'batch/invalid', `The batch is not of version 1: see ${path || 'its outermost level'}.`);
}

/** Hears what became of each item, for metrics. */
export interface IngestWatch {
  /** `size`: items of the batch. */
  batch(site: Site, size: number): void;
  judged(site: Site, judged: Judged, verdict: Verdict): void;
}

export interface Ingest {
  readonly store: Store;
  /** How many of `count` items may be taken now. */
  readonly take: (site: Site, count: number) => {readonly taken: number; readonly retryAfter: number};
  readonly watch: IngestWatch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Judges a batch item by item and answers once everything it stored is committed.
 * @throws {StorageError} nothing of the batch is stored.
 */
export async function ingest(batch: Batch, site: Site, {store, take, watch, now}: Ingest): Promise<BatchAnswer> {
  const times = {sentAt: Date.parse(batch.sentAt), receivedAt: now()};
  const judged = batch.items.map(raw => judge(raw, times)).filter(one => one !== undefined);
  const {taken, retryAfter} = take(site, judged.length);
  const admitted = judged.slice(0, taken);
  const items = admitted.map(({item}) => item).filter((item): item is IncomingItem => item !== undefined);
  const outcomes = items.length > 0 ? await store.write(site.id, items) : [];
  watch.batch(site, batch.items.length);
  const outcomeOf = new Map(items.map((item, index) => [item, outcomes[index]]));
  const verdicts = judged.map(({id, rev, verdict, item}, index): Verdict => {
    if (index >= taken) return {id, rev, status: 'retry', code: 'rate', retryAfter};
    const outcome = item && outcomeOf.get(item);
    return verdict ?? {id, rev, status: 'retry', ...outcome};
  });
  judged.forEach((one, index) => watch.judged(site, one, verdicts[index]!));
  return {v: 1, serverTime: new Date(now()).toISOString(), items: verdicts};
}
