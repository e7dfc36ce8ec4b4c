import {segmentIndex} from './segment-index.js';

/** The three groups of the Net Promoter Score, from low scores to high. */
export const segments = ['detractor', 'passive', 'promoter'] as const;

export type Segment = (typeof segments)[number];

/**
 * The segment of one NPS answer: detractor 0 to 6, passive 7 and 8, promoter 9 and 10.
 * Source: F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003.
 * @throws {RangeError} `score` is not a whole number from 0 to 10.
 */
export function segmentOf(score: number): Segment {
  if (!Number.isInteger(score) || score < 0 || score > 10)
    throw new RangeError(`score must be a whole number from 0 to 10, got ${String(score)}`);
  return segments[segmentIndex(score)];
}
