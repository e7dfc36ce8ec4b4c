/** How the files of a map in CSV are called. */
import {tables} from './tables.js';

const wordOf = (sheet: string): string => sheet.replaceAll(' ', '-');
const sheetWords = new Set(['steps', 'map', 'more', ...tables.map(({sheet}) => sheet)].map(wordOf));

/** `shop.pain-points.csv`. */
export const fileNameOf = (id: string, sheet: string): string => `${id}.${wordOf(sheet)}.csv`;

/** The map that a file is one sheet of, by such a name: `out/shop` of `out/shop.pain-points.csv`. */
export function mapOfFile(file: string): string | undefined {
  const [, map, sheet] = /^(.*[^\\/])\.([^.\\/]+)\.csv$/i.exec(file) ?? [];
  return sheet !== undefined && sheetWords.has(sheet.toLowerCase()) ? map : undefined;
}
