/** Looks at the browser's storage beside the outbox: what a careless queue would see, and what a newer or older kit may leave. */
import {ownDatabase} from './hooks.js';

const opened = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((done, fail) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => fail(request.error!));
  });

/** Whether the request of a write succeeds, and whether its transaction then completes: with no room left they differ. */
export async function write(bytes: number): Promise<{success: boolean; complete: boolean}> {
  const opening = ownDatabase.open('probe', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('all', {autoIncrement: true}));
  const database = await opened(opening).catch(() => undefined);
  if (!database) return {success: false, complete: false};
  const transaction = database.transaction('all', 'readwrite');
  let success = false;
  const request = transaction.objectStore('all').put(crypto.getRandomValues(new Uint8Array(bytes)));
  request.addEventListener('success', () => {
    success = true;
  });
  const complete = await new Promise<boolean>(done => {
    transaction.addEventListener('complete', () => done(true));
    transaction.addEventListener('abort', () => done(false));
  });
  database.close();
  return {success, complete};
}

/** The database as it is. */
export async function contents(
  name: string,
  store: string,
): Promise<{version: number; stores: string[]; rows: unknown[]}> {
  const database = await opened(ownDatabase.open(name));
  const request = database.transaction(store).objectStore(store).getAll();
  const rows = await new Promise<unknown[]>((done, fail) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => fail(request.error!));
  });
  const {version, objectStoreNames} = database;
  database.close();
  return {version, stores: [...objectStoreNames], rows};
}

/** A database as a newer kit might leave it: a higher version, an index, more stores, rows with keys that we do not know. */
export async function leaveNewer(name: string, version: number, rows: readonly unknown[]): Promise<void> {
  const opening = ownDatabase.open(name, version);
  opening.addEventListener('upgradeneeded', () => {
    const items = opening.result.createObjectStore('items', {keyPath: 'id'});
    items.createIndex('by-endpoint', 'endpoint');
    opening.result.createObjectStore('blobs', {keyPath: 'id'});
    for (const row of rows) items.put(row);
  });
  (await opened(opening)).close();
}

/** A frozen tab of an older kit: keeps its connection open whatever is asked of it. */
export async function holdOpen(name: string): Promise<void> {
  const database = await opened(ownDatabase.open(name));
  Object.assign(globalThis, {held: database});
}

/** Begins to raise the version and does not wait. Says whether the upgrade is blocked by another connection. */
export function raise(name: string, version: number): Promise<boolean> {
  const opening = ownDatabase.open(name, version);
  return new Promise(done => {
    opening.addEventListener('blocked', () => done(true));
    opening.addEventListener('success', () => done(false));
  });
}
