import {quoted} from '../../schema/issues.js';
import type {Stage} from '../../schema/journey-map.js';
import {mapStatuses} from '../../schema/journey-words.js';
import {idMaker, idOf, isId} from '../ids.js';
import {fitName, present, titleOfFile} from '../names.js';
import type {ReadOptions, Reading} from '../reading.js';
import {Remarks} from '../remarks.js';
import {sound} from '../sound.js';
import {xmlTextOf} from '../xml.js';
import {parseXml, type XmlElement} from '../xml-tree.js';
import {Actors} from './actors.js';
import {attributeOf, childOf, isAction, isCalled, isJourney, isPoint, linesIn, type Say, textIn} from './elements.js';
import {hasContent, type Kept, nodeOf} from './kept.js';
import {stagesOf} from './phases.js';
import {Steps} from './steps.js';

/** What of a journey has. */
const modelledOfJourney = [
  'journeyID', 'journeyTitle', 'plannedReference', 'journeyPhases', 'journeyShortSummary', 'journeyLongSummary',
  'journeyStatus', 'actors', 'touchpoints', 'plannedTouchpoints', 'actualTouchpoints',
] as const; // prettier-ignore

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
  const ref = textIn(journey, 'journeyID') || attributeOf(journey, 'journeyID', 'id');
  const title = textIn(journey, 'journeyTitle') || titleOfFile(options.name) || ref || 'Journey';
  const actors = new Actors(journey, say);
  const steps = new Steps(actors, say);
  const stages = stagesOf(phasesIn(journey), title);
  const made = points.map(point => steps.of(point, stages.at(phaseOf(point), point, say)));
  const {list: channels} = steps.channels;
  const status = textIn(journey, 'journeyStatus').toLowerCase();
  const reference = textIn(journey, 'plannedReference');
  const told = {
    journeyStatus: (mapStatuses as readonly string[]).includes(status),
    plannedReference: isId(reference),
  };
  return present({
    schema: 'stagepost/journey-map/1',
    id: isId(ref) ? ref : (idOf(ref || title) ?? 'journey'),
    title: fitName(title),
    description: linesIn(journey, 'journeyShortSummary'),
    scenario: linesIn(journey, 'journeyLongSummary'),
    state: isCalled(journey, 'actualJourney') ? 'research' : undefined,
    status: told.journeyStatus ? status : undefined,
    compareTo: told.plannedReference ? reference : undefined,
    personas: actors.personas.length ? actors.personas : undefined,
    channels: channels.length ? channels : undefined,
    stages: stages.list(),
    steps: made,
    ext: extOf(journey, actors, steps, told),
  });
}

const isTouchpoint = (child: XmlElement): boolean => isPoint(child) || isAction(child);

/** The touchpoints of a journey; what stands among them and is none is told. */
function pointsIn(journey: XmlElement, say: Say): XmlElement[] {
  const holder = childOf(journey, 'touchpoints', 'plannedTouchpoints', 'actualTouchpoints');
  for (const child of holder?.children ?? [])
    if (!isTouchpoint(child))
      say('error', 'cjml/touchpoint', child, `${quoted(child.name)} is no communication point and no action.`);
  return (holder ?? journey).children.filter(isTouchpoint);
}

interface Phase extends Stage {
  readonly ref: string;
}

function phasesIn(journey: XmlElement): Phase[] {
  const stageId = idMaker('stage');
  return (childOf(journey, 'journeyPhases')?.children ?? []).map(phase => {
    const ref = attributeOf(phase, 'phaseID', 'id');
    const name = textIn(phase, 'phaseName', 'name') || phase.text.trim() || ref || 'Phase';
    const description = linesIn(phase, 'phaseDescription', 'description');
    return {ref, id: stageId(name, ref), name: fitName(name), ...(description && {description})};
  });
}

/** What the model has no place for; `told` names the elements that have one where their text fits. */
function extOf(
  journey: XmlElement,
  actors: Actors,
  steps: Steps,
  told: Readonly<Record<string, boolean>>,
): object | undefined {
  const elements = journey.children
    .filter(child => !isCalled(child, ...modelledOfJourney.filter(name => told[name] !== false)))
    .filter(child => !isPoint(child) && !isAction(child))
    .map(nodeOf)
    .filter(hasContent);
  const providers = actors.providers.filter(({ref}) => !steps.named.has(ref) || keepsRef(steps, ref));
  const kept: Kept = present({
    providers: providers.length ? providers.map(({ref, name}) => ({id: ref, name})) : undefined,
    steps: Object.keys(steps.kept).length ? steps.kept : undefined,
    elements: elements.length ? elements : undefined,
  });
  return Object.keys(kept).length ? {cjml: kept} : undefined;
}

const keepsRef = ({kept}: Steps, ref: string): boolean =>
  Object.values(kept).some(({initiator, receiver}) => initiator === ref || receiver === ref);
