/** Finds the parts of a journey map by id and by place, so that whoever shows or counts them does not search. */
import type {
  Cell, Channel, Emotion, JourneyMap, Kpi, Lane, Opportunity, PainPoint, Persona, Stage, Step, Touchpoint,
} from '../schema/journey-map.js'; // prettier-ignore
import {lanesOf, withLive} from './lanes.js';

export interface Parts {
  readonly map: JourneyMap;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly steps: ReadonlyMap<string, Step>;
  /** The steps of each stage, in order. */
  readonly stepsOf: ReadonlyMap<string, readonly Step[]>;
  /** The place of each step in the whole journey, from 0. */
  readonly order: ReadonlyMap<string, number>;
  readonly personas: ReadonlyMap<string, Persona>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly touchpoints: ReadonlyMap<string, Touchpoint>;
  readonly painPoints: ReadonlyMap<string, PainPoint>;
  readonly opportunities: ReadonlyMap<string, Opportunity>;
  readonly kpis: ReadonlyMap<string, Kpi>;
  /** The map's own lanes, or those that there is something to show in. */
  readonly lanes: readonly Lane[];
  /** The cells of each lane, in the order of their first steps. */
  readonly cellsOf: ReadonlyMap<string, readonly Cell[]>;
  readonly painsAt: ReadonlyMap<string, readonly PainPoint[]>;
  readonly opportunitiesAt: ReadonlyMap<string, readonly Opportunity[]>;
}

const byId = <T extends {readonly id: string}>(list: readonly T[] = []): ReadonlyMap<string, T> =>
  new Map(list.map(one => [one.id, one]));

/** The entries of a list under each of the keys that `keysOf` gives for them. */
export function grouped<T>(
  list: readonly T[] = [],
  keysOf: (one: T) => readonly string[] = () => [],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list)
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  return groups;
}

/**
 * @param map sound by `journeyMapSchema`
 * @param isLive whether there is a lane of live values in any case
 */
export function partsOf(map: JourneyMap, isLive = false): Parts {
  const order = new Map(map.steps.map(({id}, at) => [id, at]));
  const cells = [...(map.cells ?? [])].sort((a, b) => order.get(a.from)! - order.get(b.from)!);
  return {
    map,
    order,
    stages: byId(map.stages),
    steps: byId(map.steps),
    stepsOf: grouped(map.steps, ({stageId}) => [stageId]),
    personas: byId(map.personas),
    channels: byId(map.channels),
    touchpoints: byId(map.steps.flatMap(({touchpoints = []}) => touchpoints)),
    painPoints: byId(map.painPoints),
    opportunities: byId(map.opportunities),
    kpis: byId(map.kpis),
    lanes: isLive ? withLive(lanesOf(map)) : lanesOf(map),
    cellsOf: grouped(cells, ({laneId}) => [laneId]),
    painsAt: grouped(map.painPoints, ({stepIds}) => stepIds),
    opportunitiesAt: grouped(map.opportunities, ({stepIds = []}) => stepIds),
  };
}

/** What a persona feels at a step; without a persona, what everybody feels. */
export const emotionOf = ({emotions}: Step, personaId?: string): Emotion | undefined =>
  emotions?.find(emotion => emotion.personaId === personaId);

/** The mean of some numbers; `null` for none, never 0. */
export const meanOf = (numbers: readonly number[]): number | null =>
  numbers.length ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null;

/** Whether people were watched: then the tags of a step say how they kept to the plan, and stand at its head. */
export const showsTagsOf = ({state}: JourneyMap): boolean => state === 'research';
