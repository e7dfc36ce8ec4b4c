/** Header rows and the rows under them. */
import type {FilledCell, Row} from './fill.js';
import {type Field, fieldOf, personaIn} from './headers.js';
import {placeOf, type Sheet, textAt} from './sheets.js';

export interface Head {
  readonly row: number;
  readonly fields: ReadonlyMap<Field, number>;
  /** Columns of one persona each. */
  readonly personas: ReadonlyMap<string, ReadonlyMap<Field, number>>;
  /** Columns whose head is not known, or names a field for the second time. */
  readonly others: readonly number[];
}

export function headAt(sheet: Sheet, row: number): Head {
  const headers = (sheet.rows[row] ?? []).map((_, column) => textAt(sheet, row, column));
  const fields = new Map<Field, number>();
  const personas = new Map(personasOf(headers).map(name => [name, new Map<Field, number>()]));
  const others: number[] = [];
  headers.forEach((header, column) => {
    const field = fieldOf(header);
    const into = personas.get(personaIn(header) ?? '') ?? fields;
    if (field && !into.has(field)) into.set(field, column);
    else if (header) others.push(column);
  });
  return {row, fields, personas, others};
}

/** Whom columns tell of where several tell of emotions: `Emotion (Ana)` beside `Emotion (Ben)`. One alone is a hint for people. */
function personasOf(headers: readonly string[]): readonly string[] {
  const found = new Set(headers.flatMap(header => (fieldOf(header) === 'emotion' ? [personaIn(header)] : [])));
  return found.size > 1 ? [...found].flatMap(name => name ?? []) : [];
}

const knownIn = ({fields, personas}: Head): number => fields.size + personas.size;

/** The row among the first ones with the most heads that are known; at least two. */
export function findHead(sheet: Sheet): Head | undefined {
  const heads = sheet.rows.slice(0, 15).map((_, row) => headAt(sheet, row));
  const best = heads.reduce<Head | undefined>(
    (most, head) => (knownIn(head) > (most ? knownIn(most) : 1) ? head : most),
    undefined,
  );
  return best;
}

/** A row of cells: what it tells of everybody or of whom it names, and what its columns of one persona each tell. */
export function rowsAt(sheet: Sheet, head: Head, row: number): {readonly row: Row; readonly personas: readonly Row[]} {
  const cell = (column: number): FilledCell | undefined => {
    const text = textAt(sheet, row, column);
    return text ? {text, place: placeOf(sheet, row, column), header: textAt(sheet, head.row, column)} : undefined;
  };
  const filled = (columns: ReadonlyMap<Field, number>): Map<Field, FilledCell> =>
    new Map(
      [...columns].flatMap(([field, column]) => {
        const found = cell(column);
        return found ? [[field, found] as const] : [];
      }),
    );
  const personas = [...head.personas].flatMap(([name, columns]): Row[] => {
    const fields = filled(columns);
    const [first] = fields.values();
    return first ? [{fields: fields.set('persona', {...first, text: name}), others: []}] : [];
  });
  return {row: {fields: filled(head.fields), others: head.others.flatMap(column => cell(column) ?? [])}, personas};
}

/** Cells without a head are told, since nothing says what they are. */
export function headless(sheet: Sheet, head: Head, row: number): readonly number[] {
  return (sheet.rows[row] ?? []).flatMap((_, column) =>
    textAt(sheet, row, column) && !textAt(sheet, head.row, column) ? [column] : [],
  );
}
