/** How long to wait after a failure: full jitter, so that a crowd that failed together does not return together. */

const hour = 3600_000;

/** Nothing that is stored may hold an item back for longer: a device clock may have jumped. */
export const longestWait = 6 * hour;

/** After a failure no two requests come closer than this, whatever happens on the page. */
export const spacing = 2000;

/**
 * Milliseconds to wait after the `failures`th failure in a row (from 1).
 * 250 ms + random(0, min(cap, 1 s x 2^n)); cap 60 s for a page on view for the first 10 tries, else 1 h.
 * Full jitter after M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015.
 */
export function backoff(failures: number, random: number, visible: boolean, retryAfter = 0): number {
  const cap = visible && failures <= 10 ? 60_000 : hour;
  return Math.max(retryAfter, 250 + random * Math.min(cap, 1000 * 2 ** Math.min(failures, 20)));
}

/** Milliseconds to wait where an owner has to act: 15 min, doubling, to 6 h; up to a tenth is random. */
export const pause = (failures: number, random: number): number =>
  Math.min(0.25 * hour * 2 ** Math.min(failures - 1, 10), longestWait) * (1 - random / 10);

/** True once `until` is reached, or lies so far ahead that the clock must have gone back. */
export const isDue = (until: number | undefined, now: number): boolean =>
  !until || until <= now || until > now + longestWait;
