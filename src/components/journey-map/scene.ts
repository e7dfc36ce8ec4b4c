/** One map as it is shown: its parts and items, how it is looked at, and in which words. */
import {sourcesAt} from '../../journey/evidence.js';
import {fits} from '../../journey/filter.js';
import {type Item, itemsOf} from '../../journey/items.js';
import {type Parts, partsOf} from '../../journey/parts.js';
import type {View} from '../../journey/view.js';
import type {Words} from '../../locales/journey-map/words.js';
import type {JourneyMap, Lane, Ref} from '../../schema/journey-map.js';
import type {Atlas} from './atlas.js';
import type {Live} from './living.js';

/** What does not change while one map is looked at. */
export interface Content {
  readonly parts: Parts;
  readonly list: readonly Item[];
  readonly items: ReadonlyMap<string, Item>;
  /** The sources at each step. */
  readonly sources: ReadonlyMap<string, readonly Ref[]>;
  /** The address that pictures and links of the map are relative to: its own. */
  readonly base: string;
}

export interface Scene extends Content {
  readonly atlas: Atlas;
  readonly view: View;
  readonly words: Words;
  /** What visitors said; absent where the page names no endpoint. */
  readonly live?: Live | undefined;
}

/**
 * @param map sound by `journeyMapSchema`
 * @param base its own address, else that of the page
 * @param isLive whether there is a lane of live values in any case
 */
export function contentOf(map: JourneyMap, base = document.baseURI, isLive = false): Content {
  const parts = partsOf(map, isLive);
  const list = itemsOf(parts);
  return {parts, list, items: new Map(list.map(item => [item.key, item])), sources: sourcesAt(list), base};
}

/** The title of a lane, or of its kind where it has none. */
export const laneTitle = ({words}: Scene, {title, kind}: Lane): string => title || words.of('lanes', kind);

/** The lanes in the order in which they are looked at: those kept in sight first. */
export function lanesInOrder({parts, view}: Scene): Lane[] {
  const place = (id: string): number => {
    const at = view.order.indexOf(id);
    return at < 0 ? view.order.length : at;
  };
  const lanes = [...parts.lanes].sort((a, b) => place(a.id) - place(b.id));
  const isPinned = (lane: Lane) => laneIs(view.pinned, lane, lane.pinned);
  return [...lanes.filter(isPinned), ...lanes.filter(lane => !isPinned(lane))];
}

/** Whether a lane is hidden, folded or pinned: as the reader wants it, else as the map says. */
export const laneIs = (wanted: readonly string[] | undefined, {id}: Lane, said: boolean | undefined): boolean =>
  wanted ? wanted.includes(id) : said === true;

/** Whether a stage is folded: where all are, those named are not. */
export const isFolded = ({zoom, folded}: View, stageId: string): boolean =>
  (zoom === 'stages') !== folded.includes(stageId);

/** The personas that the reader looks at. */
export const personasIn = ({parts, view}: Scene) =>
  (parts.map.personas ?? []).filter(({id}) => !view.filter.persona?.length || view.filter.persona.includes(id));

/** An address of the map as the page can use it. */
export const absolute = ({base}: Scene, address: string): string => new URL(address, base).href;

/** Keys of the items that do not fit the filter. */
export const misfits = ({list, view}: Scene): Set<string> =>
  new Set(list.filter(item => !fits(item, view.filter)).map(({key}) => key));
