import {within} from './check.js';
import {clip} from './interval.js';
import {answersIn, type NpsCounts, type ScoreCounts} from './nps-counts.js';
import {npsAdjustedWald} from './nps-interval.js';

/** One row of results. Figures are `null`, never 0, when nobody answered; `mean` also when it was not given. */
export interface Nps extends ScoreCounts {
  readonly n: number;
  /** Net Promoter Score in points, -100 to 100, not rounded. */
  readonly nps: number | null;
  /** Lower end of the adjusted-Wald interval in points, not under -100. */
  readonly low: number | null;
  /** Upper end of the adjusted-Wald interval in points, not over 100. */
  readonly high: number | null;
}

/**
 * Net Promoter Score, 100 (promoters - detractors) / n, with its adjusted-Wald interval at `level` (default 0.95).
 * The interval contains the score for two answers and more at 0.95; it is drawn towards 0, so for one answer it stops short.
 * Source: F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003.
 * @throws {TypeError} an argument is not a number.
 * @throws {RangeError} a count is not a whole number of at least 0, `mean` not from 0 to 10, or `level` not between 0 and 1.
 */
export function npsOf(counts: NpsCounts & {readonly mean?: number | null}, level?: number): Nps {
  const {promoters, passives, detractors, mean = null} = counts;
  const n = answersIn(counts);
  if (mean !== null) within('mean', mean, 0, 10);
  const interval = npsAdjustedWald(counts, level);
  if (interval === null) return {n, promoters, passives, detractors, nps: null, mean: null, low: null, high: null};
  const nps = (100 * (promoters - detractors)) / n;
  return {n, promoters, passives, detractors, nps, mean, ...clip(interval, -100, 100)};
}
