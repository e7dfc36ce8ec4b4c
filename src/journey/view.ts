/**
 * What a reader sees of a map, as the hash of a page's address holds it: a colleague who opens the link sees just that. Only
 * what is not as the map itself says is written.
 */
import {facets, type Filter} from './filter.js';
import {weightOf} from './weights.js';

export const views = [
  'map', 'items', 'matrix', 'priorities', 'storyboard', 'personas', 'check', 'compare', 'roll-up',
] as const; // prettier-ignore
export type ViewName = (typeof views)[number];

/** How near: the stages alone, steps with one line for each item, everything; `fit` makes the columns as narrow as the page. */
export const zooms = ['stages', 'steps', 'detail'] as const;
export type Zoom = (typeof zooms)[number];

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

export interface View {
  /** Ids of the maps from the first one down to the one that is shown. */
  readonly trail: readonly string[];
  readonly view: ViewName;
  readonly zoom: Zoom;
  readonly density: Density;
  readonly fit: boolean;
  /** Ids of folded stages. */
  readonly folded: readonly string[];
  /** Ids of lanes: hidden, folded, kept in sight; absent where the map itself says. */
  readonly hidden?: readonly string[] | undefined;
  readonly shut?: readonly string[] | undefined;
  readonly pinned?: readonly string[] | undefined;
  /** Ids of lanes in another order than the map's; those that are missing follow. */
  readonly order: readonly string[];
  readonly filter: Filter;
  readonly query: string;
  /** The key of the item that is open. */
  readonly item: string;
  /** Column of the table of items, `-` in front where the order is turned round. */
  readonly sort: string;
  readonly group: string;
  /** The slide of the storyboard, from 0. */
  readonly slide: number;
  /** Weights of the six criteria in their order, where a reader has changed them. */
  readonly weights: readonly number[];
  /** The id of the map that this one is compared to. */
  readonly against: string;
  /** The kinds of change that are listed; none: all of them. */
  readonly changes: readonly string[];
}

export const plainView: View = {
  trail: [],
  view: 'map',
  zoom: 'detail',
  density: 'comfortable',
  fit: false,
  folded: [],
  order: [],
  filter: {},
  query: '',
  item: '',
  sort: '',
  group: '',
  slide: 0,
  weights: [],
  against: '',
  changes: [],
};

/** What the hash of our kind begins with; any other is the page's own. */
const begin = 'map=';

/** Half characters, which a map may hold, cannot be written into an address. */
const written = (value: string | number): string => encodeURIComponent(`${value}`.replace(/\p{Cs}/gu, '\uFFFD'));
const list = (values: readonly (string | number)[]): string => values.map(written).join(',');
const among = <T extends string>(words: readonly T[], value: string | undefined, other: T): T =>
  words.find(word => word === value) ?? other;

/** The hash for a view, without `#`. */
export function hashOf(view: View): string {
  const {trail, filter, ...rest} = view;
  const parts = [begin + list(trail)];
  const add = (key: string, value: string) => void parts.push(`${key}=${value}`);
  for (const [key, value] of Object.entries(rest)) {
    const usual = plainView[key as keyof View];
    if (Array.isArray(value)) {
      if (value.length || usual === undefined) add(key, list(value as string[]));
    } else if (value !== undefined && value !== usual) add(key, list([`${value as string}`]));
  }
  for (const facet of facets) if (filter[facet]?.length) add(facet, list(filter[facet]));
  return parts.join('&');
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The view that a hash holds, `undefined` for a hash of another kind. What is not understood is as if it were not there. */
export function viewOf(hash: string): View | undefined {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(begin)) return;
  const said = new Map<string, string[]>();
  for (const part of text.split('&')) {
    const [key, value = ''] = part.split(/=(.*)/s);
    said.set(key!, value ? value.split(',').map(decode) : []);
  }
  const one = (key: string): string => said.get(key)?.[0] ?? '';
  const whole = (key: string): number => Math.max(0, Math.trunc(Number(one(key)) || 0));
  return {
    trail: said.get('map') ?? [],
    view: among(views, one('view'), plainView.view),
    zoom: among(zooms, one('zoom'), plainView.zoom),
    density: among(densities, one('density'), plainView.density),
    fit: one('fit') === 'true',
    folded: said.get('folded') ?? [],
    hidden: said.get('hidden'),
    shut: said.get('shut'),
    pinned: said.get('pinned'),
    order: said.get('order') ?? [],
    filter: Object.fromEntries(facets.flatMap(facet => (said.get(facet)?.length ? [[facet, said.get(facet)!]] : []))),
    query: one('query'),
    item: one('item'),
    sort: one('sort'),
    group: one('group'),
    slide: whole('slide'),
    weights: (said.get('weights') ?? []).map(value => weightOf(Number(value))),
    against: one('against'),
    changes: said.get('changes') ?? [],
  };
}
