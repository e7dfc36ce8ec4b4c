/** What the device has promised to its visitor, and what may have ended a promise honestly. */
import type {Notice, Persistence} from '../../../src/outbox/port.js';
import type {ItemKind} from '../../../src/schema/wire.js';
import type {Mode, Tab} from './device.js';

/** One snapshot handed to `save()`. */
export interface Save {
  /** Stands in the data: tells snapshots apart at the endpoint. */
  readonly mark: number;
  readonly tab: Tab | undefined;
  /** Order of the call among all calls. */
  readonly called: number;
  /** Ms when it was kept. */
  keptAt?: number;
  rev?: number;
  persisted?: Persistence;
  /** The place that kept it is gone, as the visitor had been told it might. */
  void?: boolean;
}

/** One call of `withdraw` or `clear` that took the item back. */
export interface TakenBack {
  readonly called: number;
  readonly tab: Tab;
  /** The promise stands: it was kept, nothing ended it since, and no snapshot was on its way at the call. */
  sure: boolean;
  keptAt?: number;
  place?: Persistence;
}

/** One item, whatever its id: what a visitor would call an answer. */
export interface Thing {
  readonly n: number;
  id: string | undefined;
  receipt: string;
  readonly kind: ItemKind;
  readonly endpoint: string;
  readonly site: string;
  /** Made by a newer kit than ours. */
  readonly newer: boolean;
  /** True time of the first save, ms. */
  readonly since: number;
  readonly saves: Save[];
  readonly takenBack: TakenBack[];
  erased: boolean;
}

export class Violation extends Error {}

export class Ledger {
  readonly things: Thing[] = [];
  readonly byId = new Map<string, Thing>();
  /** The journal was full or refused, or lost its last seconds: a database that is emptied then is really lost. */
  copiesMissing = false;
  /** A store failed for a while, so that what waits may not have been written. */
  faulty = false;
  /** Web storage could not be read for a while: what was promised for this browser session is no promise any more. */
  blind = false;
  /** Pages that are clearing: what is stored meanwhile may go with the rest. */
  readonly clearing = new Set<Tab>();
  /** Order of the last time that the database was empty of a sudden; 0 for never. */
  #emptied = 0;
  #orders = 0;
  #marks = 0;
  readonly #mode: Mode;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  order = (): number => ++this.#orders;
  mark = (): number => ++this.#marks;

  thing(fields: Pick<Thing, 'id' | 'receipt' | 'kind' | 'endpoint' | 'site' | 'since'>, newer = false): Thing {
    const thing: Thing = {...fields, n: this.things.length + 1, newer, saves: [], takenBack: [], erased: false};
    this.things.push(thing);
    if (thing.id) this.byId.set(thing.id, thing);
    return thing;
  }

  /** Web storage cannot be read. */
  wentBlind(): void {
    this.blind = this.copiesMissing = this.faulty = true;
    for (const {saves} of this.things) for (const save of saves) if (save.persisted === 'session') save.void = true;
  }

  /** What was written since this call may be lost already, without a copy. */
  mayBeLost(called: number): boolean {
    return this.copiesMissing && this.#emptied > called;
  }

  /** A snapshot was handed over. */
  saving(thing: Thing, save: Save): void {
    thing.saves.push(save);
    for (const tab of this.clearing)
      if (tab.options.site === thing.site) thing.takenBack.push({called: this.order(), tab, sure: false});
  }

  /** The promises that a dead tab takes with it. */
  tabDied(tab: Tab): void {
    this.clearing.delete(tab);
    const frail = (place: Persistence | undefined) =>
      place === 'memory' || (this.#mode === 'session' && place === 'session');
    for (const {saves, takenBack} of this.things) {
      for (const save of saves) if (save.tab === tab && frail(save.persisted)) save.void = true;
      for (const taken of takenBack) if (taken.tab === tab && frail(taken.place)) taken.sure = false;
    }
  }

  /** A whole browser died, and what web storage had not written since `since` (ms). `present`: the revisions stored then. */
  browserDied(since: number, present: ReadonlyMap<string, number>): void {
    this.copiesMissing = true;
    for (const {id, saves, takenBack} of this.things) {
      const held = this.#emptied ? (present.get(id!) ?? 0) : Infinity;
      for (const save of saves)
        if (!(held >= save.rev!) || (save.persisted === 'session' && save.keptAt! >= since)) save.void = true;
      for (const taken of takenBack)
        if ((this.#emptied || taken.place === 'session') && taken.keptAt! >= since) taken.sure = false;
    }
  }

  /** The database is empty of a sudden; `copies` are the revisions that web storage still has. */
  databaseEmptied(copies: ReadonlyMap<string, number>): void {
    this.#emptied = this.order();
    if (!this.copiesMissing) return;
    for (const {id, saves, takenBack} of this.things) {
      for (const taken of takenBack) taken.sure = false;
      for (const save of saves) if (!((copies.get(id!) ?? 0) >= save.rev!)) save.void = true;
    }
  }

  /** Nothing is told that is not so. `ever`: the highest revision ever stored at an endpoint for this id. */
  checkNotice(notice: Notice, ever: (id: string) => number | undefined): void {
    if (notice.type === 'sent' && !((ever(notice.id) ?? 0) >= notice.rev))
      throw new Violation(`told sent ${notice.id} rev ${notice.rev}, the endpoint ever held ${ever(notice.id)}`);
    if (notice.type === 'withdrawn') {
      const thing = this.byId.get(notice.id);
      if (thing && !thing.erased && !thing.takenBack.length) throw new Violation(`told withdrawn ${notice.id}`);
    }
  }
}
