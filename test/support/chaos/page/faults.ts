/** IndexedDB that fails where the test says: counts the calls that reach it, and spoils the chosen one. */
import {options, type FailingHow} from './hooks.js';

let calls = 0;

/** Calls into IndexedDB so far. */
export const databaseCalls = (): number => calls;

const {failing} = options;

const spoilt = (): boolean => {
  const at = calls++;
  return !!failing && (failing.always ? at >= failing.at : at === failing.at);
};

const errorOf = () => new DOMException('Injected by the test.', failing!.name);

/** A request that fails by itself, as one would that the browser's process refused. */
function fail(request: IDBRequest): IDBRequest {
  const refuse = (event: Event) => {
    event.stopImmediatePropagation();
    Object.defineProperty(request, 'error', {get: errorOf});
    Object.defineProperty(request, 'result', {
      get: () => {
        throw errorOf();
      },
    });
    request.dispatchEvent(new Event('error'));
  };
  request.addEventListener('success', refuse, {capture: true, once: true});
  return request;
}

function spoil(how: FailingHow, made: IDBRequest, transaction: IDBTransaction | null): IDBRequest {
  if (how === 'request') return fail(made);
  made.addEventListener('success', () => {
    try {
      transaction?.abort();
    } catch {
      // It has ended already.
    }
  });
  return made;
}

function wrapStore(name: 'get' | 'put' | 'delete' | 'getAll'): void {
  const native = IDBObjectStore.prototype[name] as (...args: unknown[]) => IDBRequest;
  Object.defineProperty(IDBObjectStore.prototype, name, {
    value(this: IDBObjectStore, ...args: unknown[]) {
      if (!spoilt()) return native.apply(this, args);
      if (failing!.how === 'throw') throw errorOf();
      return spoil(failing!.how, native.apply(this, args), this.transaction);
    },
  });
}

if (failing) {
  for (const name of ['get', 'put', 'delete', 'getAll'] as const) wrapStore(name);
  const {open} = IDBFactory.prototype;
  IDBFactory.prototype.open = function (this: IDBFactory, ...args) {
    if (!spoilt()) return open.apply(this, args);
    if (failing.how === 'throw') throw errorOf();
    return fail(open.apply(this, args)) as IDBOpenDBRequest;
  };
  const {transaction} = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    if (spoilt()) throw errorOf();
    return transaction.apply(this, args);
  };
}
