import {wholeNumber} from './check.js';
import {meanOf} from './mean.js';
import {check, countFrom, ratingWidths, type Ratings} from './ratings.js';
import {shareOf} from './share.js';

/** Customer satisfaction. Figures are `null`, never 0, when nobody answered. */
export interface Csat {
  readonly n: number;
  readonly satisfied: number;
  /** Share of satisfied answers in per cent, 0 to 100, with Wilson's interval. */
  readonly csat: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Mean rating in points of the scale. */
  readonly mean: number | null;
  /** The lowest rating that counts as satisfied, and the highest one there is: what another figure must share to be compared. */
  readonly satisfiedFrom: number;
  readonly width: number;
}

export interface CsatOptions {
  /** The lowest rating that counts as satisfied. Default 4 on a scale of 1 to 5; any other scale must state it. */
  readonly satisfiedFrom?: number;
  /** Confidence level, between 0 and 1. Default 0.95. */
  readonly level?: number;
}

/**
 * CSAT: the share of ratings from `satisfiedFrom` up; on 1 to 5 the two best ("top-2-box").
 * @throws {TypeError} `satisfiedFrom` is missing on a scale other than 1 to 5, or an argument is not a number.
 * @throws {RangeError} the ratings are of another metric, or a number is out of its range.
 */
export function csatOf(ratings: Ratings<'csat'>, {satisfiedFrom, level}: CsatOptions = {}): Csat {
  check(ratings, 'csat');
  const width = ratings.counts.length;
  const from = satisfiedFrom ?? (width === ratingWidths.csat ? 4 : undefined);
  if (from === undefined) throw new TypeError(`satisfiedFrom must be given for a scale of 1 to ${width}`);
  wholeNumber('satisfiedFrom', from, 2, width);
  const {n, mean} = meanOf(ratings, level);
  const {count, percent, low, high} = shareOf(countFrom(ratings, from), n, level);
  return {n, satisfied: count, csat: percent, low, high, mean, satisfiedFrom: from, width};
}
