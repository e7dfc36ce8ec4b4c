/** Cells in which people say that there is nothing. */
import {quoted} from '../../schema/issues.js';
import {plain} from '../names.js';
import {placeOf, type Sheet, type TableRemarks, type Value} from './sheets.js';

const words: ReadonlySet<string> = new Set(['-', '–', '—', 'n/a', 'n.a.', 'k.a.', 'k. a.', 'entfällt']);
const longest = Math.max(...Array.from(words, ({length}) => length));

const isNothing = (value: Value): boolean => {
  const text = String(value).trim();
  return text.length <= longest && words.has(plain(text));
};

/** The sheet with these cells empty, which is said once. */
export function withoutNothing(sheet: Sheet, remarks: TableRemarks): Sheet {
  const rows = sheet.rows.map((row, at) => {
    const first = row.findIndex(isNothing);
    if (first < 0) return row;
    const text = `${quoted(String(row[first]).trim())} was taken for an empty cell, here and wherever such a word stands alone.`;
    remarks.noteOnce('nothing', 'nothing', placeOf(sheet, at, first), text);
    return row.map(value => (isNothing(value) ? '' : value));
  });
  return {...sheet, rows};
}
