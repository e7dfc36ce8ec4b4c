/** What a search has found in the map that is shown, and where the reader is in it. */
import {search} from '../../journey/search.js';
import type {Content} from './scene.js';

export class Hits {
  /** Keys of items. */
  keys: readonly string[] = [];
  /** The place of the hit that the reader has come to, from 0. */
  at = 0;
  #content: Content | undefined;
  #query: string | undefined;

  /** Looks for the words where they, or the map, are others. */
  look(content: Content | undefined, query: string): void {
    if (this.#content === content && this.#query === query) return;
    this.#content = content;
    this.#query = query;
    this.keys = content ? search(content.list, query).map(({key}) => key) : [];
    this.at = 0;
  }

  /** The key of the hit that the reader has come to. */
  get now(): string | undefined {
    return this.keys[this.at];
  }

  /** To the next hit (`by` 1), or to the one before; after the last comes the first. */
  step(by: number): string | undefined {
    const {length} = this.keys;
    if (length) this.at = (this.at + by + length) % length;
    return this.now;
  }
}
