/**
 * Finds which things of two maps are the same thing: those with the same id; of the rest, those with an alike name in the same
 * place; each once. The work grows with the number of things, not with its square.
 */
import {grouped} from './parts.js';
import {plain} from './search.js';

export type Side = 'before' | 'after';

/** One thing in the map before, in the map after, or in both. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/** All things of one kind. */
export interface Pairing<T> {
  /** Those of the map after in their order, then those that only the map before has. */
  readonly pairs: readonly Pair<T>[];
  /** The number of the pair that an id stands for in each of the maps. */
  readonly numbers: Readonly<Record<Side, ReadonlyMap<string, number>>>;
}

/** What a thing is known by where its id is not. */
export type Likeness<T> = (one: T, side: Side) => string;

const idOf = ({id}: {readonly id: string}): string => id;

/** A name without case, accents, spaces and signs: "Sign-up" and "Sign up" are alike. */
export const alike = (name: string): string => plain(name).replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || name; // prettier-ignore

/** @param likenesses the strictest first; of several things that are alike, the first of one map goes with the first of the other */
export function pairUp<T extends {readonly id: string}>(
  before: readonly T[] = [],
  after: readonly T[] = [],
  ...likenesses: readonly Likeness<T>[]
): Pairing<T> {
  const partners = new Map<T, T>();
  const taken = new Set<T>();
  for (const likeness of [idOf, ...likenesses]) {
    const left = before.filter(one => !taken.has(one)).reverse();
    const waiting = grouped(left, one => [likeness(one, 'before')]);
    for (const one of after) {
      const other = partners.has(one) ? undefined : waiting.get(likeness(one, 'after'))?.pop();
      if (!other) continue;
      partners.set(one, other);
      taken.add(other);
    }
  }
  const pairs: Pair<T>[] = after.map(one => {
    const other = partners.get(one);
    return other ? {before: other, after: one} : {after: one};
  });
  for (const other of before) if (!taken.has(other)) pairs.push({before: other});
  const numbers = (side: Side) => new Map(pairs.flatMap((pair, at) => (pair[side] ? [[pair[side].id, at]] : [])));
  return {pairs, numbers: {before: numbers('before'), after: numbers('after')}};
}

/**
 * Of things that stand in one order before and in another after, those that were moved: as few as explain the difference, that
 * is, all but a longest rising run (Fredman 1975). The same ones are found when the two orders change places.
 * @param before numbers of pairs, each once, in their order before
 * @param after the same numbers in their order after
 * @param names what stands for a pair in both directions
 */
export function movedOf(
  before: readonly number[],
  after: readonly number[],
  names: (pair: number) => string,
): ReadonlySet<number> {
  const differs = before.findIndex((number, at) => number !== after[at]);
  if (differs < 0) return new Set();
  // Which order is taken for the first must not depend on which map is called before.
  const turned = names(before[differs]!) > names(after[differs]!);
  const [from, to] = turned ? [after, before] : [before, after];
  const place = new Map(from.map((number, at) => [number, at]));
  const places = to.map(number => place.get(number)!);
  /** The ends of the best runs by their length, and what stands before each place in its run. */
  const ends: number[] = [];
  const earlier: (number | undefined)[] = [];
  places.forEach((value, at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    earlier[at] = ends[low - 1];
    ends[low] = at;
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = earlier[at]) kept.add(at);
  return new Set(to.filter((_, at) => !kept.has(at)));
}

/** The order after, with what is gone put behind what it stood behind before. */
export function interleaved(before: readonly number[], after: readonly number[]): number[] {
  const there = new Set(after);
  const gone = new Map<number | undefined, number[]>();
  let last: number | undefined;
  for (const number of before) {
    if (there.has(number)) last = number;
    else gone.set(last, [...(gone.get(last) ?? []), number]);
  }
  return [...(gone.get(undefined) ?? []), ...after.flatMap(number => [number, ...(gone.get(number) ?? [])])];
}
