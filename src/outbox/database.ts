/** The only file that knows of IndexedDB. One object store; every change is one transaction. */
import {openDB, type IDBPDatabase} from 'idb';
import {databaseName} from '../schema/names.js';
import {platform} from './platform.js';
import type {Stored} from './row.js';

/** Changes the rows it is given in place, by `set` and `delete`. May run more than once, and must not wait for anything. */
export type Work = (rows: Map<string, Stored>) => void;

export interface Database {
  all(): Promise<Stored[]>;
  /**
   * Reads `ids`, runs `work` on them and writes what differs, all in one transaction.
   * Resolves when the transaction has completed; `strict` waits for the disk. Rejects when nothing was written.
   */
  change(ids: readonly string[], work: Work, strict?: boolean): Promise<void>;
}

const storeName = 'items';

/** Opening may hang for ever behind another tab; after so many milliseconds we go on without. */
const openTimeout = 3000;
const lateName = 'TimeoutError';

export class IndexedDatabase implements Database {
  #opening: Promise<IDBPDatabase> | undefined;
  /** Rejects when the opening has taken too long; one for each opening, so that only the first call waits for it. */
  #patience = new Promise<never>(() => {});

  async all(): Promise<Stored[]> {
    return this.#again(database => {
      const {done, store} = database.transaction(storeName);
      // An abort is told by the request; unheard, it would reach the page as an unhandled rejection.
      done.catch(() => {});
      return store.getAll();
    });
  }

  async change(ids: readonly string[], work: Work, strict = false): Promise<void> {
    return this.#again(async database => {
      const transaction = database.transaction(storeName, 'readwrite', {durability: strict ? 'strict' : 'relaxed'});
      const {done} = transaction;
      done.catch(() => {});
      try {
        const found = (await Promise.all(ids.map(async id => transaction.store.get(id)))) as (Stored | undefined)[];
        const rows = new Map(found.flatMap(row => (row ? [[row.id, row] as const] : [])));
        const before = new Map(rows);
        work(rows);
        for (const [id, row] of rows) if (before.get(id) !== row) void transaction.store.put(row).catch(() => {});
        for (const id of before.keys()) if (!rows.has(id)) void transaction.store.delete(id).catch(() => {});
      } catch (error) {
        try {
          transaction.abort();
        } catch {
          // It has ended already; the error that brought us here is the one to tell.
        }
        throw error;
      }
      // A request's success is no promise: with a full disk the transaction aborts after it.
      await done;
    });
  }

  /** Runs `use`, once more with a fresh connection where the old one turned out to be dead. */
  async #again<T>(use: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    let opening: Promise<IDBPDatabase> | undefined;
    try {
      opening = this.#opening ??= this.#connect();
      return await use(await Promise.race([opening, this.#patience]));
    } catch (error) {
      const {name} = error as Error;
      // Whoever comes next finds the database that opened late, or goes on without it at once.
      if (name === lateName) throw error;
      if (opening && this.#opening === opening) this.#opening = undefined;
      opening?.then(
        database => database.close(),
        () => {},
      );
      if (!/^(UnknownError|InvalidStateError|AbortError)$/.test(name)) throw error;
      return use(await Promise.race([(this.#opening ??= this.#connect()), this.#patience]));
    }
  }

  #connect(): Promise<IDBPDatabase> {
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    // Without a version: a database that a newer kit left is opened as it is.
    const opening = openDB(databaseName, undefined, {
      upgrade: database => void database.createObjectStore(storeName, {keyPath: 'id'}),
      blocking: (_old, _new, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    this.#patience = new Promise((_resolve, reject) => {
      const timer = platform.setTimeout(() => {
        reject(Object.assign(new Error('IndexedDB did not open'), {name: lateName}));
      }, openTimeout);
      opening.then(
        () => platform.clearTimeout(timer),
        () => {
          platform.clearTimeout(timer);
          forget();
        },
      );
    });
    this.#patience.catch(() => {});
    return opening;
  }
}
