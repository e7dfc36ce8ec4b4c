import {wholeNumber} from './check.js';
import {segmentOf} from './segment.js';

/** How many answers fell into each segment. Only answers count: a skipped, dismissed or ignored question is none. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Counts together with the mean score, 0 to 10; `null` when nobody answered. */
export interface ScoreCounts extends NpsCounts {
  readonly mean: number | null;
}

/**
 * Counts scores by segment and takes their mean.
 * @throws {RangeError} a score is not a whole number from 0 to 10.
 */
export function countScores(scores: Iterable<number>): ScoreCounts {
  const counts = {detractor: 0, passive: 0, promoter: 0};
  let sum = 0;
  for (const score of scores) {
    counts[segmentOf(score)]++;
    sum += score;
  }
  const {promoter: promoters, passive: passives, detractor: detractors} = counts;
  const n = promoters + passives + detractors;
  return {promoters, passives, detractors, mean: n === 0 ? null : sum / n};
}

/** How many answered. Errors as `npsOf`. */
export function answersIn({promoters, passives, detractors}: NpsCounts): number {
  wholeNumber('promoters', promoters);
  wholeNumber('passives', passives);
  wholeNumber('detractors', detractors);
  return promoters + passives + detractors;
}
