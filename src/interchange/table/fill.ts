/** What the cells of one row tell of one step; a column of a matrix is read as such a row too. */
import {quoted} from '../../schema/issues.js';
import type {Emotion, Persona, Stage, Step, Touchpoint} from '../../schema/journey-map.js';
import {
  confidences,
  directions,
  journeyLimits as limits,
  lifecycles,
  momentsOfTruth,
} from '../../schema/journey-words.js';
import {isWebLink} from '../../schema/link.js';
import {isId} from '../ids.js';
import {plain} from '../names.js';
import {fiveScale, isSame, scaleText} from '../scales.js';
import type {Draft} from './draft.js';
import {scaleOfHeader} from './emotions.js';
import {type Field, fieldOf} from './headers.js';
import {laneKindOf} from './kinds.js';
import {statusOf} from './tables.js';
import {flagOf, linkOf, numberOf, ratingOf, textsOf, textUpTo, type Understood, wordOf} from './values.js';

export interface FilledCell {
  readonly text: string;
  /** `steps!C7`. */
  readonly place: string;
  /** The head of its column. */
  readonly header: string;
}

/** The cells of a row that are not empty, by what their columns tell. */
export interface Row {
  readonly fields: ReadonlyMap<Field, FilledCell>;
  /** Cells under heads that are not known, or used twice. */
  readonly others: readonly FilledCell[];
}

export interface At {
  readonly draft: Draft;
  readonly stage: Stage;
  readonly step: Step;
  /** One row tells of a whole stage: its goals and measures are the stage's. */
  readonly wholeStage: boolean;
  readonly row: Row;
}

/** Puts all of a row into its step and stage. */
export function fillStep(at: At): void {
  fillStage(at);
  fillStepItself(at);
  const personas = personasOf(at);
  fillTouchpoints(at);
  fillPains(at);
  fillOpportunities(at);
  fillKpis(at);
  fillEmotion(at, personas);
  fillLanes(at, personas.length === 1 ? personas[0] : undefined);
}

/** Reads one field with what understands it; nothing where the cell is empty. */
function value<T>({draft, row}: At, field: Field, read: (text: string) => Understood<T>): T | undefined {
  const cell = row.fields.get(field);
  return cell && draft.taken(read(cell.text), cell.place);
}

/** A rating from 1 to 5. Under a head that names another scale, nothing says what a number is worth on ours. */
function rating(at: At, field: Field): number | undefined {
  const cell = at.row.fields.get(field);
  const scale = cell && scaleOfHeader(cell.header);
  if (!scale || isSame(scale, fiveScale)) return value(at, field, ratingOf);
  at.draft.remarks.error(
    'scale',
    cell.place,
    `${quoted(cell.text)} was not read: ${quoted(cell.header)} names a scale from ${scaleText(scale)}, and ratings are from 1 to 5.`,
  );
  return undefined;
}

const shortText = textUpTo(limits.nameUnits);
const longText = textUpTo(limits.textUnits);
const idText = (text: string): Understood<string> =>
  isId(text) ? {value: text} : {reason: `${quoted(text)} is no id`};
const moment = wordOf(momentsOfTruth, {zmot: 'zero', fmot: 'first', smot: 'second', umot: 'ultimate'});
const momentOf = (text: string): Understood<NonNullable<Step['momentOfTruth']>> => {
  const word = moment(text.replace(/\s*moment of truth$/i, ''));
  if (word.value !== undefined) return word;
  const flag = flagOf(text);
  return flag.value === undefined ? {reason: `${quoted(text)} is neither yes, no, ${momentsOfTruth.join(', ')}`} : flag;
};

const placeIn = ({row}: At, field: Field): string => row.fields.get(field)?.place ?? '';

function fillStage(at: At): void {
  const {draft, stage} = at;
  const goal = at.wholeStage && !at.row.fields.has('stageGoal') ? 'lane:goals' : 'stageGoal';
  draft.assign(stage, 'goal', value(at, goal, longText), placeIn(at, goal));
  draft.assign(stage, 'duration', value(at, 'duration', shortText), placeIn(at, 'duration'));
  draft.assign(stage, 'lifecycle', value(at, 'lifecycle', wordOf(lifecycles)), placeIn(at, 'lifecycle'));
}

