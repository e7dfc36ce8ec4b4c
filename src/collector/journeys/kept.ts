import type {Overlay} from '../../schema/overlay.js';

/** An overlay with the number of answers that had to be read for it. */
export interface Computed {
  readonly overlay: Overlay;
  readonly answers: number;
}

interface Kept {
  readonly computed: Promise<Computed>;
  /** Milliseconds since 1970; none while it is being computed. */
  until?: number;
}

/** So many answers cost a second of waiting for fresher values. */
const answersPerSecond = 10_000;

const mostKept = 200;

/**
 * Overlays by what was asked for. Requests of one moment share a computation, and what cost much is given again for a while: a
 * second for each 10,000 answers behind it, none below that. So open maps take a bounded part of the collector, however many.
 */
export class KeptOverlays {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  async get(key: string, compute: () => Promise<Computed>): Promise<Overlay> {
    const known = this.#kept.get(key);
    if (known && (known.until === undefined || this.#now() < known.until)) return (await known.computed).overlay;
    const kept: Kept = {computed: compute()};
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > mostKept) this.#kept.delete(oldest);
    try {
      const {overlay, answers} = await kept.computed;
      kept.until = this.#now() + 1000 * Math.floor(answers / answersPerSecond);
      return overlay;
    } catch (error) {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
      throw error;
    }
  }
}
