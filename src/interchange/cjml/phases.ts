/**
 * Stages from phases. Touchpoints stand in the order of time, and may come back to an earlier phase; the steps of a stage
 * stand together, so a phase that is come back to is another stage of the same name.
 */
import {quoted} from '../../schema/issues.js';
import type {Stage} from '../../schema/journey-map.js';
import type {IdMaker} from '../ids.js';
import type {XmlElement} from '../xml-tree.js';
import type {Say} from './elements.js';

export interface StageList {
  /** The id of the stage for the next touchpoint, which belongs to this phase; an empty reference: to the one before. */
  readonly at: (ref: string, point: XmlElement, say: Say) => string;
  readonly list: () => Stage[];
}

export interface Phase {
  /** As touchpoints refer to it. */
  readonly ref: string;
  readonly stage: Stage;
}

/** `title` is the name of the one stage of a journey without phases. */
export function stagesOf(phases: readonly Phase[], title: string, idFor: IdMaker): StageList {
  const stages = phases.length ? [...phases] : [{ref: '', stage: {id: idFor(title), name: title}}];
  let current = 0;
  return {
    at(ref, point, say) {
      const known = stages.findIndex(one => one.ref === ref);
      if (ref && known < 0)
        say(
          'note',
          'cjml/phase',
          point,
          `the phase ${quoted(ref)} is not among the phases; the touchpoint was put into the stage before it.`,
        );
      if (!ref || known < 0 || stages[current]!.ref === ref) return stages[current]!.stage.id;
      const later = stages.findIndex((one, index) => index > current && one.ref === ref);
      if (later > current) current = later;
      else {
        const {stage} = stages[known]!;
        say(
          'note',
          'cjml/phase-again',
          point,
          `the journey comes back to the phase ${quoted(stage.name)}, which is a stage of its own for that.`,
        );
        stages.splice(++current, 0, {ref, stage: {...stage, id: idFor(stage.name)}});
      }
      return stages[current]!.stage.id;
    },
    list: () => stages.map(({stage}) => stage),
  };
}
