/** XLSX (ECMA-376) to sheets: texts, numbers, days and per cents as they are shown; formulas give their last result and never run. */
import {quoted} from '../../schema/issues.js';
import {dateText, type NumberStyle, styleOf} from './dates.js';
import {unguarded} from './guard.js';
import {cellAt, placeOf, Refusal, type TableRemarks, type Sheet, tableLimits, type Workbook} from './sheets.js';
import {readPart, unescaped} from './xlsx-xml.js';
import {Zip} from './zip.js';

interface Part {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

/**
 * The sheets of a workbook; merged cells are filled with the value of their first one.
 * @throws {Refusal} for what is no workbook, or beyond the limits
 */
export function readXlsx(data: Uint8Array, remarks: TableRemarks): Workbook {
  const zip = new Zip(data);
  const book = zip.part('xl/workbook.xml');
  if (!book)
    throw new Refusal(
      'xlsx/none',
      '',
      zip.names.includes('mimetype')
        ? 'This is another kind of document; save it as an Excel workbook (.xlsx).'
        : 'This archive is no workbook: it has no xl/workbook.xml.',
    );
  const {sheets, from1904} = sheetsOf(zip, book);
  if (sheets.length > tableLimits.sheets)
    throw new Refusal(
      'table/limit',
      '',
      `The workbook has ${sheets.length} sheets; at most ${tableLimits.sheets} are read.`,
    );
  if (zip.names.some(name => name.startsWith('xl/externalLinks/')))
    remarks.note('external', '', 'The workbook refers to other files; nothing of them was opened.');
  const reader = new SheetReader(sharedStrings(zip), numberStyles(zip), from1904, remarks);
  return sheets.flatMap(({name, path, hidden}) => {
    const xml = zip.part(path);
    if (!xml) {
      remarks.error('part', name, `The sheet is missing from the file (${path}).`);
      return [];
    }
    if (hidden) remarks.note('hidden', name, 'This sheet is hidden; it was read like the others.');
    return [reader.read(xml, name, path)];
  });
}

function sheetsOf(zip: Zip, book: Uint8Array): {sheets: Part[]; from1904: boolean} {
  const targets = new Map<string, string>();
  const rels = zip.part('xl/_rels/workbook.xml.rels');
  if (rels)
    readPart(rels, 'xl/_rels/workbook.xml.rels', {
      open: (name, {Id, Target, TargetMode}) => {
        if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      },
    });
  const sheets: Part[] = [];
  let from1904 = false;
  readPart(book, 'xl/workbook.xml', {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (element !== 'sheet') return;
      const path = targets.get(attributes['r:id'] ?? attributes['id'] ?? '') ?? 'xl/none';
      const state = attributes['state'] ?? 'visible';
      sheets.push({name: attributes['name'] ?? `sheet ${sheets.length + 1}`, path, hidden: state !== 'visible'});
    },
  });
  return {sheets, from1904};
}

/** The texts that cells refer to by number; of rich text its words, of phonetic readings nothing. */
function sharedStrings(zip: Zip): readonly string[] {
  const path = 'xl/sharedStrings.xml';
  const data = zip.part(path);
  if (!data) return [];
  const texts: string[] = [];
  let [current, inText, phonetic] = ['', false, false];
  readPart(data, path, {
    open: name => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') inText = !phonetic;
    },
    text: text => {
      if (inText) current += text;
    },
    close: name => {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      if (texts.length >= tableLimits.cells)
        throw new Refusal('table/limit', path, 'The workbook holds too many texts.');
      texts.push(unescaped(current));
    },
  });
  return texts;
}

