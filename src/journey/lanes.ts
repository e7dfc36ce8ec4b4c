/** Which lanes a map has where it names none itself. */
import type {JourneyMap, Lane, LaneKind} from '../schema/journey-map.js';

/** Lanes whose content comes from the steps, pain points, opportunities and measures themselves, in the order in which they are shown. */
const derived: readonly [LaneKind, (map: JourneyMap) => boolean][] = [
  ['touchpoints', ({steps}) => steps.some(({touchpoints}) => touchpoints?.length)],
  ['emotion', ({steps}) => steps.some(({emotions}) => emotions?.length)],
  ['engagement', ({steps}) => steps.some(({engagement}) => engagement)],
  ['moments-of-truth', ({steps}) => steps.some(({momentOfTruth}) => momentOfTruth)],
  ['pain-points', ({painPoints}) => !!painPoints?.length],
  ['opportunities', ({opportunities}) => !!opportunities?.some(({stepIds}) => stepIds?.length)],
  ['kpis', ({stages, steps}) => [...stages, ...steps].some(({kpiIds}) => kpiIds?.length)],
  ['owners', ({stages, steps}) => [...stages, ...steps].some(({owner}) => owner)],
  ['links', ({steps}) => steps.some(({next}) => next?.length)],
  ['nested-map', ({steps}) => steps.some(({childMapId}) => childMapId)],
];

/** The title of a lane without one of its own is given where it is shown: it is a text in the reader's language. */
export const lanesOf = (map: JourneyMap): readonly Lane[] =>
  map.lanes?.length ? map.lanes : derived.flatMap(([kind, has]) => (has(map) ? {id: kind, kind, title: ''} : []));

/** The lanes with one of live values, below the emotions where there are any. */
export function withLive(lanes: readonly Lane[]): readonly Lane[] {
  if (lanes.some(({kind}) => kind === 'live')) return lanes;
  let id = 'live';
  while (lanes.some(lane => lane.id === id)) id += '-';
  const at = lanes.map(({kind}) => kind).lastIndexOf('emotion') + 1 || lanes.length;
  return [...lanes.slice(0, at), {id, kind: 'live', title: ''}, ...lanes.slice(at)];
}
