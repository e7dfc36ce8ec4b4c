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
  return isId(id) ? id : undefined;
}

export const isId = (text: string): boolean => idPattern.test(text);

/** The ids of one list. */
export class Ids {
  readonly #taken = new Set<string>();
  /** The last number that was given to a name, so that many of one name are numbered in one go. */
  readonly #met = new Map<string, number>();

  add = (id: string): void => void this.#taken.add(id);
  has = (id: string): boolean => this.#taken.has(id);

  /** A free id made of a name, with a number where it is taken: `pan-2`. `kind` serves where the name gives none. */
  next(name: string, kind: string): string {
    const base = idOf(name) ?? kind;
    let count = this.#met.get(base) ?? 1;
    let id = count === 1 ? base : `${base}-${count}`;
    while (this.#taken.has(id)) id = `${base}-${++count}`;
    this.#met.set(base, count);
    return id;
  }
}

/** Makes the id of an entry: `own`, where it is an id and free, else one made of the name. */
export type IdMaker = (name: string, own?: string) => string;

/** Makes ids for the entries of one list, each different from all before. `kind` serves where a name gives none. */
export function idMaker(kind: string): IdMaker {
  const ids = new Ids();
  return (name, own = '') => {
    const id = isId(own) && !ids.has(own) ? own : ids.next(name, kind);
    ids.add(id);
    return id;
  };
}
