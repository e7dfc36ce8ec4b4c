/**
 * Runs in the page before the outbox's own code: reads what the test wants of this page, and reports each step of an answer
 * to the test by a request that the page waits for. Where the test answers "stop", the page stands still in that very step
 * until it is killed: kills are aimed by phase, not by luck.
 */

/** What a test may ask of a page; travels in the page's fragment. */
export interface PageOptions {
  readonly endpoint: string;
  readonly site?: string;
  /** The real outbox, or one of the classic bad patterns. */
  readonly client?: 'outbox' | 'delete-first' | 'no-id';
  /** Names the tab in reports. */
  readonly tab?: number;
  /** Reports the steps inside a save and inside an acknowledgement too. */
  readonly steps?: boolean;
  /** Reports every request that the page begins. */
  readonly requests?: boolean;
  /** `gone`: the browser has no IndexedDB; `throws`: asking for it throws; `refuses`: it never opens. */
  readonly database?: 'gone' | 'throws' | 'refuses';
  /** localStorage takes nothing. */
  readonly noJournal?: boolean;
  /** Clocks and timers run so many times faster; the network does not. */
  readonly speed?: number;
  /** When the fast clocks began, real ms since 1970; the same for every page of a site. */
  readonly epoch?: number;
  /** Deliveries are heard and not reported. */
  readonly quiet?: boolean;
  /** A request is given up after so many real ms where clocks run faster. Default 400. */
  readonly giveUp?: number;
  /** What navigator.onLine says, whatever is true. */
  readonly onLine?: boolean;
  /** Requests of this sort never begin. */
  readonly mute?: 'ordinary' | 'all';
  /** The `at`th call (from 0) into IndexedDB fails with this error, or every call from it on. */
  readonly failing?: {readonly at: number; readonly name: string; readonly always?: boolean; readonly how: FailingHow};
}

/** The call throws; its request fails; it succeeds, and then its transaction is aborted. */
export type FailingHow = 'throw' | 'request' | 'abort';

export type StepName =
  | 'attempt'
  | 'journaled'
  | 'put'
  | 'accepted'
  | 'refused'
  | 'deleting'
  | 'unjournaled'
  | 'sent'
  | 'notice'
  | 'request'
  | 'error';

/** One report of a page. */
export interface Step {
  readonly step: StepName;
  readonly tab?: number;
  readonly key?: string;
  readonly n?: number;
  readonly id?: string;
  readonly rev?: number;
  readonly persisted?: string;
  readonly text?: string;
}

export const options: PageOptions = JSON.parse(decodeURIComponent(location.hash.slice(1) || '{}')) as PageOptions;

/** The browser's database, also where it is taken away from the outbox. */
export const ownDatabase = globalThis.indexedDB;

const Request = XMLHttpRequest;

/** Tells the test, and waits until it has heard. */
export function report(step: Step): void {
  const request = new Request();
  try {
    request.open('POST', '/report', false);
    request.send(JSON.stringify({...step, tab: options.tab ?? 0}));
  } catch {
    // A page that is going away may not wait.
    return;
  }
  if (request.responseText === 'stop') for (;;);
}

/**
 * While Firefox waits for a report it goes on with other work, and a transaction that is open by then takes nothing more:
 * there a step inside one is told right after it.
 */
const reportInside: (step: Step) => void = /Firefox/.test(navigator.userAgent)
  ? step => void setTimeout(() => report(step))
  : report;

/** The logical answer inside a row, an item or its JSON. */
const keyOf = (value: unknown): string | undefined => /"key":"([^"]+)"/.exec(JSON.stringify(value) ?? '')?.[1];

if (options.steps) {
  const {put, delete: remove} = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    const request = put.apply(this, args);
    const key = keyOf(args[0]);
    if (key && this.transaction.durability === 'strict') reportInside({step: 'put', key});
    return request;
  };
  IDBObjectStore.prototype.delete = function (this: IDBObjectStore, id) {
    const request = remove.call(this, id);
    reportInside({step: 'deleting', id: String(id)});
    return request;
  };
  const {setItem, removeItem} = Storage.prototype;
  Storage.prototype.setItem = function (this: Storage, name, value) {
    const known = this.getItem(name) !== null;
    setItem.call(this, name, value);
    const key = keyOf(value) ?? keyOf(JSON.parse(value));
    if (key && !known) report({step: 'journaled', key});
  };
  Storage.prototype.removeItem = function (this: Storage, name) {
    // The database has let go already; its copy has not.
    const id = name.slice(name.lastIndexOf(':') + 1);
    if (id.length === 36) report({step: 'unjournaled', id});
    removeItem.call(this, name);
  };
}

if (options.noJournal) {
  Storage.prototype.setItem = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
}

if (options.onLine !== undefined) {
  Object.defineProperty(Navigator.prototype, 'onLine', {get: () => options.onLine});
}

if (options.database) {
  const {database} = options;
  const get = (): unknown => {
    if (database === 'throws') throw new DOMException('The operation is insecure.', 'SecurityError');
    return database === 'gone' ? undefined : refusing;
  };
  const refusing = {
    open: () => {
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        'InvalidStateError',
      );
    },
  };
  Object.defineProperty(globalThis, 'indexedDB', {get, configurable: true});
}

const ownFetch = globalThis.fetch.bind(globalThis);
if (options.requests || options.mute) {
  globalThis.fetch = (address, init) => {
    if (options.mute && (options.mute === 'all' || !init?.keepalive)) return new Promise(() => {});
    if (options.requests) report({step: 'request', text: String(init?.keepalive ?? false)});
    return ownFetch(address, init);
  };
}
