/** Reads the sheets beside `steps`, by what `tables.ts` says of their columns. */
import {quoted} from '../../schema/issues.js';
import type {Kpi} from '../../schema/journey-map.js';
import {journeyLimits as limits} from '../../schema/journey-words.js';
import {plain} from '../names.js';
import type {Draft} from './draft.js';
import {headerKey} from './headers.js';
import {channelKindOf} from '../channels.js';
import {fiveScale, isSame, scaleText} from '../scales.js';
import {scaleOfHeader} from './emotions.js';
import {directionOf, kpiByName} from './kinds.js';
import {type Finder, Names} from './names.js';
import {isEmptyRow, placeOf, type Sheet, textAt} from './sheets.js';
import {type Column, type ListName, type Table, type Target, tables} from './tables.js';
import {ratingOf} from './values.js';

type Item = Record<string, unknown> & {id: string};

/** What is left to do when all things have their names. */
export type Later = () => void;

const titlesOf = ({title, also = ''}: Pick<Column, 'title' | 'also'>): readonly string[] =>
  [title, ...also.split(',')].map(headerKey).filter(Boolean);

/** Which of the sheets beside `steps` this is, and the row of its heads. */
export function tableOf(sheet: Sheet): {table: Table; row: number} | undefined {
  const row = sheet.rows.findIndex(cells => !isEmptyRow(cells));
  if (row < 0) return undefined;
  const heads = sheet.rows[row]!.map((_, column) => headerKey(textAt(sheet, row, column)));
  const byId = tables.find(({idTitle}) => heads[0] === headerKey(idTitle));
  const named = tables.find(({sheet: name, also}) => [name, ...also.split(',')].includes(plain(sheet.name)));
  const table = byId ?? named;
  if (!table) return undefined;
  const key = table.columns.find(({path}) => path === table.key)!;
  return byId || titlesOf(key).some(title => heads.includes(title)) ? {table, row} : undefined;
}

const what: Readonly<Record<ListName, string>> = {
  stages: 'stage', personas: 'persona', channels: 'channel', kpis: 'KPI', painPoints: 'pain point',
  opportunities: 'opportunity', lanes: 'lane', cells: 'cell',
}; // prettier-ignore

/** What an item needs that a row may leave out. */
const required: Readonly<Record<ListName, (name: string) => object>> = {
  stages: () => ({}),
  personas: () => ({}),
  channels: name => ({kind: channelKindOf(name)}),
  kpis: kpiByName,
  painPoints: () => ({stepIds: [], severity: 3}),
  opportunities: () => ({impact: 3, effort: 3, status: 'idea'}),
  lanes: () => ({kind: 'text'}),
  cells: () => ({}),
};

/** Of these, what `required` says only until the file does. */
const untold: Partial<Record<ListName, readonly string[]>> = {
  painPoints: ['severity'],
  opportunities: ['impact', 'effort', 'status'],
};

/** Makes the things that the rows name; what they say of one another, and cells, follow later. */
export function readTable(draft: Draft, sheet: Sheet, table: Table, head: number): Later {
  const columns = columnsOf(draft, sheet, table, head);
  const later: Later[] = [];
  for (let row = head + 1; row < sheet.rows.length; row++) {
    if (isEmptyRow(sheet.rows[row]!)) continue;
    const line = new Line(draft, sheet, table, columns, row);
    if (table.list === 'cells') later.push(() => line.readCell());
    else later.push(line.read());
  }
  return () => later.forEach(run => run());
}

interface Columns {
  readonly id: number;
  readonly known: readonly (readonly [Column, number])[];
}

function columnsOf(draft: Draft, sheet: Sheet, table: Table, head: number): Columns {
  const known: [Column, number][] = [];
  let id = -1;
  (sheet.rows[head] ?? []).forEach((_, column) => {
    const text = textAt(sheet, head, column);
    const key = headerKey(text);
    if (!key) return;
    const found = table.columns.find(one => titlesOf(one).includes(key) && !known.some(([taken]) => taken === one));
    const scale = found?.read === ratingOf ? scaleOfHeader(text) : undefined;
    if (key === headerKey(table.idTitle) || key === 'id') id = column;
    else if (found && (!scale || isSame(scale, fiveScale))) known.push([found, column]);
    else {
      const filled = sheet.rows.slice(head + 1).filter((_cells, at) => textAt(sheet, head + 1 + at, column)).length;
      const why = scale
        ? `names a scale from ${scaleText(scale)}, and ratings are from 1 to 5`
        : `is no column of ${table.sheet}`;
      draft.remarks.error(
        'column',
        placeOf(sheet, head, column),
        `${quoted(text)} ${why}; its ${filled} filled cells were not read.`,
      );
    }
  });
  return {id, known};
}

class Line {
  readonly draft: Draft;
  readonly sheet: Sheet;
  readonly table: Table;
  readonly columns: Columns;
  readonly row: number;

  constructor(draft: Draft, sheet: Sheet, table: Table, columns: Columns, row: number) {
    this.draft = draft;
    this.sheet = sheet;
    this.table = table;
    this.columns = columns;
    this.row = row;
  }

