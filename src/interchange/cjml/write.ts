import type {Channel, JourneyMap, Step, Touchpoint} from '../../schema/journey-map.js';
import {idMaker, isId} from '../ids.js';
import {type FacetName, lossesOf} from '../losses.js';
import type {Remark, Written} from '../reading.js';
import {unfitForXml} from '../text.js';
import {type XmlNode, xmlOf} from '../xml-write.js';
import {linesOf} from './elements.js';
import {keptOf} from './kept.js';
import {anybody, channelNameOf, compliances, isNoChannel, kindOf, noChannel, nobody, wordOf} from './vocabulary.js';

/** Only what was found by research is an actual journey; what is, or shall be, is planned. */
const isActual = ({state}: JourneyMap): boolean => state === 'research';

const leaf = (name: string, text: string | undefined): XmlNode[] => (text ? [{name, text}] : []);
const complianceOf = ({tags = []}: Step): string | undefined =>
  tags.find(tag => (compliances as readonly string[]).includes(tag));

/** The actors of a map by the names that the model has for them, each with its id in the file. */
function actorsOf(map: JourneyMap) {
  const {personas = [], steps} = map;
  const kept = keptOf(map);
  const idFor = idMaker('actor');
  const users = personas.length
    ? personas.map(({id, name}) => ({id: idFor(name, id), name}))
    : [{...anybody, id: idFor(anybody.name, anybody.id)}];
  const providers: {readonly id: string; readonly name: string}[] = [];
  const byName = new Map<string, string>();
  const add = (name: string, id: string): void => {
    providers.push({id, name});
    if (!byName.has(name)) byName.set(name, id);
  };
  /** Ids as the file had them, where they are kept. */
  const known = new Map(users.map(({id}) => [id, id]));
  for (const {id, name} of kept.providers) {
    if (known.has(id)) continue;
    const own = isId(id) ? idFor(name, id) : id;
    known.set(id, own);
    add(name, own);
  }
  for (const {touchpoints = []} of steps)
    for (const {owner} of touchpoints) if (owner && !byName.has(owner)) add(owner, idFor(owner));
  if (steps.some(({touchpoints = []}) => touchpoints.some(({owner}) => !owner))) {
    known.set(nobody.id, nobody.id);
    providers.push(nobody);
  }
  /** What the file says of an actor beyond its name. */
  const more = new Map([...known].map(([id, own]) => [own, kept.actors.get(id) ?? []]));
  return {users, providers, byName, known, more, kept, first: users[0]!.id};
}

type Actors = ReturnType<typeof actorsOf>;

/** Who begins and who receives; those that a file named are themselves again. */
function between(
  {known, kept, byName, first}: Actors,
  {id}: Step,
  touchpoint: Touchpoint | undefined,
): readonly string[] {
  const own = kept.steps.get(id);
  const provider = (touchpoint?.owner && byName.get(touchpoint.owner)) || known.get(nobody.id) || first;
  const usual = touchpoint?.direction === 'outbound' ? [provider, first] : [first, provider];
  return [known.get(own?.initiator ?? '') ?? usual[0]!, known.get(own?.receiver ?? '') ?? usual[1]!];
}

const isTimes = ({name}: XmlNode): boolean => name.toLowerCase() === 'timestamps';

const refersTo = (actor: string): XmlNode => ({name: 'refersTo', attributes: {actorIDref: actor}});

function pointOf(map: JourneyMap, actors: Actors, step: Step, touchpoint?: Touchpoint, at = 0): XmlNode {
  const [initiator, receiver] = between(actors, step, touchpoint);
  const channel = map.channels?.find(({id}) => id === touchpoint?.channelId);
  const isFirst = at === 0;
  const what = touchpoint ? 'CommunicationPoint' : 'Action';
  const kept = isFirst ? (actors.kept.steps.get(step.id)?.elements ?? []) : [];
  // CJML has the times before the experience.
  const [times, others] = [kept.filter(isTimes), kept.filter(node => !isTimes(node))];
  return {
    name: `${isActual(map) ? 'actual' : 'planned'}${what}`,
    children: [
      {name: 'touchpointID', text: isFirst ? step.id : `${step.id}-${at + 1}`},
      {name: 'belongsTo', attributes: {phaseIDref: step.stageId}},
      ...(isActual(map) ? leaf('compliance', complianceOf(step)) : []),
      {name: 'initiator', children: [refersTo(initiator!), ...leaf('initiatorLabel', step.name)]},
      ...(touchpoint
        ? [
            {name: 'receiver', children: [refersTo(receiver!), ...leaf('receiverLabel', touchpoint.name)]},
            {name: 'channel', children: leaf('channelName', channel ? wordOf(channel) : noChannel)},
          ]
        : []),
      ...(isFirst ? leaf('comment', step.description) : []),
      ...times,
      ...(isFirst && isActual(map) ? experienceOf(step) : []),
      ...others,
    ],
  };
}

function experienceOf({emotions = []}: Step): XmlNode[] {
  const [emotion] = emotions;
  if (!emotion) return [];
  const children = [
    ...leaf('experienceDescription', emotion.why),
    ...leaf('experienceRating', String(Math.round(emotion.score) + 3)),
  ];
  return [{name: 'touchpointExperience', children}];
}

