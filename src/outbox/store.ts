/** The durable store: the database first, its copies in the journal, and the journal alone where the database fails. */
import {KitError} from '../schema/error.js';
import type {Persistence} from './port.js';
import {isGone, isRow, newer, type Row, type Stored} from './row.js';
import type {Database, Work} from './database.js';
import type {Journal} from './journal.js';

type Rows = Map<string, Stored>;

/** A browser writes web storage to the disk within seconds; a copy that was deleted longer ago will not come back. Ms. */
const settling = 60_000;

/** Where `database` is absent (storage mode `session` or `none`) the journal is the store. */
export class Store {
  readonly #database: Database | undefined;
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #recovered: (count: number) => void;
  #looked = false;
  /** Ids that this page stored and no endpoint has answered: ready to go when the page does. */
  readonly fresh = new Set<string>();

  constructor(database: Database | undefined, journal: Journal, now: () => number, recovered: (count: number) => void) {
    this.#database = database;
    this.#journal = journal;
    this.#now = now;
    this.#recovered = recovered;
    this.persistence = database ? 'disk' : journal.lasting ? 'session' : 'memory';
  }

  /** The safest place, as far as known: the one that worked last. */
  persistence: Persistence;
  /** False while a store cannot be read, so that more may wait than we see. */
  sound = true;

  /** Everything stored, the newest revision of each; copies that the database has lost included. */
  async all(): Promise<Stored[]> {
    const found: Rows = new Map();
    try {
      for (const row of (await this.#database?.all()) ?? []) found.set(row.id, row);
      this.sound = true;
    } catch {
      // The journal holds what matters; the next change tries the database again.
      this.sound = false;
    }
    const lost = this.#addCopies(found);
    this.sound &&= this.#journal.sound;
    if (this.#database && this.sound && !this.#looked) {
      this.#looked = true;
      if (lost) this.#recovered(lost);
      void this.#forget([...found.values()]);
    }
    return [...found.values()];
  }

  /** Adds what the copies know better to what the database holds; the number of rows that it had lost. */
  #addCopies(found: Rows): number {
    let lost = 0;
    for (const id of this.#journal.ids()) {
      const copy = this.#journal.get(id);
      const row = found.get(id);
      if (row && isGone(row)) this.#journal.delete(id);
      if (!copy || !newer(copy, row)) continue;
      if (isRow(copy) && !row) lost++;
      found.set(id, this.#database ? tried(copy) : copy);
    }
    return lost;
  }

  /**
   * One atomic change of some rows; `work` as in `Database.change`; a `KitError` from it is passed on and nothing is written.
   * Says how safely the outcome is kept.
   * `strict` also writes the journal first, so that a tab that dies meanwhile leaves a copy, and a deletion is never undone by one.
   */
  async change(ids: readonly string[], work: Work, strict = false): Promise<Persistence> {
    // What a strict change foretells stands in the journal before the database has it: that is no news to itself.
    const earlier = strict ? this.#copies(ids) : undefined;
    if (this.#database) {
      try {
        if (earlier) this.#write(ids, earlier, foretell(work, earlier));
        await this.#database.change(
          ids,
          rows => {
            this.#merge(earlier ?? this.#copies(ids), rows);
            // An unseen copy might tell that an item was sent.
            if (!this.#journal.sound) for (const [id, row] of rows) rows.set(id, tried(row));
            const before = new Map(rows);
            work(rows);
            if (strict) for (const id of before.keys()) if (!rows.has(id)) rows.set(id, {id, gone: this.#now()});
            // Within the transaction, so that no other tab takes an old copy for something that was lost.
            this.#write(ids, before, rows);
          },
          strict,
        );
        return (this.persistence = 'disk');
      } catch (error) {
        if (error instanceof KitError) throw error;
      }
    }
    // Read and written in one go: no other tab comes between.
    const before = new Map([...(earlier ?? []), ...this.#copies(ids)]);
    // The database may hold what the copies do not tell: that an item was sent.
    if (this.#database) for (const [id, copy] of before) before.set(id, tried(copy));
    const after = new Map(before);
    work(after);
    let lasting = this.#journal.lasting;
    for (const id of ids) {
      const row = after.get(id);
      if (!row) this.#journal.delete(id);
      else if (row !== before.get(id)) lasting = this.#journal.set(row, true) && lasting;
    }
    return (this.persistence = lasting ? 'session' : 'memory');
  }

  /** What this page stored and may still have to send: at once, without waiting, and without what was taken back meanwhile. */
  freshRows(): Row[] {
    return [...this.fresh].flatMap(id => {
      const row = this.#journal.get(id);
      return isRow(row) && !row.dead ? [row] : [];
    });
  }

  /** Something happened to an item: where nothing of it waits any more, it is not fresh. */
  refresh(id: string): void {
    if (!this.#journal.get(id)) this.fresh.delete(id);
  }

  /** Notes at once that a row goes out, so that nobody who takes it back believes that it never left. */
  depart(row: Row): Row {
    this.fresh.delete(row.id);
    const departed = {...row, attempt: row.attempt + 1};
    this.#journal.set(departed, true);
    return departed;
  }

  #copies(ids: readonly string[]): Rows {
    const copies: Rows = new Map();
    for (const id of ids) {
      const copy = this.#journal.get(id);
      if (copy) copies.set(id, copy);
    }
    return copies;
  }

  /** Brings into `rows` what the copies know better. A copy that was deleted since, by another tab, stays deleted. */
  #merge(copies: Rows, rows: Rows): void {
    for (const [id, copy] of copies) {
      const row = rows.get(id);
      if (newer(copy, row)) {
        if (this.#journal.get(id)) rows.set(id, tried(copy));
      } else if (isRow(row) && isRow(copy) && copy.attempt > row.attempt) {
        rows.set(id, {...row, attempt: copy.attempt});
      }
    }
  }

  /** Brings the copies to what the database holds. Only rows have copies; one that is newer than what we saw stays. */
  #write(ids: readonly string[], before: Rows, after: Rows): void {
    for (const id of ids) {
      const row = after.get(id);
      const copy = this.#journal.get(id);
      if (isRow(row)) {
        const revived = isRow(copy) && copy.rev === row.rev && !copy.dead !== !row.dead;
        if (newer(row, copy) || revived) this.#journal.set(row, false);
      } else if (copy && !newer(copy, before.get(id))) this.#journal.delete(id);
    }
  }

  /** Drops the traces of old deletions. */
  async #forget(stored: readonly Stored[]): Promise<void> {
    const old = stored.filter(row => isGone(row) && Math.abs(this.#now() - row.gone) > settling);
    if (!old.length) return;
    const ids = old.map(({id}) => id);
    await this.#database!.change(ids, withoutGone).catch(() => {});
  }
}

const withoutGone: Work = rows => rows.forEach((row, id) => isGone(row) && rows.delete(id));

/** What `work` will do, seen from the copies alone. It may refuse them, and yet take what the database holds. */
function foretell(work: Work, copies: Rows): Rows {
  const rows = new Map(copies);
  try {
    work(rows);
  } catch {
    return copies;
  }
  return rows;
}

/** A copy does not know how often its item was sent: at least once, for all we know. */
const tried = (row: Stored): Stored => (isRow(row) && !row.attempt ? {...row, attempt: 1} : row);
