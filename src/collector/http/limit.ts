/** How much a token bucket lets through. */
export interface Rate {
  readonly perSecond: number;
  /** What may come at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by name. Full buckets are forgotten, and never more than `most` are remembered. */
export class Buckets {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #most: number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now Milliseconds; may jump, but counts no time backwards. */
  constructor(rate: Rate, now: () => number = () => performance.now(), most = 50_000) {
    this.#rate = rate;
    this.#now = now;
    this.#most = most;
  }

  /** Takes up to `count`; `retryAfter`: seconds until one more is there, 0 where all were. */
  take(name: string, count = 1): {taken: number; retryAfter: number} {
    const bucket = this.#bucket(name);
    const taken = Math.min(count, Math.floor(bucket.tokens));
    bucket.tokens -= taken;
    const lacking = taken === count ? 0 : 1 - bucket.tokens;
    return {taken, retryAfter: Math.ceil(lacking / this.#rate.perSecond)};
  }

  #bucket(name: string): Bucket {
    const {perSecond, burst} = this.#rate;
    const now = this.#now();
    const known = this.#buckets.get(name);
    const passed = known ? Math.max(0, now - known.at) / 1000 : 0;
    const bucket = known ?? {tokens: burst, at: now};
    bucket.tokens = Math.min(burst, bucket.tokens + passed * perSecond);
    bucket.at = now;
    // Moved to the end: what was used longest ago is forgotten first.
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > this.#most)
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    return bucket;
  }
}
