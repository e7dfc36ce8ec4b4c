/** Copies of waiting rows in web storage, one key an item: two tabs never overwrite each other's. Synchronous. */
import {cleanJson} from '../schema/canonical.js';
import {deviceLimits} from '../schema/limits.js';
import {storagePrefix} from '../schema/names.js';
import {platform} from './platform.js';
import {newer, type Stored} from './row.js';

const prefix = `${storagePrefix}item:`;

/** The part of the Storage interface that the journal uses. */
export type WebStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export class Journal {
  readonly #storage: WebStorage | undefined;
  /** What the storage would not take: kept for as long as this page lives. */
  readonly #memory = new Map<string, Stored>();
  /** Characters in use, at least: counted anew where they seem to be too many, since other tabs write too. */
  #used = Infinity;

  /** False while the storage cannot be read, so that it may hold more than we see. */
  sound = true;

  constructor(storage: WebStorage | undefined) {
    this.#storage = storage;
  }

  /** True where copies outlive the page. */
  get lasting(): boolean {
    return !!this.#storage;
  }

  ids(): string[] {
    const ids = new Set(this.#memory.keys());
    try {
      for (let index = 0; index < (this.#storage?.length ?? 0); index++) {
        const key = this.#storage!.key(index);
        if (key?.startsWith(prefix)) ids.add(key.slice(prefix.length));
      }
      this.sound = true;
    } catch {
      this.sound = false;
    }
    return [...ids];
  }

  /** The newest copy, or `undefined` where there is none or it was spoilt. */
  get(id: string): Stored | undefined {
    const kept = this.#memory.get(id);
    const row = parsed(this.#read(id));
    return row?.id !== id || (kept && !newer(row, kept)) ? kept : row;
  }

  #read(id: string): string | null | undefined {
    try {
      return this.#storage?.getItem(prefix + id);
    } catch {
      this.sound = false;
      return;
    }
  }

  /** Writes the copy. True when the web storage took it; else it is kept in memory if `orMemory`. */
  set(row: Stored, orMemory: boolean): boolean {
    try {
      const text = cleanJson(row);
      if (this.#storage && this.#hasRoom(row.id, text.length)) {
        this.#storage.setItem(prefix + row.id, text);
        this.#memory.delete(row.id);
        return true;
      }
    } catch {
      // Full or refused: below.
    }
    // An older copy stays: an earlier snapshot of an answer is better than none, and the highest revision wins.
    if (orMemory) this.#memory.set(row.id, row);
    return false;
  }

  delete(id: string): void {
    this.#memory.delete(id);
    try {
      this.#storage?.removeItem(prefix + id);
    } catch {
      // Nothing was stored where nothing can be removed.
    }
  }

  #hasRoom(id: string, chars: number): boolean {
    // What takes no more room than before always fits: that an item is on its way can be noted even where all is full.
    if (chars <= (this.#read(id)?.length ?? 0)) return true;
    const most = deviceLimits.journalChars;
    const more = prefix.length + id.length + chars;
    this.#used += more;
    if (this.#used > most) this.#used = this.#count(id) + more;
    return this.#used <= most;
  }

  /** Characters of all copies but one. */
  #count(but: string): number {
    let chars = 0;
    for (const id of this.ids()) if (id !== but) chars += prefix.length + id.length + (this.#read(id)?.length ?? 0);
    return chars;
  }
}

function parsed(text: string | null | undefined): Stored | undefined {
  try {
    return platform.parse(text ?? 'null') ?? undefined;
  } catch {
    return;
  }
}
