/** Finds items by words, whatever their accents and case. */
import type {Item} from './items.js';

/** Letters without accents, in small: `Größe` and `GROSSE` meet, as do half and full width forms. */
export const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

/** The items that hold every word of the query, in their own order; none for an empty query. */
export function search(items: readonly Item[], query: string): Item[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return items.filter(({title, text, owner = '', tags}) => {
    const held = plain([title, text, owner, ...tags].join('\n'));
    return wanted.every(word => held.includes(word));
  });
}
