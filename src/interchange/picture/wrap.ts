/** Breaks texts into lines, and makes them fit to be drawn. */
import {unfitForXml} from '../text.js';
import type {Measure, TextStyle} from './sheet.js';

const controls = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * What no picture can hold gives way to U+FFFD: control characters, halves of surrogate pairs and what XML 1.0 has no place
 * for. Tabs and unknown ends of lines become plain ones.
 */
export const drawable = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unfitForXml, '\uFFFD')
    .replace(/[\u007F-\u009F]/g, '\uFFFD');

/** A text whose controls of direction end where it does once something isolates it. */
function balanced(text: string): string {
  if (!controls.test(text)) return text;
  let open = 0;
  let kept = '';
  for (const one of text) {
    if (/[\u2066-\u2068]/.test(one)) open++;
    else if (one === '\u2069') {
      // An end too many would end the isolate around it.
      if (!open) continue;
      open--;
    }
    kept += one;
  }
  return kept + '\u2069'.repeat(open);
}

/** A text whose controls of direction reach no further than itself, so that what stands beside it keeps its order. */
export const isolated = (text: string): string => (controls.test(text) ? `\u2068${balanced(text)}\u2069` : text);

/** A text that is read from the right, whatever stands around it. */
export const rightToLeft = (text: string): string => `\u2067${balanced(text)}\u2069`;

/** Wide characters may stand at the end of a line, but for what may not begin the next one. */
const wide = '\\u1100-\\u115F\\u2E80-\\u3000\\u3003-\\u3007\\u3012\\u3013\\u3020-\\u303E\\u3041-\\uA4CF\\uAC00-\\uD7A3\\uF900-\\uFAFF'; // prettier-ignore
const closing = '\\u3001\\u3002\\u3009\\u300B\\u300D\\u300F\\u3011\\u3015\\u3017\\uFF01\\uFF09\\uFF0C\\uFF0E\\uFF1A\\uFF1B\\uFF1F\\u30FC\\u30FB!),.:;?'; // prettier-ignore
const opening = '\\u3008\\u300A\\u300C\\u300E\\u3010\\u3014\\u3016\\uFF08(\\u201C\\u2018';

/** Ends after spaces, after hyphens and slashes within a word, and around characters that are written without spaces. */
const pieces = new RegExp(
  `[${opening}]*[${wide}][${closing}]* *|[^ ${wide}]*?[\\p{L}\\p{N}][-\\u2010\\u2013/](?=[\\p{L}\\p{N}]) *|[^ ${wide}]+ *| +`,
  'gu',
);

/** Scripts that are written without spaces between words, which only a dictionary can part. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let words: Intl.Segmenter | undefined;
let letters: Intl.Segmenter | undefined;

function segments(text: string, granularity: 'word' | 'grapheme'): string[] {
  // Not in browsers before 2024.
  if (!globalThis.Intl.Segmenter) return [...text];
  const segmenter =
    granularity === 'word'
      ? (words ??= new Intl.Segmenter('th', {granularity}))
      : (letters ??= new Intl.Segmenter(undefined, {granularity}));
  return Array.from(segmenter.segment(text), ({segment}) => segment);
}

const piecesOf = (paragraph: string): string[] =>
  (paragraph.match(pieces) ?? []).flatMap(piece => (unspaced.test(piece) ? segments(piece, 'word') : piece));

/**
 * The lines of a text. Nothing of it gets lost: joined they are the text again, with a line break where it had one. A word that
 * is wider than the line is broken between its letters.
 * @param width in CSS pixels
 */
export function wrap(text: string, width: number, style: TextStyle, measure: Measure): string[] {
  return drawable(text)
    .split('\n')
    .flatMap((paragraph, at, all) => {
      const lines = linesOf(paragraph, width, part => measure(part, style));
      // Where lines are joined, the end of a line parts two words.
      return at < all.length - 1 ? [...lines.slice(0, -1), `${lines.at(-1)!} `] : lines;
    });
}

function linesOf(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const end = () => {
    if (line) lines.push(line);
    line = '';
    used = 0;
  };
  for (const piece of piecesOf(paragraph)) {
    const needed = measure(piece.trimEnd());
    if (used + needed > width) end();
    if (needed <= width) {
      line += piece;
      used += measure(piece);
    } else
      for (const letter of segments(piece, 'grapheme')) {
        const more = measure(letter);
        if (used + more > width && letter !== ' ') end();
        line += letter;
        used += more;
      }
  }
  end();
  return lines.length ? lines : [''];
}
