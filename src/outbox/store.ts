/** The durable store: the database first, its copies in the journal, and the journal alone where the database fails. */
import {KitError} from '../schema/error.js';
import type {Persistence} from './port.js';
import {isGone, isRow, newer, type Stored} from './row.js';
import type {Work} from './database.js';
import type {Ports} from './ports.js';

type Rows = Map<string, Stored>;

export type Store = ReturnType<typeof createStore>;

/**
 * Where `database` is absent (storage mode `session` or `none`) the journal is the store.
 * `recovered` hears how many rows the database had lost, which came back from their copies.
 */
export function createStore(
  {database, journal, now, trouble}: Pick<Ports, 'database' | 'journal' | 'now' | 'trouble'>,
  recovered: (count: number) => void,
) {
  let looked = false;
  let persistence: Persistence = database ? 'disk' : journal.lasting ? 'session' : 'memory';
  let sound = true;

  /** Adds what the copies know better to what the database holds; the number of rows that it had lost. */
  function addCopies(found: Rows): number {
    let lost = 0;
    for (const id of journal.ids()) {
      const copy = journal.get(id);
      const row = found.get(id);
      if (copy && newer(copy, row)) {
        if (isRow(copy) && !row) lost++;
        found.set(id, copy);
      } else if (row && isGone(row)) {
        journal.delete(id);
        // Its trace stays until a page finds no copy: this deletion may not be on the disk yet.
        found.delete(id);
      }
    }
    return lost;
  }

  const copiesOf = (ids: readonly string[]): Rows =>
    new Map(
      ids.flatMap(id => {
        const copy = journal.get(id);
        return copy ? [[id, copy]] : [];
      }),
    );

  /** Brings into `rows` what the copies know better. A copy that was deleted since, by another tab, stays deleted. */
  function merge(copies: Rows, rows: Rows): void {
    for (const [id, copy] of copies) if (newer(copy, rows.get(id)) && journal.get(id)) rows.set(id, tried(copy));
    // That an item went out may stand in a copy alone, where a claim could not be written, or a page leaves at this moment.
    for (const [id, row] of rows) {
      const attempt = Math.max(...[copies.get(id), journal.get(id)].map(copy => (isRow(copy) ? copy.attempt : 0)));
      if (isRow(row) && attempt > row.attempt) rows.set(id, {...row, attempt});
    }
  }

  /** Brings the copies to what the database holds. Only rows have copies; one that is newer than what we saw stays. */
  function write(ids: readonly string[], before: Rows, after: Rows): void {
    for (const id of ids) {
      const row = after.get(id);
      const copy = journal.get(id);
      if (isRow(row)) {
        const revived = isRow(copy) && copy.rev === row.rev && !copy.dead !== !row.dead;
        if (newer(row, copy) || revived) journal.set(row, false);
      } else if (copy && !newer(copy, before.get(id))) journal.delete(id);
    }
  }

  /** Writes what `work` will do, seen from the copies alone. It may refuse them, and yet take what the database holds. */
  function foretell(ids: readonly string[], work: Work, copies: Rows): void {
    const rows = new Map(copies);
    try {
      work(rows);
      write(ids, copies, rows);
    } catch {
      // Nothing is foretold.
    }
  }

  /** The change where the database fails, or is none: in the copies alone. `seen` are those before it was tried. */
  function changeCopies(ids: readonly string[], work: Work, seen: Rows, strict: boolean): Persistence {
    // Read and written in one go: no other tab comes between.
    const before = new Map([...seen, ...copiesOf(ids)]);
    // The database may hold what the copies do not tell: that an item was sent.
    if (database) for (const [id, copy] of before) before.set(id, tried(copy));
    const after = new Map(before);
    work(after);
    let {lasting} = journal;
    for (const id of ids) {
      const row = after.get(id);
      const copy = before.get(id);
      // What was acknowledged and the database cannot let go it shows again: a copy goes on telling that it was sent.
      if (!row && database && sound && !strict && isRow(copy)) journal.set(copy, false);
      else if (!row) journal.delete(id);
      else if (row !== copy) lasting = journal.set(row, true) && lasting;
    }
    return lasting ? 'session' : 'memory';
  }

  return {
    /** The safest place, as far as known: the one that worked last. */
    get persistence() {
      return persistence;
    },

    /** False while a store cannot be read, so that more may wait than we see. */
    get sound() {
      return sound;
    },

    /** Everything stored, the newest revision of each; copies that the database has lost included. */
    async all(): Promise<Stored[]> {
      const found: Rows = new Map();
      try {
        for (const row of (await database?.all()) ?? []) found.set(row.id, row);
        sound = true;
      } catch {
        // The journal holds what matters; the next change tries the database again.
        sound = false;
      }
      const lost = addCopies(found);
      sound &&= journal.sound;
      const stored = [...found.values()];
      if (database && sound && !looked) {
        looked = true;
        if (lost) recovered(lost);
        if (stored.some(isGone))
          trouble()
            .then(({forget}) => forget(database, stored, now()))
            // What is left is harmless; another page will see to it.
            .catch(() => {});
      }
      return stored;
    },

    /**
     * One atomic change of some rows; `work` as in `Database.change`; a `KitError` from it is passed on and nothing is written.
     * Says how safely the outcome is kept.
     * `strict` also writes the journal first, so that a tab that dies meanwhile leaves a copy, and a deletion is never undone by one.
     */
    async change(ids: readonly string[], work: Work, strict = false): Promise<Persistence> {
      // What a strict change foretells stands in the journal before the database has it: that is no news to itself.
      const copies = copiesOf(ids);
      const earlier = strict ? copies : undefined;
      if (database) {
        try {
          if (earlier) foretell(ids, work, earlier);
          await database.change(
            ids,
            rows => {
              merge(earlier ?? copiesOf(ids), rows);
              // An unseen copy might tell that an item was sent.
              if (!journal.sound) for (const [id, row] of rows) rows.set(id, tried(row));
              const before = new Map(rows);
              work(rows);
              if (strict) for (const id of before.keys()) if (!rows.has(id)) rows.set(id, {id, gone: now()});
              // Within the transaction, so that no other tab takes an old copy for something that was lost.
              write(ids, before, rows);
            },
            strict,
          );
          return (persistence = 'disk');
        } catch (error) {
          if (error instanceof KitError) throw error;
        }
      }
      return (persistence = changeCopies(ids, work, copies, strict));
    },
  };
}

/** A copy does not know how often its item was sent: at least once, for all we know. */
const tried = (row: Stored): Stored => (isRow(row) && !row.attempt ? {...row, attempt: 1} : row);
