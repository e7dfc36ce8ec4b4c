/** The steps of two maps beside each other, in one order: that of the map after, with what is gone where it stood. */
import type {Stage, Step} from '../schema/journey-map.js';
import type {Pairings} from './pairings.js';
import {interleaved, type Pair, type Side} from './pairs.js';
import type {Parts} from './parts.js';

/** The columns of one stage. */
export interface StageColumns {
  readonly stage: Pair<Stage>;
  readonly steps: readonly Pair<Step>[];
}
export type Columns = readonly StageColumns[];

export function columnsOf({stage, step}: Pairings, sides: Readonly<Record<Side, Parts>>): Columns {
  const stages = (side: Side) => sides[side].map.stages.map(({id}) => stage.numbers[side].get(id)!);
  const steps = (side: Side, one: Stage | undefined) =>
    (sides[side].stepsOf.get(one?.id ?? '') ?? []).map(({id}) => step.numbers[side].get(id)!);
  return interleaved(stages('before'), stages('after')).map(number => {
    const pair = stage.pairs[number]!;
    const after = steps('after', pair.after);
    // A step that has gone to another stage stands there.
    const gone = (at: number) => !step.pairs[at]!.after || after.includes(at);
    return {
      stage: pair,
      steps: interleaved(steps('before', pair.before).filter(gone), after).map(at => step.pairs[at]!),
    };
  });
}
