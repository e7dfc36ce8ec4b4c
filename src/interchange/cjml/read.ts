import {quoted} from '../../schema/issues.js';
import {journeyLimits, mapStatuses} from '../../schema/journey-words.js';
import {type IdMaker, idMaker, idOf, isId} from '../ids.js';
import {fitting, present, titleOfFile} from '../names.js';
import type {ReadOptions, Reading} from '../reading.js';
import {Remarks} from '../remarks.js';
import {sound} from '../sound.js';
import {xmlTextOf} from '../xml.js';
import {parseXml, type XmlElement} from '../xml-tree.js';
import type {XmlNode} from '../xml-write.js';
import {Actors} from './actors.js';
import {
  attributeOf,
  childOf,
  type Fit,
  isAction,
  isCalled,
  isJourney,
  isPoint,
  linesIn,
  type Names,
  type Say,
  textIn,
  unreadIn,
} from './elements.js';
import {type Kept, nodeOf} from './kept.js';
import {type Phase, stagesOf} from './phases.js';
import {Steps} from './steps.js';

/** What of a journey has its place in our model. */
const modelled: readonly Names[] = [
  ['journeyID'], ['journeyTitle'], ['plannedReference'], ['journeyPhases'], ['journeyShortSummary'], ['journeyLongSummary'],
  ['journeyStatus'], ['actors'],
]; // prettier-ignore

/** Reads the first journey of a CJML file. Never throws for what the file holds. */
export async function read(data: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const remarks = new Remarks();
  const say: Say = (level, code, {line}, text) => remarks.add({level, code, place: `line ${line}`, text});
  const parsed = parseXml(xmlTextOf(data));
  if ('fault' in parsed) {
    const {line, column, message} = parsed.fault;
    return {
      remarks: [
        {
          level: 'error',
          code: 'xml/invalid',
          place: `line ${line}, column ${column}`,
          text: `is no XML that can be read: ${message}.`,
        },
      ],
    };
  }
  const {root} = parsed;
  const journeys = isJourney(root) ? [root] : root.children.filter(isJourney);
  const journey = journeys.find(one => isCalled(one, 'plannedJourney')) ?? journeys[0];
  if (!journey) {
    say('error', 'cjml/no-journey', root, `${quoted(root.name)} holds no plannedJourney and no actualJourney of CJML.`);
    return {remarks: remarks.all};
  }
  for (const other of journeys)
    if (other !== journey)
      say(
        'error',
        'cjml/journeys',
        other,
        `the file holds ${journeys.length} journeys; this ${quoted(other.name)} was not read: give it a file of its own.`,
      );
  const map = mapOf(journey, options, say);
  return map ? sound(map, remarks.all) : {remarks: remarks.all};
}

const phaseOf = (point: XmlElement): string => attributeOf(childOf(point, 'belongsTo'), 'phaseIDref', 'phaseID', 'ref');

