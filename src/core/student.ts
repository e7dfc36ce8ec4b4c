import {incompleteBeta, logBeta} from './beta.js';
import {between, wholeNumber} from './check.js';
import {normalQuantile} from './normal.js';

/**
 * Quantile of Student's t distribution: the t below which a share `p` of it lies, 0 < p < 1. `df`: degrees of freedom, 1 and more.
 * Newton's method on the upper tail, which is convex: from the normal quantile, which lies nearer to 0, it climbs without
 * overshooting. The tail as an incomplete beta function: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1.
 * @throws {TypeError} an argument is not a number.
 * @throws {RangeError} `p` is 0 or less, or 1 or more; `df` is not a whole number of at least 1.
 */
export function studentQuantile(p: number, df: number): number {
  between('p', p, 0, 1);
  wholeNumber('df', df, 1);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  let t = -normalQuantile(tail);
  for (let i = 0; i < 200; i++) {
    const step = (upperTail(t, df) - tail) / density(t, df);
    t += step;
    if (Math.abs(step) <= 1e-15 * t) break;
  }
  return p < 0.5 ? -t : t;
}

/** The probability of a value above `t`, for `t` above 0. */
function upperTail(t: number, df: number): number {
  const whole = df + t * t;
  return incompleteBeta(df / whole, df / 2, 0.5, (t * t) / whole) / 2;
}

function density(t: number, df: number): number {
  return Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - Math.log(df) / 2 - logBeta(0.5, df / 2));
}
