/** CSV as text (RFC 4180, and what programs make of it): any of three delimiters, quoted newlines, any line end. */
import {guarded, unguarded} from './guard.js';
import {Refusal, tableLimits, type Value} from './sheets.js';

export type Delimiter = ',' | ';' | '\t';

const mark = '\uFEFF';
/** The columns of a sheet in Excel. */
const mostEmpty = 16_384;

/** The delimiter by which most of the first records fall into the same number of cells; outside of quotes. */
export function delimiterOf(text: string): Delimiter {
  const head = text.slice(0, 20_000);
  const told = /^sep=([,;\t])\r?\n/i.exec(head);
  if (told) return told[1] as Delimiter;
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of [',', ';', '\t'] as const) {
    const counts = countsOf(head, delimiter);
    // A delimiter that gives most lines the same number of cells is likelier than one that merely occurs in texts.
    const [cells, lines] = mostOften(counts.filter(count => count > 0));
    const score = cells * (lines / Math.max(1, counts.length)) + Math.max(0, ...counts) / 1000;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The value that occurs most often, and how often; of several the greatest. */
function mostOften(values: readonly number[]): [value: number, times: number] {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].reduce((best, one) => ((one[1] - best[1] || one[0] - best[0]) > 0 ? one : best), [0, 0]);
}

/** How often the delimiter stands outside of quotes, in each of the first lines that are not empty. */
function countsOf(head: string, delimiter: Delimiter): number[] {
  const counts: number[] = [];
  let [count, quoted, filled] = [0, false, false];
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (character === '\n' && !quoted) {
      if (filled) counts.push(count);
      [count, filled] = [0, false];
      if (counts.length >= 20) return counts;
    } else if (character === delimiter && !quoted) count++;
    else if (character !== '\r') filled = true;
  }
  if (filled) counts.push(count);
  return counts;
}

/**
 * The rows of a CSV text; cells without the apostrophe that disarms a formula. Each character is looked at once.
 * @throws {Refusal} beyond `tableLimits`, or where a quote is never closed
 */
export function parseCsv(text: string, name: string): {rows: string[][]; delimiter: Delimiter} {
  const delimiter = delimiterOf(text.startsWith(mark) ? text.slice(1) : text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  /** Empty cells of the row behind the last column that is read. */
  let beyond = 0;
  let at = text.startsWith(mark) ? 1 : 0;
  if (/^sep=[,;\t]\r?\n/i.test(text.slice(at, at + 8))) at = text.indexOf('\n', at) + 1;

  const put = (cell: string): void => {
    // A format that somebody gave to a whole row is saved as thousands of empty cells.
    if (cell === '' && row.length >= tableLimits.columns && ++beyond <= mostEmpty) return;
    if (cell !== '') cells++;
    row.push(cell === '' ? cell : unguarded(cell));
    holdToLimits(name, rows.length, row.length, cells, cell.length);
  };
  const endRow = (): void => {
    rows.push(row);
    row = [];
    beyond = 0;
  };

  while (at < text.length) {
    // A mark of byte order before a cell is where files were joined one after the other.
    if (row.length === 0 && text[at] === mark) at++;
    const [cell, next] = cellAt(text, at, delimiter, name, rows.length);
    put(cell);
    at = next;
    if (text[at] === delimiter) {
      at++;
      if (at >= text.length) put('');
      continue;
    }
    endRow();
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
  }
  if (row.length > 0) endRow();
  return {rows, delimiter};
}

function holdToLimits(name: string, row: number, columns: number, cells: number, units: number): void {
  const {rows, columns: mostColumns, cells: mostCells, cellUnits} = tableLimits;
  const place = `${name}!row ${row + 1}`;
  if (units > cellUnits)
    throw new Refusal(
      'table/limit',
      place,
      `A cell is longer than ${cellUnits} characters; look for a quote that is never closed.`,
    );
  if (columns > mostColumns)
    throw new Refusal('table/limit', place, `The row has more than ${mostColumns} columns; keep those of the map.`);
  if (row >= rows)
    throw new Refusal('table/limit', place, `The file has more than ${rows} rows; keep those of the map.`);
  if (cells > mostCells)
    throw new Refusal('table/limit', place, `The file has more than ${mostCells} filled cells; keep those of the map.`);
}

/** A quote opens a cell, also behind blanks, as people write them behind a comma, if nothing but blanks follows its end. */
function cellAt(
  text: string,
  from: number,
  delimiter: Delimiter,
  name: string,
  row: number,
): [cell: string, next: number] {
  let at = from;
  while (text[at] === ' ') at++;
  if (text[at] !== '"') return plainCell(text, from, delimiter);
  const [cell, rest, next] = quotedCell(text, at, delimiter, name, row);
  return at > from && rest.trim() ? plainCell(text, from, delimiter) : [cell + rest, next];
}

const plainEnd = {',': /[,\r\n]/g, ';': /[;\r\n]/g, '\t': /[\t\r\n]/g};

function plainCell(text: string, from: number, delimiter: Delimiter): [cell: string, next: number] {
  const end = plainEnd[delimiter];
  end.lastIndex = from;
  const at = end.exec(text)?.index ?? text.length;
  return [text.slice(from, at), at];
}

/** A cell in quotes, and what follows its closing quote before the delimiter. */
function quotedCell(
  text: string,
  from: number,
  delimiter: Delimiter,
  name: string,
  row: number,
): [cell: string, rest: string, next: number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - at > tableLimits.cellUnits || cell.length > tableLimits.cellUnits)
      throw new Refusal(
        'table/quote',
        `${name}!row ${row + 1}`,
        'A quoted cell is never closed, or far too long; close its quote.',
      );
    cell += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    cell += '"';
    at++;
  }
  const [rest, next] = plainCell(text, at, delimiter);
  return [cell, rest, next];
}

const field = (value: Value): string => {
  const text = typeof value === 'number' ? String(value) : guarded(value);
  return /[",;\p{Cc}\uFEFF]/u.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Commas and CRLF, behind a mark of byte order: without it Excel takes UTF-8 for the code page of the system. */
export const formatCsv = (rows: readonly (readonly Value[])[]): string =>
  `${mark}${rows.map(row => `${row.map(field).join(',')}\r\n`).join('')}`;