  /** Makes the thing; gives what is left to do. */
  read(): Later {
    const {draft, table} = this;
    const list = table.list as Exclude<ListName, 'cells'>;
    const [keyColumn, at] = this.columns.known.find(([{path}]) => path === table.key) ?? [undefined, -1];
    const id = this.#text(this.columns.id);
    const label = this.#text(at) || id;
    const place = this.#place(Math.max(at, 0));
    if (!label) {
      draft.remarks.error('nameless', place, `The row names no ${what[list]}; it was not read.`);
      return () => {};
    }
    // Several lists of one engine: what an item of each needs, `required` gives.
    const names = draft[list] as unknown as Names<Item>;
    const isTwice = id ? names.byId(id) : names.find(label);
    if (isTwice) {
      draft.remarks.error('twice', place, `${quoted(label)} stands in an earlier row; this one was not read.`);
      return () => {};
    }
    const item = draft.one(
      names,
      limits[list],
      what[list],
      label,
      place,
      (own, name) => ({id: own, [table.key]: name, ...required[list](name)}),
      id,
    );
    if (!item) return () => {};
    this.#setPlain(item, keyColumn);
    this.#sayUntold(item, place);
    return () => this.#setRefs(item);
  }

  /** A cell needs its lane and its step; both are known by now. */
  readCell(): void {
    const {draft} = this;
    const at = (path: string): number => this.columns.known.find(([column]) => column.path === path)?.[1] ?? -1;
    const [laneText, fromText] = [this.#text(at('laneId')), this.#text(at('from'))];
    const step = draft.steps.find(fromText);
    if (!step || !laneText) {
      const noStep = fromText ? `${quoted(fromText)} is no step of the map` : 'The row names no step';
      const missing = laneText ? noStep : 'The row names no lane';
      draft.remarks.error(
        'reference',
        this.#place(Math.max(0, laneText ? at('from') : at('laneId'))),
        `${missing}; it was not read.`,
      );
      return;
    }
    if (draft.steps.isShared(fromText)) draft.saySeveral(fromText, this.#place(at('from')));
    if (draft.lanes.isShared(laneText)) draft.saySeveral(laneText, this.#place(at('laneId')));
    const lane = draft.lanes.find(laneText) ?? draft.lane('text', laneText, this.#place(at('laneId')));
    const id = this.#text(this.columns.id);
    const cell = draft.cell(lane, step, id ? {id} : {}, this.#place(0));
    if (!cell) return;
    const item: Item = cell;
    this.#setPlain(item, undefined);
    this.#setRefs(item);
    const order = (stepId: string): number => draft.map.steps.findIndex(one => one.id === stepId);
    if (cell.to !== undefined && order(cell.to) < order(cell.from)) {
      [cell.from, cell.to] = [cell.to, cell.from];
      draft.remarks.note(
        'span',
        this.#place(Math.max(0, at('to'))),
        'The cell ended before it began; the two steps were swapped.',
      );
    }
  }

  #text = (column: number): string => (column < 0 ? '' : textAt(this.sheet, this.row, column));
  #place = (column: number): string => placeOf(this.sheet, this.row, column);

  /** What the row leaves open: the sheet of the steps may tell it. */
  #sayUntold(item: Item, place: string): void {
    const {list} = this.table;
    const open = (untold[list] ?? []).filter(path => !this.#told(path));
    if (open.length) this.draft.untold.set(item, {fields: new Set(open), place});
    if (list === 'kpis' && !this.#told('direction')) item['direction'] = directionOf(item['kind'] as Kpi['kind']);
  }

  #told = (path: string): boolean =>
    this.columns.known.some(([column, at]) => column.path === path && this.#text(at) !== '');

  #setPlain(item: Item, key: Column | undefined): void {
    for (const [column, at] of this.columns.known) {
      const text = this.#text(at);
      if (!text || column === key || column.refs) continue;
      const value = this.draft.taken(column.read!(text), this.#place(at));
      if (value !== undefined) setAt(item, column.path, value);
    }
  }

  #setRefs(item: Item): void {
    for (const [{path, refs}, at] of this.columns.known) {
      const text = this.#text(at);
      if (!text || !refs || path === 'laneId' || path === 'from') continue;
      const {found, missing, shared} = finderOf(this.draft, refs.to).listed(text);
      for (const label of shared) this.draft.saySeveral(label, this.#place(at));
      for (const label of missing)
        this.draft.remarks.error(
          'reference',
          this.#place(at),
          `${quoted(label)} is not in this map; name one that is.`,
        );
      const most = path === 'stepIds' ? limits.steps : limits.entries;
      if (found.length > most)
        this.draft.remarks.error('too-many', this.#place(at), `Only the first ${most} were read.`);
      const ids = found.slice(0, most).map(({id}) => id);
      if (ids.length) setAt(item, path, refs.many ? ids : ids[0]);
    }
  }
}

/** `experiment.before` makes the experiment where there is none. */
function setAt(item: Record<string, unknown>, path: string, value: unknown): void {
  const [first, rest] = path.split('.') as [string, string | undefined];
  if (rest === undefined) item[first] = value;
  else setAt((item[first] ??= {}) as Record<string, unknown>, rest, value);
}

const anyOf = new WeakMap<Draft, Finder>();

/** Looks up what a column refers to; `any` once all of the file is read. */
function finderOf(draft: Draft, to: Target): Finder {
  if (to !== 'any') return draft[to];
  let finder = anyOf.get(draft);
  if (!finder) {
    finder = everything([
      draft.personas.list,
      draft.touchpoints.list,
      draft.painPoints.list,
      draft.opportunities.list,
      draft.kpis.list,
    ]);
    anyOf.set(draft, finder);
  }
  return finder;
}

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
  readonly title?: string | undefined;
}

/** Personas, touchpoints, pain points, opportunities and KPIs in one: what a cell may speak of. */
export const everything = (lists: readonly (readonly Named[])[]): Finder =>
  new Names<Named & {id: string}>(lists.flat(), ({name, title}) => name ?? title ?? '');
