/** The things of one list, found by what people call them, or by their id. */
import {Ids} from '../ids.js';
import {plain} from '../names.js';
import {isClean} from './clean.js';

/** Where things are looked up, whatever they are. */
export interface Finder {
  find(label: string): {readonly id: string} | undefined;
  listed(cell: string): {readonly found: readonly {readonly id: string}[]; readonly missing: readonly string[]};
  labelOf(id: string): string;
}

export class Names<T extends {id: string}> {
  readonly #byId = new Map<string, T>();
  readonly #byName = new Map<string, T>();
  readonly ids = new Ids();

  constructor(
    readonly list: T[],
    readonly nameOf: (item: T) => string,
  ) {
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

  /** What `find` answers with this item, in one line without the marks that part a list. */
  label(item: T): string {
    const name = this.nameOf(item);
    const isPlain = !/[\n;]/.test(name) && name === name.trim() && isClean(name);
    if (isPlain && this.find(name) === item) return name;
    return isPlain && this.find(`${name} [${item.id}]`) === item ? `${name} [${item.id}]` : `[${item.id}]`;
  }

  labelOf(id: string): string {
    const item = this.#byId.get(id);
    return item ? this.label(item) : id;
  }

  /** The items that a cell lists, one a line or parted by semicolons, else by commas; and what is not among them. */
  listed(cell: string): {found: T[]; missing: string[]} {
    const found: T[] = [];
    const missing: string[] = [];
    for (const label of cell.split(/[\n;]/).map(part => part.trim())) {
      if (!label) continue;
      const whole = this.find(label);
      const parts = whole || !label.includes(',') ? [label] : label.split(',').map(part => part.trim());
      for (const part of parts.filter(Boolean)) {
        const item = whole ?? this.find(part);
        if (!item) missing.push(part);
        else if (!found.includes(item)) found.push(item);
      }
    }
    return {found, missing};
  }

  #index(item: T): void {
    this.ids.add(item.id);
    if (!this.#byId.has(item.id)) this.#byId.set(item.id, item);
    const name = plain(this.nameOf(item));
    if (!this.#byName.has(name)) this.#byName.set(name, item);
  }
}
