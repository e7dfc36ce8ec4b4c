/** Where a browser has no locks, a lease in the store tells the other tabs who sends. It saves requests; no promise stands on it. */
import type {Ports} from './ports.js';
import {leaseId, leaseTime, type Lease} from './row.js';
import type {Store} from './store.js';

/** Runs `work` while the lease is ours; resolves false, at once, where another tab holds it. */
export async function leased(store: Store, {now, uuid, after}: Ports, work: () => Promise<void>): Promise<boolean> {
  const owner = uuid();
  let over = false;
  let cancel: (() => void) | undefined;

  /** Takes the lease or makes it longer; false where it is another tab's. */
  async function take(): Promise<boolean> {
    const at = now();
    let ours = false;
    await store.change([leaseId], rows => {
      const lease = rows.get(leaseId) as Lease | undefined;
      // A lease that ends later than one made now was made by a clock that has gone back since.
      ours = !lease || lease.owner === owner || lease.until <= at || lease.until > at + leaseTime;
      if (ours) rows.set(leaseId, {id: leaseId, owner, until: at + leaseTime});
    });
    return ours;
  }

  const renew = () => {
    cancel = after(leaseTime / 3, async () => {
      await take();
      if (!over) renew();
    });
  };

  if (!(await take())) return false;
  renew();
  try {
    await work();
  } finally {
    over = true;
    cancel?.();
    // So that another tab need not wait for it to run out.
    await store.change([leaseId], rows => {
      if ((rows.get(leaseId) as Lease | undefined)?.owner === owner) rows.delete(leaseId);
    });
  }
  return true;
}
