/** What each control of the map does to the view. A control names its action in `data-do` and what it is about in `data-key`. */
import type {Facet} from '../../journey/filter.js';
import type {Density, View, ViewName, Zoom} from '../../journey/view.js';
import {type Criterion, weighed} from '../../journey/weights.js';
import type {Lane} from '../../schema/journey-map.js';
import {laneIs, type Scene} from './scene.js';

export type Act = (scene: Scene, key: string) => Partial<View>;

export const toggled = (list: readonly string[], one: string): string[] =>
  list.includes(one) ? list.filter(other => other !== one) : [...list, one];

/** The ids of the lanes that are so, once one of them has changed. */
export const lanesThatAre =
  (what: 'hidden' | 'shut' | 'pinned', said: (lane: Lane) => boolean | undefined): Act =>
  ({parts, view}, key) => ({
    [what]: toggled(
      parts.lanes.filter(lane => laneIs(view[what], lane, said(lane))).map(({id}) => id),
      key,
    ),
  });

export const actions: Readonly<Record<string, Act>> = {
  view: (_scene, view) => ({view: view as ViewName, item: ''}),
  zoom: (_scene, zoom) => ({zoom: zoom as Zoom, folded: []}),
  fold: ({view}, stage) => ({folded: toggled(view.folded, stage)}),
  shut: lanesThatAre('shut', ({collapsed}) => collapsed),
  fit: ({view}) => ({fit: !view.fit}),
  compact: ({view}) => ({density: (view.density === 'compact' ? 'comfortable' : 'compact') as Density}),
  filter: ({view}, key) => {
    const [facet, value] = key.split(/:(.*)/s) as [Facet, string];
    const asked = toggled(view.filter[facet] ?? [], value);
    // The least severity is one.
    return {filter: {...view.filter, [facet]: facet === 'severity' ? asked.filter(one => one === value) : asked}};
  },
  sort: ({view}, column) => ({sort: view.sort === column ? `-${column}` : column}),
  against: (_scene, against) => ({against}),
  changes: ({view}, how) => ({changes: toggled(view.changes, how)}),
  group: (_scene, group) => ({group}),
  slide: (_scene, at) => ({slide: Number(at)}),
  unweigh: () => ({weights: []}),
};

/** What a field does to the view while a reader types into it or drags it. */
export const typed: Readonly<Record<string, (scene: Scene, value: string, key: string) => Partial<View>>> = {
  query: (_scene, query) => ({query}),
  weigh: ({parts, view}, value, key) => ({
    weights: weighed(parts.map, view.weights, key as Criterion, Number(value)),
  }),
};
