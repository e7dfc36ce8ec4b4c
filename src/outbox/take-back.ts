/** An answer that a visitor takes back: at hand from the first, since a device may be offline. */
import {rowOf, type Place} from './draft.js';
import type {Ports} from './ports.js';
import {isRow, type Row, type Stored} from './row.js';

/** What is sent in the place of an item that may have left. */
export const withdrawalOf = (target: string, receipt: string, place: Place, ports: Ports): Row =>
  rowOf({kind: 'withdrawal', data: {target, receipt}}, place, ports);

/** Deletes what never left (true), and puts the withdrawal in the place of what may have. */
export function takeBack(rows: Map<string, Stored>, id: string, withdrawal: Row): boolean {
  const row = rows.get(id);
  rows.delete(id);
  if (isRow(row) && !row.attempt) return true;
  rows.set(withdrawal.id, isRow(row) ? {...withdrawal, endpoint: row.endpoint, site: row.site} : withdrawal);
  return false;
}
