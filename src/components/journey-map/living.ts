/** The live values of the map that is shown: fetched from the endpoint, again from time to time, and kept for when it is away. */
import {type LivePlaces, placesOf} from '../../journey/live.js';
import {routeOf} from '../../schema/endpoint.js';
import type {ErrorCode} from '../../schema/error.js';
import {KitError} from '../../schema/error.js';
import {fetchedOrKept, statusOf} from './fetched.js';

export interface Live {
  /** `none`: the endpoint does not know this map. */
  readonly state: 'loading' | 'shown' | 'kept' | 'none' | 'failed';
  readonly places: LivePlaces;
  /** When the values were computed, ISO time. */
  readonly at?: string;
}

/** Whose values are wanted. */
export interface Source {
  readonly endpoint: string;
  readonly journey: string;
  readonly keeps: boolean;
}

/** Milliseconds after which values are asked for again while the page is looked at. */
const rest = 300_000;
const nothing: Live = {state: 'loading', places: new Map()};

export class Living {
  /** Absent where no endpoint is set. */
  now: Live | undefined;
  #source: Source | undefined;
  #asking = new AbortController();
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
    if (before?.endpoint === source?.endpoint && before?.journey === source?.journey) return;
    this.#source = source;
    this.now = source && nothing;
    this.#asking.abort();
    if (source) void this.#ask(source);
  }

  /** Asks again where the values are old, or could not be had. */
  readonly refresh = (): void => {
    const source = this.#source;
    if (!source || document.hidden || this.now!.state === 'loading') return;
    if (this.now!.state === 'shown' && Date.now() - this.#askedAt < rest) return;
    void this.#ask(source);
  };

  /** Asks now and then for as long as `signal` is not aborted. */
  watch(signal: AbortSignal): void {
    addEventListener('online', this.refresh, {signal});
    document.addEventListener('visibilitychange', this.refresh, {signal});
    const timer = setInterval(this.refresh, rest);
    signal.addEventListener('abort', () => clearInterval(timer));
    this.refresh();
  }

  async #ask(source: Source): Promise<void> {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.#askedAt = Date.now();
    const {endpoint, journey, keeps} = source;
    const url = routeOf(endpoint, `/v1/journeys/${encodeURIComponent(journey)}/overlay`);
    try {
      const reader = import('../../interchange/overlay.js');
      reader.catch(() => {});
      const {data, keptAt} = await fetchedOrKept(url, {signal, keeps, token: await this.#token()}, 'live/unreachable');
      const overlay = (await reader).readOverlay(data);
      if (signal.aborted) return;
      this.now = {state: keptAt ? 'kept' : 'shown', places: placesOf(overlay), at: overlay.at};
    } catch (error) {
      if (signal.aborted) return;
      const isUnknown = error instanceof KitError && statusOf(error) === 404;
      this.now = {state: isUnknown ? 'none' : 'failed', places: new Map()};
      if (!isUnknown) this.#tell('live/unreachable', error instanceof KitError ? error.details! : `${url}: ${error}`);
    }
    this.#changed();
  }
}
