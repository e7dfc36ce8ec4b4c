/** CSV files that were joined one after another, parted again where a row of heads of this kit begins a sheet. */
import {fieldTitles, pathTitles} from './read-workbook.js';
import type {Sheet} from './sheets.js';
import {tables} from './tables.js';

/** The first heads of each sheet as they are written, and its name. */
const starts: readonly (readonly [name: string, first: string, others: ReadonlySet<string>])[] = [
  ...tables.map(({sheet, idTitle, columns}) => [sheet, idTitle, new Set(columns.map(({title}) => title))] as const),
  ['map', fieldTitles[0], new Set(fieldTitles)],
  ['more', pathTitles[0], new Set(pathTitles)],
];

/** The sheet that a row begins: all of its cells are heads of it, and none of them could be an id or a path. */
function startOf(row: readonly string[]): string | undefined {
  if (row[0] === 'Stage' && row[1] === 'Step' && row.includes('Step ID')) return 'steps';
  const found = starts.find(([, first]) => row[0] === first);
  return found && row.slice(1).every(cell => cell === '' || found[2].has(cell)) ? found[0] : undefined;
}

/** The sheets of a CSV file; one, of the file's own name, unless it holds several of ours. */
export function splitSheets(rows: readonly (readonly string[])[], name: string): readonly Sheet[] {
  const sheets: (Sheet & {rows: (readonly string[])[]})[] = [];
  rows.forEach((row, above) => {
    const start = startOf(row);
    if (start !== undefined && !sheets.some(sheet => sheet.name === start))
      sheets.push({name: start, rows: [row], part: {of: name, above}});
    else if (sheets.length) sheets.at(-1)!.rows.push(row);
    else sheets.push({name, rows: [row]});
  });
  return sheets.length > 1 ? sheets : [{name, rows}];
}
