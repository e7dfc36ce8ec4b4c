/** The outbox on the browser's real parts, awake to what happens to its page. */
import {absoluteEndpoint} from '../schema/endpoint.js';
import {KitError} from '../schema/error.js';
import type {Settings} from '../schema/settings.js';
import {IndexedDatabase} from './database.js';
import {joinTabs} from './channel.js';
import {Journal, type WebStorage} from './journal.js';
import {webLock, type Lock} from './lock.js';
import {Outbox} from './outbox.js';
import {platform} from './platform.js';
import type {OutboxPort} from './port.js';
import type {Ports} from './ports.js';
import {receipt, unit, uuid} from './random.js';
import {sendByFetch} from './transport.js';

let database: IndexedDatabase | undefined;

/** A tab that shares nothing with others needs no lock. */
const noLock: Lock = work => work().then(() => true);

/**
 * Opens the outbox for `settings.endpoint` and `settings.site`, and begins to send what an earlier page left.
 * @throws {KitError} `endpoint/missing`, `endpoint/invalid`
 */
export function openOutbox(settings: Settings): OutboxPort {
  const {site, storage = 'persistent'} = settings;
  if (!settings.endpoint || !site) throw new KitError('endpoint/missing');
  const endpoint = absolute(settings.endpoint);
  if (!endpoint) throw new KitError('endpoint/invalid', `"${settings.endpoint}"`);
  const endpointWas = (settings.endpointWas ?? []).flatMap(address => absolute(address) ?? []);
  const shared = storage === 'persistent';
  const outbox = new Outbox(
    {endpoint, site, endpointWas},
    {
      ...browser,
      database: shared && reach(() => indexedDB) ? (database ??= new IndexedDatabase()) : undefined,
      journal: new Journal(
        storage === 'none' ? undefined : reach<WebStorage>(() => (shared ? localStorage : sessionStorage)),
      ),
      lock: shared ? webLock() : noLock,
      joinTabs: shared ? joinTabs : () => ({post: () => {}}),
    },
  );
  watch(outbox);
  return outbox;
}

const browser = {
  transport: sendByFetch,
  now: platform.now,
  monotonic: platform.monotonic,
  after(ms: number, work: () => void) {
    const timer = platform.setTimeout(work, ms);
    return () => platform.clearTimeout(timer);
  },
  visible: () => document.visibilityState === 'visible',
  random: unit,
  uuid,
  receipt,
} satisfies Partial<Ports>;

/** Lives as long as the page: an outbox outlasts the elements that filled it. */
function watch(outbox: Outbox): void {
  addEventListener('online', () => outbox.wake());
  addEventListener('pageshow', () => outbox.wake());
  addEventListener('pagehide', () => {
    void outbox.leave();
    outbox.pause();
  });
  // A frozen page would keep the lock from all others.
  document.addEventListener('freeze', () => outbox.pause());
  document.addEventListener('resume', () => outbox.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake();
    else void outbox.leave();
  });
  platform.setTimeout(() => outbox.wake(), 0);
}

const absolute = (address: string) => absoluteEndpoint(address, document.baseURI);

/** A sandboxed page throws where it is merely asked for its storage. */
function reach<T>(get: () => T | undefined): T | undefined {
  try {
    return get();
  } catch {
    return;
  }
}
