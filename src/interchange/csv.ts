/**
 * CSV: one file for each sheet of the map, `steps` first. `steps` alone is read as a map; several files joined one after
 * another, in any order, bring the whole map back: each begins with its row of heads, by which it is known.
 */
import type {Format, Remark} from './reading.js';
import {parseCsv, formatCsv} from './table/csv-text.js';
import {splitSheets} from './table/join.js';
import {readWorkbook} from './table/read-workbook.js';
import {Refusal, Remarks, seen, tableLimits} from './table/sheets.js';
import {workbookOf} from './table/write-workbook.js';
import {textOf} from './text.js';

const type = 'text/csv;charset=utf-8';

export const refused = (error: unknown, remarks: readonly Remark[] = []): {remarks: readonly Remark[]} => {
  if (!(error instanceof Refusal)) throw error;
  const {code, place, message} = error;
  return {remarks: [...remarks, {level: 'error', code, place: seen(place.slice(-120)), text: seen(message)}]};
};

/** @throws {Refusal} for a file that is too big to be a map */
export function holdToSize(data: Uint8Array): void {
  const most = tableLimits.fileBytes;
  if (data.length > most)
    throw new Refusal(
      'table/limit',
      '',
      `The file has ${Math.round(data.length / 1e6)} MB; at most ${most / 1e6} MB are read.`,
    );
}

export const csv: Format = {
  async read(data, options = {}) {
    const remarks = new Remarks();
    try {
      holdToSize(data);
      const name = options.name?.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '') || 'steps';
      const {rows} = parseCsv(textOf(data), name);
      return readWorkbook(splitSheets(rows, name), remarks, options);
    } catch (error) {
      return refused(error, remarks.all);
    }
  },

  write: async map =>
    workbookOf(map).map(({name, rows}) => ({
      name: `${map.id}.${name.replaceAll(' ', '-')}.csv`,
      type,
      data: formatCsv(rows),
    })),

  losses: () => [],
};
