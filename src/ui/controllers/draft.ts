import type {ReactiveControllerHost} from 'lit';
import type {StorageMode} from '../../schema/settings.js';
import {placeFor, recall, remember} from '../store.js';

/** Keys in use by an element in the page: a second prompt of the same survey keeps a draft of its own. */
const taken = new Set<string>();

/**
 * What a visitor has entered so far, kept in the tab so that a reload finds it. Nothing is written before the first `keep`.
 * With storage mode `none` it lives as long as the page.
 */
export class DraftController<T extends object> {
  value: T;
  readonly #host: ReactiveControllerHost;
  readonly #fresh: () => T;
  #key = '';
  #retired = false;
  #place: ReturnType<typeof placeFor> = 'page';

  /** `fresh` makes an empty draft. */
  constructor(host: ReactiveControllerHost, fresh: () => T) {
    this.#host = host;
    this.#fresh = fresh;
    this.value = fresh();
    host.addController(this);
  }

  /** Names the draft, and takes up what an earlier page or element left under that name; true if there was something. */
  open(name: string, storage: StorageMode | undefined): boolean {
    this.#place = placeFor(storage, false);
    if (this.#key.startsWith(`${name}#`)) return false;
    this.hostDisconnected();
    let count = 1;
    while (taken.has(`${name}#${count}`)) count++;
    taken.add((this.#key = `${name}#${count}`));
    try {
      const left: unknown = JSON.parse(recall(this.#key, this.#place) ?? '0');
      if (!left || typeof left !== 'object') return false;
      this.value = {...this.value, ...left};
      return true;
    } catch {
      return false;
    }
  }

  /** Changes the draft and keeps it. */
  keep(patch: Partial<T>): void {
    Object.assign(this.value, patch);
    remember(this.#key, JSON.stringify(this.value), this.#retired ? 'page' : this.#place);
    this.#host.requestUpdate();
  }

  /** From now on the draft lives in this page only: what has been sent is no longer kept on the device. */
  retire(): void {
    remember(this.#key, undefined, this.#place);
    this.#retired = true;
    this.keep({});
  }

  /** Begins again. */
  clear(): void {
    remember(this.#key, undefined, this.#place);
    this.#retired = false;
    this.value = this.#fresh();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    taken.delete(this.#key);
  }

  hostConnected(): void {
    if (this.#key) taken.add(this.#key);
  }
}
