/** Ids made of names, for formats that have names alone. */
import {idPattern} from '../schema/patterns.js';

/** Longest id made of a name; what keeps it apart from others is added behind. */
const most = 60;

/** `"Find a pan!"` gives `find-a-pan`, in any script; `undefined` where no letter and no digit is left. */
export function idOf(name: string): string | undefined {
  const plain = [
    ...name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-'),
  ]
    .slice(0, most)
    .join('');
  const id = plain.replace(/^[-\p{M}]+|-+$/gu, '');
  return idPattern.test(id) ? id : undefined;
}

/** Makes the id of an entry: `own`, where it is an id and free, else one made of the name. */
export type IdMaker = (name: string, own?: string) => string;

/** Makes ids for the entries of one list, each different from all before. `kind` serves where a name gives none. */
export function idMaker(kind: string): IdMaker {
  const taken = new Set<string>();
  /** How often a name has been met: the next number to try. */
  const met = new Map<string, number>();
  const make = (base: string): string => {
    let count = met.get(base) ?? 1;
    let id = count === 1 ? base : `${base}-${count}`;
    while (taken.has(id)) id = `${base}-${++count}`;
    met.set(base, count + 1);
    return id;
  };
  return (name, own = '') => {
    const id = idPattern.test(own) && !taken.has(own) ? own : make(idOf(name) ?? kind);
    taken.add(id);
    return id;
  };
}
