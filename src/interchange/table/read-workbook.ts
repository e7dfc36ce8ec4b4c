/** A workbook as a journey map: which sheet is what, in which order they are read, and what none of them could say. */
import {pathText, quoted} from '../../schema/issues.js';
import {KitError} from '../../schema/error.js';
import {errorTexts} from '../../schema/error-texts.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {currentMap} from '../../schema/journey-version.js';
import type {Reading, ReadOptions, Remark, Scale} from '../reading.js';
import {sound} from '../sound.js';
import {plain} from '../names.js';
import {cjmlHead, readCjmlExcel, supportSheets} from './cjml-excel.js';
import {Draft} from './draft.js';
import {finished, orderSteps, settleEmotions, settleNext} from './finish.js';
import {readLong} from './long.js';
import {matrixHead, readMatrix, titledMatrixHead} from './matrix.js';
import {withoutNothing} from './nothing.js';
import {Patch, rowPath} from './paths.js';
import {readTable, tableOf} from './read-tables.js';
import {findHead, type Head} from './rows.js';
import {
  isEmptyRow,
  pieceUnits,
  placeOf,
  type TableRemarks,
  type Sheet,
  textAt,
  type Value,
  type Workbook,
} from './sheets.js';

/** Heads of the sheets of paths and values: of the map itself, and of what fits no column. Each has a blank, as no id or path has. */
export const fieldTitles = ['Map field', 'Value'] as const;
export const pathTitles = ['Map path', 'Value'] as const;

type Role =
  | {readonly kind: 'fields' | 'paths'; readonly row: number}
  | {readonly kind: 'table'; readonly read: (draft: Draft) => () => void}
  | {readonly kind: 'main'; readonly read: (draft: Draft) => void; readonly weight: number}
  | {readonly kind: 'support' | 'empty' | 'unknown'};

const heads = (sheet: Sheet, row: number): readonly string[] =>
  (sheet.rows[row] ?? []).slice(0, 2).map((_, column) => textAt(sheet, row, column));

function roleOf(sheet: Sheet, isCjml: boolean): Role {
  const first = sheet.rows.findIndex(row => !isEmptyRow(row));
  if (first < 0) return {kind: 'empty'};
  const [a, b] = heads(sheet, first);
  if (a === fieldTitles[0] && b === fieldTitles[1]) return {kind: 'fields', row: first};
  if (a === pathTitles[0] && b === pathTitles[1]) return {kind: 'paths', row: first};
  const cjml = cjmlHead(sheet);
  if (cjml !== undefined) return {kind: 'main', weight: 20, read: draft => readCjmlExcel(draft, sheet, cjml)};
  if (isCjml && supportSheets.includes(plain(sheet.name))) return {kind: 'support'};
  const table = tableOf(sheet);
  if (table) return {kind: 'table', read: draft => readTable(draft, sheet, table.table, table.row)};
  return mainRole(sheet);
}

/** Layouts A, B and C. */
function mainRole(sheet: Sheet): Role {
  const head = findHead(sheet);
  const hasStage = !!head && (head.fields.has('stage') || head.fields.has('stageId'));
  const rows = head && (hasStage || head.fields.has('step')) ? head : undefined;
  const matrix = matrixHead(sheet) ?? (rows ? undefined : titledMatrixHead(sheet));
  if (matrix) return {kind: 'main', weight: 2, read: draft => readMatrix(draft, sheet, matrix)};
  if (!rows) return {kind: 'unknown'};
  const perStage = isPerStage(sheet, rows);
  return {kind: 'main', weight: rows.fields.size, read: draft => readLong(draft, sheet, rows, perStage)};
}

/** Layout B: no column of steps, and each row names a stage of its own. */
function isPerStage(sheet: Sheet, head: Head): boolean {
  const at = head.fields.get('stage');
  if (at === undefined || head.fields.has('step') || head.fields.has('stepId')) return false;
  const names = sheet.rows
    .slice(head.row + 1)
    .flatMap((row, below) => (isEmptyRow(row) ? [] : plain(textAt(sheet, head.row + 1 + below, at))));
  return names.every(Boolean) && new Set(names).size === names.length;
}

export interface Assembled {
  readonly map: JourneyMap | undefined;
  /** The cell of each value that was told by its path. */
  readonly places?: ReadonlyMap<string, string>;
  readonly scales?: readonly Scale[] | undefined;
}

