import {wholeNumber} from './check.js';
import {shareOf, type Share} from './share.js';

/**
 * Thumbs, or "was this page helpful": the share of yes in yes and no, in per cent, with Wilson's interval at `level` (default 0.95).
 * @throws {TypeError} an argument is not a number.
 * @throws {RangeError} `yes` or `no` is not a whole number of at least 0, or `level` not between 0 and 1.
 */
export function helpfulOf({yes, no}: {readonly yes: number; readonly no: number}, level?: number): Share {
  wholeNumber('yes', yes);
  wholeNumber('no', no);
  return shareOf(yes, yes + no, level);
}
