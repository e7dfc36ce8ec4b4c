/** Small notes kept outside the outbox: drafts, refusals, ids. Never throws; what a browser refuses to keep lives as long as the page. */
import {storagePrefix} from '../schema/names.js';
import type {StorageMode} from '../schema/settings.js';

const memory = new Map<string, string>();

/** Where a mode keeps notes: on the device those that should last beyond the tab, else in the tab; with `none`, only in the page. */
const area = (mode: StorageMode | undefined, lasting: boolean): Storage | undefined =>
  mode === 'none' ? undefined : lasting && mode !== 'session' ? localStorage : sessionStorage;

export function recall(key: string, mode: StorageMode | undefined, lasting = false): string | null | undefined {
  try {
    return memory.get(key) ?? area(mode, lasting)?.getItem(storagePrefix + key);
  } catch {
    return;
  }
}

/** Keeps a note, or forgets it where `value` is `undefined`. */
export function remember(key: string, value: string | undefined, mode: StorageMode | undefined, lasting = false): void {
  memory.delete(key);
  try {
    const store = area(mode, lasting);
    store?.removeItem(storagePrefix + key);
    if (value !== undefined && store) return store.setItem(storagePrefix + key, value);
  } catch {
    // Full or forbidden: the page's own memory takes the note.
  }
  if (value !== undefined) memory.set(key, value);
}
