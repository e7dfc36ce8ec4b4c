/** How numbers of a file become emotions: the scales that people use. */
import {emotionRange} from '../schema/journey-words.js';
import type {Scale} from './reading.js';

/** The scale of emotions in a map. */
export const mapScale: Scale = {...emotionRange};

/** The scale of Mermaid, CJML and most surveys. */
export const fiveScale: Scale = {low: 1, high: 5};

/** Scales that people use beside it, the likeliest first. */
export const widerScales: readonly Scale[] = [{low: 0, high: 5}, {low: 1, high: 10}, {low: 0, high: 10}]; // prettier-ignore

export const isWithin = (score: number, {low, high}: Scale): boolean => score >= low && score <= high;
export const clamp = (score: number, {low, high}: Scale): number => Math.min(high, Math.max(low, score));
export const isSame = (a: Scale, b: Scale): boolean => a.low === b.low && a.high === b.high;
/** `1 to 5`. */
export const scaleText = ({low, high}: Scale): string => `${low} to ${high}`;

/** A score of one scale on another, to six decimals. */
export function rescaled(score: number, from: Scale, to: Scale): number {
  if (isSame(from, to)) return score;
  const share = (score - from.low) / (from.high - from.low);
  // `+ 0` makes a plain zero of a negative one.
  return Math.round((to.low + share * (to.high - to.low)) * 1e6) / 1e6 + 0;
}
