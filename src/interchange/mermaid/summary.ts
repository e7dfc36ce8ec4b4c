import type {JourneyMap} from '../../schema/journey-map.js';
import {fitText} from '../names.js';

type Summed = Pick<JourneyMap, 'title' | 'stages' | 'steps' | 'personas'>;

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** What the diagram shows, in a sentence, for those who do not see it: what `accDescr` says of a map without a description. */
export function summaryOf({title, stages, steps, personas = []}: Summed): string {
  const whose = personas.length ? ` for ${counted(personas.length, 'persona')}` : '';
  const names = stages.map(({name}) => name).join(', ');
  return fitText(
    `${title}: ${counted(steps.length, 'step')} in ${counted(stages.length, 'stage')} (${names})${whose}.`,
  )!;
}
