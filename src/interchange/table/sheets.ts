/** The one middle of the table formats: what a CSV or XLSX file holds, before anybody says what it means. */
import type {Remark} from '../reading.js';
import {Remarks} from '../remarks.js';

/** A text, or a number that a writer wants typed as one. Readers give texts only; an empty text is an empty cell. */
export type Value = string | number;

export interface Sheet {
  readonly name: string;
  /** Rows from the top, cells from column A on; both may be shorter than the sheet. */
  readonly rows: readonly (readonly Value[])[];
  /** The file that it is a part of, and the rows above it there. */
  readonly part?: {readonly of: string; readonly above: number};
}

export type Workbook = readonly Sheet[];

/** Where reading stops, before memory is spent. */
export const tableLimits = {
  fileBytes: 60_000_000,
  /** Cells that are not empty, in all sheets. */
  cells: 1_000_000,
  rows: 500_000,
  columns: 500,
  sheets: 60,
  /** UTF-16 units of one cell; what Excel allows is 32,767. */
  cellUnits: 40_000,
} as const;

/** UTF-16 units that are written into one cell; Excel holds 32,767. A longer value goes on in the cells to its right. */
export const pieceUnits = 30_000;

/** What a file is refused with, whole. */
export class Refusal extends Error {
  readonly code: string;
  readonly place: string;

  constructor(code: string, place: string, message: string) {
    super(message);
    this.code = code;
    this.place = place;
  }
}

/** The name of a column: `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** `[row, column]` from 0 of an address such as `C7` or `$C$7`; `undefined` for anything else. */
export function cellAt(address: string): readonly [row: number, column: number] | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (!match) return undefined;
  const column = [...match[1]!.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [Number(match[2]) - 1, column - 1];
}

/** `steps!C7`, as the file has it; row and column count from 0 in the sheet. */
export const placeOf = ({name, part}: Pick<Sheet, 'name' | 'part'>, row: number, column: number): string =>
  `${part?.of ?? name}!${columnName(column)}${row + 1 + (part?.above ?? 0)}`;

/** The text of a cell as a reader sees it: without the blanks around it, newlines of one kind. */
export const textAt = (sheet: Sheet, row: number, column: number): string =>
  String(sheet.rows[row]?.[column] ?? '')
    .replace(/\r\n?/g, '\n')
    .trim();

export const isEmptyRow = (row: readonly Value[]): boolean => row.every(cell => String(cell).trim() === '');

/** A text of the file as it is shown in one line: what nobody sees is no part of it. */
export const seen = (text: string): string => text.replace(/\s/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD');

/** What is said of a table. */
export class TableRemarks extends Remarks {
  readonly #keys = new Set<string>();

  error(code: string, place: string, text: string): void {
    this.#say('error', code, place, text);
  }

  note(code: string, place: string, text: string): void {
    this.#say('note', code, place, text);
  }

  /** A note that is told once for each `key`, however many cells it holds for. */
  noteOnce(key: string, code: string, place: string, text: string): void {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.note(code, place, text);
  }

  #say(level: Remark['level'], code: string, place: string, text: string): void {
    this.add({level, code: `table/${code}`, place: seen(place.slice(-120)), text: seen(text)});
  }
}
