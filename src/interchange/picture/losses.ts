/** What a picture of a map leaves out. */
import {lanesOf} from '../../journey/lanes.js';
import type {JourneyMap, LaneKind, Ref} from '../../schema/journey-map.js';
import type {Remark} from '../reading.js';
import {mostUnits} from './setting.js';

interface Loss {
  /** How many of them the map has; none: nothing is lost. */
  readonly count: (map: JourneyMap) => number;
  readonly text: string;
}

const having = <T>(list: readonly T[] | undefined, has: (one: T) => unknown): number => (list ?? []).filter(has).length;

const shows = (map: JourneyMap, ...kinds: readonly LaneKind[]): boolean =>
  lanesOf(map).some(({kind, hidden}) => !hidden && kinds.includes(kind));

/** Of things that only a lane of their kind shows: as many as there are, unless the map has such a lane. */
const unlessShown = (map: JourneyMap, kind: LaneKind, count: number): number => (shows(map, kind) ? 0 : count);

const refsOf = ({steps, cells = [], painPoints = []}: JourneyMap): Ref[] =>
  [
    ...steps.flatMap(({emotions = []}) => emotions),
    ...cells,
    ...cells.flatMap(({items = []}) => items),
    ...painPoints,
  ].flatMap(({refs = []}) => refs);

/** By code, in the order in which they are told. */
const all: Readonly<Record<string, Loss>> = {
  'hidden-lanes': {
    count: ({lanes}) => having(lanes, ({hidden}) => hidden),
    text: 'Lanes that the map hides are not drawn.',
  },
  'live': {
    count: map => (shows(map, 'live') ? 1 : 0),
    text: 'Live results are not in the map, and not in its picture.',
  },
  'long-texts': {
    count: map => [...JSON.stringify(map).matchAll(new RegExp(`"(?:[^"\\\\]|\\\\.){${mostUnits + 1},}"`, 'g'))].length,
    text: `Texts end after ${mostUnits} characters.`,
  },
  'media': {
    count: ({cells}) => having(cells, ({media}) => media && (media.type ?? 'image') !== 'image'),
    text: 'Films and sounds are told by their alternative text.',
  },
  'pictures': {
    count: ({cells}) =>
      having(cells, ({media}) => media && (media.type ?? 'image') === 'image' && !media.src.startsWith('data:')),
    text: 'A picture that lies beside the map is drawn where it can be fetched; else its alternative text is.',
  },
  'personas': {
    count: ({personas}) =>
      having(personas, one => one.goals ?? one.needs ?? one.frustrations ?? one.attributes ?? one.image ?? one.match),
    text: 'Of a persona, goals, needs, frustrations, attributes and portrait are left out.',
  },
  'steps': {
    count: ({steps, stages}) =>
      having([...stages, ...steps], one => one.description ?? ('durationMs' in one ? one.durationMs : undefined)),
    text: 'Descriptions of stages and steps, and how long a step takes, are left out.',
  },
  'touchpoints': {
    count: ({steps}) =>
      having(
        steps.flatMap(({touchpoints = []}) => touchpoints),
        one => one.url ?? one.direction,
      ),
    text: 'Links of touchpoints, and who begins there, are left out.',
  },
  'pain-points': {
    count: ({painPoints}) =>
      having(painPoints, one => one.description ?? one.frequency ?? one.consequence ?? one.rootCauseTag),
    text: 'Descriptions of pain points, how frequent they are and what people do are left out.',
  },
  'pain-points-unseen': {
    count: map =>
      unlessShown(
        map,
        'pain-points',
        having(map.painPoints, () => true),
      ),
    text: 'Pain points are left out: the map has no lane for them.',
  },
  'opportunities': {
    count: ({opportunities}) => having(opportunities, () => true),
    text: 'Descriptions, owners, due days, criteria and experiments of opportunities are left out.',
  },
  'opportunities-unseen': {
    count: map => having(map.opportunities, ({stepIds}) => !stepIds?.length || !shows(map, 'opportunities')),
    text: 'Opportunities without a step or a lane are left out.',
  },
  'measures': {
    count: ({kpis}) =>
      having(kpis, one => one.baseline ?? one.n ?? one.low ?? one.high ?? one.at ?? one.owner ?? one.source),
    text: 'Of a measure, only its value and target are drawn.',
  },
  'measures-unseen': {
    count: map => {
      const seen = new Set(
        map.steps.flatMap(step => [step, ...(step.touchpoints ?? [])]).flatMap(({kpiIds = []}) => kpiIds),
      );
      return having(map.kpis, ({id}) => !shows(map, 'kpis') || !seen.has(id));
    },
    text: 'Measures that no step names are left out.',
  },
  'sources': {
    count: map => refsOf(map).length,
    text: 'Sources are left out, but for their names in a lane of evidence.',
  },
  'owners': {
    count: map =>
      unlessShown(
        map,
        'owners',
        having([...map.stages, ...map.steps], ({owner}) => owner),
      ),
    text: 'Owners are left out: the map has no lane for them.',
  },
  'links': {
    count: map =>
      unlessShown(
        map,
        'links',
        having(map.steps, ({next}) => next?.length),
      ),
    text: 'Where steps lead to is left out: the map has no lane for it.',
  },
  'tags': {
    count: ({steps, cells, painPoints, opportunities, tags}) =>
      having(
        [{tags}, ...steps, ...(cells ?? []), ...(painPoints ?? []), ...(opportunities ?? [])],
        one => one.tags?.length,
      ),
    text: 'Tags are left out.',
  },
  'foreign': {
    count: ({ext}) => (ext ? 1 : 0),
    text: 'What other formats kept in the map is left out.',
  },
};

export const losses = (map: JourneyMap): Remark[] =>
  Object.entries(all).flatMap(([code, {count, text}]): Remark[] => {
    const n = count(map);
    return n ? [{level: 'loss', code: `picture/${code}`, place: '', text}] : [];
  });