function fillStepItself(at: At): void {
  const {draft, step, row} = at;
  const set = <K extends keyof Step>(
    key: K,
    field: Field,
    read: (text: string) => Understood<NonNullable<Step[K]>>,
  ): void => draft.assign(step, key, value(at, field, read) as Step[K] | undefined, placeIn(at, field));
  set('description', 'description', longText);
  set('owner', 'owner', shortText);
  draft.assign(step, 'engagement', rating(at, 'engagement'), placeIn(at, 'engagement'));
  set('momentOfTruth', 'moment', momentOf);
  set('childMapId', 'childMap', idText);
  set('eventName', 'eventName', shortText);
  const tags = row.fields.get('tags');
  for (const tag of tags ? textsOf(tags.text.replaceAll(',', ';')) : [])
    draft.link((step.tags ??= []), draft.name(tag, tags!.place), limits.entries, tags!.place);
  const next = row.fields.get('next');
  if (next) draft.nexts.push({step, text: next.text, place: next.place});
}

function personasOf({draft, row}: At): Persona[] {
  const cell = row.fields.get('persona');
  if (!cell) return [];
  const known = draft.personas.listed(cell.text);
  if (known.shared.length) draft.saySeveral(known.shared[0]!, cell.place);
  if (!known.missing.length) return [...known.found];
  return textsOf(cell.text).flatMap(label => draft.persona(label, cell.place) ?? []);
}

function fillTouchpoints(at: At): void {
  const {draft, step, row} = at;
  const [cell, channel, given] = (['touchpoint', 'channel', 'touchpointId'] as const).map(field =>
    row.fields.get(field),
  );
  const labels = cell ? (given ? [cell.text] : textsOf(cell.text)) : [];
  const made = labels.flatMap(label => draft.touchpoint(step, label, cell!.place, given?.text) ?? []);
  if (channel) made.push(...joinChannels(at, made, channel));
  for (const [key, field, read] of [
    ['surveyTouchpointId', 'surveyTouchpoint', idText],
    ['url', 'url', linkOf(isWebLink)],
    ['direction', 'direction', wordOf(directions)],
  ] as const) {
    const wanted = row.fields.get(field);
    if (!wanted) continue;
    if (!made.length) {
      const text = `${quoted(wanted.text)} was not read: the row names no touchpoint.`;
      draft.remarks.error('no-touchpoint', wanted.place, text);
      continue;
    }
    const told = value(at, field, read) as Touchpoint[typeof key];
    // Who begins may hold for all of them; a survey and a page are of one.
    for (const one of field === 'direction' ? made : made.slice(0, 1)) draft.assign(one, key, told, wanted.place);
    if (told !== undefined && field !== 'direction' && made.length > 1)
      draft.remarks.note(
        'first-touchpoint',
        wanted.place,
        `${quoted(told)} was taken for ${quoted(made[0]!.name)}, the first touchpoint of the row; give each a row of its own.`,
      );
  }
}

/**
 * A touchpoint has one channel: where the row lists several, each further one makes a touchpoint of its own.
 * @returns the touchpoints that were made
 */
function joinChannels({draft, step}: At, touchpoints: readonly Touchpoint[], {text, place}: FilledCell): Touchpoint[] {
  const whole = draft.channels.find(text);
  const labels = whole ? [text] : textsOf(text.includes('\n') ? text : text.replace(/,\s/g, ';'));
  const channels = labels.flatMap(label => draft.channel(label, place) ?? []);
  const first = touchpoints[0];
  if (first && channels[0]) for (const one of touchpoints) draft.assign(one, 'channelId', channels[0].id, place);
  return channels.slice(first ? 1 : 0).flatMap(channel => {
    const made = draft.touchpoint(step, first ? `${first.name} – ${channel.name}` : channel.name, place);
    if (made) draft.assign(made, 'channelId', channel.id, place);
    return made ?? [];
  });
}

function fillPains(at: At): void {
  const {draft, step, row} = at;
  const cell = row.fields.get('pain');
  const severity = rating(at, 'severity');
  if (!cell) {
    if (severity !== undefined)
      draft.remarks.error('no-pain', placeIn(at, 'severity'), 'A severity without a pain point was not read.');
    return;
  }
  for (const label of labelsOf(cell.text, text => draft.painPoints.find(text))) {
    const pain = draft.pain(label, cell.place, step);
    if (pain) draft.assign(pain, 'severity', severity, placeIn(at, 'severity'));
  }
}

const labelsOf = (text: string, find: (label: string) => unknown): readonly string[] =>
  find(text) ? [text] : textsOf(text);

