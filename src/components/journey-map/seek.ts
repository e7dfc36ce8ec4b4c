/** Brings an item into sight: opens what hides it, goes to the view that has it, and where none has it, opens its details. */
import type {View} from '../../journey/view.js';
import {isSeen} from '../../ui/dom.js';
import {toggled} from './actions.js';
import {reveal} from './reveal.js';
import {isFolded, laneIs, type Scene} from './scene.js';

/** What is asked of the element around the picture. */
export interface Around {
  readonly scene: () => Scene;
  /** What stands in the picture for an item. */
  readonly of: (key: string) => readonly HTMLElement[];
  /** Looks at the map in another way; resolves once it is shown so. */
  readonly look: (change: Partial<View>) => Promise<unknown>;
}

/** What hides an item in the map: its stage and its lane may be folded, or its lane hidden. */
function opening({parts, view}: Scene, stepId: string | undefined, place: HTMLElement): Partial<View> | undefined {
  const stage = parts.steps.get(stepId ?? '')?.stageId;
  const id = place.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
  const lane = parts.lanes.find(one => one.id === id);
  const without = (what: 'hidden' | 'shut', says: 'hidden' | 'collapsed'): readonly string[] | undefined =>
    lane && laneIs(view[what], lane, lane[says])
      ? parts.lanes.filter(one => one !== lane && laneIs(view[what], one, one[says])).map(one => one.id)
      : view[what];
  const hidden = without('hidden', 'hidden');
  const shut = without('shut', 'collapsed');
  const folded = stage !== undefined && isFolded(view, stage) ? toggled(view.folded, stage) : view.folded;
  const isOpen = hidden === view.hidden && shut === view.shut && folded === view.folded;
  return isOpen ? undefined : {hidden, shut, folded};
}

/** What to change next so that an item is seen; nothing where it is, or where nothing more can be done. */
function next(scene: Scene, key: string, places: readonly HTMLElement[]): Partial<View> | undefined {
  const {view, items, parts} = scene;
  const [first] = items.get(key)!.stepIds;
  if (view.item === key) return;
  // Details that are open are those of the item that is gone to.
  if (places.some(isSeen)) return view.item ? {item: key} : undefined;
  const slide = parts.order.get(first ?? '');
  if (view.view === 'storyboard' && slide !== undefined && slide !== view.slide) return {slide};
  if (view.view !== 'map') return {view: 'map', item: ''};
  return (places[0] && opening(scene, first, places[0])) ?? {item: key};
}

/** @param key of an item that fits the filter */
export async function seek(key: string, {scene, of, look}: Around): Promise<void> {
  for (let change; (change = next(scene(), key, of(key)));) await look(change);
  const place = of(key).find(isSeen);
  if (place) reveal(place, 'center');
}
