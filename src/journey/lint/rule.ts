import type {JourneyMap} from '../../schema/journey-map.js';
import type {zones} from '../../schema/journey-words.js';
import type {Item} from '../items.js';
import type {Parts} from '../parts.js';

/** What a rule looks at. */
export interface Context {
  readonly map: JourneyMap;
  readonly parts: Parts;
  readonly items: readonly Item[];
  /** ISO day. */
  readonly today: string;
  /** The items of one kind. */
  readonly of: (kind: Item['kind']) => readonly Item[];
}

/** One place where a rule found something: an item, by its key, or a place of the whole map, by its path. */
export interface Found {
  readonly key?: string;
  readonly path?: readonly (string | number)[];
  readonly values?: {readonly name?: string; readonly date?: string; readonly zone?: (typeof zones)[number]};
}

export interface Rule {
  readonly level: 'warning' | 'hint';
  readonly find: (context: Context) => Iterable<Found>;
}

/** An item as a place, named by its title. */
export const at = ({key, title}: Pick<Item, 'key' | 'title'>): Found => ({key, values: {name: title}});
