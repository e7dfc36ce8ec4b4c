/** What a picture of a map leaves out. */
import {lanesOf} from '../../journey/lanes.js';
import {showsTagsOf} from '../../journey/parts.js';
import type {JourneyMap, LaneKind, Ref} from '../../schema/journey-map.js';
import {emotionsOf, having, touchpointsOf} from '../losses.js';
import type {Remark} from '../reading.js';
import {mostUnits} from './setting.js';

interface Loss {
  /** How many of them the map has; none: nothing is lost. */
  readonly count: (map: JourneyMap) => number;
  readonly text: string;
}

const shownLanes = (map: JourneyMap, ...kinds: readonly LaneKind[]) =>
  lanesOf(map).filter(({kind, hidden}) => !hidden && kinds.includes(kind));
const shows = (map: JourneyMap, ...kinds: readonly LaneKind[]): boolean => shownLanes(map, ...kinds).length > 0;

/** What only a lane of its kind shows. */
const unseen = (kind: LaneKind, count: Loss['count'], what: string): Loss => ({
  count: map => (shows(map, kind) ? 0 : count(map)),
  text: `${what} left out: the map has no lane for them.`,
});

const entriesOf = ({cells = []}: JourneyMap) => cells.flatMap(({items = []}) => items);

const refsOf = (map: JourneyMap): Ref[] =>
  [...emotionsOf(map), ...(map.cells ?? []), ...entriesOf(map), ...(map.painPoints ?? [])].flatMap(
    ({refs = []}) => refs,
  );

/** Emotions of personas whose lines no lane draws. */
function undrawnEmotions(map: JourneyMap): number {
  const lanes = shownLanes(map, 'emotion');
  const whose = new Set(lanes.map(({personaId}) => personaId));
  const isDrawn = (personaId: string | undefined): boolean =>
    whose.has(undefined) || whose.has(personaId) || (personaId === undefined && lanes.length > 0);
  return emotionsOf(map).filter(({personaId}) => !isDrawn(personaId)).length;
}

/** Channels that stand beside no touchpoint and in no cell. */
function unnamedChannels(map: JourneyMap): number {
  const touchpoints = shows(map, 'touchpoints', 'channels') ? touchpointsOf(map) : [];
  const named = new Set([
    ...touchpoints.map(({channelId}) => channelId),
    ...(map.cells ?? []).flatMap(({channelIds = []}) => channelIds),
  ]);
  return (map.channels ?? []).filter(({id}) => !named.has(id)).length;
}

