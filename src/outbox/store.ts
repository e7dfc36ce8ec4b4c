/** The durable store: the database first, its copies in the journal, and the journal alone where the database fails. */
import {KitError} from '../schema/error.js';
import type {Persistence} from './port.js';
import {isRow, type Stored} from './row.js';
import type {Database, Work} from './database.js';
import type {Journal} from './journal.js';

/** Where `database` is absent (storage mode `session` or `none`) the journal is the store. */
export class Store {
  readonly #database: Database | undefined;
  readonly #journal: Journal;
  readonly #recovered: (count: number) => void;
  #looked = false;

  constructor(database: Database | undefined, journal: Journal, recovered: (count: number) => void) {
    this.#database = database;
    this.#journal = journal;
    this.#recovered = recovered;
  }

  /** The safest place that worked last. */
  persistence: Persistence = 'memory';

  /** Everything stored, the newest revision of each; copies that the database has lost included. */
  async all(): Promise<Stored[]> {
    const found = new Map<string, Stored>();
    let reached = false;
    try {
      for (const row of (await this.#database?.all()) ?? []) found.set(row.id, row);
      reached = !!this.#database;
    } catch {
      // The journal holds what matters; the next change tries the database again.
    }
    let lost = 0;
    for (const id of this.#journal.ids()) {
      const copy = this.#journal.get(id);
      if (!copy || !newer(copy, found.get(id))) continue;
      if (isRow(copy) && !found.has(id)) lost++;
      found.set(id, tried(copy));
    }
    if (reached && !this.#looked) {
      this.#looked = true;
      if (lost) this.#recovered(lost);
    }
    return [...found.values()];
  }

  /**
   * One atomic change of some rows; `work` as in `Database.change`; a `KitError` from it is passed on and nothing is written.
   * Says how safely the outcome is kept.
   * `strict` also writes the journal first, so that a tab that dies meanwhile leaves a copy, and a deletion is never undone by one.
   */
  async change(ids: readonly string[], work: Work, strict = false): Promise<Persistence> {
    const copies = this.#copies(ids);
    if (this.#database) {
      let after = new Map<string, Stored>();
      try {
        if (strict) this.#write(ids, run(work, copies), false);
        await this.#database.change(
          ids,
          rows => {
            // A copy that was deleted since, by another tab, stays deleted.
            for (const [id, copy] of copies)
              if (newer(copy, rows.get(id)) && this.#journal.get(id)) rows.set(id, tried(copy));
            work(rows);
            after = new Map(rows);
          },
          strict,
        );
        this.#write(ids, after, false);
        return (this.persistence = 'disk');
      } catch (error) {
        if (error instanceof KitError) throw error;
      }
    }
    const taken = this.#write(ids, run(work, copies), true);
    return (this.persistence = taken ? 'session' : 'memory');
  }

  #copies(ids: readonly string[]): Map<string, Stored> {
    const copies = new Map<string, Stored>();
    for (const id of ids) {
      const copy = this.#journal.get(id);
      if (copy) copies.set(id, copy);
    }
    return copies;
  }

  /** Brings the journal to `rows`; true if the web storage took all of it. The gates need no copy beside a database. */
  #write(ids: readonly string[], rows: Map<string, Stored>, alone: boolean): boolean {
    let taken = true;
    for (const id of ids) {
      const row = rows.get(id);
      const copy = this.#journal.get(id);
      if (!row) this.#journal.delete(id);
      else if (alone || (isRow(row) && (newer(row, copy) || (isRow(copy) && !copy.dead !== !row.dead))))
        taken = this.#journal.set(row, alone) && taken;
    }
    return taken;
  }
}

const run = (work: Work, rows: Map<string, Stored>): Map<string, Stored> => {
  const copy = new Map(rows);
  work(copy);
  return copy;
};

const newer = (a: Stored, b: Stored | undefined): boolean => !b || (isRow(a) && isRow(b) && a.rev > b.rev);

/** A copy does not know how often its item was sent: at least once, for all we know. */
const tried = (row: Stored): Stored => (isRow(row) && !row.attempt ? {...row, attempt: 1} : row);
