/** Which parts of two maps are the same part: by id, else by an alike name in the same stage (`pairs.ts`). */
import type {
  Cell, Channel, JourneyMap, Kpi, Lane, Opportunity, PainPoint, Persona, Stage, Step, Touchpoint,
} from '../schema/journey-map.js'; // prettier-ignore
import type {Resolve} from './fields.js';
import {alike, type Pairing, pairUp, type Side} from './pairs.js';

/** A touchpoint with the step that it is at. */
export type PlacedTouchpoint = Touchpoint & {readonly stepId: string};

export interface Pairings {
  readonly persona: Pairing<Persona>;
  readonly channel: Pairing<Channel>;
  readonly kpi: Pairing<Kpi>;
  readonly lane: Pairing<Lane>;
  readonly stage: Pairing<Stage>;
  readonly step: Pairing<Step>;
  readonly touchpoint: Pairing<PlacedTouchpoint>;
  readonly painPoint: Pairing<PainPoint>;
  readonly opportunity: Pairing<Opportunity>;
  readonly cell: Pairing<Cell>;
}

export const touchpointsOf = ({steps}: JourneyMap): PlacedTouchpoint[] =>
  steps.flatMap(({id: stepId, touchpoints = []}) => touchpoints.map(one => ({...one, stepId})));

/** What a cell says, as a name for it. */
export const cellTitle = ({text, items = [], media, value}: Cell): string =>
  text ?? items[0]?.text ?? media?.caption ?? media?.alt ?? (value === undefined ? '' : `${value}`);

/** What an id stands for in both maps; an id that leads nowhere stands for itself. */
export const numberOf = ({numbers}: Pairing<unknown>, side: Side, id: string): number | string => numbers[side].get(id) ?? `?${id}`; // prettier-ignore

const byName = ({name}: {readonly name: string}): string => alike(name);

/**
 * Pairs all parts of two maps. Measures, personas and channels belong to the whole map, so that their name alone counts.
 * Lanes are also alike by their kind, and cells by the lane and step that they begin in, where the texts differ.
 */
export function pairingsOf(before: JourneyMap, after: JourneyMap): Pairings {
  const stage = pairUp(before.stages, after.stages, byName);
  const stages = {before: new Map<string, string>(), after: new Map<string, string>()};
  for (const [side, map] of [['before', before], ['after', after]] as const)
    for (const {id, stageId} of map.steps) stages[side].set(id, `${numberOf(stage, side, stageId)}`); // prettier-ignore
  const inStage = (side: Side, stepId = '', name: string) => `${stages[side].get(stepId) ?? ''} ${alike(name)}`;
  const step = pairUp(before.steps, after.steps, ({id, name}, side) => inStage(side, id, name));
  const lane = pairUp(
    before.lanes,
    after.lanes,
    ({kind, title}) => `${kind} ${alike(title)}`,
    ({kind}) => kind,
  );
  const laneOf = (side: Side, id: string) => numberOf(lane, side, id);
  return {
    persona: pairUp(before.personas, after.personas, byName),
    channel: pairUp(before.channels, after.channels, byName),
    kpi: pairUp(before.kpis, after.kpis, byName),
    lane,
    stage,
    step,
    touchpoint: pairUp(touchpointsOf(before), touchpointsOf(after), ({stepId, name}, side) => inStage(side, stepId, name)), // prettier-ignore
    painPoint: pairUp(before.painPoints, after.painPoints, ({stepIds, title}, side) => inStage(side, stepIds[0], title)), // prettier-ignore
    opportunity: pairUp(before.opportunities, after.opportunities, ({stepIds = [], title}, side) => inStage(side, stepIds[0], title)), // prettier-ignore
    cell: pairUp(
      before.cells,
      after.cells,
      (cell, side) => `${laneOf(side, cell.laneId)} ${inStage(side, cell.from, cellTitle(cell))}`,
      ({laneId, from}, side) => `${laneOf(side, laneId)} ${numberOf(step, side, from)}`,
    ),
  };
}

const anyOf = ['persona', 'touchpoint', 'painPoint', 'opportunity', 'kpi'] as const;

/** What the ids in the fields of the two maps stand for. */
export function resolver(pairings: Pairings): Resolve {
  const kinds = {'channel': ['channel'], 'kpi': ['kpi'], 'pain-point': ['painPoint'], 'persona': ['persona'], 'step': ['step'], 'any': anyOf} as const; // prettier-ignore
  return (kind, id, side) => {
    for (const name of kinds[kind]) {
      const {numbers, pairs} = pairings[name];
      const number = numbers[side].get(id);
      const one = number === undefined ? undefined : (pairs[number]![side] as {name?: string; title?: string});
      if (one) return [`${name} ${number}`, one.name ?? one.title!];
    }
    return [id, id];
  };
}
