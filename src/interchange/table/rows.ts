/** Header rows and the rows under them. */
import type {Draft} from './draft.js';
import type {FilledCell, Row} from './fill.js';
import {type Field, fieldOf} from './headers.js';
import {placeOf, type Sheet, textAt} from './sheets.js';

export interface Head {
  readonly row: number;
  readonly fields: ReadonlyMap<Field, number>;
  /** Columns whose head is not known, or names a field for the second time. */
  readonly others: readonly number[];
}

export function headAt(sheet: Sheet, row: number): Head {
  const fields = new Map<Field, number>();
  const others: number[] = [];
  (sheet.rows[row] ?? []).forEach((_, column) => {
    const header = textAt(sheet, row, column);
    const field = fieldOf(header);
    if (field && !fields.has(field)) fields.set(field, column);
    else if (header) others.push(column);
  });
  return {row, fields, others};
}

/** The row among the first ones with the most heads that are known; at least two. */
export function findHead(sheet: Sheet): Head | undefined {
  const heads = sheet.rows.slice(0, 15).map((_, row) => headAt(sheet, row));
  const best = heads.reduce<Head | undefined>(
    (most, head) => (head.fields.size > (most?.fields.size ?? 1) ? head : most),
    undefined,
  );
  return best;
}

export function rowAt(sheet: Sheet, head: Head, row: number): Row {
  const cell = (column: number): FilledCell | undefined => {
    const text = textAt(sheet, row, column);
    return text ? {text, place: placeOf(sheet, row, column), header: textAt(sheet, head.row, column)} : undefined;
  };
  const fields = new Map<Field, FilledCell>();
  for (const [field, column] of head.fields) {
    const filled = cell(column);
    if (filled) fields.set(field, filled);
  }
  return {fields, others: head.others.flatMap(column => cell(column) ?? [])};
}

/** Cells without a head are told, since nothing says what they are. */
export function headless(sheet: Sheet, head: Head, row: number): readonly number[] {
  return (sheet.rows[row] ?? []).flatMap((_, column) =>
    textAt(sheet, row, column) && !textAt(sheet, head.row, column) ? [column] : [],
  );
}

/** What stands above the heads: the first text alone in its row is the title; the rest is told, since nothing says what it is. */
export function readAbove(draft: Draft, sheet: Sheet, head: number): void {
  for (let row = 0; row < head; row++) {
    const filled = (sheet.rows[row] ?? []).flatMap((_, column) => (textAt(sheet, row, column) ? [column] : []));
    const texts = new Set(filled.map(column => textAt(sheet, row, column)));
    const [first] = texts;
    if (!first) continue;
    const place = placeOf(sheet, row, filled[0]!);
    if (texts.size === 1 && !draft.map.title) draft.map.title = draft.name(first, place);
    else draft.remarks.error('above', place, 'The row stands above the heads of the columns; it was not read.');
  }
}
