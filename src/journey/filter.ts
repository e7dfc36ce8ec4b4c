/** Which items of a map are shown: by persona, channel, tag, owner, status, evidence and severity. */
import {confidences, opportunityStatuses} from '../schema/journey-words.js';
import type {Item, ItemKind} from './items.js';

/** What is asked for; of several values of one facet, one must hold. An absent or empty facet asks for nothing. */
export interface Filter {
  readonly persona?: readonly string[];
  readonly channel?: readonly string[];
  readonly tag?: readonly string[];
  readonly owner?: readonly string[];
  readonly status?: readonly string[];
  readonly evidence?: readonly string[];
  /** 1 to 5: the least severity of a pain point. */
  readonly severity?: readonly string[];
}

export type Facet = keyof Filter;

const carriers: Readonly<Record<Facet, readonly ItemKind[]>> = {
  persona: ['persona', 'step', 'emotion', 'entry', 'pain-point'],
  channel: ['step', 'touchpoint', 'emotion', 'entry'],
  tag: ['step', 'touchpoint', 'entry', 'pain-point', 'opportunity'],
  owner: ['stage', 'step', 'touchpoint', 'entry', 'pain-point', 'opportunity', 'kpi'],
  status: ['opportunity'],
  evidence: ['emotion', 'entry', 'pain-point'],
  severity: ['pain-point'],
};

/** What an item has of a facet; nothing where it has none. */
const values: Readonly<Record<Facet, (item: Item) => readonly (string | undefined)[]>> = {
  persona: item => item.personaIds,
  channel: item => item.channelIds,
  tag: item => item.tags,
  owner: item => [item.owner],
  status: item => [item.status],
  evidence: item => [item.confidence],
  severity: item => (item.severity ? Array.from({length: item.severity}, (_, at) => `${at + 1}`) : []),
};

export const facets = Object.keys(carriers) as Facet[];

const open: readonly Facet[] = ['persona', 'channel'];

/**
 * Whether an item is shown. What belongs to nobody in particular belongs to every persona and channel. Where `strict`, as in
 * a list of items, an item must have what is asked for; else, as on a map, a facet hides only items that could have it: a
 * severity hides pain points and leaves touchpoints alone.
 */
export function fits(item: Item, filter: Filter, strict = false): boolean {
  return facets.every(facet => {
    const asked = filter[facet];
    if (!asked?.length) return true;
    const has = values[facet](item).filter(value => value !== undefined);
    if (!has.length) return strict ? false : open.includes(facet) || !carriers[facet].includes(item.kind);
    return has.some(value => asked.includes(value!)) || (!strict && !carriers[facet].includes(item.kind));
  });
}

export const isFiltering = (filter: Filter): boolean => facets.some(facet => filter[facet]?.length);

/** What can be asked for in a map, in an order that people expect. Facets with fewer than two values help nobody and are left out. */
export function choicesOf(items: readonly Item[]): {readonly facet: Facet; readonly values: readonly string[]}[] {
  return facets.flatMap(facet => {
    const found = new Set(items.flatMap(item => values[facet](item).filter(value => value !== undefined)));
    const all = sorted(facet, [...found] as string[]);
    return all.length > 1 ? {facet, values: all} : [];
  });
}

/** Words of the model in its own order, names of people's own by the alphabet; personas and channels as they first occur. */
function sorted(facet: Facet, found: readonly string[]): readonly string[] {
  if (open.includes(facet)) return found;
  const order: readonly string[] = facet === 'status' ? opportunityStatuses : facet === 'evidence' ? confidences : [];
  return [...found].sort((a, b) => order.indexOf(a) - order.indexOf(b) || a.localeCompare(b));
}
