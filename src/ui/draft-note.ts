import type {StorageMode} from '../schema/settings.js';
import {recall, remember} from './store.js';

/** Names in use by an element in the page: a second prompt of the same survey keeps a draft of its own. */
const taken = new Set<string>();

/** What a visitor has entered so far, kept in the tab so that a reload finds it; with storage mode `none`, in the page. */
export class DraftNote {
  #name = '';
  #key = '';
  #storage: StorageMode | undefined;

  /** Names the draft; gives what an earlier page or element left under that name. */
  open(name: string, storage: StorageMode | undefined): object | undefined {
    this.#storage = storage;
    if (name === this.#name) return;
    this.release();
    this.#name = name;
    for (let count = 1; taken.has((this.#key = `draft:${name}#${count}`)); count++);
    this.claim();
    try {
      return Object(JSON.parse(recall(this.#key, storage)!)) as object;
    } catch {
      return;
    }
  }

  /** Keeps the draft; a finished one in this page only, so that what has been sent does not stay on the device. */
  keep(draft: {readonly state?: unknown}): void {
    remember(this.#key, JSON.stringify(draft), draft.state ? 'none' : this.#storage);
  }

  drop(): void {
    remember(this.#key, undefined, this.#storage);
  }

  /** The element left the page: another one may go on with the draft. */
  release(): void {
    taken.delete(this.#key);
  }

  /** The element is back. */
  claim(): void {
    if (this.#key) taken.add(this.#key);
  }
}
