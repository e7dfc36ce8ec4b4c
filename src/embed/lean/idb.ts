/**
 * What the outbox uses of idb: one store, four calls, and a transaction's end. The embed build puts this module in the
 * place of `idb`, a third of its weight; the npm package uses idb itself. `test/browser/lean-idb.test.ts` holds both to the
 * same behaviour.
 */

const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error!));
  });

interface Callbacks {
  upgrade(database: IDBDatabase): void;
  blocking(old: number, current: number | null, event: IDBVersionChangeEvent): void;
  terminated(): void;
}

export type IDBPDatabase = Awaited<ReturnType<typeof openDB>>;

export async function openDB(name: string, version: number | undefined, {upgrade, blocking, terminated}: Callbacks) {
  const request = indexedDB.open(name, version);
  request.addEventListener('upgradeneeded', () => upgrade(request.result));
  const database = await resultOf(request);
  database.addEventListener('close', terminated);
  database.addEventListener('versionchange', event => blocking(event.oldVersion, event.newVersion, event));
  return {
    close: () => database.close(),
    transaction(storeName: string, mode?: IDBTransactionMode, options?: IDBTransactionOptions) {
      const transaction = database.transaction(storeName, mode, options);
      const store = transaction.objectStore(storeName);
      return {
        abort: () => transaction.abort(),
        done: new Promise<void>((resolve, reject) => {
          transaction.addEventListener('complete', () => resolve());
          // A request's error ends in an abort, too.
          transaction.addEventListener('abort', () => reject(transaction.error ?? new DOMException('', 'AbortError')));
        }),
        store: {
          get: (key: string) => resultOf(store.get(key)),
          getAll: () => resultOf(store.getAll()),
          put: (value: unknown) => resultOf(store.put(value)),
          delete: (key: string) => resultOf(store.delete(key)),
        },
      };
    },
  };
}
