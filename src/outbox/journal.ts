/** Copies of waiting rows in web storage, one key an item: two tabs never overwrite each other's. Synchronous. */
import {cleanJson} from '../schema/canonical.js';
import {deviceLimits} from '../schema/limits.js';
import {storagePrefix} from '../schema/names.js';
import {parsed} from './platform.js';
import {newer, type Stored} from './row.js';

const prefix = `${storagePrefix}item:`;

/** The part of the Storage interface that the journal uses. */
export type WebStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Journal {
  /** True where copies outlive the page. */
  readonly lasting: boolean;
  /** False while the storage cannot be read, so that it may hold more than we see. */
  readonly sound: boolean;
  ids(): string[];
  /** The newest copy, or `undefined` where there is none or it was spoilt. */
  get(id: string): Stored | undefined;
  /** Writes the copy. True when the web storage took it; else it is kept in memory if `orMemory`. */
  set(row: Stored, orMemory: boolean): boolean;
  delete(id: string): void;
}

export function createJournal(storage: WebStorage | undefined): Journal {
  /** What the storage would not take: kept for as long as this page lives. */
  const memory = new Map<string, Stored>();
  let sound = true;

  function ids(): string[] {
    const found = new Set(memory.keys());
    try {
      for (let index = 0; index < (storage?.length ?? 0); index++) {
        const key = storage!.key(index);
        if (key?.startsWith(prefix)) found.add(key.slice(prefix.length));
      }
      sound = true;
    } catch {
      sound = false;
    }
    return [...found];
  }

  function read(id: string): string {
    try {
      return storage?.getItem(prefix + id) ?? '';
    } catch {
      sound = false;
      return '';
    }
  }

  /** Whether the storage takes a copy of so many characters within its share, in place of the one it has. */
  function hasRoom(id: string, chars: number): boolean {
    // What takes no more room than before always fits: that an item is on its way can be noted even where all is full.
    if (chars <= read(id).length) return true;
    let used = prefix.length + id.length + chars;
    for (const other of ids()) if (other !== id) used += prefix.length + other.length + read(other).length;
    return used <= deviceLimits.journalChars;
  }

  return {
    lasting: !!storage,
    get sound() {
      return sound;
    },
    ids,
    get(id) {
      const kept = memory.get(id);
      const row = parsed(read(id)) as Stored | null | undefined;
      return row?.id !== id || (kept && !newer(row, kept)) ? kept : row;
    },
    set(row, orMemory) {
      const {id} = row;
      try {
        const text = cleanJson(row);
        if (storage && hasRoom(id, text.length)) {
          storage.setItem(prefix + id, text);
          memory.delete(id);
          return true;
        }
      } catch {
        // Full or refused: below.
      }
      // An older copy stays: an earlier snapshot of an answer is better than none, and the highest revision wins.
      if (orMemory) memory.set(id, row);
      return false;
    },
    delete(id) {
      memory.delete(id);
      try {
        storage?.removeItem(prefix + id);
      } catch {
        // Nothing was stored where nothing can be removed.
      }
    },
  };
}
