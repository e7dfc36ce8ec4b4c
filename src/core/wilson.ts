import {wholeNumber} from './check.js';
import {clip, criticalValue, oneSided, type Interval, type IntervalOptions} from './interval.js';

export interface WilsonOptions extends IntervalOptions {
  /** With the continuity correction: wider, and seldom covering less than the level. Default false. */
  readonly continuity?: boolean;
}

/**
 * Wilson's score interval for a proportion of `k` in `n`, as fractions from 0 to 1; `null` when `n` is 0.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212; with the continuity correction:
 * R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, method 4.
 * @throws {TypeError} an argument is not a number, or `side` is not known.
 * @throws {RangeError} `n` is not a whole number of at least 0, `k` not one from 0 to `n`, or `level` not between 0 and 1.
 */
export function wilsonInterval(k: number, n: number, options: WilsonOptions = {}): Interval | null {
  wholeNumber('n', n);
  wholeNumber('k', k, 0, n);
  const z = criticalValue(options);
  if (n === 0) return null;
  const {low, high} = clip((options.continuity ? corrected : plain)(k, n, z), 0, 1);
  // Exact at the ends of the scale, where the formula gives them up to rounding or, corrected, not at all.
  return oneSided({low: k === 0 ? 0 : low, high: k === n ? 1 : high}, options.side);
}

function plain(k: number, n: number, z: number): Interval {
  const centre = (k + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((k * (n - k)) / n + (z * z) / 4);
  return {low: centre - half, high: centre + half};
}

function corrected(k: number, n: number, z: number): Interval {
  const lowRoot = Math.sqrt(Math.max(0, z * z - 2 - 1 / n + (4 * k * (n - k + 1)) / n));
  const highRoot = Math.sqrt(Math.max(0, z * z + 2 - 1 / n + (4 * k * (n - k - 1)) / n));
  const scale = 2 * (n + z * z);
  return {low: (2 * k + z * z - 1 - z * lowRoot) / scale, high: (2 * k + z * z + 1 + z * highRoot) / scale};
}
