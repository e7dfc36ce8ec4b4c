import {wholeNumber} from './check.js';

/** The metrics asked on a scale from 1 up, with the usual width. The metric is stated, never inferred from the width. */
export const ratingWidths = {csat: 5, ces: 7, ces1: 5} as const;

export type RatingMetric = keyof typeof ratingWidths;

/** How often each point of a scale was chosen: `counts[0]` is 1, the last is `counts.length`, the width of the scale. */
export interface Ratings<M extends RatingMetric = RatingMetric> {
  readonly metric: M;
  readonly counts: readonly number[];
}

/**
 * Counts the answers to a question on a scale from 1 to `width`, 2 to 11.
 * @throws {TypeError} `metric` is not known, or a number is none.
 * @throws {RangeError} `width` is not a whole number from 2 to 11, or a score not one from 1 to `width`.
 */
export function countRatings<M extends RatingMetric>(
  metric: M,
  scores: Iterable<number>,
  width: number = ratingWidths[metric],
): Ratings<M> {
  checkMetric(metric);
  wholeNumber('width', width, 2, 11);
  const counts = Array.from({length: width}, () => 0);
  for (const score of scores) {
    wholeNumber('score', score, 1, width);
    counts[score - 1] = (counts[score - 1] ?? 0) + 1;
  }
  return {metric, counts};
}

/**
 * Adds up two sets of answers to the same question.
 * @throws {TypeError} a metric is not known, or a count is not a number.
 * @throws {RangeError} the metrics or widths differ, or a count is not a whole number of at least 0.
 */
export function mergeRatings<M extends RatingMetric>(a: Ratings<M>, b: Ratings<M>): Ratings<M> {
  check(a, a.metric);
  check(b, b.metric);
  const [one, other] = [a, b].map(({metric, counts}) => `${metric} of 1 to ${counts.length}`);
  if (one !== other) throw new RangeError(`ratings must be of one metric and width, got ${one} and ${other}`);
  return {metric: a.metric, counts: a.counts.map((count, i) => count + (b.counts[i] ?? 0))};
}

/**
 * Refuses ratings of another metric, and counts that are none.
 * @throws {TypeError} the metric is not known, or a count is not a number.
 * @throws {RangeError} the metric or the width is another, or a count is not a whole number of at least 0.
 */
export function check({metric, counts}: Ratings, expected: RatingMetric, width = counts.length): void {
  checkMetric(metric);
  if (metric !== expected) throw new RangeError(`metric must be ${expected}, got ${metric}`);
  if (counts.length !== width)
    throw new RangeError(`the scale of ${metric} must be 1 to ${width}, got ${counts.length}`);
  wholeNumber('width', counts.length, 2, 11);
  counts.forEach((count, i) => wholeNumber(`the count of ${i + 1}`, count));
}

function checkMetric(metric: RatingMetric): void {
  if (!Object.hasOwn(ratingWidths, metric))
    throw new TypeError(`metric must be one of ${Object.keys(ratingWidths).join(', ')}, got ${JSON.stringify(metric)}`);
}

/** How many chose a point of the scale from `from` up. */
export function countFrom({counts}: Ratings, from: number): number {
  return counts.slice(from - 1).reduce((sum, count) => sum + count, 0);
}
