/** The outbox on the browser's real parts, awake to what happens to its page. */
import {absoluteEndpoint} from '../schema/endpoint.js';
import {KitError} from '../schema/error.js';
import type {Settings} from '../schema/settings.js';
import {indexedDatabase, type Database} from './database.js';
import {joinTabs} from './channel.js';
import {createJournal, type WebStorage} from './journal.js';
import {webLock, type Lock} from './lock.js';
import {createOutbox, type Outbox} from './outbox.js';
import {clearTimeout, monotonic, now, setTimeout} from './platform.js';
import type {OutboxPort} from './port.js';
import type {Ports} from './ports.js';
import {receipt, unit, uuid} from './random.js';
import {sendByFetch} from './transport.js';

let database: Database | undefined;

/** A tab that shares nothing with others needs no lock. */
const noLock: Lock = work => work();

/**
 * Opens the outbox for `settings.endpoint` and `settings.site`, and begins to send what an earlier page left.
 * @throws {KitError} `endpoint/missing`, `endpoint/invalid`
 */
export function openOutbox(settings: Settings): OutboxPort {
  const {site, storage = 'persistent'} = settings;
  if (!settings.endpoint || !site) throw new KitError('endpoint/missing');
  const endpoint = absolute(settings.endpoint);
  if (!endpoint) throw new KitError('endpoint/invalid', `"${settings.endpoint}"`);
  const endpointWas = settings.endpointWas?.split(/\s+/).flatMap(address => absolute(address) ?? []);
  const shared = storage === 'persistent';
  const outbox = createOutbox(
    {endpoint, site, endpointWas},
    {
      ...browser,
      database: shared && reach(() => indexedDB) ? (database ??= indexedDatabase()) : undefined,
      journal: createJournal(
        storage === 'none' ? undefined : reach<WebStorage>(() => (shared ? localStorage : sessionStorage)),
      ),
      lock: shared ? webLock() : noLock,
      joinTabs: shared ? joinTabs : () => ({postMessage() {}}),
    },
  );
  watch(outbox);
  return outbox;
}

const browser = {
  transport: sendByFetch,
  trouble: () => import('./trouble.js'),
  now,
  monotonic,
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  visible: () => document.visibilityState === 'visible',
  random: unit,
  uuid,
  receipt,
} satisfies Partial<Ports>;

/** Lives as long as the page: an outbox outlasts the elements that filled it. */
function watch({wake, leave, pause}: Outbox): void {
  for (const type of ['online', 'pageshow']) addEventListener(type, wake);
  addEventListener('pagehide', () => {
    void leave();
    pause();
  });
  // A frozen page would keep the lock from all others.
  document.addEventListener('freeze', pause);
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', () => void (browser.visible() ? wake() : leave()));
  setTimeout(wake, 0);
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
