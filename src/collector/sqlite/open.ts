import {statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type Database from 'libsql';
import {need} from '../need.js';
import {CollectorError, StorageError} from '../problem.js';
import {applicationId, migrations} from './tables.js';

/** Files up to this size, in bytes, are read through for damage at every start. */
const checkedBytes = 256 * 1024 * 1024;

/**
 * Opens or makes the database file: write-ahead log, every commit synced to disk (`synchronous=FULL`), tables up to date.
 * Deleted content is overwritten with zeros (`secure_delete`).
 * @throws {CollectorError} `storage/open`, `storage/corrupt`, `storage/foreign`, `storage/newer`, `package/missing`: with place and remedy.
 */
export function openDatabase(file: string): Database.Database {
  const Sqlite = need<typeof Database>('libsql');
  let db: Database.Database | undefined;
  try {
    db = new Sqlite(file, {timeout: 5000});
    // Named before the first write, so that a foreign file stays untouched.
    refuseForeign(db, file);
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;');
    db.exec('PRAGMA journal_size_limit=67108864;');
    refuseDamaged(db, file);
    migrate(db, file);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof CollectorError ? error : openingError(error, file);
  }
}

const numberOf = (db: Database.Database, pragma: string): number => {
  const row = db.prepare(`SELECT ${pragma} AS value FROM pragma_${pragma}`).get() as {value: number};
  return row.value;
};

function refuseForeign(db: Database.Database, file: string): void {
  const {tables} = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {tables: number};
  if (tables > 0 && numberOf(db, 'application_id') !== applicationId)
    throw new CollectorError(
      'storage/foreign',
      `${place(file)} is the database of another program; name another file with --db.`,
    );
}

function refuseDamaged(db: Database.Database, file: string): void {
  if (file === ':memory:' || statSync(file).size > checkedBytes) return;
  const row = db.prepare('PRAGMA quick_check(1)').get() as {quick_check: string} | undefined;
  if (row?.quick_check !== 'ok') throw corrupt(file, new Error(row?.quick_check));
}

function migrate(db: Database.Database, file: string): void {
  const version = numberOf(db, 'user_version');
  if (version > migrations.length)
    throw new CollectorError(
      'storage/newer',
      `${place(file)} was written by a newer version of stagepost; update this one, or name another file with --db.`,
    );
  if (version === migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Read again inside the lock: another process may have been faster.
    for (const step of migrations.slice(numberOf(db, 'user_version'))) db.exec(step);
    db.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${migrations.length};`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

const place = (file: string): string => `The file ${resolve(file)}`;

const corrupt = (file: string, cause: unknown): CollectorError =>
  new CollectorError(
    'storage/corrupt',
    `${place(file)} is damaged or no database; move it away and restore a backup, or name another file with --db.`,
    {cause},
  );

/** The primary SQLite result code of a driver's error, 0 where it has none. */
export function sqliteCode(error: unknown): number {
  const raw = (error as {rawCode?: unknown} | null)?.rawCode;
  if (typeof raw === 'number') return raw & 0xff;
  const text = error instanceof Error ? error.message : '';
  return Number(/: (\d+)"?\)?$/.exec(text)?.[1] ?? 0) & 0xff;
}

const [busy, locked, readOnly, ioError, corruptFile, full, cannotOpen, notADatabase] = [5, 6, 8, 10, 11, 13, 14, 26];

function openingError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const failed = (what: string) => new CollectorError('storage/open', `${place(file)} ${what}`, {cause: error});
  if (code === corruptFile || code === notADatabase) return corrupt(file, error);
  if (code === cannotOpen)
    return failed(
      `cannot be opened as a database; check that the folder ${dirname(resolve(file))} exists and may be written to.`,
    );
  if (code === readOnly)
    return failed('may not be written to; change its permissions, or name another file with --db.');
  if (code === full) return failed('has no room to grow: the disk is full; make room, or name another file with --db.');
  if (code === busy || code === locked)
    return failed('is in use by another process that does not let go; stop that process and start again.');
  if (code === ioError) return failed('cannot be read or written: the disk reports an error; check the disk.');
  return error;
}

/** A driver's error while serving, as the port speaks of it; `reopen`: the connection is not to be trusted any more. */
export function servingError(error: unknown, file: string): {error: unknown; reopen: boolean} {
  const code = sqliteCode(error);
  const reasons: Readonly<Record<number, string>> = {
    [busy]: 'is locked by another process',
    [locked]: 'is locked',
    [readOnly]: 'may not be written to any more',
    [ioError]: 'cannot be read or written: the disk reports an error',
    [corruptFile]: 'is damaged; restore a backup',
    [full]: 'has no room to grow: the disk is full; make room',
    [cannotOpen]: 'cannot be opened any more',
    [notADatabase]: 'is no database any more; restore a backup',
  };
  const reason = reasons[code];
  if (reason === undefined) return {error, reopen: false};
  const reopen = code !== full && code !== busy && code !== locked;
  return {error: new StorageError(`${place(file)} ${reason}.`, {cause: error}), reopen};
}
