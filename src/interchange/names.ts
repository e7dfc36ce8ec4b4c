/** Names and texts brought to the lengths that the model has room for. */
import {quoted} from '../schema/issues.js';
import {journeyLimits} from '../schema/journey-words.js';
import type {Remark} from './reading.js';

/** Cut at a whole character, with a mark that something follows. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end}…`;
}

/** A name of at most 200 UTF-16 units. */
export const fitName = (text: string): string => cut(text, journeyLimits.nameUnits);

/** A text of at most 4000 UTF-16 units; `undefined` for an empty one. */
export const fitText = (text: string | undefined): string | undefined =>
  text ? cut(text, journeyLimits.textUnits) : undefined;

/** The same, for what a reader finds at some place of a file: whatever is cut is said. */
export function fitting<At>(format: string, say: (level: Remark['level'], code: string, at: At, text: string) => void) {
  const told = (text: string, most: number, at: At): string => {
    if (text.length > most) {
      const why = `${quoted(text)} is longer than ${most} characters; the rest was cut off.`;
      say('error', `${format}/shortened`, at, why);
    }
    return cut(text, most);
  };
  return {
    name: (text: string, at: At): string => told(text, journeyLimits.nameUnits, at),
    text: (text: string | undefined, at: At): string | undefined =>
      text ? told(text, journeyLimits.textUnits, at) : undefined,
  };
}

/** A text as headers, names and words are compared: whatever its case, its blanks and how its accents are encoded. */
export const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The name of a file without its end and its folders: `Our shop` of `maps/Our shop.mmd`. */
export const titleOfFile = (file = ''): string =>
  file
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .trim();

/** The object without what is `undefined` in it. */
export function present<T extends object>(value: T): {[K in keyof T]: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

/** How many there are of something that is called `one`. */
export const several = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
