/**
 * CSV: one file for each sheet of the map, `steps` first. `steps` alone is read as a map; all files together, in any order, or
 * joined to one, bring the whole map back: each begins with its row of heads, by which it is known.
 */
import {titleOfFile} from './names.js';
import type {Format, ReadOptions, Reading, Remark, Source} from './reading.js';
import {parseCsv, formatCsv} from './table/csv-text.js';
import {fileNameOf, mapOfFile} from './table/file-names.js';
import {splitSheets} from './table/join.js';
import {readWorkbook} from './table/read-workbook.js';
import {Refusal, TableRemarks, seen, tableLimits} from './table/sheets.js';
import {workbookOf} from './table/write-workbook.js';
import {textOf} from './text.js';

const type = 'text/csv;charset=utf-8';

export const refused = (error: unknown, remarks: readonly Remark[] = []): {remarks: readonly Remark[]} => {
  if (!(error instanceof Refusal)) throw error;
  const {code, place, message} = error;
  return {remarks: [...remarks, {level: 'error', code, place: seen(place.slice(-120)), text: seen(message)}]};
};

/** @throws {Refusal} for files that together are too big to be a map */
export function holdToSize(...files: readonly Uint8Array[]): void {
  const most = tableLimits.fileBytes;
  const bytes = files.reduce((sum, {length}) => sum + length, 0);
  const what = files.length > 1 ? 'The files have together' : 'The file has';
  if (bytes > most)
    throw new Refusal('table/limit', '', `${what} ${Math.round(bytes / 1e6)} MB; at most ${most / 1e6} MB are read.`);
}

/** The text of a file; without a mark of byte order and no UTF-8, it is as Excel saves it where it is not told otherwise. */
function csvTextOf(data: Uint8Array, name: string, remarks: TableRemarks): string {
  if (data[0] === 0xff || data[0] === 0xfe) return textOf(data);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(data);
  } catch {
    const text = 'The file is no UTF-8; it was read as Windows-1252. Where letters are wrong, save it as UTF-8.';
    remarks.note('encoding', name, text);
    return new TextDecoder('windows-1252').decode(data);
  }
}

/** The name of the map where that of its file tells a sheet, too: `shop.csv` of `shop.kpis.csv`. */
function titled(name = ''): string {
  const map = mapOfFile(name);
  return map === undefined ? name : `${map}.csv`;
}

async function readAll(files: readonly Source[], options: ReadOptions = {}): Promise<Reading> {
  const remarks = new TableRemarks();
  try {
    holdToSize(...files.map(({data}) => data));
    const sheets = files.flatMap(file => {
      const name = titleOfFile(file.name) || 'steps';
      return splitSheets(parseCsv(csvTextOf(file.data, name, remarks), name).rows, name);
    });
    return readWorkbook(sheets, remarks, {name: titled(files[0]?.name), ...options});
  } catch (error) {
    return refused(error, remarks.all);
  }
}

export const csv: Format = {
  read: (data, options = {}) => readAll([{name: options.name ?? '', data}], options),

  readAll,

  write: async map =>
    workbookOf(map).map(({name, rows}) => ({
      name: fileNameOf(map.id, name),
      type,
      data: formatCsv(rows),
    })),

  losses: () => [],
};
