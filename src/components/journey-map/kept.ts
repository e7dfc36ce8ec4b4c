/**
 * What was last fetched from each address, for when it cannot be fetched. A browser that keeps nothing is no fault: there is
 * only nothing to fall back on.
 */
import {openDB} from 'idb';
import {keptName} from '../../schema/names.js';

export interface Kept {
  /** The address. */
  readonly id: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** When it was fetched, ISO time. */
  readonly at: string;
}

const storeName = 'fetched';
/** Days after which what was kept is too old to be shown, and goes. */
const most = 90;

const oldestOf = (now: Date): string => new Date(now.getTime() - most * 86_400_000).toISOString();

async function connected<T>(use: (database: Awaited<ReturnType<typeof openDB>>) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await openDB(keptName, undefined, {
      upgrade: fresh => void fresh.createObjectStore(storeName, {keyPath: 'id'}),
      blocking: () => database.close(),
      terminated() {},
    });
    try {
      return await use(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Everything that is kept was looked through on this page. */
let isCleared = false;

/** Keeps what an address gave; the first time on a page, drops what has become too old. */
export const keep = (id: string, data: Uint8Array<ArrayBuffer>, now: Date): Promise<void> =>
  connected(async database => {
    const {done, store} = database.transaction(storeName, 'readwrite');
    done.catch(() => {});
    // To tell what is old, all of it is read: not again with each of many maps.
    const all = isCleared ? [] : ((await store.getAll()) as Kept[]);
    isCleared = true;
    for (const {id: old, at} of all) if (at < oldestOf(now)) void store.delete(old);
    void store.put({id, data, at: now.toISOString()} satisfies Kept);
    await done;
  }) as Promise<void>;

/** What an address gave, where that is not too long ago. */
export const kept = (id: string, now: Date): Promise<Kept | undefined> =>
  connected(async database => {
    const {done, store} = database.transaction(storeName);
    done.catch(() => {});
    const found = (await store.get(id)) as Kept | undefined;
    return found && found.at >= oldestOf(now) ? found : undefined;
  });

export const forget = (id: string): Promise<void> =>
  connected(async database => {
    const {done, store} = database.transaction(storeName, 'readwrite');
    void store.delete(id);
    await done;
  }) as Promise<void>;

/** Forgets everything. */
export const forgetAll = (): Promise<void> =>
  connected(async database => {
    const {done, store} = database.transaction(storeName, 'readwrite');
    done.catch(() => {});
    for (const {id} of (await store.getAll()) as Kept[]) void store.delete(id);
    await done;
  }) as Promise<void>;
