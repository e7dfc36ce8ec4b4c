import {betaQuantile} from './beta.js';
import {wholeNumber} from './check.js';
import {criticalValue, defaultLevel, oneSided, type Interval, type IntervalOptions} from './interval.js';

/*
 * Three more published intervals for a proportion of `k` in `n`, for comparison with other tools; this kit itself uses Wilson's.
 * Fractions; `null` when `n` is 0; errors as in `wilsonInterval`.
 */

/** Wald's interval, the textbook one: covers far too little for small `n`, has no width at 0 or `n`, and may leave 0 to 1. */
export function waldInterval(k: number, n: number, options: IntervalOptions = {}): Interval | null {
  check(k, n);
  const z = criticalValue(options);
  return n === 0 ? null : symmetric(k, n, k, n, z, options.side);
}

/**
 * Agresti and Coull's interval: Wald's after z^2 / 2 successes and z^2 / 2 failures are added; may leave 0 to 1 when 0 < k < n.
 * Source: A. Agresti and B. A. Coull, The American Statistician 52:2 (1998), 119-126.
 */
export function agrestiCoullInterval(k: number, n: number, options: IntervalOptions = {}): Interval | null {
  check(k, n);
  const z = criticalValue(options);
  return n === 0 ? null : symmetric(k, n, k + (z * z) / 2, n + z * z, z, options.side);
}

/**
 * Clopper and Pearson's interval, called exact: covers at least the level for every proportion, and is wide.
 * Source: C. J. Clopper and E. S. Pearson, Biometrika 26:4 (1934), 404-413, as quantiles of the beta distribution.
 */
export function clopperPearsonInterval(k: number, n: number, options: IntervalOptions = {}): Interval | null {
  check(k, n);
  criticalValue(options);
  if (n === 0) return null;
  const {level = defaultLevel, side = 'both'} = options;
  const outside = side === 'both' ? (1 - level) / 2 : 1 - level;
  const low = k === 0 ? 0 : betaQuantile(outside, k, n - k + 1);
  const high = k === n ? 1 : betaQuantile(1 - outside, k + 1, n - k);
  return oneSided({low, high}, side);
}

function check(k: number, n: number): void {
  wholeNumber('n', n);
  wholeNumber('k', k, 0, n);
}

/** Share `a` of `m`, plus and minus z standard errors. None of `n` cannot be under 0, all of `n` not over 1. */
function symmetric(k: number, n: number, a: number, m: number, z: number, side: IntervalOptions['side']): Interval {
  const share = a / m;
  const half = z * Math.sqrt((share * (1 - share)) / m);
  return oneSided({low: k === 0 ? 0 : share - half, high: k === n ? 1 : share + half}, side);
}
