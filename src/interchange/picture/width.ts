/**
 * How wide a text is where nothing can measure it: the widths of Arial for ASCII, in thousandths of the size, and means for
 * the rest by what kind of character it is.
 */
import type {Measure} from './sheet.js';

const ascii: readonly (readonly [width: number, characters: string])[] = [
  [191, "'"],
  [222, 'ijl'],
  [260, '|'],
  [278, ' !,./:;I[\\]ft'],
  [333, '()-`r'],
  [334, '{}'],
  [355, '"'],
  [389, '*'],
  [469, '^'],
  [500, 'Jcksvxyz'],
  [556, '#$0123456789?L_abdeghnopqu'],
  [584, '+<=>~'],
  [611, 'FTZ'],
  [667, '&ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
  [1015, '@'],
];

const known = new Map(ascii.flatMap(([width, characters]) => [...characters].map(one => [one, width] as const)));

/** Kinds of characters, the first that fits. */
const kinds: readonly (readonly [width: number, kind: RegExp])[] = [
  [0, /[\p{Mn}\p{Me}\p{Cf}\uFE0F]/u],
  [1000, /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{20000}-\u{3FFFF}]/u],
  [1250, /\p{Extended_Pictographic}|\p{Regional_Indicator}/u],
  [200, /[\u2002-\u200A\u202F]/],
  [556, /[\u2010-\u2013]/],
  [1000, /[\u2014\u2026\u2030]/],
  [330, /[\u2018-\u201F\u2022\u00B7\u2039\u203A]/],
  [520, /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Lao}]/u],
  [720, /\p{Lu}/u],
  [580, /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Latin}\p{N}\p{P}]/u],
]; // prettier-ignore

/** Of anything else: scripts of India, signs of mathematics … */
const other = 700;

/** Bold letters are wider, and fonts differ: rather too wide than one word over the edge. */
const bold = 1.08;
const margin = 1.03;

const found = new Map<string, number>();

function widthOf(character: string): number {
  const width = known.get(character) ?? found.get(character);
  if (width !== undefined) return width;
  // A letter with its accents is as wide as without them.
  const base = character.normalize('NFD')[0]!;
  const made = known.get(base) ?? kinds.find(([, kind]) => kind.test(character))?.[0] ?? other;
  found.set(character, made);
  return made;
}

export const estimate: Measure = (text, {size, isBold}) => {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum / 1000) * size * margin * (isBold ? bold : 1);
};
