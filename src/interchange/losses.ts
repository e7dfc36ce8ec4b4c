/**
 * What a map holds, in the parts that formats keep or do not: one list for all of them, so that what a format does not keep
 * is told before it is written.
 */
import type {JourneyMap, Persona, Stage, Step, Touchpoint} from '../schema/journey-map.js';
import type {Remark} from './reading.js';

export type Keys<T> = readonly (keyof T)[];

/** One part of maps. */
interface Facet {
  /** How the part is called where there are several, after their number. */
  readonly title: string;
  /** Where in the map. */
  readonly place: string;
  /** How many of it there are. */
  readonly count: (map: JourneyMap) => number;
}

const isThere = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

/** How many entries have one of these fields. */
export const having = <T extends object>(list: readonly T[] | undefined, keys: Keys<T>): number =>
  (list ?? []).filter(one => keys.some(key => isThere(one[key]))).length;

export const touchpointsOf = ({steps}: JourneyMap): Touchpoint[] => steps.flatMap(({touchpoints = []}) => touchpoints);
export const emotionsOf = ({steps}: JourneyMap) => steps.flatMap(({emotions = []}) => emotions);

const about: Keys<JourneyMap> = [
  'lang', 'dir', 'expectations', 'type', 'version', 'tags', 'createdAt', 'updatedAt', 'reviewBy', 'weights',
]; // prettier-ignore
const personaDetails: Keys<Persona> = [
  'role', 'segment', 'summary', 'goals', 'needs', 'frustrations', 'attributes', 'image', 'imageAlt', 'color', 'match',
]; // prettier-ignore
const stageDetails: Keys<Stage> = ['goal', 'duration', 'color', 'lifecycle', 'funnelStepId'];
const stepDetails: Keys<Step> = ['engagement', 'momentOfTruth', 'durationMs', 'tags', 'eventName'];
const touchpointDetails: Keys<Touchpoint> = ['surveyTouchpointId', 'url', 'tags'];

const owners = (map: JourneyMap): number =>
  [map.stages, map.steps, map.painPoints, map.opportunities, map.kpis, map.cells].reduce(
    (sum, list) => sum + having(list as readonly {owner?: string}[] | undefined, ['owner']),
    map.owner === undefined ? 0 : 1,
  );

/** Every part that some format does not keep. The names are the ends of codes: `mermaid/channels`. */
export const facets = {
  'about': {title: 'facts about the map (language, version, days, tags …)', place: '', count: map => about.filter(key => isThere(map[key])).length},
  'description': {title: 'description', place: 'description', count: map => having([map], ['description'])},
  'scenario': {title: 'scenario', place: 'scenario', count: map => having([map], ['scenario'])},
  'state': {title: 'state (current, future or research)', place: 'state', count: map => having([map], ['state'])},
  'status': {title: 'status', place: 'status', count: map => having([map], ['status'])},
  'objectives': {title: 'objectives', place: 'objectives', count: map => map.objectives?.length ?? 0},
  'compare-to': {title: 'link to the map that it is compared to', place: 'compareTo', count: map => having([map], ['compareTo'])},
  'personas': {title: 'personas', place: 'personas', count: map => map.personas?.length ?? 0},
  'persona-details': {title: 'personas with more than a name', place: 'personas', count: map => having(map.personas, personaDetails)},
  'stage-descriptions': {title: 'descriptions of stages', place: 'stages', count: map => having(map.stages, ['description'])},
  'stage-details': {title: 'stages with a goal, a duration, a colour, a lifecycle or a funnel', place: 'stages', count: map => having(map.stages, stageDetails)},
  'step-descriptions': {title: 'descriptions of steps', place: 'steps', count: map => having(map.steps, ['description'])},
  'step-details': {title: 'steps with engagement, moment of truth, duration, tags or event', place: 'steps', count: map => having(map.steps, stepDetails)},
  'ways': {title: 'steps with their own way on', place: 'steps', count: map => having(map.steps, ['next'])},
  'child-maps': {title: 'links to child maps', place: 'steps', count: map => having(map.steps, ['childMapId'])},
  'touchpoints': {title: 'touchpoints', place: 'steps', count: map => touchpointsOf(map).length},
  'touchpoint-details': {title: 'touchpoints with a survey, a link or tags', place: 'steps', count: map => having(touchpointsOf(map), touchpointDetails)},
  'directions': {title: 'touchpoints with a direction', place: 'steps', count: map => having(touchpointsOf(map), ['direction'])},
  'touchpoint-owners': {title: 'owners of touchpoints', place: 'steps', count: map => having(touchpointsOf(map), ['owner'])},
  'channels': {title: 'channels', place: 'channels', count: map => map.channels?.length ?? 0},
  'emotions': {title: 'emotions', place: 'steps', count: map => emotionsOf(map).length},
  'emotion-reasons': {title: 'emotions with a reason', place: 'steps', count: map => having(emotionsOf(map), ['why'])},
  'emotion-details': {title: 'emotions with a target, a label, an intensity or evidence', place: 'steps', count: map => having(emotionsOf(map), ['target', 'label', 'intensity', 'confidence', 'refs'])},
  'lanes': {title: 'lanes', place: 'lanes', count: map => map.lanes?.length ?? 0},
  'cells': {title: 'cells of lanes', place: 'cells', count: map => map.cells?.length ?? 0},
  'pain-points': {title: 'pain points', place: 'painPoints', count: map => map.painPoints?.length ?? 0},
  'opportunities': {title: 'opportunities', place: 'opportunities', count: map => map.opportunities?.length ?? 0},
  'kpis': {title: 'KPIs', place: 'kpis', count: map => map.kpis?.length ?? 0},
  'owners': {title: 'owners', place: '', count: owners},
  'ext': {title: 'parts kept from other formats', place: 'ext', count: map => Object.keys(map.ext ?? {}).length},
} as const satisfies Readonly<Record<string, Facet>>; // prettier-ignore

export type FacetName = keyof typeof facets;

/** Every part that the map really has and that is not among those that `format` keeps. */
export function lossesOf(map: JourneyMap, format: string, keeps: readonly FacetName[]): Remark[] {
  const kept = new Set<string>(keeps);
  return Object.entries(facets).flatMap(([name, {title, place, count}]: readonly [string, Facet]): Remark[] => {
    const n = kept.has(name) ? 0 : count(map);
    return n ? [{level: 'loss', code: `${format}/${name}`, place, text: `left out: ${title} (${n}).`}] : [];
  });
}
