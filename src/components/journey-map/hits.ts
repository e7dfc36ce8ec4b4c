/** What a search has found in the map that is shown, and where the reader is in it. */
import {fits, isFiltering} from '../../journey/filter.js';
import {search} from '../../journey/search.js';
import type {View} from '../../journey/view.js';
import type {Content} from './scene.js';

export class Hits {
  /** Keys of items. */
  keys: readonly string[] = [];
  /** The place of the hit that is marked, from 0. */
  at = 0;
  /** Whether the reader has gone to a hit since the words are these. */
  isReached = false;
  /** What was looked for, and in what. */
  #asked: readonly unknown[] = [];

  /** Looks for the words among what the filter leaves in this view, where they, it, or the map, are others. */
  look(content: Content | undefined, {query, filter, view}: View): void {
    const isStrict = view === 'items' && isFiltering(filter);
    const asked = [content, query, filter, isStrict];
    if (asked.every((one, at) => one === this.#asked[at])) return;
    this.#asked = asked;
    const found = content ? search(content.list, query) : [];
    this.keys = found.filter(item => fits(item, filter, isStrict)).map(({key}) => key);
    this.at = 0;
    this.isReached = false;
  }

  /** The key of the hit that is marked. */
  get now(): string | undefined {
    return this.keys[this.at];
  }

  /** To the next hit (`by` 1), or to the one before (-1); after the last comes the first. */
  step(by: number): string | undefined {
    const {length} = this.keys;
    const next = this.isReached || by < 0 ? this.at + by : this.at;
    if (length) this.at = (next + length) % length;
    this.isReached = true;
    return this.now;
  }
}
