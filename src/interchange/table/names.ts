/** The things of one list, found by what people call them, or by their id. */
import {Ids} from '../ids.js';
import {plain} from '../names.js';
import {isClean} from './clean.js';

/** Where things are looked up, whatever they are. */
export interface Finder {
  find(label: string): {readonly id: string} | undefined;
  isShared(label: string): boolean;
  listed(cell: string): Listed<{readonly id: string}>;
  labelOf(id: string): string;
}

/** What a cell lists, what of it is not there, and which names are those of several. */
interface Listed<T> {
  readonly found: readonly T[];
  readonly missing: readonly string[];
  readonly shared: readonly string[];
}

export class Names<T extends {id: string}> {
  readonly #byId = new Map<string, T>();
  readonly #byName = new Map<string, T>();
  readonly #shared = new Set<string>();
  readonly ids = new Ids();

  readonly list: T[];
  readonly nameOf: (item: T) => string;

  constructor(list: T[], nameOf: (item: T) => string) {
    this.list = list;
    this.nameOf = nameOf;

    for (const item of list) this.#index(item);
  }

  add(item: T): T {
    this.list.push(item);
    this.#index(item);
    return item;
  }

  byId = (id: string): T | undefined => this.#byId.get(id);

  /** By name, by a name with its id behind it, `Search [s2]`, or by the id alone. */
  find(label: string): T | undefined {
    const named = this.#byName.get(plain(label));
    if (named) return named;
    const id = /\[([^[\]]+)\]$/.exec(label)?.[1];
    return (id && this.#byId.get(id)) || this.#byId.get(label.trim());
  }

  /** Whether several have this name; `find` answers with the first of them. */
  isShared = (label: string): boolean => this.#shared.has(plain(label));

  /** What `find` answers with this item alone, in one line without the marks that part a list. */
  label(item: T): string {
    const name = this.nameOf(item);
    const isPlain = !/[\n;]/.test(name) && name === name.trim() && isClean(name);
    if (isPlain && this.find(name) === item && !this.isShared(name)) return name;
    return isPlain && this.find(`${name} [${item.id}]`) === item ? `${name} [${item.id}]` : `[${item.id}]`;
  }

  labelOf(id: string): string {
    const item = this.#byId.get(id);
    return item ? this.label(item) : id;
  }

  /** The items that a cell lists, one a line or parted by semicolons, else by commas; and what is not among them. */
  listed(cell: string): Listed<T> {
    const found: T[] = [];
    const missing: string[] = [];
    const shared: string[] = [];
    for (const label of cell.split(/[\n;]/).map(part => part.trim())) {
      if (!label) continue;
      const whole = this.find(label);
      const parts = whole || !label.includes(',') ? [label] : label.split(',').map(part => part.trim());
      for (const part of parts.filter(Boolean)) {
        const item = whole ?? this.find(part);
        if (this.isShared(part)) shared.push(part);
        if (!item) missing.push(part);
        else if (!found.includes(item)) found.push(item);
      }
    }
    return {found, missing, shared};
  }

  #index(item: T): void {
    this.ids.add(item.id);
    if (!this.#byId.has(item.id)) this.#byId.set(item.id, item);
    const name = plain(this.nameOf(item));
    if (this.#byName.has(name)) this.#shared.add(name);
    else this.#byName.set(name, item);
  }
}
