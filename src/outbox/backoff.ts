/** How long to wait after a failure: full jitter, so that a crowd that failed together does not return together. */

export const hour = 3600_000;

/** Nothing that is stored may hold an item back for longer: a device clock may have jumped. */
export const longestWait = 6 * hour;

/** An item that an endpoint does not take, and nobody here knows why, rests so long, ms; the others go on. */
export const rest = hour;

/** After a failure no two requests come closer than this, whatever happens on the page. */
export const spacing = 2000;

/**
 * Milliseconds to wait after the `failures`th failure in a row (from 1).
 * 250 ms + random(0, min(cap, 1 s x 2^n)); cap 60 s for a page on view for the first 10 tries, else 1 h.
 * Full jitter after M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015.
 */
export function backoff(failures: number, random: number, visible: boolean): number {
  const cap = visible && failures <= 10 ? 60_000 : hour;
  return 250 + random * Math.min(cap, 1000 * 2 ** Math.min(failures, 20));
}

/** Milliseconds until `until`; none where it lies so far ahead that the clock must have gone back. */
export const msUntil = (until: number | undefined, now: number): number =>
  !until || until > now + longestWait ? 0 : Math.max(0, until - now);
