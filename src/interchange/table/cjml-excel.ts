/** Layout D: the sheet of CJMLExcel, a head of names and values, then one row for each touchpoint in 14 columns. */
import type {Persona, Stage, Step} from '../../schema/journey-map.js';
import type {Draft} from './draft.js';
import {type FilledCell, fillStep} from './fill.js';
import {type Field, headerKey} from './headers.js';
import {isEmptyRow, placeOf, type Sheet, textAt} from './sheets.js';
import {flagOf, plain, short} from './values.js';

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

const laneColumns = new Map<Column, string>([
  ['comment', 'Comment'],
  ['deviation', 'Deviation'],
  ['date', 'Date'],
  ['time', 'Time'],
]);

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
        `The column "${short(textAt(sheet, head, column))}" is none of CJMLExcel's; it was not read.`,
      );
  });
}

type CellOf = (name: Column) => FilledCell | undefined;

function readTouchpoint(draft: Draft, stage: Stage, cell: CellOf, customer: Persona | undefined, place: string): void {
  const [from, to] = [cell('actor who initiated'), cell('actor who received')];
  const isCustomer = (actor: FilledCell | undefined): boolean =>
    !!actor && !!customer && [plain(customer.name), plain(customer.id)].includes(plain(actor.text));
  const own = isCustomer(to) && !isCustomer(from) ? cell("receiver's label") : cell("initiator's label");
  const name = own ?? cell("initiator's label") ?? cell("receiver's label") ?? cell('comment') ?? cell('tp id');
  const id = cell('tp id');
  const label = name?.text ?? `${from?.text ?? ''} → ${to?.text ?? ''}`;
  // Two touchpoints of one name are two steps: each row is one.
  const step: Step | undefined = draft.step(stage, freeLabel(draft, stage, label, id), name?.place ?? place);
  if (!step) return;
  const fields = new Map<Field, FilledCell>();
  const put = (field: Field, from_: FilledCell | undefined, header?: string): void => {
    if (from_) fields.set(field, header ? {...from_, header} : from_);
  };
  if (to || cell('channel'))
    put('touchpoint', {text: label.replace(/[\n;]/g, ' '), place: name?.place ?? place, header: 'Touchpoint'});
  put(
    'touchpointId',
    id && fields.has('touchpoint') && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:-]{0,99}$/u.test(id.text) ? id : undefined,
  );
  put('channel', cell('channel'));
  put('emotion', cell('ux rating'), 'UX rating (1..5)');
  put('why', cell('ux description'));
  if (customer && cell('ux rating'))
    put('persona', {text: customer.name, place: cell('ux rating')!.place, header: 'Persona'});
  if (fields.has('touchpoint') && (isCustomer(from) || isCustomer(to)))
    put('direction', {text: isCustomer(from) ? 'inbound' : 'outbound', place, header: 'Direction'});
  const others = [...laneColumns].flatMap(([column, header]) => (cell(column) ? [{...cell(column)!, header}] : []));
  fillStep({draft, stage, step, wholeStage: false, row: {fields, others: []}});
  const actors = [from && {...from, header: 'Actor who initiated'}, to && {...to, header: 'Actor who received'}];
  const receiver = cell("receiver's label");
  const texts = [
    ...actors,
    own === receiver ? undefined : receiver && {...receiver, header: "Receiver's label"},
    ...others,
  ];
  for (const one of texts) {
    const text = one && draft.text(one.text, one.place);
    if (text) draft.cell(draft.lane('text', one.header, one.place), step, {text}, one.place);
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
  const {map} = draft;
  for (let row = 0; row < head; row++) {
    const filled = (sheet.rows[row] ?? []).flatMap((_, column) => (textAt(sheet, row, column) ? [column] : []));
    if (filled.length === 0) continue;
    const [label, value] = filled as [number, number | undefined];
    const key = headerKey(textAt(sheet, row, label));
    const text = value === undefined ? '' : textAt(sheet, row, value);
    const place = placeOf(sheet, row, value ?? label);
    const line = text.length <= 200;
    if (/end.?user|customer|persona|actor/.test(key) && text) customer = draft.persona(text, place);
    else if (/title|journey name|^name/.test(key) && text && line) map.title = text;
    else if (/summary|description/.test(key) && text) map.description = draft.text(text, place);
    else if (/creator|author|owner/.test(key) && text && line) map.owner = text;
    else if (/journey id|^id$/.test(key) && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:-]{0,99}$/u.test(text)) map.id = text;
    else if (/status/.test(key) && /planned|actual|draft|live/i.test(text)) {
      map.state = /planned/i.test(text) ? 'future' : 'current';
      draft.remarks.note('status', place, `The status "${short(text)}" was read as the state "${map.state}".`);
    } else draft.remarks.error('head', place, `"${short(text || key)}" in the head of the sheet was not read.`);
  }
  return customer;
}
