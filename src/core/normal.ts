import {between} from './check.js';

/** c[0] x^m + c[1] x^(m-1) + ... + c[m], by Horner's rule. */
const polynomial = (x: number, c: readonly number[]): number => c.reduce((sum, next) => sum * x + next, 0);

/**
 * Standard normal distribution function: the probability, 0 to 1, of a value up to `x`. Absolute error below 1e-15.
 * Source: J. F. Hart and others, Computer Approximations (1968), algorithm 5666, as given by G. West, "Better approximations to
 * cumulative normal functions", Wilmott Magazine, May 2005; from 7 up, Laplace's continued fraction (Abramowitz and Stegun, 26.2.14).
 */
export function normalCdf(x: number): number {
  const tail = upperTail(Math.abs(x));
  return x > 0 ? 1 - tail : tail;
}

/** The probability of a value above `x`, for `x` of 0 and more. */
function upperTail(x: number): number {
  const bell = Math.exp((-x * x) / 2);
  if (x < 7) return (bell * polynomial(x, hartNumerator)) / polynomial(x, hartDenominator);
  let fraction = x;
  for (let k = 30; k > 0; k--) fraction = x + k / fraction;
  return bell / fraction / Math.sqrt(2 * Math.PI);
}

const hartNumerator = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const hartDenominator = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

/**
 * Standard normal quantile: the x with `normalCdf(x) = p`, for 0 < p < 1. Relative error near 1e-16.
 * Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", routine PPND16,
 * Applied Statistics 37:3 (1988), 477-484.
 * @throws {TypeError} `p` is not a number.
 * @throws {RangeError} `p` is 0 or less, or 1 or more.
 */
export function normalQuantile(p: number): number {
  between('p', p, 0, 1);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, centreNumerator)) / polynomial(r, centreDenominator);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const x =
    r <= 5
      ? polynomial(r - 1.6, middleNumerator) / polynomial(r - 1.6, middleDenominator)
      : polynomial(r - 5, tailNumerator) / polynomial(r - 5, tailDenominator);
  return q < 0 ? -x : x;
}

const centreNumerator = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const centreDenominator = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const middleNumerator = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const middleDenominator = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const tailNumerator = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const tailDenominator = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
