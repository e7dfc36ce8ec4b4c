import {randomBytes} from 'node:crypto';
import type Database from 'libsql';
import {GroupCommit, type Job} from '../group-commit.js';
import {StorageError} from '../problem.js';
import type {
  CauseEntry, ExportPage, ExportRow, ImpressionCell, IncomingItem, Outcome, ScoreCell, ScoreEntry, Selection, Store,
  StoreWatch, TokenRecord,
} from '../store.js'; // prettier-ignore
import {openDatabase, servingError} from './open.js';
import {readCauses, readImpressions, readPage, readScores, readUnshown} from './read.js';
import {Writer} from './write.js';

interface Work {
  readonly site: string;
  readonly items: readonly IncomingItem[];
}

/**
 * Opens a store in one SQLite file.
 * @throws {CollectorError} as `openDatabase`.
 */
export function openSqliteStore(file: string, watch?: StoreWatch): SqliteStore {
  return new SqliteStore(file, watch);
}

/** Milliseconds between two attempts to open the file again. */
const reopenEvery = 1000;

/** Everything in one file; one connection, used by this thread alone. */
export class SqliteStore implements Store {
  readonly #file: string;
  readonly #group: GroupCommit<Work, Outcome[]>;
  watch: StoreWatch | undefined;
  #db: Database.Database;
  #writer: Writer;
  #isTrusted = true;
  #reopenedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(file: string, watch?: StoreWatch) {
    this.#file = file;
    this.watch = watch;
    this.#db = openDatabase(file);
    this.#writer = new Writer(this.#db);
    this.#group = new GroupCommit(jobs => this.#commitTogether(jobs));
  }

  get waiting(): number {
    return this.#group.waiting;
  }

  async write(site: string, items: readonly IncomingItem[]): Promise<Outcome[]> {
    return this.#group.add({site, items}, items.length);
  }

  async scores(selection: Selection & {readonly type: ScoreEntry['type']}): Promise<ScoreCell[]> {
    return this.#guard(db => readScores(db, selection));
  }

  async causes(selection: Selection & {readonly causes: string}): Promise<CauseEntry[]> {
    return this.#guard(db => readCauses(db, selection));
  }

  async impressions(selection: Selection): Promise<ImpressionCell[]> {
    return this.#guard(db => readImpressions(db, selection));
  }

  async unshown(selection: Selection): Promise<number> {
    return this.#guard(db => readUnshown(db, selection));
  }

  async page(page: ExportPage): Promise<ExportRow[]> {
    return this.#guard(db => readPage(db, page));
  }

  async addToken({hash, prefix, site, scopes, createdAt}: TokenRecord): Promise<void> {
    this.#guard(db =>
      db.prepare('INSERT INTO token VALUES(?, ?, ?, ?, ?)').run([hash, prefix, site, scopes.join(' '), createdAt]),
    );
  }

  async tokensWith(prefix: string): Promise<TokenRecord[]> {
    const rows = this.#guard(db => db.prepare('SELECT * FROM token WHERE prefix = ?').all([prefix])) as {
      hash: string;
      prefix: string;
      site: string;
      scopes: string;
      created_at: number;
    }[];
    return rows.map(({scopes, created_at, ...row}) => ({...row, scopes: scopes.split(' '), createdAt: created_at}));
  }

  async secret(name: string): Promise<string> {
    return this.#guard(db => {
      const fresh = randomBytes(32).toString('base64url');
      db.prepare('INSERT INTO secret VALUES(?, ?) ON CONFLICT DO NOTHING').run([name, fresh]);
      return (db.prepare('SELECT value FROM secret WHERE name = ?').get([name]) as {value: string}).value;
    });
  }

  async probe(): Promise<void> {
    this.#guard(db => db.prepare('INSERT OR REPLACE INTO probe VALUES(1, ?)').run([Date.now()]));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#group.flush();
    this.#isClosed = true;
    try {
      this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    } catch {
      // The log is read again at the next start; nothing is lost without a checkpoint.
    }
    this.#db.close();
  }

  /** All jobs in one transaction; where something else than the database fails, each in its own, so that one spoils no other. */
  #commitTogether(jobs: readonly Job<Work, Outcome[]>[]): void {
    try {
      const results = this.#transact(jobs.map(({work}) => work));
      jobs.forEach(({resolve}, index) => resolve(results[index] ?? []));
    } catch (error) {
      if (error instanceof StorageError || jobs.length === 1) for (const {reject} of jobs) reject(error);
      else for (const job of jobs) this.#commitTogether([job]);
    }
  }

  #transact(works: readonly Work[]): Outcome[][] {
    return this.#guard(db => {
      const start = performance.now();
      let items = 0;
      db.exec('BEGIN IMMEDIATE');
      try {
        const results = works.map(work => {
          items += work.items.length;
          return work.items.map(item => this.#writer.write(work.site, item));
        });
        db.exec('COMMIT');
        this.watch?.committed(items, (performance.now() - start) / 1000);
        return results;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Runs `use`, with a new connection where the last one reported an error of the disk or the file. */
  #guard<R>(use: (db: Database.Database) => R): R {
    // The driver's statements outlive its connection, so a closed store has to say so itself.
    if (this.#isClosed) throw new StorageError('The collector is stopping.');
    try {
      if (!this.#isTrusted) this.#reopen();
      return use(this.#db);
    } catch (cause) {
      if (cause instanceof StorageError) throw cause;
      const {error, reopen} = servingError(cause, this.#file);
      if (reopen) this.#isTrusted = false;
      if (error instanceof StorageError) this.watch?.failed(error);
      throw error;
    }
  }

  #reopen(): void {
    // A disk that stays broken is asked again by the second, not by the request.
    if (performance.now() - this.#reopenedAt < reopenEvery) throw new StorageError('The database is not yet back.');
    this.#reopenedAt = performance.now();
    try {
      this.#db.close();
      this.#db = openDatabase(this.#file);
      this.#writer = new Writer(this.#db);
      this.#isTrusted = true;
    } catch (cause) {
      const error = new StorageError(cause instanceof Error ? cause.message : String(cause), {cause});
      this.watch?.failed(error);
      throw error;
    }
  }
}
