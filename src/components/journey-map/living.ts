/** The live values of the map that is shown: fetched from the endpoint, again from time to time, and kept for when it is away. */
import {type LivePlaces, placesOf, traitsOf} from '../../journey/live.js';
import type {View} from '../../journey/view.js';
import {routeOf, withQuery} from '../../schema/endpoint.js';
import {type ErrorCode, KitError} from '../../schema/error.js';
import type {JourneyMap, Persona} from '../../schema/journey-map.js';
import {overlayLimits} from '../../schema/limits.js';
import {fetchedOrKept, statusOf} from './fetched.js';

export interface Live {
  /** `none`: the endpoint does not know this map. */
  readonly state: 'loading' | 'shown' | 'kept' | 'none' | 'failed';
  readonly places: LivePlaces;
  /** When the endpoint last said so, ISO time. */
  readonly at?: string;
  /** Whose answers they are: of visitors like this persona; absent: of all. */
  readonly persona?: Persona | undefined;
}

/** Whose values are wanted. */
export interface Source {
  readonly endpoint: string;
  readonly journey: string;
  readonly keeps: boolean;
  /** Only the answers of visitors who are like this persona. */
  readonly persona: Persona | undefined;
}

/** Whether an endpoint can be asked for visitors like a persona: by few traits. By none, it would tell of all visitors. */
function canBeAsked({match = {}}: Persona): boolean {
  const {length} = Object.keys(match);
  return length > 0 && length <= overlayLimits.traits;
}

/** Where live values come from: those of visitors like the one persona that is looked at, else of all. */
export function sourceOf(
  endpoint: string | null | undefined,
  keeps: boolean,
  map: JourneyMap | undefined,
  {filter}: View,
): Source | undefined {
  if (!endpoint || !map) return;
  const [only, ...others] = filter.persona ?? [];
  const persona = others.length ? undefined : map.personas?.find(one => one.id === only && canBeAsked(one));
  return {endpoint, journey: map.id, keeps, persona};
}

/** Milliseconds after which values are asked for again while the page is looked at. */
const rest = 300_000;
/** Milliseconds for which they are not asked for again whatever happens. Less than `rest`, which counts from before the first ones were asked for. */
const fresh = 240_000;
const nothing: Live = {state: 'loading', places: new Map()};

export class Living {
  /** Absent where no endpoint is set. */
  now: Live | undefined;
  #source: Source | undefined;
  #asking = new AbortController();
  #isAsking = false;
  /** The values that are shown, as text. */
  #told: string | undefined;
  #askedAt = 0;
  readonly #token: () => Promise<string | undefined>;
  readonly #changed: () => void;
  readonly #tell: (code: ErrorCode, details: string) => void;

  constructor(
    token: () => Promise<string | undefined>,
    changed: () => void,
    tell: (code: ErrorCode, details: string) => void,
  ) {
    this.#token = token;
    this.#changed = changed;
    this.#tell = tell;
  }

  /** Says whose values are wanted, or that none are. */
  want(source: Source | undefined): void {
    const before = this.#source;
    if ((['endpoint', 'journey', 'persona', 'keeps'] as const).every(key => before?.[key] === source?.[key])) return;
    this.#source = source;
    this.#told = undefined;
    this.now = source && {...nothing, persona: source.persona};
    this.#asking.abort();
    if (source) void this.#ask(source);
  }

  /** Asks again where the values are old, or could not be had; where none are wanted, the map may be had again all the same. */
  readonly refresh = (): void => {
    const source = this.#source;
    if (!source) this.#changed();
    if (!source || document.hidden || this.#isAsking) return;
    if (this.now!.state === 'shown' && Date.now() - this.#askedAt < fresh) return;
    void this.#ask(source);
  };

  /** Asks again where no values are shown: the page may ask in another way now. */
  again(): void {
    if (this.#source && this.now!.state !== 'shown') void this.#ask(this.#source);
  }

  /** Asks now and then for as long as `signal` is not aborted. */
  watch(signal: AbortSignal): void {
    addEventListener('online', this.refresh, {signal});
    document.addEventListener('visibilitychange', this.refresh, {signal});
    const timer = setInterval(this.refresh, rest);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      this.#asking.abort();
      this.#isAsking = false;
    });
    this.refresh();
  }

  async #ask(source: Source): Promise<void> {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.#isAsking = true;
    this.#askedAt = Date.now();
    const {endpoint, journey, keeps, persona} = source;
    const route = routeOf(endpoint, `/v1/journeys/${encodeURIComponent(journey)}/overlay`);
    const url = withQuery(route, `${new URLSearchParams(persona && traitsOf(persona))}`);
    try {
      const reader = import('../../interchange/overlay.js');
      reader.catch(() => {});
      const read = async (data: Uint8Array) => (await reader).readOverlay(data);
      const way = {signal, keeps, token: this.#token, read, isSound: () => true};
      const {value, keptAt} = await fetchedOrKept(url, way, 'live/unreachable');
      if (signal.aborted) return;
      // The endpoint has just said so, though it may have computed them before: a browser's cache keeps the earlier time.
      // The same values are the same places: whoever shows them has nothing to do.
      const told = JSON.stringify(value.values);
      const places = told === this.#told ? this.now!.places : placesOf(value);
      this.#told = told;
      this.now = {state: keptAt ? 'kept' : 'shown', places, at: keptAt ?? new Date().toISOString(), persona};
    } catch (error) {
      if (signal.aborted) return;
      const isUnknown = error instanceof KitError && statusOf(error) === 404;
      this.#told = undefined;
      this.now = {state: isUnknown ? 'none' : 'failed', places: new Map(), persona};
      if (!isUnknown) this.#tell('live/unreachable', error instanceof KitError ? error.details! : `${url}: ${error}`);
    }
    this.#isAsking = false;
    this.#changed();
  }
}
