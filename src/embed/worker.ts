/**
 * For a site that has a service worker, which adds one line: `importScripts('/stagepost/worker.js')`. In browsers with
 * Background Sync it sends what waits after the last page was closed. Built into one file, for classic and module workers.
 */
import {browser} from '../outbox/browser.js';
import {joinTabs} from '../outbox/channel.js';
import {indexedDatabase} from '../outbox/database.js';
import {createDrain} from '../outbox/drain.js';
import {createJournal} from '../outbox/journal.js';
import {webLock} from '../outbox/lock.js';
import {syncTag} from '../schema/names.js';

/** The part of the Background Sync API (WICG) that is used here; not in TypeScript's library. */
interface SyncEvent extends Event {
  readonly tag: string;
  waitUntil(done: Promise<void>): void;
}

let drain: (() => Promise<void>) | undefined;

/** One for as long as the worker lives. Opens nothing before it is needed: the worker is the owner's, and its other work goes first. */
const send = () =>
  (drain ??= createDrain({
    ...browser,
    database: indexedDatabase(),
    journal: createJournal(undefined),
    lock: webLock(),
    joinTabs,
  }))();

// Nothing is called that is not there: where this file is loaded by mistake it does nothing.
globalThis.addEventListener?.('sync', event => {
  const {tag} = event as SyncEvent;
  if (tag === syncTag) (event as SyncEvent).waitUntil(send());
});