function mapOf(journey: XmlElement, options: ReadOptions, say: Say): object | undefined {
  const points = pointsIn(journey, say);
  if (!points.length) {
    say('error', 'cjml/no-touchpoint', journey, 'the journey has no communication point and no action.');
    return;
  }
  if (points.length > journeyLimits.steps) {
    const text = `the journey has ${points.length} touchpoints; at most ${journeyLimits.steps} are read. Part it into several.`;
    say('error', 'cjml/limit', points[journeyLimits.steps]!, text);
    return;
  }
  const fit = fitting('cjml', say);
  const ref = textIn(journey, 'journeyID') || attributeOf(journey, 'journeyID', 'id');
  const title = fit.name(textIn(journey, 'journeyTitle') || titleOfFile(options.name) || ref || 'Journey', journey);
  const actors = new Actors(journey, say, fit);
  const steps = new Steps(actors, say, fit);
  const stageId = idMaker('stage');
  const phases = phasesIn(journey, fit, stageId);
  const stages = stagesOf(phases, title, stageId);
  const made = points.map(point => steps.of(point, stages.at(phaseOf(point), point, say)));
  const {list: channels} = steps.channels;
  const status = textIn(journey, 'journeyStatus').toLowerCase();
  const hasStatus = (mapStatuses as readonly string[]).includes(status);
  const planned = textIn(journey, 'plannedReference');
  // As the planned journey itself is read.
  const compareTo = isId(planned) ? planned : idOf(planned);
  const unread = unreadIn(journey, ...modelled.filter(([name]) => name !== 'journeyStatus' || hasStatus)).filter(
    child => !isTouchpoint(child) && !isHolder(child),
  );
  const ext = extOf(actors, steps, phases, unread);
  return present({
    schema: 'stagepost/journey-map/1',
    id: isId(ref) ? ref : (idOf(ref || title) ?? 'journey'),
    title,
    description: fit.text(linesIn(journey, 'journeyShortSummary'), journey),
    scenario: fit.text(linesIn(journey, 'journeyLongSummary'), journey),
    state: isCalled(journey, 'actualJourney') ? 'research' : undefined,
    status: hasStatus ? status : undefined,
    compareTo,
    personas: actors.personas.length ? actors.personas : undefined,
    channels: channels.length ? channels : undefined,
    stages: stages.list(),
    steps: made,
    ext: Object.keys(ext).length ? {cjml: ext} : undefined,
  });
}

const isTouchpoint = (child: XmlElement): boolean => isPoint(child) || isAction(child);
const isHolder = (child: XmlElement): boolean =>
  isCalled(child, 'touchpoints', 'plannedTouchpoints', 'actualTouchpoints');

/** The touchpoints of a journey; what stands among them and is none is told. */
function pointsIn(journey: XmlElement, say: Say): XmlElement[] {
  for (const holder of journey.children.filter(isHolder))
    for (const child of holder.children)
      if (!isTouchpoint(child))
        say('error', 'cjml/touchpoint', child, `${quoted(child.name)} is no communication point and no action.`);
  return journey.children.flatMap(child => (isHolder(child) ? child.children : child)).filter(isTouchpoint);
}

interface ReadPhase extends Phase {
  readonly unread: readonly XmlElement[];
}

const phaseNames: readonly Names[] = [['phaseName', 'name'], ['phaseDescription', 'description']]; // prettier-ignore

function phasesIn(journey: XmlElement, fit: Fit, idFor: IdMaker): ReadPhase[] {
  return (childOf(journey, 'journeyPhases')?.children ?? []).map(element => {
    const id = attributeOf(element, 'phaseID', 'id');
    const name = fit.name(textIn(element, ...phaseNames[0]!) || element.text.trim() || id || 'Phase', element);
    const description = fit.text(linesIn(element, ...phaseNames[1]!), element);
    return {
      // What has no id is referred to by its name.
      ref: id || name,
      stage: {id: idFor(name, id), name, ...(description && {description})},
      unread: unreadIn(element, ...phaseNames),
    };
  });
}

/** What the model has no place for. */
function extOf(actors: Actors, steps: Steps, phases: readonly ReadPhase[], unread: readonly XmlElement[]): Kept {
  const kept = [...steps.kept.values()];
  const refs = new Set(kept.flatMap(({initiator, receiver}) => [initiator, receiver]));
  const providers = actors.providers.filter(({ref}) => !steps.named.has(ref) || refs.has(ref) || actors.kept.has(ref));
  const ofPhases = phases.flatMap(({stage, unread: more}): [string, XmlNode[]][] =>
    more.length ? [[stage.id, more.map(nodeOf)]] : [],
  );
  return present({
    providers: providers.length ? providers.map(({ref, name}) => ({id: ref, name})) : undefined,
    actors: actors.kept.size ? Object.fromEntries(actors.kept) : undefined,
    phases: ofPhases.length ? Object.fromEntries(ofPhases) : undefined,
    steps: steps.kept.size ? Object.fromEntries(steps.kept) : undefined,
    elements: unread.length ? unread.map(nodeOf) : undefined,
  });
}