/** For each style of a cell, how its number is shown. */
function numberStyles(zip: Zip): readonly NumberStyle[] {
  const data = zip.part('xl/styles.xml');
  if (!data) return [];
  const own = new Map<string, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  readPart(data, 'xl/styles.xml', {
    open: (name, {numFmtId, formatCode}) => {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt' && numFmtId) own.set(numFmtId, formatCode ?? '');
      if (name === 'xf' && inCells) styles.push(styleOf(Number(numFmtId ?? 0), own.get(numFmtId ?? '')));
    },
    close: name => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

interface Open {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula?: boolean;
}

class SheetReader {
  #cells = 0;
  /** Cells of merged ranges. */
  #merged = 0;

  readonly shared: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
  readonly remarks: TableRemarks;

  constructor(shared: readonly string[], styles: readonly NumberStyle[], from1904: boolean, remarks: TableRemarks) {
    this.shared = shared;
    this.styles = styles;
    this.from1904 = from1904;
    this.remarks = remarks;
  }

  read(xml: Uint8Array, name: string, path: string): Sheet {
    const sheet = {name, rows: [] as string[][]};
    const merges: string[] = [];
    let cell: Open | undefined;
    let [row, column, value, taking, phonetic] = [-1, -1, '', false, false];
    readPart(xml, path, {
      open: (element, attributes) => {
        if (element === 'row') {
          row = attributes['r'] ? rowOf(attributes['r'], sheet) : row + 1;
          column = -1;
        } else if (element === 'c') {
          const at = attributes['r'] === undefined ? ([row, column + 1] as const) : cellAt(attributes['r']);
          if (!at)
            throw new Refusal('xlsx/xml', path, `A cell has no sound address: ${attributes['r']?.slice(0, 20)}.`);
          [row, column] = at;
          cell = {row, column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0)};
          value = '';
        } else if (element === 'v' || element === 't') taking = !phonetic;
        else if (element === 'rPh') phonetic = true;
        else if (element === 'f' && cell) {
          cell.hasFormula = true;
          this.#sayFormula(sheet, cell);
        } else if (element === 'mergeCell' && attributes['ref']) merges.push(attributes['ref']);
      },
      text: text => {
        if (taking && cell) value += text;
      },
      close: element => {
        if (element === 'v' || element === 't') taking = false;
        else if (element === 'rPh') phonetic = false;
        else if (element === 'c' && cell) {
          this.#put(sheet, cell, this.#textOf(sheet, cell, value));
          cell = undefined;
        }
      },
    });
    const widest = sheet.rows.reduce((most, {length}) => Math.max(most, length), 0);
    for (const range of merges) this.#fill(sheet, range, widest);
    return sheet;
  }

  #sayFormula(sheet: Sheet, {row, column}: Open): void {
    const text = 'This sheet holds formulas, this one first; their last results were taken.';
    this.remarks.noteOnce(`formula ${sheet.name}`, 'formula', placeOf(sheet, row, column), text);
  }

  #textOf(sheet: Sheet, {type, style, row, column, hasFormula}: Open, value: string): string {
    if (hasFormula && value === '') {
      const text = 'This formula has no result yet; open and save the workbook, or write a value instead.';
      this.remarks.error('formula', placeOf(sheet, row, column), text);
      return '';
    }
    if (type === 's') return this.shared[Number(value)] ?? '';
    if (type === 'inlineStr' || type === 'str') return unescaped(value);
    if (type === 'b') return value === '1' ? 'true' : value === '' ? '' : 'false';
    if (type === 'e') {
      this.remarks.error(
        'formula',
        placeOf(sheet, row, column),
        `This formula has no result (${value.slice(0, 20)}); write a value instead.`,
      );
      return '';
    }
    if (value === '' || type === 'd') return value;
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    switch (this.styles[style]) {
      case 'date':
        return dateText(number, this.from1904);
      case 'percent':
        return `${Number((number * 100).toPrecision(12))} %`;
      default:
        return String(number);
    }
  }

  #put(sheet: {name: string; rows: string[][]}, {row, column}: {row: number; column: number}, text: string): void {
    if (text === '') return;
    const {rows, columns, cells, cellUnits} = tableLimits;
    const limit = (what: string): never => {
      throw new Refusal('table/limit', placeOf(sheet, row, column), `The sheet has ${what}; keep those of the map.`);
    };
    if (row >= rows) limit(`more than ${rows} rows`);
    if (column >= columns) limit(`more than ${columns} columns`);
    if (++this.#cells > cells) limit(`too many filled cells (more than ${cells} in the workbook)`);
    if (text.length > cellUnits) limit(`a cell of more than ${cellUnits} characters`);
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const into = sheet.rows[row]!;
    while (into.length < column) into.push('');
    into[column] = unguarded(text);
  }

  /** Fills a merged range, within the part of the sheet that is used: `widest` columns. */
  #fill(sheet: {name: string; rows: string[][]}, range: string, widest: number): void {
    const [first, last] = range.split(':').map(cellAt);
    if (!first || !last) return;
    const value = sheet.rows[first[0]]?.[first[1]];
    if (!value) return;
    const bottom = Math.min(last[0], sheet.rows.length - 1);
    const right = Math.min(last[1], widest - 1);
    this.#merged += Math.max(0, bottom - first[0] + 1) * Math.max(0, right - first[1] + 1);
    if (this.#merged > tableLimits.cells)
      throw new Refusal('table/limit', placeOf(sheet, ...first), 'The sheet has too many merged cells; part them.');
    for (let row = first[0]; row <= bottom; row++)
      for (let column = first[1]; column <= right; column++)
        if (!sheet.rows[row]![column]) this.#put(sheet, {row, column}, guardedAgain(value));
  }
}

/**
 * The row that a file names, from 0.
 * @throws {Refusal} it is no row
 */
function rowOf(text: string, {name}: {readonly name: string}): number {
  const row = Number(text);
  if (Number.isInteger(row) && row >= 1) return row - 1;
  throw new Refusal('xlsx/row', name, `${quoted(text)} is no row of a sheet. Save the workbook again.`);
}

/** `#put` takes the apostrophe off what comes from the file; a filled value has lost it already. */
const guardedAgain = (value: string): string => (unguarded(value) === value ? value : `'${value}`);
