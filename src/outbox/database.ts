/** The only file that knows of IndexedDB. One object store; every change is one transaction. */
import {openDB, type IDBPDatabase} from 'idb';
import {databaseName} from '../schema/names.js';
import {setTimeout} from './platform.js';
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
/** What is thrown then. It is told nowhere, and making an Error takes a browser long. */
const late = 'timeout';

export function indexedDatabase(): Database {
  let opening: Promise<IDBPDatabase> | undefined;
  /** Rejects when the opening has taken too long; one for each opening, so that only the first call waits for it. */
  let patience: Promise<never>;

  function connect(): Promise<IDBPDatabase> {
    if (opening) return opening;
    const close = () => drop(own);
    // Without a version: a database that a newer kit left is opened as it is.
    const own = (opening = openDB(databaseName, undefined, {
      upgrade: database => void database.createObjectStore(storeName, {keyPath: 'id'}),
      blocking: close,
      terminated: close,
    }));
    own.catch(close);
    patience = new Promise((_resolve, reject) => {
      setTimeout(() => reject(late), openTimeout);
    });
    patience.catch(() => {});
    return own;
  }

  /** Closes a connection that others wait for or that may be dead: whoever comes next opens a new one. */
  function drop(connection: Promise<IDBPDatabase>): void {
    if (opening === connection) opening = undefined;
    connection.then(
      database => database.close(),
      () => {},
    );
  }

  /** Runs `use`, once more with a fresh connection where it fails: the old one may have been dead. */
  async function connected<T>(use: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    // What has opened, however late, comes first.
    const once = async (connection: Promise<IDBPDatabase>) => use(await Promise.race([connection, patience]));
    const connection = connect();
    try {
      return await once(connection);
    } catch (error) {
      // Whoever comes next finds the database that opened late, or goes on without it at once.
      if (error === late) throw error;
      drop(connection);
      return once(connect());
    }
  }

  return {
    all: () =>
      connected(database => {
        const {done, store} = database.transaction(storeName);
        // An abort is told by the request; unheard, it would reach the page as an unhandled rejection.
        done.catch(() => {});
        return store.getAll() as Promise<Stored[]>;
      }),

    change: (ids, work, strict) =>
      connected(async database => {
        const transaction = database.transaction(storeName, 'readwrite', {durability: strict ? 'strict' : 'relaxed'});
        const {done, store} = transaction;
        done.catch(() => {});
        try {
          // Each a promise even where the call throws, so that no other one's failure goes unheard.
          const rows = new Map<string, Stored>();
          const read = async (id: string) => {
            const row = (await store.get(id)) as Stored | undefined;
            if (row) rows.set(id, row);
          };
          await Promise.all(ids.map(read));
          const before = new Map(rows);
          work(rows);
          for (const [id, row] of rows) if (before.get(id) !== row) store.put(row).catch(() => {});
          for (const id of before.keys()) if (!rows.has(id)) store.delete(id).catch(() => {});
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
      }),
  };
}