/** Writes a map as a planned journey of CJML 2.0; one that was found by research as an actual journey, with its experience. */
export async function write(map: JourneyMap): Promise<readonly Written[]> {
  const actors = actorsOf(map);
  const {users, providers, more, kept} = actors;
  const journey: XmlNode = {
    name: isActual(map) ? 'actualJourney' : 'plannedJourney',
    children: [
      {name: 'journeyID', text: map.id},
      {name: 'journeyTitle', text: map.title},
      ...leaf('plannedReference', isActual(map) ? map.compareTo : undefined),
      {
        name: 'journeyPhases',
        children: map.stages.map(({id, name, description}) => ({
          name: 'journeyPhase',
          attributes: {phaseID: id},
          children: [
            ...leaf('phaseName', name),
            ...leaf('phaseDescription', description),
            ...(kept.phases.get(id) ?? []),
          ],
        })),
      },
      ...leaf('journeyShortSummary', map.description),
      ...leaf('journeyLongSummary', map.scenario),
      ...leaf('journeyStatus', map.status),
      {
        name: 'actors',
        children: [
          ...users.map(({id, name}) => ({
            name: 'endUser',
            attributes: {actorID: id},
            children: [...leaf('actorName', name), ...(more.get(id) ?? [])],
          })),
          ...providers.map(({id, name}) => ({
            name: 'serviceProvider',
            attributes: {actorID: id},
            children: [...leaf('companyName', name), ...(more.get(id) ?? [])],
          })),
        ],
      },
      {
        name: 'touchpoints',
        children: map.steps.flatMap(step =>
          step.touchpoints?.length
            ? step.touchpoints.map((touchpoint, at) => pointOf(map, actors, step, touchpoint, at))
            : pointOf(map, actors, step),
        ),
      },
      ...kept.elements,
    ],
  };
  const data = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf({name: 'CJML', attributes: {version: '2.0'}, children: [journey]})}`;
  return [{name: `${map.id}.cjml`, type: 'application/xml;charset=utf-8', data}];
}

/** Whether a reader tells the kind of a channel from its word. */
const comesBack = (channel: Channel): boolean =>
  !isNoChannel(wordOf(channel)) && kindOf(wordOf(channel)) === channel.kind;

/** A text as it comes back from XML that is indented. */
const tidied = (text: string): string => linesOf(text.replace(unfitForXml, ''));
const oneLine = (name: string): string => tidied(name).replace(/\s+/g, ' ');

const loss = (code: string, text: string, place = 'steps'): Remark => ({
  level: 'loss',
  code: `cjml/${code}`,
  place,
  text,
});

/** What CJML has no place for in this map. */
export function losses(map: JourneyMap): Remark[] {
  const {steps, channels = []} = map;
  const touchpoints = steps.flatMap(step => step.touchpoints ?? []);
  const used = new Set(touchpoints.map(({channelId}) => channelId));
  const emotions = steps.flatMap(step => step.emotions ?? []);
  const firsts = steps.flatMap(step => step.emotions?.slice(0, 1) ?? []);
  const first = map.personas?.[0]?.id;
  const actual = isActual(map);
  const parts = [...map.stages, ...steps, ...touchpoints, ...(map.personas ?? [])];
  const names = [map.title, ...parts.map(({name}) => name), ...touchpoints.flatMap(({owner}) => owner ?? [])];
  const texts = [map, ...map.stages, ...steps].flatMap(({description}) => description ?? []);
  texts.push(...(map.scenario ? [map.scenario] : []), ...(actual ? firsts.flatMap(({why}) => why ?? []) : []));
  const untidy = [...names.filter(name => oneLine(name) !== name), ...texts.filter(text => tidied(text) !== text)];
  const counted: readonly (readonly [number, Remark])[] = [
    [untidy.length, loss('blanks', 'names and texts with blanks at their ends, line breaks in a name, or characters that XML cannot hold are written without them', '')],
    [steps.filter(step => (step.touchpoints?.length ?? 0) > 1).length, loss('steps', 'steps with several touchpoints become a touchpoint each, and come back as a step each')],
    [touchpoints.filter(({direction}) => direction !== 'inbound' && direction !== 'outbound').length, loss('directions', 'touchpoints that the user does not plainly begin or receive are written as begun by the user')],
    [channels.filter(channel => used.has(channel.id) && channelNameOf(wordOf(channel)) !== channel.name).length, loss('channel-names', "channels are written by CJML's words for their kinds", 'channels')],
    [channels.filter(channel => used.has(channel.id) && !comesBack(channel)).length, loss('channel-kinds', 'channels of a kind that CJML has no word for come back without it', 'channels')],
    [channels.filter(({id}) => !used.has(id)).length, loss('unused-channels', 'left out: channels without a touchpoint', 'channels')],
    [channels.filter(({icon, zone}) => icon ?? zone).length, loss('channel-details', 'left out: zones and icons of channels', 'channels')],
    [actual ? emotions.length - firsts.length : 0, loss('emotions', "left out: emotions beyond a step's first")],
    [actual ? firsts.filter(({score}) => !Number.isInteger(score)).length : 0, loss('emotion-scores', 'emotions between two ratings are written as the nearer one')],
    [actual ? firsts.filter(({personaId}) => personaId !== first).length : 0, loss('emotion-personas', 'emotions come back as those of the first persona')],
  ]; // prettier-ignore
  const keeps: FacetName[] = [
    'description', 'scenario', 'status', 'personas', 'stage-descriptions', 'step-descriptions', 'touchpoints', 'directions',
    'touchpoint-owners', 'channels',
  ]; // prettier-ignore
  if (actual) keeps.push('state', 'compare-to', 'emotions', 'emotion-reasons');
  if (Object.keys(map.ext ?? {}).every(key => key === 'cjml')) keeps.push('ext');
  const told = {
    ...map,
    steps: steps.map(step => (actual && complianceOf(step) && step.tags?.length === 1 ? {...step, tags: []} : step)),
  };
  return [
    ...counted.flatMap(([n, remark]) => (n ? {...remark, text: `${remark.text} (${n}).`} : [])),
    ...lossesOf(told, 'cjml', keeps),
  ];
}
