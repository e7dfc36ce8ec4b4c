import {between} from './check.js';

/**
 * Logarithm of the beta function B(a, b), for a and b above 0; relative error near 1e-15, also where a and b differ by many orders.
 * Small arguments are raised by B(a, b) = B(a + 1, b) (a + b) / a; then Stirling's series, with its leading terms combined
 * so that nothing large cancels. Source: NIST Digital Library of Mathematical Functions, 5.11.1 and 5.12.1.
 */
export function logBeta(a: number, b: number): number {
  let raised = 1;
  for (; a < 10; a++) raised *= (a + b) / a;
  for (; b < 10; b++) raised *= (a + b) / b;
  const [small, large] = a < b ? [a, b] : [b, a];
  const leading =
    (small - 0.5) * Math.log(small / (small + large)) -
    large * Math.log1p(small / large) -
    0.5 * Math.log(large) +
    0.5 * Math.log(2 * Math.PI);
  return Math.log(raised) + leading + stirling(small) + stirling(large) - stirling(small + large);
}

/** What Stirling's formula for log gamma leaves over, for x of 10 and more. */
function stirling(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/**
 * Regularised incomplete beta function I_x(a, b), 0 to 1, for 0 <= x <= 1 and a, b above 0.
 * `y` is 1 - x; pass it when it is known more exactly than the subtraction gives.
 * Source: the continued fraction of NIST Digital Library of Mathematical Functions, 8.17.22, evaluated by Lentz's method.
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, b, a, x);
  return (Math.exp(a * Math.log(x) + b * logOf(y, x) - logBeta(a, b)) / a) * continuedFraction(x, a, b);
}

/** log(y) where y = 1 - x, without the loss that a y close to 1 would bring. */
const logOf = (y: number, x: number): number => (x < 0.5 ? Math.log1p(-x) : Math.log(y));

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  // The number of steps needed grows with the square root of the larger argument.
  const most = 200 + 20 * Math.ceil(Math.sqrt(Math.max(a, b)));
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let value = d;
  const step = (numerator: number): number => {
    d = 1 / (1 + numerator * d || tiny);
    c = 1 + numerator / c || tiny;
    return c * d;
  };
  for (let m = 1; m <= most; m++) {
    const even = step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const odd = step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    value *= even * odd;
    if (Math.abs(odd - 1) < 1e-16) break;
  }
  return value;
}

/**
 * The x with I_x(a, b) = p, for 0 < p < 1 and a, b above 0, by bisection down to neighbouring numbers.
 * @throws {TypeError} `p` is not a number.
 * @throws {RangeError} `p` is 0 or less, or 1 or more.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  between('p', p, 0, 1);
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
}
