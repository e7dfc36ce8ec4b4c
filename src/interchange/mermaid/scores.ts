/** How the scores of a file are to be understood: Mermaid says 1 to 5, and checks nothing. */
import type {Scale} from '../reading.js';

/** Mermaid's own. */
export const ownScale: Scale = {low: 1, high: 5};

/** Scales that people use, the likeliest first. */
const known: readonly Scale[] = [ownScale, {low: 0, high: 5}, {low: 1, high: 10}, {low: 0, high: 10}];

/** The scales that hold all of these scores. */
export const scalesOf = (scores: readonly number[]): Scale[] =>
  known.filter(({low, high}) => scores.every(score => score >= low && score <= high));

/** An emotion, -2 to 2, of a score within the scale. */
export const emotionOf = (score: number, {low, high}: Scale): number => {
  const emotion = ((score - low) / (high - low)) * 4 - 2;
  // `+ 0` makes a plain zero of a negative one.
  return Math.round(emotion * 1e6) / 1e6 + 0;
};

export const isWithin = (score: number, {low, high}: Scale): boolean => score >= low && score <= high;
export const clamp = (score: number, {low, high}: Scale): number => Math.min(high, Math.max(low, score));
export const scaleText = ({low, high}: Scale): string => `${low} to ${high}`;
