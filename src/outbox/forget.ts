/** What stays of rows that were deleted for good, once no copy can come back. Loaded where there is some. */
import type {Database} from './database.js';
import {isGone, type Stored} from './row.js';

/** A browser writes web storage to the disk within seconds; a copy that was deleted longer ago will not come back. Ms. */
const settling = 60_000;

/** Drops the traces of old deletions among `stored`. */
export async function forget(database: Database, stored: readonly Stored[], now: number): Promise<void> {
  const old = stored.filter(row => isGone(row) && Math.abs(now - row.gone) > settling);
  if (!old.length) return;
  const ids = old.map(({id}) => id);
  await database.change(ids, rows => rows.forEach((row, id) => isGone(row) && rows.delete(id)));
}
