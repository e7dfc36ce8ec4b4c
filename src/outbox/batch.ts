import {cleanJson} from '../schema/canonical.js';
import {batchLimits} from '../schema/limits.js';
import type {Row} from './row.js';

/** Bytes that a batch needs around its items, generously. */
const frame = 400;

/** The first of a lane's rows that fit into a batch's bytes. */
export function pack(rows: readonly Row[]): Row[] {
  let bytes = frame;
  return rows.filter(row => (bytes += row.bytes + 1) <= batchLimits.bytes);
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
