/** What the cells of one row tell of one step; a column of a matrix is read as such a row too. */
import {quoted} from '../../schema/issues.js';
import type {Cell, Emotion, Persona, Stage, Step, Touchpoint} from '../../schema/journey-map.js';
import {
  confidences,
  directions,
  journeyLimits as limits,
  lifecycles,
  momentsOfTruth,
} from '../../schema/journey-words.js';
import {isId} from '../ids.js';
import {plain} from '../names.js';
import type {Draft} from './draft.js';
import {scaleOfHeader} from './emotions.js';
import type {Field} from './headers.js';
import {laneKindOf} from './kinds.js';
import {statusOf} from './tables.js';
import {flagOf, numberOf, ratingOf, textsOf, textUpTo, type Understood, wordOf} from './values.js';

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

const shortText = textUpTo(limits.nameUnits);
const longText = textUpTo(limits.textUnits);
const idText = (text: string): Understood<string> =>
  isId(text) ? {value: text} : {reason: `${quoted(text)} is no id`};
const moment = wordOf(momentsOfTruth);
const momentOf = (text: string): Understood<NonNullable<Step['momentOfTruth']>> => {
  const word = moment(text.replace(/\s*(moment of truth|zmot|fmot|smot|umot)$/i, ''));
  if (word.value !== undefined) return word;
  return flagOf(text).value === undefined
    ? {reason: `${quoted(text)} is neither yes, no, ${momentsOfTruth.join(', ')}`}
    : flagOf(text);
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
  set('engagement', 'engagement', ratingOf);
  set('momentOfTruth', 'moment', momentOf);
  set('childMapId', 'childMap', idText);
  set('eventName', 'eventName', shortText);
  const tags = row.fields.get('tags');
  if (tags && !step.tags) {
    const found = textsOf(tags.text.replaceAll(',', ';'));
    if (found.length > limits.entries || found.some(tag => tag.length > limits.nameUnits))
      draft.remarks.error(
        'value',
        tags.place,
        `There are more than ${limits.entries} tags, or one is too long; they were not read.`,
      );
    else step.tags = [...found];
  }
  const next = row.fields.get('next');
  if (next) draft.nexts.push({step, text: next.text, place: next.place});
}

function personasOf({draft, row}: At): Persona[] {
  const cell = row.fields.get('persona');
  if (!cell) return [];
  const whole = draft.personas.find(cell.text);
  const found = whole ? [whole] : textsOf(cell.text).map(label => draft.persona(label, cell.place));
  return found.flatMap(persona => persona ?? []);
}

function fillTouchpoints(at: At): void {
  const {draft, step, row} = at;
  const [cell, channel, given] = (['touchpoint', 'channel', 'touchpointId'] as const).map(field =>
    row.fields.get(field),
  );
  const labels = cell ? (given ? [cell.text] : textsOf(cell.text)) : [];
  const made = labels.flatMap(label => draft.touchpoint(step, label, cell!.place, given?.text) ?? []);
  if (channel) joinChannels(at, made, channel);
  const first = made[0];
  for (const [key, field, read] of [
    ['surveyTouchpointId', 'surveyTouchpoint', idText],
    ['url', 'url', longText],
    ['direction', 'direction', wordOf(directions)],
  ] as const) {
    const wanted = row.fields.get(field);
    if (!wanted) continue;
    if (first) draft.assign(first, key, value(at, field, read) as Touchpoint[typeof key], wanted.place);
    else
      draft.remarks.error(
        'no-touchpoint',
        wanted.place,
        `${quoted(wanted.text)} was not read: the row names no touchpoint.`,
      );
  }
}

