/** A database that all tabs of a device share: atomic, serial transactions, each cut into begin, commit and completion. */
import type {Database, Work} from '../../../src/outbox/database.js';
import type {Stored} from '../../../src/outbox/row.js';
import type {Owner, World} from './world.js';

/** `open`: nothing begins. `abort`: the work runs, nothing is written. `lost`: it is written, and reported as failed. */
export type DatabaseFault = 'open' | 'abort' | 'lost' | 'write';

interface Transaction {
  readonly tab: Owner;
  readonly begin: (rows: Map<string, Stored>) => Map<string, Stored | undefined> | undefined;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export class SharedDatabase {
  readonly rows = new Map<string, Stored>();
  /** What strikes the next `faults` transactions. */
  fault: DatabaseFault | undefined;
  faults = 0;
  readonly #world: World;
  #queue: Transaction[] = [];
  #busy = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** True while no transaction waits or runs. */
  get idle(): boolean {
    return !this.#busy && !this.#queue.length;
  }

  /** Silently empty, as a browser opens a database that it found spoilt. */
  empty(): void {
    this.rows.clear();
  }

  /** The port as one tab has it. */
  portFor(tab: Owner): Database {
    return {
      all: () =>
        new Promise((resolve, reject) => {
          let found: Stored[] = [];
          this.#enqueue({
            tab,
            begin: rows => {
              found = [...rows.values()];
              return undefined;
            },
            done: () => resolve(found),
            failed: reject,
          });
        }),
      change: (ids, work) =>
        new Promise((resolve, reject) => {
          this.#enqueue({tab, begin: rows => changesOf(rows, ids, work), done: resolve, failed: reject});
        }),
    };
  }

  #enqueue(transaction: Transaction): void {
    this.#queue.push(transaction);
    this.#next();
  }

  #next(): void {
    if (this.#busy) return;
    this.#queue = this.#queue.filter(({tab}) => tab.alive);
    const transaction = this.#queue.shift();
    if (!transaction) return;
    this.#busy = true;
    this.#world.spawn('db', undefined, () => this.#begin(transaction));
  }

  #begin(transaction: Transaction): void {
    const {tab, begin, failed, done} = transaction;
    const fault = this.faults > 0 ? this.fault : undefined;
    const end = (tell: () => void) => {
      this.#world.spawn('db', tab, tell);
      this.#busy = false;
      this.#next();
    };
    if (!tab.alive) return end(() => {});
    if (fault && fault !== 'write') this.faults--;
    if (fault === 'open') return end(() => failed(new Error('did not open')));
    let changes: Map<string, Stored | undefined> | undefined;
    try {
      changes = begin(this.rows);
    } catch (error) {
      return end(() => failed(error));
    }
    if (!changes) return end(done);
    const writes = changes;
    if (fault === 'write') this.faults--;
    this.#world.spawn('db', undefined, () => {
      // A tab that died while its transaction was on the way: the browser may have had all of it, or not.
      if (!tab.alive && this.#world.chance(0.5)) return end(() => {});
      if (fault === 'abort' || fault === 'write') return end(() => failed(new Error('QuotaExceededError')));
      for (const [id, row] of writes) {
        if (row) this.rows.set(id, row);
        else this.rows.delete(id);
      }
      end(fault === 'lost' ? () => failed(new Error('connection lost')) : done);
    });
  }
}

function changesOf(stored: Map<string, Stored>, ids: readonly string[], work: Work): Map<string, Stored | undefined> {
  const before = new Map<string, Stored>();
  for (const id of ids) {
    const row = stored.get(id);
    if (row) before.set(id, row);
  }
  const rows = new Map(before);
  work(rows);
  const changes = new Map<string, Stored | undefined>();
  for (const [id, row] of rows) if (before.get(id) !== row) changes.set(id, Object.freeze(row));
  for (const id of before.keys()) if (!rows.has(id)) changes.set(id, undefined);
  return changes;
}