/** Puts the sheets together, in the order in which they need one another; not yet held to the model. */
export function assemble(book: Workbook, remarks: TableRemarks, options: ReadOptions = {}): Assembled {
  const isCjml = book.some(sheet => cjmlHead(sheet) !== undefined);
  const placed = (sheet: Sheet): Placed => ({sheet, role: roleOf(sheet, isCjml)});
  const asWritten = book.map(placed);
  const own = asWritten.some(({role}) => role.kind === 'fields');
  // What this kit wrote is meant as it stands.
  const roles = own ? asWritten : book.map(sheet => placed(withoutNothing(sheet, remarks)));
  const draft = new Draft(remarks);
  const main = mainSheet(roles, remarks);
  if (!main) {
    const parts = roles.flatMap(({sheet, role}) => (isPart(role) ? sheet.name : []));
    remarks.error('layout', '', parts.length ? stepsMissing(parts) : layoutHelp);
    return {map: undefined};
  }
  const places = new Map<string, string>();
  const fields = new Patch(draft.map as unknown as Record<string, unknown>);
  for (const {sheet, role} of roles) {
    if (role.kind === 'fields') applyRows(fields, sheet, role.row, remarks, places);
    if (role.kind === 'support')
      remarks.note('support', sheet.name, 'This sheet only helps to fill in the others; it was not read.');
    if (role.kind === 'unknown')
      remarks.error(
        'sheet',
        sheet.name,
        'Nothing in this sheet says that it belongs to a journey map; it was not read.',
      );
  }
  const later = roles.flatMap(({role}) => (role.kind === 'table' ? role.read(draft) : []));
  main(draft);
  const scales = settleEmotions(draft, options.scale);
  settleNext(draft);
  orderSteps(draft);
  later.forEach(run => run());
  const map = finished(draft, options.name, own);
  const patch = new Patch(map as unknown as Record<string, unknown>);
  for (const {sheet, role} of roles) if (role.kind === 'paths') applyRows(patch, sheet, role.row, remarks, places);
  return {map, places, scales};
}

const layoutHelp =
  'No sheet has the layout of a journey map: columns such as Stage, Step and Emotion, or stages side by side above lanes such as Actions and Thoughts.';

const isPart = ({kind}: Role): boolean => kind === 'table' || kind === 'fields' || kind === 'paths';

const stepsMissing = ([first, ...others]: readonly string[]): string =>
  `${quoted(first!)}${others.length ? ` and ${others.length} more are parts` : ' is one part'} of a journey map, and its steps are missing; read it together with them.`;

type Placed = {readonly sheet: Sheet; readonly role: Role};

/** The one sheet that holds the steps; of several the one with the most columns that are known. */
function mainSheet(roles: readonly Placed[], remarks: TableRemarks): ((draft: Draft) => void) | undefined {
  let best: {sheet: Sheet; role: Role & {kind: 'main'}} | undefined;
  for (const {sheet, role} of roles)
    if (role.kind === 'main' && role.weight > (best?.role.weight ?? 0)) best = {sheet, role};
  for (const {sheet, role} of roles)
    if (role.kind === 'main' && sheet !== best?.sheet)
      remarks.error(
        'second',
        sheet.name,
        `The steps were taken from ${quoted(best!.sheet.name)}; put this sheet into a file of its own.`,
      );
  return best?.role.read;
}

/** Rows of paths and values; a long value goes on in the cells to its right. */
function applyRows(patch: Patch, sheet: Sheet, head: number, remarks: TableRemarks, places: Map<string, string>): void {
  for (let row = head + 1; row < sheet.rows.length; row++) {
    const path = textAt(sheet, row, 0);
    if (!path) continue;
    const [value, rest] = valueAt(sheet.rows[row]!);
    if (rest !== undefined)
      remarks.error(
        'headless',
        placeOf(sheet, row, rest),
        'The cell stands beside the value of the row; it was not read.',
      );
    const reason = patch.apply(path, value);
    places.set(path, placeOf(sheet, row, 1));
    if (reason) remarks.error('path', placeOf(sheet, row, 0), `${quoted(path)} was not read: ${reason}.`);
  }
}

/** The value of a row, and the first cell that is no more of it: only a piece as long as it can be goes on to its right. */
function valueAt(row: readonly Value[]): [value: string, rest: number | undefined] {
  const cells = row.map(String);
  let end = 2;
  while ((cells[end - 1]?.length ?? 0) >= pieceUnits - 1) end++;
  const rest = cells.findIndex((cell, column) => column >= end && cell.trim() !== '');
  return [cells.slice(1, end).join('').trim(), rest < 0 ? undefined : rest];
}

/** A workbook as a reading of it. */
export function readWorkbook(book: Workbook, remarks: TableRemarks, options: ReadOptions = {}): Reading {
  const {map, scales, places} = assemble(book, remarks, options);
  if (!map) return {remarks: remarks.all};
  try {
    const placeIn = (path: readonly PropertyKey[]): string => places?.get(rowPath(map, path)) ?? pathText(path);
    const reading = sound(currentMap(map), remarks.all, placeIn);
    return scales ? {...reading, scales} : reading;
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    const told: Remark = {
      level: 'error',
      code: error.code,
      place: 'map',
      text: `${errorTexts[error.code]} ${error.details}`,
    };
    return {remarks: [...remarks.all, told]};
  }
}
