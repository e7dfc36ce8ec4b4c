/** An answer that a visitor takes back: at hand from the first, since a device may be offline. */
import {rowOf, type Place} from './draft.js';
import type {Ports} from './ports.js';
import {isRow, type Row, type Stored} from './row.js';

/** What is sent in the place of an item that may have left. */
export const withdrawalOf = (target: string, receipt: string, place: Place, ports: Ports): Row =>
  rowOf({kind: 'withdrawal', data: {target, receipt}}, place, ports);

/**
 * Deletes what never left (true), and puts the withdrawal in the place of what may have. Only the page that made an item, as
 * `own` says, can know that it never left: with a killed browser goes the note in web storage that it did.
 */
export function takeBack(rows: Map<string, Stored>, id: string, withdrawal: Row, own: boolean): boolean {
  const row = rows.get(id);
  // Its copy must not bring it back.
  if (row) rows.set(id, {id, gone: Date.parse(withdrawal.item.createdAt)});
  if (own && isRow(row) && !row.attempt) return true;
  const {endpoint, site} = isRow(row) ? row : withdrawal;
  rows.set(withdrawal.id, {...withdrawal, endpoint, site});
  return false;
}
