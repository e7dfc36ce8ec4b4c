import {meanOf, type Mean} from './mean.js';
import {check, countFrom, ratingWidths, type Ratings} from './ratings.js';
import {shareOf, type Share} from './share.js';

/** On the scale of CES 2.0, 1 to 7, the lowest rating that counts as easy. */
export const easyFrom = 5;

export interface Ces extends Mean {
  /** Share of ratings from 5 up, in per cent, with Wilson's interval. */
  readonly easy: Share;
}

/**
 * Customer Effort Score 2.0, "made it easy for me", 1 to 7: the mean, higher is easier, with Student's interval.
 * Source: M. Dixon, N. Toman and R. DeLisi, The Effortless Experience (2013).
 * @throws {TypeError} a number is none.
 * @throws {RangeError} the ratings are of another metric (`ces1` runs the other way) or width, or `level` not between 0 and 1.
 */
export function cesOf(ratings: Ratings<'ces'>, level?: number): Ces {
  check(ratings, 'ces', ratingWidths.ces);
  const mean = meanOf(ratings, level);
  return {...mean, easy: shareOf(countFrom(ratings, easyFrom), mean.n, level)};
}

/**
 * Customer Effort Score 1.0, "how much effort", 1 to 5: the mean, lower is better. Another metric than CES 2.0; never merged with it.
 * Source: M. Dixon, K. Freeman and N. Toman, "Stop Trying to Delight Your Customers", Harvard Business Review, July 2010.
 * @throws {TypeError} a number is none.
 * @throws {RangeError} the ratings are of another metric or width, or `level` not between 0 and 1.
 */
export function ces1Of(ratings: Ratings<'ces1'>, level?: number): Mean {
  check(ratings, 'ces1', ratingWidths.ces1);
  return meanOf(ratings, level);
}
