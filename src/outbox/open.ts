/** The outbox on the browser's real parts, awake to what happens to its page. */
import {absoluteEndpoint} from '../schema/endpoint.js';
import {KitError} from '../schema/error.js';
import type {Settings} from '../schema/settings.js';
import {browser, reach} from './browser.js';
import {indexedDatabase, type Database} from './database.js';
import {joinTabs} from './channel.js';
import {createJournal, type WebStorage} from './journal.js';
import {webLock, type Lock} from './lock.js';
import {createOutbox, type Outbox} from './outbox.js';
import {setTimeout} from './platform.js';
import type {OutboxPort} from './port.js';

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
      trouble: () => import('./trouble.js'),
      visible,
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
  document.addEventListener('visibilitychange', () => void (visible() ? wake() : leave()));
  setTimeout(wake, 0);
}

const visible = () => !document.hidden;

const absolute = (address: string) => absoluteEndpoint(address, document.baseURI);
