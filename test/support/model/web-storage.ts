/** localStorage as all tabs share it: it may be full, or refuse every touch; a killed browser loses its last seconds. */
import type {WebStorage} from '../../../src/outbox/journal.js';
import type {World} from './world.js';

export type StorageFault = 'full' | 'broken';

export class SharedStorage {
  readonly values = new Map<string, string>();
  fault: StorageFault | undefined;
  readonly #world: World;
  #undo: {readonly at: number; readonly key: string; readonly old: string | undefined}[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** The interface of one tab. */
  port(): WebStorage {
    const {values} = this;
    let keys: string[] = [];
    const touch = (more = 0) => {
      if (this.fault === 'broken' || (more > 0 && this.fault === 'full')) throw new Error(`storage ${this.fault}`);
    };
    return {
      get length() {
        touch();
        return values.size;
      },
      key: index => {
        touch();
        // Whoever walks through all keys begins with the first.
        if (!index) keys = [...values.keys()];
        return keys[index] ?? null;
      },
      getItem: key => {
        touch();
        return values.get(key) ?? null;
      },
      setItem: (key, value) => {
        touch(value.length - (values.get(key)?.length ?? 0));
        this.#remember(key);
        values.set(key, value);
      },
      removeItem: key => {
        touch();
        this.#remember(key);
        values.delete(key);
      },
    };
  }

  /** Takes back what was written in the last `ms`: it had not reached the disk when the browser was killed. */
  rollBack(ms: number): void {
    const since = this.#world.time - ms;
    for (const {at, key, old} of this.#undo.reverse()) {
      if (at < since) break;
      if (old === undefined) this.values.delete(key);
      else this.values.set(key, old);
    }
    this.#undo = [];
  }

  #remember(key: string): void {
    this.#undo.push({at: this.#world.time, key, old: this.values.get(key)});
  }
}
