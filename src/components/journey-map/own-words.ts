/** What is in the words of the map itself, and in its language. */
import type {Scene} from './scene.js';

const own = '.words, .name, .plain, .goal';

/** A name as it stands in a sentence of the reader's language: it may run the other way. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

/** Says in which language the map's own words are, where that is another one than the reader's. */
export function speak(root: Element, {parts, words}: Scene): void {
  const {lang} = parts.map;
  if (!lang || lang.split('-')[0] === words.language.split('-')[0]) return;
  for (const element of root.querySelectorAll<HTMLElement>(own)) element.lang = lang;
}
