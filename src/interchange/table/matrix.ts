/** Layout C: stages side by side in the first row, lanes one below the other in the first column. */
import type {Cell, Stage, Step} from '../../schema/journey-map.js';
import type {Draft} from './draft.js';
import {scaleOfHeader} from './emotions.js';
import {type FilledCell, fillStep, type Row} from './fill.js';
import {type Field, fieldOf, hintOf} from './headers.js';
import {readAbove} from './rows.js';
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

/** Where a matrix begins: at least two names of lanes that are known stand below one another, beside a row of several names. */
export function matrixHead(sheet: Sheet): MatrixHead | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, 12); row++)
    for (let column = 0; column < 2; column++) {
      const corner = textAt(sheet, row, column);
      if (corner && !isStageField(fieldOf(corner))) continue;
      const below = sheet.rows.slice(row + 1).map((_, at) => fieldOf(textAt(sheet, row + 1 + at, column)));
      const known = below.filter(field => field && field !== 'stage').length;
      const stages = (sheet.rows[row] ?? []).slice(column + 1).filter((_, at) => textAt(sheet, row, column + 1 + at));
      const headsKnown = stages.filter(text => fieldOf(String(text))).length;
      if (known >= 2 && stages.length && headsKnown < stages.length / 2 + 0.1) return {row, column};
    }
  return undefined;
}

export function readMatrix(draft: Draft, sheet: Sheet, head: MatrixHead): void {
  readAbove(draft, sheet, head.row);
  const rows = laneRows(draft, sheet, head);
  const width = Math.max(...sheet.rows.map(row => row.length));
  const stepRow = rows.find(({field}) => field === 'step')?.row;
  let stage: Stage | undefined;
  let inStage = 0;
  for (let column = head.column + 1; column < width; column++) {
    const place = placeOf(sheet, head.row, column);
    const name = textAt(sheet, head.row, column);
    const isFilled = rows.some(({row}) => textAt(sheet, row, column));
    const next = name ? draft.stage(name, place) : stage;
    if (!next && isFilled && !name)
      draft.remarks.error('headless', place, 'No stage is named above this column; it was not read.');
    if (!next || (!name && !isFilled)) continue;
    inStage = next === stage ? inStage + 1 : 1;
    stage = next;
    const step = stepAt(draft, sheet, stage, inStage, stepRow ?? head.row, column);
    for (const group of step ? groups(rows) : [])
      fillStep({draft, stage, step: step!, wholeStage: stepRow === undefined, row: rowOf(sheet, head, group, column)});
  }
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
      const hint = hintOf(label);
      const isPersona = hint !== undefined && !scaleOfHeader(hint) && !/^\d/.test(hint) && fieldOf(label) !== undefined;
      found.push({row, label, field: fieldOf(label), persona: isPersona ? hint : undefined});
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
