import {wholeNumber} from './check.js';

/** With fewer answers than this a figure is hidden: it would tell too much about single people. */
export const hideBelow = 5;

/** With fewer answers than this a figure is shown with its interval and the word "indicative". */
export const indicativeBelow = 30;

/**
 * How a figure of `n` answers may be displayed; the thresholds are this kit's own rule.
 * @throws {TypeError} `n` is not a number.
 * @throws {RangeError} `n` is not a whole number of at least 0.
 */
export function displayOf(n: number): 'hide' | 'indicative' | 'show' {
  wholeNumber('n', n);
  return n < hideBelow ? 'hide' : n < indicativeBelow ? 'indicative' : 'show';
}