/** By code, in the order in which they are told. */
const all: Readonly<Record<string, Loss>> = {
  'hidden-lanes': {
    count: ({lanes}) => having(lanes, ['hidden']),
    text: 'Lanes that the map hides are not drawn.',
  },
  'live': {
    count: map => shownLanes(map, 'live').length,
    text: 'Live results are not in the map, and not in its picture.',
  },
  'long-texts': {
    // The addresses of pictures that are in the map itself are no texts.
    count: map =>
      [...JSON.stringify(map).matchAll(new RegExp(`"(?!data:)(?:[^"\\\\]|\\\\.){${mostUnits + 1},}"`, 'g'))].length,
    text: `Texts end after ${mostUnits} characters.`,
  },
  'media': {
    count: ({cells = []}) => cells.filter(({media}) => media && (media.type ?? 'image') !== 'image').length,
    text: 'Films and sounds are told by their alternative text.',
  },
  'pictures': {
    count: ({cells = []}) =>
      cells.filter(({media}) => media && (media.type ?? 'image') === 'image' && !media.src.startsWith('data:')).length,
    text: 'A picture that lies beside the map is drawn where it can be fetched; else its alternative text is.',
  },
  'about': {
    count: map => having([map], ['type', 'createdAt', 'weights', 'compareTo']),
    text: 'The type of the map, its first day, its weights and what it is compared to are left out.',
  },
  'personas': {
    count: ({personas}) =>
      having(personas, ['goals', 'needs', 'frustrations', 'attributes', 'image', 'imageAlt', 'match']),
    text: 'Of a persona, goals, needs, frustrations, attributes and portrait are left out.',
  },
  'steps': {
    count: ({steps, stages}) =>
      having(stages, ['description', 'lifecycle', 'funnelStepId', 'kpiIds']) +
      having(steps, ['description', 'durationMs', 'eventName']),
    text: 'Descriptions of stages and steps, lifecycle, funnel and KPIs of a stage, event and duration of a step are left out.',
  },
  'touchpoints': {
    count: map => having(touchpointsOf(map), ['url', 'direction', 'surveyTouchpointId']),
    text: 'Links and surveys of touchpoints, and who begins there, are left out.',
  },
  'touchpoints-unseen': unseen('touchpoints', map => touchpointsOf(map).length, 'Touchpoints are'),
  'channels': {
    count: map => having(map.channels, ['zone']) + unnamedChannels(map),
    text: 'Zones of channels, and channels that nothing in the picture names, are left out.',
  },
  'emotions': {
    count: map => having(emotionsOf(map), ['intensity']),
    text: 'How intense emotions are is left out.',
  },
  'emotions-unseen': {
    count: undrawnEmotions,
    text: 'Emotions are left out: the map has no lane for them.',
  },
  'engagement-unseen': unseen('engagement', ({steps}) => having(steps, ['engagement']), 'Levels of engagement are'),
  'cells': {
    count: map =>
      having(map.cells, ['personaId', 'refIds', 'owner']) +
      having(entriesOf(map), ['url', 'owner']) +
      (map.cells ?? []).filter(({value, text, media}) => value !== undefined && (text ?? media)).length,
    text: 'Of what stands in lanes, personas, links, owners, and numbers beside a text are left out.',
  },
  'pain-points': {
    count: ({painPoints}) =>
      having(painPoints, ['description', 'frequency', 'consequence', 'rootCauseTag', 'personaIds', 'kpiIds', 'owner']),
    text: 'Of a pain point, only its title, severity and evidence are drawn.',
  },
  'pain-points-unseen': unseen('pain-points', ({painPoints = []}) => painPoints.length, 'Pain points are'),
  'opportunities': {
    count: ({opportunities}) =>
      having(opportunities, [
        'description', 'painPointIds', 'confidencePct', 'reach', 'criteria', 'owner', 'due', 'experiment', 'ticketUrl',
        'createdAt', 'updatedAt',
      ]), // prettier-ignore
    text: 'Of an opportunity, only its title, status, impact and effort are drawn.',
  },
  'opportunities-unseen': {
    count: map => (map.opportunities ?? []).filter(one => !one.stepIds?.length || !shows(map, 'opportunities')).length,
    text: 'Opportunities without a step or a lane are left out.',
  },
  'measures': {
    count: ({kpis}) => having(kpis, ['baseline', 'n', 'low', 'high', 'at', 'owner', 'source']),
    text: 'Of a KPI, only its value and target are drawn.',
  },
  'measures-unseen': {
    count: map => {
      const seen = new Set([...map.steps, ...touchpointsOf(map)].flatMap(({kpiIds = []}) => kpiIds));
      return (map.kpis ?? []).filter(({id}) => !shows(map, 'kpis') || !seen.has(id)).length;
    },
    text: 'KPIs that no step names, or no lane shows, are left out.',
  },
  'sources': {
    count: map => refsOf(map).length,
    text: 'Sources are left out, but for their names in a lane of evidence.',
  },
  'owners': unseen(
    'owners',
    map => having(map.stages, ['owner']) + having(map.steps, ['owner']) + having(touchpointsOf(map), ['owner']),
    'Owners are',
  ),
  'links': unseen('links', ({steps}) => having(steps, ['next']), 'Ways on from a step are'),
  'child-maps': unseen('nested-map', ({steps}) => having(steps, ['childMapId']), 'Links to child maps are'),
  'tags': {
    count: map =>
      having([map], ['tags']) +
      [
        showsTagsOf(map) ? [] : map.steps,
        touchpointsOf(map),
        map.cells,
        entriesOf(map),
        map.painPoints,
        map.opportunities,
      ].reduce((sum, list) => sum + having(list as readonly {tags?: string[]}[] | undefined, ['tags']), 0),
    text: 'Tags are left out.',
  },
  'foreign': {
    count: ({ext}) => Object.keys(ext ?? {}).length,
    text: 'What other formats kept in the map is left out.',
  },
};

export const losses = (map: JourneyMap): Remark[] =>
  Object.entries(all).flatMap(([code, {count, text}]): Remark[] =>
    count(map) ? [{level: 'loss', code: `picture/${code}`, place: '', text}] : [],
  );
