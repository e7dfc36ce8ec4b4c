/** What stays of rows that were deleted for good, until no copy can come back. Loaded where there is some. */
import type {Notice} from './port.js';
import type {Ports} from './ports.js';
import {isGone, isRow, type Sent, type Stored} from './row.js';
import {withdrawalOf} from './take-back.js';

/** A browser writes web storage to the disk within seconds; a copy that was deleted longer ago will not come back. Ms. */
const settling = 60_000;

/**
 * Drops the traces of old deletions among `stored`, and the copies that have come back all the same. A page that could not read
 * the database may have sent such a copy: where the visitor had taken the item back, a withdrawal takes the place of the copy.
 * `hear` is told of it.
 */
export async function forget(ports: Ports, stored: readonly Stored[], hear: (notice: Notice) => void): Promise<void> {
  const {database, journal, now} = ports;
  const ids = stored.filter(isGone).map(({id}) => id);
  let withdrawn = false;
  await database?.change(ids, rows => {
    const copies = new Map(ids.map(id => [id, journal.get(id)]));
    // An unseen copy might come back.
    if (!journal.sound) return;
    for (const [id, copy] of copies) {
      const row = rows.get(id);
      // Saved again meanwhile, or newer than what was deleted.
      if (isRow(row) || isRow(copy)) continue;
      if (copy) {
        // The trace in the database stays until a page finds no copy: this deletion may not be on the disk yet.
        journal.delete(id);
        if (!isGone(row) || row.rev !== undefined) continue;
        const {receipt, endpoint, site} = copy as Sent;
        journal.set(withdrawalOf(id, receipt, {endpoint, site}, ports), true);
        withdrawn = true;
      } else if (isGone(row) && Math.abs(now() - row.gone) > settling) rows.delete(id);
    }
  });
  if (withdrawn) hear({type: 'changed'});
}
