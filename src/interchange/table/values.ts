/** What people write into cells, understood: numbers, yes and no, words of a vocabulary, dates, lists. */
import {quoted} from '../../schema/issues.js';
import {isDate} from '../../schema/dates.js';
import {plain} from '../names.js';

/** What was understood, or why nothing was. */
export type Understood<T> =
  {readonly value: T; readonly reason?: undefined} | {readonly value?: undefined; readonly reason: string};

const ok = <T>(value: T): Understood<T> => ({value});
const no = (reason: string): {reason: string} => ({reason});

/** `-1`, `0.5`, `0,5`, `1 000`, `80 %`, `≥ 80`; the sign that a spreadsheet sets, U+2212, and a dash for it, too. */
export function numberOf(text: string): Understood<number> {
  const bare = text
    .replace(/^[≥≤<>=~≈\s]+/, '')
    .replace(/[\u2212–]/g, '-')
    .replace(/[\s'’\u00A0\u202F]|%$/g, '');
  // This kit writes no zero at the end of a fraction, so that what it wrote is never in doubt.
  if (/^[+-]?[1-9]\d{0,2}\.\d\d0$/.test(bare))
    return no(
      `${quoted(text)} may be ${bare.replace('.', '')} or ${Number(bare)}; write it without the point, or without the zero at the end`,
    );
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(bare)) return ok(Number(bare));
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(bare))
    return no(
      `${quoted(text)} may be ${bare.replace(',', '')} or ${bare.replace(',', '.')}; write it without the comma`,
    );
  if (/^[+-]?\d+,\d+$/.test(bare)) return ok(Number(bare.replace(',', '.')));
  if (/^[+-]?\d{1,3}(,\d{3}){2,}$|^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(bare)) return ok(Number(bare.replaceAll(',', '')));
  if (/^[+-]?\d{1,3}(\.\d{3}){2,}$|^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(bare))
    return ok(Number(bare.replaceAll('.', '').replace(',', '.')));
  return no(`${quoted(text)} is no number`);
}

const ratings: Readonly<Record<string, number>> = {
  'very low': 1, low: 2, medium: 3, moderate: 3, high: 4, 'very high': 5, critical: 5,
  'sehr niedrig': 1, 'sehr gering': 1, niedrig: 2, gering: 2, mittel: 3, hoch: 4, 'sehr hoch': 5, kritisch: 5,
}; // prettier-ignore

/** A whole number from 1 to 5, or a word for one. */
export function ratingOf(text: string): Understood<number> {
  const word = plain(text);
  if (Object.hasOwn(ratings, word)) return ok(ratings[word]!);
  const {value, reason} = numberOf(text.replace(/\s*\/\s*5$/, ''));
  if (value === undefined) return no(reason!);
  return Number.isInteger(value) && value >= 1 && value <= 5
    ? ok(value)
    : no(`${quoted(text)} is not a whole number from 1 to 5`);
}

export function countOf(text: string): Understood<number> {
  const {value, reason} = numberOf(text);
  if (value === undefined) return no(reason!);
  return Number.isInteger(value) && value >= 0 ? ok(value) : no(`${quoted(text)} is not a whole number from 0 on`);
}

/** A text of at most so many UTF-16 units. */
export const textUpTo =
  (most: number) =>
  (text: string): Understood<string> =>
    text.length <= most ? ok(text) : no(`The text has ${text.length} characters, more than ${most}`);

/** A link that a page may open; a link of media may hold the bytes of a picture, too. */
export const linkOf =
  (isLink: (text: string) => boolean) =>
  (text: string): Understood<string> =>
    isLink(text) ? ok(text) : no(`${quoted(text)} is neither a link with http:// or https:// nor a path`);

export const between =
  (low: number, high: number) =>
  (text: string): Understood<number> => {
    const {value, reason} = numberOf(text);
    if (value === undefined) return no(reason!);
    return value >= low && value <= high ? ok(value) : no(`${quoted(text)} is not from ${low} to ${high}`);
  };

const yes = /^(yes|y|true|x|1|✓|✔|ja|wahr|oui|si|sí)$/;
const nay = /^(no|n|false|0|-|–|✗|✘|nein|falsch|non)$/;

export function flagOf(text: string): Understood<boolean> {
  const word = plain(text);
  if (yes.test(word)) return ok(true);
  return nay.test(word) ? ok(false) : no(`${quoted(text)} is neither yes nor no`);
}

/** One of a vocabulary, whatever its case, its hyphens, or one of the other words for it. */
export const wordOf =
  <T extends string>(words: readonly T[], others: Readonly<Record<string, T>> = {}) =>
  (text: string): Understood<T> => {
    const word = plain(text);
    const hyphened = word.replace(/[\s_]+/g, '-');
    const found =
      words.find(one => one === word || one === hyphened) ?? (Object.hasOwn(others, word) ? others[word] : undefined);
    return found === undefined ? no(`${quoted(text)} is none of ${words.join(', ')}`) : ok(found);
  };

/** `2026-11-22`, a UTC time, or a day as Germans write it, `22.11.2026`. */
export function dateOf(text: string): Understood<string> {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const iso = german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : text;
  return isDate(iso) ? ok(iso) : no(`${quoted(text)} is no day such as 2026-11-22`);
}

export function textsOf(text: string): readonly string[] {
  return text
    .split(/\n/.test(text) ? /\n/ : /;/)
    .map(line => line.replace(/^\s*(?:[•◦▪*–]|-(?=\s)|\d{1,2}[.)](?=\s))\s*/u, '').trim())
    .filter(Boolean);
}
