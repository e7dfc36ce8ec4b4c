/** Layout C: stages side by side in the first row, lanes one below the other in the first column. */
import {quoted} from '../../schema/issues.js';
import type {Cell, Stage, Step} from '../../schema/journey-map.js';
import {plain} from '../names.js';
import {readAbove} from './above.js';
import type {Draft} from './draft.js';
import {orderSteps} from './finish.js';
import {type FilledCell, fillStep, type Row} from './fill.js';
import {type Field, fieldOf, personaIn} from './headers.js';
import {placeOf, type Sheet, textAt} from './sheets.js';

export interface MatrixHead {
  /** The row of the stages. */
  readonly row: number;
  /** The column of the lane names. */
  readonly column: number;
}

interface LaneRow {
  readonly row: number;
  readonly label: string;
  readonly field: Field | undefined;
  /** Whom the row speaks of: `Ana` of `Thoughts (Ana)`. */
  readonly persona: string | undefined;
}

const isStageField = (field: Field | undefined): boolean => field === 'stage';

/** A place where a matrix may begin. */
interface Beginning extends MatrixHead {
  /** How many lanes are known, and how many stages are named. */
  readonly lanes: number;
  readonly stages: number;
}

/**
 * Where a matrix may begin: at least two names of lanes that are known stand below one another, beside a row of stages. Stages
 * are called as lanes are now and then, `Research` or `Support`, and the other way round: what more of is known is the lanes.
 */
function beginningAt(sheet: Sheet, row: number, column: number): Beginning | undefined {
  const below = sheet.rows.slice(row + 1).map((_, at) => textAt(sheet, row + 1 + at, column));
  const beside = (sheet.rows[row] ?? []).slice(column + 1).map((_, at) => textAt(sheet, row, column + 1 + at));
  const [lanes, heads] = [knownOf(below), knownOf(beside)];
  const hasCorner = textAt(sheet, row, column) !== '';
  const isHead = heads.fields.includes('step') || (hasCorner && heads.fields.length >= lanes.fields.length);
  const areStages = heads.share <= 0.5 || lanes.share > heads.share;
  if (lanes.fields.length < 2 || !beside.some(Boolean) || !areStages || isHead) return;
  return {row, column, lanes: lanes.fields.length, stages: beside.filter(Boolean).length};
}

const beginningsOf = (sheet: Sheet, isCorner: (text: string) => boolean): Beginning[] =>
  sheet.rows
    .slice(0, 12)
    .flatMap((_, row) =>
      [0, 1].flatMap(column => (isCorner(textAt(sheet, row, column)) ? (beginningAt(sheet, row, column) ?? []) : [])),
    );

/** Where a matrix begins whose corner is empty, or says that stages are beside it. */
export const matrixHead = (sheet: Sheet): MatrixHead | undefined =>
  beginningsOf(sheet, corner => !corner || isStageField(fieldOf(corner)))[0];

/** Where one begins whose corner says something else, `Lane` or `Our journey`: where most of lanes and stages is. */
export const titledMatrixHead = (sheet: Sheet): MatrixHead | undefined =>
  beginningsOf(sheet, corner => corner !== '' && !fieldOf(corner)).sort(
    (a, b) => b.lanes - a.lanes || b.stages - a.stages,
  )[0];

/** What names are known among some texts, and the share of them. */
function knownOf(texts: readonly string[]): {readonly fields: readonly Field[]; readonly share: number} {
  const names = new Set(texts.filter(Boolean).map(plain));
  const fields = [...names].flatMap(name => fieldOf(name) ?? []).filter(field => field !== 'stage');
  return {fields, share: fields.length / Math.max(1, names.size)};
}

