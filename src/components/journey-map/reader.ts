/** Reads the map that is asked for and those that it leads to, and holds what is known of the one that is shown. */
import type {Remark} from '../../interchange/reading.js';
import {type ErrorCode, KitError} from '../../schema/error.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {type Found, firstMap, otherMap, type Wanted} from './atlas.js';
import {type Content, contentOf} from './scene.js';

type Failure = 'empty' | 'broken' | 'unreachable';

/** What the reader of maps asks of the element around it. */
export interface Around {
  asks(): Wanted;
  report(code: ErrorCode, details: string): void;
  /** Another map could not be shown: the one that is there stays. */
  stays(why: Failure): void;
  /** A map is there. `trail`: the ids of the maps from the first one down to it. */
  came(trail: readonly string[], isFirst: boolean): void;
  changed(): void;
}

export class Reader {
  state: 'loading' | 'shown' | Failure = 'loading';
  content: Content | undefined;
  remarks: readonly Remark[] = [];
  /** When the map was fetched, where that is not now. */
  keptAt: string | undefined;
  /** Titles of maps by their ids, for the way back. */
  readonly titles = new Map<string, string>();
  readonly #around: Around;
  #reading = new AbortController();
  /** A map that was opened in the place of the one that the page asks for. */
  opened: JourneyMap | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Reads the first map, and from there on the one that `trail` leads to. */
  async load(trail: readonly string[]): Promise<void> {
    this.state = 'loading';
    this.opened = undefined;
    const isThere = await this.#read(firstMap, [], true);
    if (isThere && trail.length > 1 && trail[0] === this.content!.parts.map.id) await this.descend(trail);
  }

  /** Goes to another map. `trail`: the ids of the maps from the first one down to it. */
  async descend(trail: readonly string[]): Promise<void> {
    const id = trail.at(-1)!;
    if (trail.length === 1 && this.opened?.id === id) this.open(this.opened);
    else if (trail.length > 1) await this.#read((wanted, signal) => otherMap(wanted, id, signal), trail, false);
    else await this.#read(firstMap, trail, false);
  }

  /** Where what was away may be there again: reads a map anew that was kept meanwhile. */
  renew(trail: readonly string[]): void {
    if (this.keptAt) void this.descend(trail);
  }

  stop(): void {
    this.#reading.abort();
  }

  /**
   * Reads a map and shows it. `trail`: the ids of the maps down to it, where its own is known. `isFirst`: what goes wrong takes
   * the place of the map; otherwise the map that is there stays.
   */
  async #read(
    load: (wanted: Wanted, signal: AbortSignal) => Promise<Found | undefined>,
    trail: readonly string[],
    isFirst: boolean,
  ): Promise<boolean> {
    this.stop();
    const {signal} = (this.#reading = new AbortController());
    const around = this.#around;
    const fail = (state: Failure, ...about: [ErrorCode, string] | []): false => {
      if (about.length) around.report(...about);
      if (isFirst) this.state = state;
      else around.stays(state);
      around.changed();
      return false;
    };
    try {
      const found = await load(around.asks(), signal);
      if (signal.aborted) return false;
      if (!found) return fail('empty');
      const {map, remarks, base, keptAt} = found;
      if (map || isFirst) this.remarks = remarks;
      if (!map)
        return fail(
          'broken',
          'map/invalid',
          [trail.at(-1), remarks[0]!.place, remarks[0]!.text].filter(Boolean).join(' '),
        );
      this.keptAt = keptAt;
      this.#take(map, trail.slice(0, -1), isFirst, base);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      // Also a file of the kit that did not come, and a fault of ours: nobody is left with a map that never loads.
      return error instanceof KitError
        ? fail('unreachable', error.code, error.details!)
        : fail('unreachable', 'map/unreachable', `${error}`);
    }
  }

  /** Shows a map that the reader of the page has opened: it is the first one from now on. */
  open(map: JourneyMap): void {
    this.stop();
    this.opened = map;
    this.keptAt = undefined;
    this.remarks = [];
    this.#take(map, [], false);
  }

  #take(map: JourneyMap, above: readonly string[], isFirst: boolean, base?: string): void {
    this.content = contentOf(map, base, !!this.#around.asks().endpoint);
    this.titles.set(map.id, map.title);
    this.state = 'shown';
    this.#around.came([...above, map.id], isFirst);
  }
}
