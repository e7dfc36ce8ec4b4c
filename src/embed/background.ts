/**
 * The page's side of `worker.js`: asks the browser to wake the site's service worker when an answer is kept on disk. Asks no
 * visitor for anything, and does nothing where there is no Background Sync or no service worker. A file of its own.
 */
import {reach} from '../outbox/browser.js';
import {joinTabs} from '../outbox/channel.js';
import {createJournal} from '../outbox/journal.js';
import {isRow} from '../outbox/row.js';
import {eventPrefix, syncTag} from '../schema/names.js';
import type {KitEvents} from '../ui/events.js';

/** The part of the Background Sync API (WICG) that is used here; not in TypeScript's library. */
interface Registration extends ServiceWorkerRegistration {
  readonly sync?: {register(tag: string): Promise<void>};
}

/** Absent on plain http, and in plain Node. */
const worker = reach(() => globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined);

/** Resolves when the site's worker is ready; never, where it has none. A browser may refuse, as it does in a private window. */
const ask = () => void worker?.ready.then(({sync}: Registration) => sync?.register(syncTag)).catch(() => {});

/** The copies of what waits on disk; none of what is kept for a tab alone. */
const journal = createJournal(reach(() => globalThis.localStorage));

if (worker) {
  document.addEventListener(`${eventPrefix}saved`, event => {
    if ((event as CustomEvent<KitEvents['saved']>).detail.persisted === 'disk') ask();
  });
  // The browser gives up after some attempts of the worker's; a page that fails as well begins anew.
  document.addEventListener(`${eventPrefix}failed`, () => {
    if (journal.ids().length) ask();
  });

  // A worker cannot delete the copies of what it has sent. A page without them does not send them once more when it leaves.
  joinTabs(({notices}) => {
    for (const notice of notices) {
      if (notice.type !== 'sent') continue;
      const copy = journal.get(notice.id);
      if (copy && isRow(copy) && copy.rev <= notice.rev) journal.delete(notice.id);
    }
  });
}