export function readMatrix(draft: Draft, sheet: Sheet, head: MatrixHead): void {
  readAbove(draft, sheet, head.row);
  const corner = textAt(sheet, head.row, head.column);
  if (corner && !fieldOf(corner))
    draft.remarks.note(
      'corner',
      placeOf(sheet, head.row, head.column),
      `${quoted(corner)} was taken for the name of the table, with stages beside it and lanes below.`,
    );
  const rows = laneRows(draft, sheet, head);
  const width = Math.max(...sheet.rows.map(row => row.length));
  const stepRow = rows.find(({field}) => field === 'step')?.row;
  const counts = new Map<Stage, number>();
  let stage: Stage | undefined;
  for (let column = head.column + 1; column < width; column++) {
    const place = placeOf(sheet, head.row, column);
    const name = textAt(sheet, head.row, column);
    const isFilled = rows.some(({row}) => textAt(sheet, row, column));
    const next = name ? draft.stage(name, place) : stage;
    if (!next && isFilled && !name)
      draft.remarks.error('headless', place, 'No stage is named above this column; it was not read.');
    if (!next || (!name && !isFilled)) continue;
    stage = next;
    const inStage = (counts.get(stage) ?? 0) + 1;
    counts.set(stage, inStage);
    const step = stepAt(draft, sheet, stage, inStage, stepRow ?? head.row, column);
    for (const group of step ? groups(rows) : [])
      fillStep({draft, stage, step: step!, wholeStage: stepRow === undefined, row: rowOf(sheet, head, group, column)});
  }
  orderSteps(draft);
  joinEqual(draft);
}

/** The step that its row names; else it is called as its stage, from the second one on with a number. */
function stepAt(
  draft: Draft,
  sheet: Sheet,
  stage: Stage,
  inStage: number,
  row: number,
  column: number,
): Step | undefined {
  const label = textAt(sheet, row, column);
  const isOwn = label && label !== stage.name;
  const numbered = inStage > 1 ? `${stage.name} ${inStage}` : stage.name;
  return draft.step(stage, isOwn ? label : numbered, placeOf(sheet, row, column));
}

/** The cells of one column, as a row that tells of one step. */
function rowOf(sheet: Sheet, head: MatrixHead, rows: readonly LaneRow[], column: number): Row {
  const fields = new Map<Field, FilledCell>();
  const others: FilledCell[] = [];
  for (const {row, label: header, field} of rows) {
    const text = textAt(sheet, row, column);
    if (!text || field === 'step') continue;
    const cell = {text, place: placeOf(sheet, row, column), header};
    if (field && !fields.has(field)) fields.set(field, cell);
    else others.push(cell);
  }
  const [{row: first, persona}] = rows as readonly [LaneRow];
  if (persona) fields.set('persona', {text: persona, place: placeOf(sheet, first, head.column), header: 'Persona'});
  return {fields, others};
}

function laneRows(draft: Draft, sheet: Sheet, head: MatrixHead): readonly LaneRow[] {
  const found: LaneRow[] = [];
  for (let row = head.row + 1; row < sheet.rows.length; row++) {
    const label = textAt(sheet, row, head.column);
    if (label) {
      const field = fieldOf(label);
      const persona = field && personaIn(label);
      if (persona) draft.sayPersona(persona, placeOf(sheet, row, head.column));
      found.push({row, label, field, persona});
      continue;
    }
    (sheet.rows[row] ?? []).forEach((_, column) => {
      if (textAt(sheet, row, column))
        draft.remarks.error(
          'headless',
          placeOf(sheet, row, column),
          'The row has no name in the first column, so nothing says what this cell is; it was not read.',
        );
    });
  }
  return found;
}

/** The rows of everybody, and those of each persona. */
function groups(rows: readonly LaneRow[]): Iterable<readonly LaneRow[]> {
  const found = new Map<string | undefined, LaneRow[]>();
  for (const row of rows) found.set(row.persona, [...(found.get(row.persona) ?? []), row]);
  return found.values();
}

/** The same text in columns side by side, as merged cells leave it, is one cell across them. */
function joinEqual({cells, map}: Draft): void {
  const order = new Map(map.steps.map(({id}, at) => [id, at]));
  const last = new Map<string, Cell>();
  const kept = cells.filter(cell => {
    const key = `${cell.laneId}\n${cell.personaId ?? ''}`;
    const before = last.get(key);
    const isNext =
      before?.text === cell.text && order.get(cell.from) === order.get(before?.to ?? before?.from ?? '')! + 1;
    if (!isNext) {
      last.set(key, cell);
      return true;
    }
    before!.to = cell.from;
    return false;
  });
  cells.splice(0, cells.length, ...kept);
}
