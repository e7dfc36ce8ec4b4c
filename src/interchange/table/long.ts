/** Layouts A and B: rows of steps, several for one step where it needs them, or one row for each stage. */
import {quoted} from '../../schema/issues.js';
import type {Stage, Step} from '../../schema/journey-map.js';
import {readAbove} from './above.js';
import type {Draft} from './draft.js';
import {fillStep, type Row} from './fill.js';
import {type Head, headless, rowsAt} from './rows.js';
import {isEmptyRow, placeOf, type Sheet} from './sheets.js';

/** Reads all rows under the head. `perStage`: each row tells of a whole stage (layout B). */
export function readLong(draft: Draft, sheet: Sheet, head: Head, perStage: boolean): void {
  readAbove(draft, sheet, head.row);
  for (const [name, columns] of head.personas)
    draft.sayPersona(name, placeOf(sheet, head.row, [...columns.values()][0]!));
  let stage: Stage | undefined;
  let step: Step | undefined;
  for (let at = head.row + 1; at < sheet.rows.length; at++) {
    if (isEmptyRow(sheet.rows[at]!)) continue;
    const {row, personas} = rowsAt(sheet, head, at);
    for (const column of headless(sheet, head, at))
      draft.remarks.error(
        'headless',
        placeOf(sheet, at, column),
        'The column has no head, so nothing says what this cell is; it was not read.',
      );
    if (!row.fields.size && !row.others.length && !personas.length) continue;
    const next = stageOf(draft, row, stage, placeOf(sheet, at, 0));
    if (!next) continue;
    if (next !== stage) step = undefined;
    stage = next;
    const isBare = !personas.length && tellsStageAlone(row);
    step = stepOf(draft, row, stage, step, perStage, isBare, placeOf(sheet, at, 0));
    for (const one of step ? [row, ...personas] : [])
      fillStep({draft, stage, step: step!, wholeStage: perStage, row: one});
  }
}

/** An empty cell means the stage above. */
function stageOf(draft: Draft, {fields}: Row, above: Stage | undefined, place: string): Stage | undefined {
  const [named, id] = [fields.get('stage'), fields.get('stageId')];
  if (named || id) return draft.stage(named?.text ?? id!.text, named?.place ?? place, id?.text);
  if (above) return above;
  draft.remarks.noteOnce('no stage', 'no-stage', place, 'No stage is named before this row; "Journey" was taken.');
  return draft.stage('Journey', place);
}

function stepOf(
  draft: Draft,
  row: Row,
  stage: Stage,
  above: Step | undefined,
  perStage: boolean,
  isBare: boolean,
  place: string,
): Step | undefined {
  const [named, id] = [row.fields.get('step'), row.fields.get('stepId')];
  if (named || id) return draft.step(stage, named?.text ?? id!.text, named?.place ?? place, id?.text);
  if (perStage) return draft.step(stage, stage.name, place);
  return above ?? (isBare ? undefined : unnamedStep(draft, row, stage, place));
}

const tellsStageAlone = ({fields, others}: Row): boolean =>
  !others.length && [...fields.keys()].every(field => field === 'stage' || field === 'stageId');

/** A row that tells more than its stage is a step, named after its touchpoint. */
function unnamedStep(draft: Draft, {fields}: Row, stage: Stage, place: string): Step | undefined {
  const touchpoint = fields.get('touchpoint');
  if (touchpoint) return draft.step(stage, touchpoint.text, touchpoint.place);
  draft.remarks.note('no-step', place, `No step is named; it was called ${quoted(stage.name)}, as its stage.`);
  return draft.step(stage, stage.name, place);
}
