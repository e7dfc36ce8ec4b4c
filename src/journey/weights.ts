/** How much each of the six criteria of an opportunity counts. */
import type {JourneyMap} from '../schema/journey-map.js';
import {criteria} from '../schema/journey-words.js';

export type Criterion = (typeof criteria)[number];
export type Weights = Readonly<Record<Criterion, number>>;

/** The ends of a weight, as the model has them. */
export const weightRange = {low: 0, high: 10} as const;

/** A number as a weight; what is none counts nothing. */
export const weightOf = (value: number): number => Math.min(weightRange.high, Math.max(weightRange.low, value || 0));

/** @param own in the order of the criteria, where a reader has changed them; what is missing is as the map says, else 1 */
export const weightsOf = ({weights = {}}: Pick<JourneyMap, 'weights'>, own: readonly number[] = []): Weights =>
  Object.fromEntries(criteria.map((name, at) => [name, own[at] ?? weights[name] ?? 1])) as Weights;

/**
 * What a reader's weights are once one of them has changed, in the order of the criteria; empty where they are the map's own
 * again.
 */
export function weighed(
  map: Pick<JourneyMap, 'weights'>,
  own: readonly number[],
  changed: Criterion,
  to: number,
): number[] {
  const now = {...weightsOf(map, own), [changed]: weightOf(to)};
  const said = weightsOf(map);
  return criteria.every(name => now[name] === said[name]) ? [] : criteria.map(name => now[name]);
}
