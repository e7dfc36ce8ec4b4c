/** Small notes kept outside the outbox: drafts, refusals, ids. Never throws; what a browser refuses to keep lives as long as the page. */
import {storagePrefix} from '../schema/names.js';
import type {StorageMode} from '../schema/settings.js';

/** Where a note is kept: on the device, until the tab closes, or until the page goes. */
export type Place = 'device' | 'tab' | 'page';

const memory = new Map<string, string>();

/** The place that a storage mode allows, for a note that should last beyond the tab or not. */
export const placeFor = (storage: StorageMode | undefined, lasting: boolean): Place =>
  storage === 'none' ? 'page' : lasting && storage !== 'session' ? 'device' : 'tab';

function area(place: Place): Storage | undefined {
  try {
    return place === 'device' ? localStorage : place === 'tab' ? sessionStorage : undefined;
  } catch {
    return;
  }
}

export function recall(key: string, place: Place): string | undefined {
  try {
    return memory.get(key) ?? area(place)?.getItem(storagePrefix + key) ?? undefined;
  } catch {
    return;
  }
}

/** Keeps a note, or forgets it where `value` is `undefined`. */
export function remember(key: string, value: string | undefined, place: Place): void {
  memory.delete(key);
  const store = area(place);
  try {
    store?.removeItem(storagePrefix + key);
    if (value !== undefined && store) return store.setItem(storagePrefix + key, value);
  } catch {
    // Full or forbidden: the page's own memory takes the note.
  }
  if (value !== undefined) memory.set(key, value);
}
