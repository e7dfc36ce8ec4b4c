import type {JourneyMap} from '../../schema/journey-map.js';
import {fitText, several} from '../names.js';

type Summed = Pick<JourneyMap, 'title' | 'stages' | 'steps' | 'personas'>;

/** What the diagram shows, in a sentence, for those who do not see it: what `accDescr` says of a map without a description. */
export function summaryOf({title, stages, steps, personas = []}: Summed): string {
  const whose = personas.length ? ` for ${several(personas.length, 'persona')}` : '';
  const names = stages.map(({name}) => name).join(', ');
  return fitText(
    `${title}: ${several(steps.length, 'step')} in ${several(stages.length, 'stage')} (${names})${whose}.`,
  )!;
}
