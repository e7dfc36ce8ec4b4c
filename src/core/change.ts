import {normalCdf} from './normal.js';
import {answersIn, type NpsCounts} from './nps-counts.js';
import {adjustedEstimate, estimate} from './nps-interval.js';

/** A change counts as one when |z| is above this: two-sided, at the 5 % level. */
export const changeThreshold = 1.96;

export interface NpsChange {
  /** The score after less the score before, in points, -200 to 200. */
  readonly change: number | null;
  /** The change in standard errors; above 0 when the score rose. */
  readonly z: number | null;
  /** Two-sided p-value, 0 to 1: how often chance alone would bring about as much. */
  readonly p: number | null;
  /** Whether the change is more than chance explains. */
  readonly isChange: boolean | null;
}

/**
 * Tests whether the score changed between two waves with different respondents: z = (N2 - N1) / sqrt(SE1^2 + SE2^2).
 *
 * `method` says which N and SE enter z. `adjusted-wald` (default) takes those of the interval shown beside the score: at most 5.1 % false
 * alarms in simulation. `wald` takes the plain ones: 35 % where one wave is small and nearly all agree, 5 % from 100 answers a wave on.
 * All are `null` when a wave is empty, and z, p and isChange also when the plain standard errors are both 0.
 * Source: J. Lewis and J. Sauro, "How to Statistically Compare Two Net Promoter Scores", MeasuringU.
 * @throws {TypeError} a count is not a number, or `method` is not known.
 * @throws {RangeError} a count is not a whole number of at least 0.
 */
export function npsChange(
  before: NpsCounts,
  after: NpsCounts,
  method: 'adjusted-wald' | 'wald' = 'adjusted-wald',
): NpsChange {
  if (method !== 'adjusted-wald' && method !== 'wald')
    throw new TypeError(`method must be "adjusted-wald" or "wald", got ${JSON.stringify(method)}`);
  const unknown = {z: null, p: null, isChange: null};
  if (answersIn(before) * answersIn(after) === 0) return {change: null, ...unknown};

  const change = 100 * (estimate(after).score - estimate(before).score);
  const of = method === 'wald' ? estimate : adjustedEstimate;
  const [first, second] = [of(before), of(after)];
  const error = Math.hypot(first.error, second.error);
  if (error === 0) return {change, ...unknown};
  const z = (second.score - first.score) / error;
  return {change, z, p: 2 * normalCdf(-Math.abs(z)), isChange: Math.abs(z) > changeThreshold};
}
