/** The durable store: the database first, its copies in the journal, and the journal alone where the database fails. */
import {KitError} from '../schema/error.js';
import type {Notice, Persistence} from './port.js';
import {isGone, isRow, newer, type Row, type Sent, type Stored} from './row.js';
import type {Work} from './database.js';
import type {Ports} from './ports.js';

/** Where the database never opens, no more than so many traces of what was sent take the room of copies. */
const mostSent = 100;

type Rows = Map<string, Stored>;

export type Store = ReturnType<typeof createStore>;

/**
 * Where `database` is absent (storage mode `session` or `none`) the journal is the store.
 * `hear` is told of what comes back from the copies.
 */
export function createStore(ports: Ports, hear: (notice: Notice) => void) {
  const {database, journal, trouble} = ports;
  let looked = false;
  let persistence: Persistence = database ? 'disk' : journal.lasting ? 'session' : 'memory';
  let sound = true;

  /** Leaves of a copy what tells that its item may have been sent, for whoever takes it back or has done so. */
  const spend = ({item, ...rest}: Row) => journal.set({...rest, receipt: item.receipt, gone: 0, rev: 0}, true);

  /** Adds what the copies know better to what the database holds; the number of rows that it had lost. */
  function addCopies(found: Rows): number {
    let lost = 0;
    for (const id of journal.ids()) {
      const copy = journal.get(id);
      const row = found.get(id);
      if (copy && newer(copy, row)) {
        if (isRow(copy) && !row) lost++;
        found.set(id, copy);
      } else if (isRow(copy) && isGone(row)) spend(copy);
    }
    return lost;
  }

  function copiesOf(ids: readonly string[]): Rows {
    const copies: Rows = new Map();
    for (const id of ids) {
      const copy = journal.get(id);
      if (copy) copies.set(id, copy);
    }
    return copies;
  }

  /** Brings into `rows` what the copies know better. A copy that was deleted since, by another tab, stays deleted. */
  function merge(copies: Rows, rows: Rows): void {
    for (const [id, copy] of copies) if (newer(copy, rows.get(id)) && journal.get(id)) rows.set(id, tried(copy));
    // That an item went out may stand in a copy alone, where a claim could not be written, or a page leaves at this moment.
    for (const [id, row] of rows) {
      const seen = copies.get(id) as Row | Sent | undefined;
      const copy = journal.get(id) as Row | Sent | undefined;
      // And an unseen copy might tell it.
      const attempt = Math.max(seen?.attempt ?? 0, copy?.attempt ?? 0, journal.sound ? 0 : 1);
      if (isRow(row) && attempt > row.attempt) rows.set(id, {...row, attempt});
    }
  }

  /** Brings the copies to what the database holds. Only rows have copies; one that is newer than what we saw stays. */
  function write(ids: readonly string[], before: Rows, after: Rows): void {
    for (const id of ids) {
      const row = after.get(id);
      const copy = journal.get(id);
      const old = before.get(id);
      if (isRow(row)) {
        // Buried, or revived, under the same revision: that is news too.
        if (newer(row, copy) || !(copy as Row).dead !== !row.dead) journal.set(row, false);
      } else if (copy && !isGone(old) && !newer(copy, old)) journal.delete(id);
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
  function changeCopies(ids: readonly string[], work: Work, seen: Rows): Persistence {
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
      // Acknowledged, and the database cannot let it go, or has let it go before as taken back.
      if (!row && database && isRow(copy) && journal.ids().length < mostSent) spend(copy);
      else if (row === copy) continue;
      else if (!row || isGone(row)) journal.delete(id);
      else lasting = journal.set(row, true) && lasting;
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
      if (database && sound) {
        if (lost && !looked) hear({type: 'storage-recovered', count: lost});
        looked = true;
        if (stored.some(isGone))
          trouble()
            .then(({forget}) => forget(ports, stored, hear))
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
      if (database) {
        try {
          if (strict) foretell(ids, work, copies);
          await database.change(
            ids,
            rows => {
              merge(strict ? copies : copiesOf(ids), rows);
              const before = new Map(rows);
              work(rows);
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
      return (persistence = changeCopies(ids, work, copies));
    },
  };
}

/** A copy does not know how often its item was sent: at least once, for all we know. */
const tried = (row: Stored): Stored => (isRow(row) && !row.attempt ? {...row, attempt: 1} : row);
