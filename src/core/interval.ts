import {between} from './check.js';
import {normalQuantile} from './normal.js';

/** Both ends of a confidence interval, in the unit of the figure it belongs to. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The level of every interval, unless another is asked for. */
export const defaultLevel = 0.95;

export interface IntervalOptions {
  /** Confidence level, between 0 and 1. Default 0.95. */
  readonly level?: number;
  /** `both` (default), or the one bound that is wanted: the other then is the end of the scale. */
  readonly side?: 'both' | 'lower' | 'upper';
}

/**
 * The normal quantile z of a confidence level: 1.959964 for two sides at 0.95, 1.644854 for one.
 * @throws {TypeError} `level` is not a number, or `side` is not known.
 * @throws {RangeError} `level` is 0 or less, or 1 or more.
 */
export function criticalValue({level = defaultLevel, side = 'both'}: IntervalOptions = {}): number {
  between('level', level, 0, 1);
  if (side !== 'both' && side !== 'lower' && side !== 'upper')
    throw new TypeError(`side must be "both", "lower" or "upper", got ${JSON.stringify(side)}`);
  return normalQuantile(side === 'both' ? (1 + level) / 2 : level);
}

/** `interval` with the bound that was not asked for moved to the end of a scale from 0 to 1. */
export function oneSided({low, high}: Interval, side: IntervalOptions['side'] = 'both'): Interval {
  return {low: side === 'upper' ? 0 : low, high: side === 'lower' ? 1 : high};
}

/** `interval` cut off at the ends of a scale. */
export function clip({low, high}: Interval, min: number, max: number): Interval {
  return {low: Math.min(max, Math.max(min, low)), high: Math.max(min, Math.min(max, high))};
}
