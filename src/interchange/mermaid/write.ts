import type {JourneyMap, Step} from '../../schema/journey-map.js';
import {lossesOf} from '../losses.js';
import type {Remark, Written} from '../reading.js';
import {fiveScale, mapScale, rescaled} from '../scales.js';
import {summaryOf} from './summary.js';

/** Signs of the grammar, of the HTML that Mermaid takes its texts for, and those that it puts for entity codes meanwhile. */
const signs = /[#;:%{}<>&"`$\\ﬂ¶]/gu;
const keyword = /^(?:journey|title|section|accTitle|accDescr)/i;
/** Blanks that a reader of lines would not give back: at the ends, beside another, or no plain one. */
const blanks = /^\s+|\s+$|\s{2,}|[\t\n\v\f\r\u2028\u2029]/gu;

const entity = (character: string): string => `#${character.codePointAt(0)};`;
const entities = (text: string): string => [...text].map(entity).join('');

/** A text with everything that Mermaid would not show as it is written as an entity code. */
const escape = (text: string): string => text.replace(signs, entity).replace(blanks, entities);

/** The same for a name, which must not begin a statement. */
const nameOf = (text: string): string => escape(text).replace(keyword, word => entity(word) + word.slice(1));
const actorOf = (text: string): string => escape(text).replaceAll(',', entity(','));

/** The score of a task: the mean of its emotions on the scale from 1 to 5; 3 where there are none. */
function scoreOf({emotions = []}: Step): number {
  const sum = emotions.reduce((total, {score}) => total + score, 0);
  const mean = emotions.length ? sum / emotions.length : 0;
  return rescaled(mean, mapScale, fiveScale);
}

const accTitleOf = ({title, ext}: JourneyMap): string => {
  const own = ext?.['mermaid'] as {accTitle?: unknown} | undefined;
  return typeof own?.accTitle === 'string' ? own.accTitle : title;
};

/** Writes the stages, steps and emotions of a map as a Mermaid `journey`. */
export async function write(map: JourneyMap): Promise<readonly Written[]> {
  const names = new Map(map.personas?.map(({id, name}) => [id, name]));
  const taskOf = (step: Step): string => {
    const actors = [...new Set(step.emotions?.flatMap(({personaId}) => names.get(personaId ?? '') ?? []))];
    const whose = actors.length ? `: ${actors.map(actorOf).join(', ')}` : '';
    return `    ${nameOf(step.name)}: ${scoreOf(step)}${whose}`;
  };
  const lines = [
    'journey',
    `  accTitle: ${escape(accTitleOf(map))}`,
    `  accDescr: ${escape(map.description ?? summaryOf(map))}`,
    `  title ${nameOf(map.title)}`,
    ...map.stages.flatMap(({id, name}) => [
      `  section ${nameOf(name)}`,
      ...map.steps.filter(({stageId}) => stageId === id).map(taskOf),
    ]),
  ];
  return [{name: `${map.id}.mmd`, type: 'text/vnd.mermaid;charset=utf-8', data: `${lines.join('\n')}\n`}];
}

const loss = (code: string, text: string, place = 'steps'): Remark => ({
  level: 'loss',
  code: `mermaid/${code}`,
  place,
  text,
});

/** What the diagram would not say of this map. */
export function losses(map: JourneyMap): Remark[] {
  const {steps, personas = [], ext} = map;
  const named = new Set(steps.flatMap(({emotions = []}) => emotions.flatMap(({personaId}) => personaId ?? [])));
  const count = (fits: (step: Step) => boolean): number => steps.filter(fits).length;
  const without = count(({emotions = []}) => !emotions.length);
  const different = count(({emotions = []}) => new Set(emotions.map(({score}) => score)).size > 1);
  const mixed = count(
    ({emotions = []}) => emotions.length > 1 && emotions.some(({personaId}) => personaId === undefined),
  );
  const absent = personas.filter(({id}) => !named.has(id)).length;
  const twice = personas.length - new Set(personas.map(({name}) => name)).size;
  const own: readonly (readonly [number, Remark])[] = [
    [without, loss('no-emotion', `steps without an emotion (${without}) are written as neutral, with the score 3.`)],
    [different, loss('emotion-differences', `steps that personas feel differently (${different}) are written with the mean of their emotions.`)],
    [mixed, loss('emotion-everybody', `emotions of everybody beside those of personas (${mixed}) are written as part of the mean alone.`)],
    [absent, loss('personas', `left out: personas without an emotion at any step (${absent}).`, 'personas')],
    [twice, loss('persona-names', `personas of the same name (${twice}) become one.`, 'personas')],
  ]; // prettier-ignore
  const kept = ['description', 'personas', 'emotions'] as const;
  const isOwnExt = Object.keys(ext ?? {}).every(key => key === 'mermaid');
  return [
    ...own.flatMap(([n, remark]) => (n ? remark : [])),
    ...lossesOf(map, 'mermaid', isOwnExt ? [...kept, 'ext'] : kept),
  ];
}
