import {wholeNumber} from './check.js';
import {wilsonInterval} from './wilson.js';

/** How many of how many, and what that is in per cent, 0 to 100, with its interval; `null`, never 0, when there is no data. */
export interface Share {
  readonly count: number;
  readonly n: number;
  readonly percent: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The share of `count` in `n`, in per cent, with Wilson's interval at `level` (default 0.95).
 * @throws {TypeError} an argument is not a number.
 * @throws {RangeError} `n` is not a whole number of at least 0, `count` not one from 0 to `n`, or `level` not between 0 and 1.
 */
export function shareOf(count: number, n: number, level?: number): Share {
  wholeNumber('n', n);
  wholeNumber('count', count, 0, n);
  const interval = wilsonInterval(count, n, level === undefined ? {} : {level});
  if (interval === null) return {count, n, percent: null, low: null, high: null};
  return {count, n, percent: (100 * count) / n, low: 100 * interval.low, high: 100 * interval.high};
}
