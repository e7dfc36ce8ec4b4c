/** Layout D: the sheet of CJMLExcel, a head of names and values, then one row for each touchpoint in 14 columns. */
import {quoted} from '../../schema/issues.js';
import type {Persona, Stage, Step} from '../../schema/journey-map.js';
import {journeyLimits as limits} from '../../schema/journey-words.js';
import {channelNameOf} from '../cjml/vocabulary.js';
import {isId} from '../ids.js';
import {plain} from '../names.js';
import type {Draft} from './draft.js';
import {type FilledCell, fillStep} from './fill.js';
import {type Field, headerKey} from './headers.js';
import {isEmptyRow, placeOf, type Sheet, textAt} from './sheets.js';
import {flagOf} from './values.js';

const columns = [
  'include', 'tp id', 'actor who initiated', "initiator's label", 'actor who received', "receiver's label", 'channel',
  'comment', 'phase', 'ux description', 'ux rating', 'deviation', 'date', 'time',
] as const; // prettier-ignore
type Column = (typeof columns)[number];

/** Sheets of the same workbook that only help to fill it in. */
export const supportSheets: readonly string[] = ['channels', 'actors', 'phases', 'user guide'];

const columnsAt = (sheet: Sheet, row: number): Map<Column, number> => {
  const found = new Map<Column, number>();
  (sheet.rows[row] ?? []).forEach((_, at) => {
    const key = headerKey(textAt(sheet, row, at).replace(/[’`]/g, "'"));
    const name = columns.find(one => one === key);
    if (name && !found.has(name)) found.set(name, at);
  });
  return found;
};

/** The row of its column heads; `undefined` where the sheet is another. */
export function cjmlHead(sheet: Sheet): number | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, 20); row++) {
    const found = columnsAt(sheet, row);
    if (found.size >= 6 && found.has('actor who initiated')) return row;
  }
  return undefined;
}

export function readCjmlExcel(draft: Draft, sheet: Sheet, head: number): void {
  const customer = readHead(draft, sheet, head);
  const at = columnsAt(sheet, head);
  let stage: Stage | undefined;
  for (let row = head + 1; row < sheet.rows.length; row++) {
    if (isEmptyRow(sheet.rows[row]!)) continue;
    const cell = (name: Column): FilledCell | undefined => {
      const column = at.get(name);
      const text = column === undefined ? '' : textAt(sheet, row, column);
      return text ? {text, place: placeOf(sheet, row, column!), header: name} : undefined;
    };
    const included = cell('include');
    if (included && flagOf(included.text).value === false) {
      draft.remarks.error('excluded', included.place, 'The row is marked as not to be included; it was not read.');
      continue;
    }
    const phase = cell('phase');
    stage = phase ? draft.stage(phase.text, phase.place) : (stage ?? draft.stage('Journey', placeOf(sheet, row, 0)));
    if (stage) readTouchpoint(draft, stage, cell, customer, placeOf(sheet, row, 0));
    sayUnknown(draft, sheet, head, row, at);
  }
}

function sayUnknown(draft: Draft, sheet: Sheet, head: number, row: number, at: ReadonlyMap<Column, number>): void {
  const known = new Set(at.values());
  (sheet.rows[row] ?? []).forEach((_, column) => {
    if (textAt(sheet, row, column) && !known.has(column))
      draft.remarks.error(
        'column',
        placeOf(sheet, row, column),
        `The column ${quoted(textAt(sheet, head, column))} is none of CJMLExcel's; it was not read.`,
      );
  });
}

type CellOf = (name: Column) => FilledCell | undefined;

function readTouchpoint(draft: Draft, stage: Stage, cell: CellOf, customer: Persona | undefined, place: string): void {
  const direction = directionOf(cell, customer);
  const name = nameOf(cell, direction);
  const label = name?.text ?? 'Touchpoint';
  // Two touchpoints of one name are two steps: each row is one.
  const step = draft.step(stage, freeLabel(draft, stage, label, cell('tp id')), name?.place ?? place);
  if (!step) return;
  const fields = new Map<Field, FilledCell>();
  if (cell('actor who received') || cell('channel')) {
    touchpointFields(fields, cell, {text: label.replace(/[\n;]/g, ' '), place, header: 'Touchpoint'});
    if (direction) fields.set('direction', {text: direction, place, header: 'Direction'});
  }
  experienceFields(fields, cell, customer);
  fillStep({draft, stage, step, wholeStage: false, row: {fields, others: []}});
  putTexts(draft, step, cell, name);
}

/** What the customer calls it, else what anybody does. */
function nameOf(cell: CellOf, direction: 'inbound' | 'outbound' | undefined): FilledCell | undefined {
  const labels = ["initiator's label", "receiver's label"] as const;
  const order = direction === 'outbound' ? [...labels].reverse() : labels;
  return [...order, 'comment', 'tp id', 'actor who initiated'].flatMap(column => cell(column as Column) ?? [])[0];
}

/** Who began: the customer or somebody else; `undefined` where the customer is not among the two. */
function directionOf(cell: CellOf, customer: Persona | undefined): 'inbound' | 'outbound' | undefined {
  const isCustomer = (actor: FilledCell | undefined): boolean =>
    !!actor && !!customer && [plain(customer.name), plain(customer.id)].includes(plain(actor.text));
  if (isCustomer(cell('actor who initiated'))) return 'inbound';
  return isCustomer(cell('actor who received')) ? 'outbound' : undefined;
}

function touchpointFields(fields: Map<Field, FilledCell>, cell: CellOf, name: FilledCell): void {
  const [id, channel] = [cell('tp id'), cell('channel')];
  fields.set('touchpoint', name);
  if (id && isId(id.text)) fields.set('touchpointId', id);
  if (channel) fields.set('channel', {...channel, text: channelNameOf(channel.text)});
}

function experienceFields(fields: Map<Field, FilledCell>, cell: CellOf, customer: Persona | undefined): void {
  const [rating, why] = [cell('ux rating'), cell('ux description')];
  if (rating) fields.set('emotion', {...rating, header: 'UX rating (1..5)'});
  if (why) fields.set('why', why);
  if (rating && customer) fields.set('persona', {text: customer.name, place: rating.place, header: 'Persona'});
}

const laneColumns: readonly (readonly [Column, string])[] = [
  ['actor who initiated', 'Actor who initiated'],
  ["initiator's label", "Initiator's label"],
  ['actor who received', 'Actor who received'],
  ["receiver's label", "Receiver's label"],
  ['comment', 'Comment'],
  ['deviation', 'Deviation'],
  ['date', 'Date'],
  ['time', 'Time'],
];

/** What the model has no place for is kept as lanes of texts; not what has become the name of the step. */
function putTexts(draft: Draft, step: Step, cell: CellOf, name: FilledCell | undefined): void {
  for (const [column, title] of laneColumns) {
    const one = cell(column);
    const text = one && one.place !== name?.place && draft.text(one.text, one.place);
    if (text) draft.textCell(draft.lane('text', title, one.place), step, {text}, one.place);
  }
}

function freeLabel(draft: Draft, stage: Stage, label: string, id: FilledCell | undefined): string {
  const taken = (text: string): boolean =>
    draft.map.steps.some(step => step.stageId === stage.id && plain(step.name) === plain(text));
  if (!taken(label)) return label;
  const withId = id && `${label} (${id.text})`;
  if (withId && !taken(withId)) return withId;
  let number = 2;
  while (taken(`${label} (${number})`)) number++;
  return `${label} (${number})`;
}

/** Names and values above the columns; gives the customer whose journey it is. */
function readHead(draft: Draft, sheet: Sheet, head: number): Persona | undefined {
  let customer: Persona | undefined;
  for (let row = 0; row < head; row++) {
    const filled = (sheet.rows[row] ?? []).flatMap((_, column) => (textAt(sheet, row, column) ? [column] : []));
    if (!filled.length) continue;
    const [label, value = filled[0]!] = filled as [number, number | undefined];
    const key = headerKey(textAt(sheet, row, label));
    const [text, place] = [value === label ? '' : textAt(sheet, row, value), placeOf(sheet, row, value)];
    if (text && /end.?user|customer|persona|actor/.test(key)) customer = draft.persona(text, place);
    else if (!text || !putHead(draft, key, text, place))
      draft.remarks.error('head', place, `${quoted(text || key)} in the head of the sheet was not read.`);
  }
  return customer;
}

/** Whether the map has a place for what the head says. */
function putHead({map, remarks}: Draft, key: string, text: string, place: string): boolean {
  const isName = text.length <= limits.nameUnits;
  if (/title|journey name|^name/.test(key) && isName) map.title = text;
  else if (/summary|description/.test(key) && text.length <= limits.textUnits) map.description = text;
  else if (/creator|author|owner/.test(key) && isName) map.owner = text;
  else if (/journey id|^id$/.test(key) && isId(text)) map.id = text;
  else if (key.includes('status') && /planned|actual/i.test(text)) {
    map.state = /planned/i.test(text) ? 'future' : 'current';
    remarks.note('status', place, `The status ${quoted(text)} was read as the state "${map.state}".`);
  } else return false;
  return true;
}
