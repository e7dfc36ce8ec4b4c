/** Dates as spreadsheets hold them: days since 1899-12-30, or since 1904-01-01, shown by a number format. */

/** True for the number formats 14 to 22 and 45 to 47, and for a code of one's own that names a day, month, year or hour. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47);
  // What stands in quotes, behind a backslash or in brackets is shown as it is, or tells a colour or a language.
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/general/gi, ''));
}

/** How a number is shown: as a day, as a share of a hundred, or as it is. */
export type NumberStyle = 'date' | 'percent' | 'plain';

/** Formats 9 and 10, and those with a percent sign that is not in quotes, show a share of a hundred. */
export function styleOf(id: number, code: string | undefined): NumberStyle {
  if (isDateFormat(id, code)) return 'date';
  const isPercent = code === undefined ? id === 9 || id === 10 : code.replace(/"[^"]*"|\\./g, '').includes('%');
  return isPercent ? 'percent' : 'plain';
}

/**
 * `2026-11-22`, or `2026-11-22T10:30:00Z` where the number has a fraction; `10:30` where it is a part of a day alone; the number
 * itself where it is no date.
 */
export function dateText(serial: number, from1904: boolean): string {
  if (serial > 0 && serial < 1)
    return new Date(Math.round(serial * 86_400) * 1000).toISOString().slice(11, 19).replace(/:00$/, '');
  const days = serial + (from1904 ? 1462 : 0);
  if (days < 1 || days >= 2_958_466) return String(serial);
  // The 60th day of 1900 is one that never was; what lies before it is one day later than its number says.
  const at = new Date(Math.round((days + (days < 60 ? 1 : 0) - 25_569) * 86_400) * 1000).toISOString();
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at.replace('.000Z', 'Z');
}
