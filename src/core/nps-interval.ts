import {between, within} from './check.js';
import {criticalValue, type Interval} from './interval.js';
import {answersIn, type NpsCounts} from './nps-counts.js';

/**
 * Adjusted-Wald interval in points: Wald's after three answers are added, 3/4 promoter, 3/2 passive and 3/4 detractor.
 * Not clipped, so it may leave -100 to 100; `null` when nobody answered. Errors as `npsOf`.
 * Source: B. Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70:4 (2016), 365-372; constants
 * as MeasuringU gives them, "Confidence Intervals for Net Promoter Scores".
 */
export function npsAdjustedWald(counts: NpsCounts, level?: number): Interval | null {
  const z = criticalValue(level === undefined ? {} : {level});
  return answersIn(counts) === 0 ? null : around(adjustedEstimate(counts), z);
}

/**
 * Plain Wald interval in points, for comparison: covers too little for small n, and has no width when all answers agree.
 * Not clipped; `null` when nobody answered. Errors as `npsOf`.
 */
export function npsWald(counts: NpsCounts, level?: number): Interval | null {
  const z = criticalValue(level === undefined ? {} : {level});
  return answersIn(counts) === 0 ? null : around(estimate(counts), z);
}

/**
 * Variance of a single answer that is worth +1, 0 or -1: p + d - (p - d)^2, from 0 (all agree) to 1 (half and half).
 * `null` when nobody answered. Errors as `npsOf`.
 */
export function npsVariance(counts: NpsCounts): number | null {
  const n = answersIn(counts);
  return n === 0 ? null : varianceOf(counts.promoters / n, counts.detractors / n);
}

/**
 * How many answers give an interval of plus and minus `halfWidth` points: z^2 variance / halfWidth^2, rounded up.
 * `variance` as in `npsVariance`; the default 1 is the worst case (385 answers for 10 points).
 * @throws {TypeError} an argument is not a number.
 * @throws {RangeError} `halfWidth` is not between 0 and 100, `variance` not from 0 to 1, or `level` not between 0 and 1.
 */
export function npsSampleSize(halfWidth: number, variance = 1, level?: number): number {
  between('halfWidth', halfWidth, 0, 100);
  within('variance', variance, 0, 1);
  const z = criticalValue(level === undefined ? {} : {level});
  return Math.ceil((z * z * variance) / (halfWidth / 100) ** 2);
}

/** A score as a fraction, -1 to 1, and its standard error. */
export interface Estimate {
  readonly score: number;
  readonly error: number;
}

/** The score of one answer or more and its plain standard error. */
export const estimate = (counts: NpsCounts): Estimate => withAdded(counts, 0);

/** The score of one answer or more and its standard error, both after the three answers of the adjusted-Wald method are added. */
export const adjustedEstimate = (counts: NpsCounts): Estimate => withAdded(counts, 3);

function withAdded(counts: NpsCounts, answers: number): Estimate {
  const n = answersIn(counts) + answers;
  const p = (counts.promoters + answers / 4) / n;
  const d = (counts.detractors + answers / 4) / n;
  return {score: p - d, error: Math.sqrt(varianceOf(p, d) / n)};
}

// Never under 0, which rounding could bring about where all answers agree.
const varianceOf = (p: number, d: number): number => Math.max(0, p + d - (p - d) ** 2);

function around({score, error}: Estimate, z: number): Interval {
  return {low: 100 * (score - z * error), high: 100 * (score + z * error)};
}
