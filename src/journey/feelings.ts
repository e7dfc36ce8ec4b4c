/** How the emotions of two maps differ, step by step and persona by persona. A difference is told only where both maps have a score. */
import type {Persona, Step} from '../schema/journey-map.js';
import type {Pairings} from './pairings.js';
import type {Pair} from './pairs.js';
import {emotionOf, meanOf} from './parts.js';

/** A persona; both absent: what everybody feels. */
export type Feeler = Pair<Persona>;

export interface Delta {
  readonly step: Pair<Step>;
  readonly feeler: Feeler;
  /** -2 to 2; `null` where the map says nothing. */
  readonly before: number | null;
  readonly after: number | null;
  /** `after - before`, -4 to 4; positive is better. `null` where one of them is missing. */
  readonly delta: number | null;
}

/** The differences of a persona, or of all of them. */
export interface Overall {
  /** Means over the points that both maps have; `null` where there is none. */
  readonly before: number | null;
  readonly after: number | null;
  readonly delta: number | null;
  /** Points that both maps have, and of those the ones that are better and worse. */
  readonly n: number;
  readonly better: number;
  readonly worse: number;
}

export interface Feelings {
  readonly deltas: readonly Delta[];
  /** Personas that feel anything in one of the maps. */
  readonly feelers: readonly {readonly feeler: Feeler; readonly deltas: ReadonlyMap<Pair<Step>, Delta>; readonly overall: Overall}[]; // prettier-ignore
  readonly overall: Overall;
}

export function feelingsOf({persona, step}: Pick<Pairings, 'persona' | 'step'>): Feelings {
  const everybody: Feeler = {};
  const feelers = [...persona.pairs, everybody].flatMap(feeler => {
    const scoreOf = (one: Step | undefined, who: Persona | undefined) =>
      one && (who || feeler === everybody) ? (emotionOf(one, who?.id)?.score ?? null) : null;
    const deltas = new Map<Pair<Step>, Delta>();
    for (const pair of step.pairs) {
      const before = scoreOf(pair.before, feeler.before);
      const after = scoreOf(pair.after, feeler.after);
      if (before === null && after === null) continue;
      const delta = before === null || after === null ? null : after - before;
      deltas.set(pair, {step: pair, feeler, before, after, delta});
    }
    return deltas.size ? [{feeler, deltas, overall: overallOf([...deltas.values()])}] : [];
  });
  const deltas = feelers.flatMap(one => [...one.deltas.values()]);
  return {feelers, deltas, overall: overallOf(deltas)};
}

function overallOf(deltas: readonly Delta[]): Overall {
  const both = deltas.filter(({delta}) => delta !== null);
  return {
    before: meanOf(both.map(({before}) => before!)),
    after: meanOf(both.map(({after}) => after!)),
    delta: meanOf(both.map(({delta}) => delta!)),
    n: both.length,
    better: both.filter(({delta}) => delta! > 0).length,
    worse: both.filter(({delta}) => delta! < 0).length,
  };
}
