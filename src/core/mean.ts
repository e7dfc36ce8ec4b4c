import {between} from './check.js';
import {defaultLevel} from './interval.js';
import {countFrom, type Ratings} from './ratings.js';
import {studentQuantile} from './student.js';

/** A mean in points of its scale. `null`: no data; for the spread and the interval, fewer than two answers. */
export interface Mean {
  readonly n: number;
  readonly mean: number | null;
  /** Sample standard deviation, by n - 1. */
  readonly sd: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The mean rating with Student's interval, mean +/- t sd / sqrt(n), at `level` (default 0.95). Not clipped: for a few answers near
 * one end of the scale the interval may reach beyond it.
 * Source: Student, "The Probable Error of a Mean", Biometrika 6:1 (1908), 1-25.
 * @throws {TypeError} `level` is not a number.
 * @throws {RangeError} `level` is 0 or less, or 1 or more.
 */
export function meanOf(ratings: Ratings, level = defaultLevel): Mean {
  between('level', level, 0, 1);
  const n = countFrom(ratings, 1);
  if (n === 0) return {n, mean: null, sd: null, low: null, high: null};
  const mean = sumOver(ratings, score => score) / n;
  if (n === 1) return {n, mean, sd: null, low: null, high: null};
  const sd = Math.sqrt(sumOver(ratings, score => (score - mean) ** 2) / (n - 1));
  const half = (studentQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n);
  return {n, mean, sd, low: mean - half, high: mean + half};
}

const sumOver = ({counts}: Ratings, worth: (score: number) => number): number =>
  counts.reduce((sum, count, i) => sum + count * worth(i + 1), 0);