/** A touchpoint has one channel: where the row lists several, each further one makes a touchpoint of its own. */
function joinChannels({draft, step}: At, touchpoints: readonly Touchpoint[], {text, place}: FilledCell): void {
  const whole = draft.channels.find(text);
  const labels = whole ? [text] : textsOf(text.includes('\n') ? text : text.replace(/,\s/g, ';'));
  const channels = labels.flatMap(label => draft.channel(label, place) ?? []);
  const first = touchpoints[0];
  channels.forEach((channel, index) => {
    if (first && index === 0) for (const one of touchpoints) draft.assign(one, 'channelId', channel.id, place);
    else {
      const made = draft.touchpoint(step, first ? `${first.name} – ${channel.name}` : channel.name, place);
      if (made) draft.assign(made, 'channelId', channel.id, place);
    }
  });
}

function fillPains(at: At): void {
  const {draft, step, row} = at;
  const cell = row.fields.get('pain');
  const severity = value(at, 'severity', ratingOf);
  if (!cell) {
    if (severity !== undefined)
      draft.remarks.error('no-pain', placeIn(at, 'severity'), 'A severity without a pain point was not read.');
    return;
  }
  for (const label of labelsOf(cell.text, text => draft.painPoints.find(text))) {
    const pain = draft.pain(label, cell.place, step);
    if (pain) rate(at, pain, 'severity', severity, 'severity');
  }
}

/** Ratings have a value from the start; the first one that is told replaces it. */
function rate<T extends object, K extends keyof T>(
  at: At,
  item: T,
  key: K,
  told: T[K] | undefined,
  field: Field,
): void {
  const {draft} = at;
  if (told === undefined) return;
  const open = draft.unrated.get(item);
  if (open === undefined) return draft.assign(item, key, told, placeIn(at, field));
  item[key] = told;
  const other = key === 'impact' ? 'effort' : 'impact';
  if (key === 'severity' || at.row.fields.has(other)) draft.unrated.delete(item);
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
    impact: value(at, 'impact', ratingOf),
    effort: value(at, 'effort', ratingOf),
    status: value(at, 'status', statusOf),
  };
  for (const label of labelsOf(cell.text, text => draft.opportunities.find(text))) {
    const count = draft.opportunities.list.length;
    const opportunity = draft.opportunity(label, cell.place, step);
    if (!opportunity) continue;
    const isNew = draft.opportunities.list.length > count;
    if (isNew && told.impact !== undefined && told.effort !== undefined) draft.unrated.delete(opportunity);
    for (const key of ['impact', 'effort', 'status'] as const) {
      const wanted = told[key];
      if (isNew && wanted !== undefined) Object.assign(opportunity, {[key]: wanted});
      else if (key !== 'status') rate(at, opportunity, key, told[key], key);
      else draft.assign(opportunity, key, told.status, placeIn(at, key));
    }
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
  for (const label of labelsOf(cell.text, text => draft.kpis.find(text))) {
    const kpi = draft.kpi(label, cell.place);
    if (!kpi) continue;
    draft.link((owner.kpiIds ??= []), kpi.id, limits.entries, cell.place);
    draft.assign(kpi, 'target', value(at, 'target', numberOf), target?.place ?? '');
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
  const intensity = value(at, 'intensity', ratingOf);
  const confidence = value(at, 'confidence', wordOf(confidences));
  if (why !== undefined) more.why = why;
  if (label !== undefined) more.label = label;
  if (intensity !== undefined) more.intensity = intensity;
  if (confidence !== undefined) more.confidence = confidence;
  const target = row.fields.get('emotionTarget');
  for (const persona of personas.length ? personas : [undefined])
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
    draft.remarks.noteOnce(
      `column ${plain(cell.header)}`,
      'column',
      cell.place,
      `${quoted(cell.header)} is no column that is known; its cells were kept as a lane of texts.`,
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
  const given = field && row.fields.get(idFields[field] ?? field)?.text;
  const kind = laneKindOf(field);
  const rest: Partial<Cell> = {
    text,
    ...(persona && {personaId: persona.id}),
    ...(field && idFields[field] && given && {id: given}),
  };
  const title = cell.header.replace(/\s*\([^()]*\)\s*$/, '') || 'Texts';
  draft.cell(draft.lane(kind, title, cell.place), step, rest, cell.place);
}