function fillOpportunities(at: At): void {
  const {draft, step, row} = at;
  const cell = row.fields.get('opportunity');
  if (!cell) {
    for (const field of ['impact', 'effort', 'status'] as const) {
      const alone = row.fields.get(field);
      if (alone)
        draft.remarks.error(
          'no-opportunity',
          alone.place,
          `${quoted(alone.text)} was not read: the row names no opportunity.`,
        );
    }
    return;
  }
  const told = {
    impact: rating(at, 'impact'),
    effort: rating(at, 'effort'),
    status: value(at, 'status', statusOf),
  };
  for (const label of labelsOf(cell.text, text => draft.opportunities.find(text))) {
    const opportunity = draft.opportunity(label, cell.place, step);
    if (!opportunity) continue;
    for (const key of ['impact', 'effort', 'status'] as const)
      draft.assign(opportunity, key, told[key], placeIn(at, key));
  }
}

function fillKpis(at: At): void {
  const {draft, step, stage, row, wholeStage} = at;
  const cell = row.fields.get('kpi');
  const target = row.fields.get('target');
  if (!cell) {
    if (target)
      draft.remarks.error(
        'no-kpi',
        target.place,
        `The target ${quoted(target.text)} was not read: the row names no KPI.`,
      );
    return;
  }
  const owner = wholeStage ? stage : step;
  const wanted = value(at, 'target', numberOf);
  for (const label of labelsOf(cell.text, text => draft.kpis.find(text))) {
    const kpi = draft.kpi(label, cell.place);
    if (!kpi) continue;
    draft.link((owner.kpiIds ??= []), kpi.id, limits.entries, cell.place);
    draft.assign(kpi, 'target', wanted, placeIn(at, 'target'));
    if (target?.text.endsWith('%')) kpi.unit ??= '%';
  }
}

function fillEmotion(at: At, personas: readonly Persona[]): void {
  const {draft, step, row} = at;
  const cell = row.fields.get('emotion');
  const more: Partial<Emotion> = {};
  const why = value(at, 'why', longText);
  if (!cell) {
    keepWithoutEmotion(at, personas);
    return;
  }
  const label = value(at, 'emotionLabel', shortText);
  const intensity = rating(at, 'intensity');
  const confidence = value(at, 'confidence', wordOf(confidences));
  if (why !== undefined) more.why = why;
  if (label !== undefined) more.label = label;
  if (intensity !== undefined) more.intensity = intensity;
  if (confidence !== undefined) more.confidence = confidence;
  const target = row.fields.get('emotionTarget');
  for (const persona of personas.length ? personas : [draft.subject])
    draft.emotions.push({
      step, persona, text: cell.text, place: cell.place, header: cell.header, scale: scaleOfHeader(cell.header), target, more: {...more},
    }); // prettier-ignore
}

/** A reason without an emotion is kept as a text; the rest of an emotion says nothing alone. */
function keepWithoutEmotion(at: At, personas: readonly Persona[]): void {
  const {draft, row} = at;
  const why = row.fields.get('why');
  if (why) {
    draft.remarks.note('no-emotion', why.place, 'The reason stands without an emotion; it was kept as a text.');
    putText(at, 'lane:text', why, personas.length === 1 ? personas[0] : undefined);
  }
  for (const field of ['emotionLabel', 'intensity', 'confidence', 'emotionTarget'] as const) {
    const alone = row.fields.get(field);
    if (alone)
      draft.remarks.error('no-emotion', alone.place, `${quoted(alone.text)} was not read: the row has no emotion.`);
  }
}

function fillLanes(at: At, persona: Persona | undefined): void {
  const {row, wholeStage, draft} = at;
  for (const [field, cell] of row.fields) {
    if (!field.startsWith('lane:') || (field === 'lane:goals' && wholeStage && !row.fields.has('stageGoal'))) continue;
    putText(at, field, cell, persona);
  }
  for (const cell of row.others) {
    const why = fieldOf(cell.header) ? 'says the same as an earlier column' : 'is no column that is known';
    draft.remarks.noteOnce(
      `column ${plain(cell.header)}`,
      'column',
      cell.place,
      `${quoted(cell.header)} ${why}; its cells were kept as a lane of texts.`,
    );
    putText(at, undefined, cell, persona);
  }
}

const idFields: Partial<Record<Field, Field>> = {'lane:actions': 'actionsId', 'lane:thoughts': 'thoughtsId'};

function putText(
  {draft, step, row}: At,
  field: Field | undefined,
  cell: FilledCell,
  persona: Persona | undefined,
): void {
  const text = draft.text(cell.text, cell.place);
  if (text === undefined) return;
  const idField = field && idFields[field];
  const given = idField && row.fields.get(idField)?.text;
  const title = cell.header.replace(/\s*\([^()]*\)\s*$/, '') || 'Texts';
  draft.textCell(
    draft.lane(laneKindOf(field), title, cell.place),
    step,
    {text, ...(persona && {personaId: persona.id}), ...(given && {id: given})},
    cell.place,
  );
}
