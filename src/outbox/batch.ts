import {cleanJson} from '../schema/canonical.js';
import {batchLimits} from '../schema/limits.js';
import type {Row} from './row.js';

/** Bytes that a batch needs around its items, generously. */
const frame = 400;

/** The first of a lane's rows that travel together: at most `most`, within a batch's bytes. */
export function pack(rows: readonly Row[], most: number): Row[] {
  const packed: Row[] = [];
  let bytes = frame;
  for (const row of rows) {
    bytes += row.bytes + 1;
    if (packed.length >= most || bytes > batchLimits.bytes) break;
    packed.push(row);
  }
  return packed;
}

/** Answers first, then by the time of their making. */
export const inOrder = (a: Row, b: Row): number =>
  Number(a.item.kind === 'event') - Number(b.item.kind === 'event') || (a.item.createdAt < b.item.createdAt ? -1 : 1);

/** One item as it travels. */
export const itemOf = ({item, rev, attempt}: Row): Record<string, unknown> => ({
  ...item,
  rev,
  attempt: Math.max(attempt, 1),
});

/** The body of a request. */
export const batchJson = (rows: readonly Row[], batch: string, sentAt: string): string =>
  cleanJson({v: 1, site: rows[0]!.site, batch, sentAt, items: rows.map(itemOf)});
