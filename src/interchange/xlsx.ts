/** XLSX: one workbook with a sheet for each list of the map. */
import {holdToSize, refused} from './csv.js';
import type {Format} from './reading.js';
import {readWorkbook} from './table/read-workbook.js';
import {Refusal, TableRemarks} from './table/sheets.js';
import {workbookOf} from './table/write-workbook.js';
import {readXlsx} from './table/xlsx-read.js';
import {writeXlsx, xlsxType} from './table/xlsx-write.js';
import {isZip} from './table/zip.js';

export const xlsx: Format = {
  async read(data, options = {}) {
    const remarks = new TableRemarks();
    try {
      holdToSize(data);
      if (!isZip(data))
        throw new Refusal(
          'xlsx/none',
          '',
          'This is no .xlsx file; an older .xls, one with a password or another document has to be saved as one first.',
        );
      return readWorkbook(readXlsx(data, remarks), remarks, options);
    } catch (error) {
      return refused(error, remarks.all);
    }
  },

  write: async map => [{name: `${map.id}.xlsx`, type: xlsxType, data: writeXlsx(workbookOf(map))}],

  losses: () => [],
};
