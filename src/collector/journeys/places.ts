import type {JourneyMap} from '../../schema/journey-map.js';
import type {LiveValue} from '../../schema/overlay.js';
import {collectedId} from '../../schema/touchpoint-id.js';
import type {Cell} from '../store.js';

/** The whole journey, a stage, a touchpoint in whatever stage, or a touchpoint in one stage. */
export type Place = Pick<LiveValue, 'stage' | 'touchpoint'>;

const nameOf = ({stage, touchpoint}: Place): string => JSON.stringify([stage ?? null, touchpoint ?? null]);

/** Cells by each place that they count for. */
export class ByPlace<C extends Cell> {
  readonly #cells = new Map<string, {readonly place: Place; readonly cells: C[]}>();

  /** @param cells the first two of their keys are the stage and the touchpoint */
  constructor(cells: readonly C[]) {
    for (const cell of cells) for (const place of placesOfCell(cell)) this.#add(place, cell);
  }

  at(place: Place): readonly C[] {
    return this.#cells.get(nameOf(place))?.cells ?? [];
  }

  places(): Place[] {
    return [...this.#cells.values()].map(({place}) => place);
  }

  #add(place: Place, cell: C): void {
    const name = nameOf(place);
    const found = this.#cells.get(name);
    if (found) found.cells.push(cell);
    else this.#cells.set(name, {place, cells: [cell]});
  }
}

function placesOfCell({keys: [stage, touchpoint]}: Cell): Place[] {
  const places: Place[] = [{}];
  if (stage != null) places.push({stage});
  if (touchpoint != null) places.push({touchpoint});
  if (stage != null && touchpoint != null) places.push({stage, touchpoint});
  return places;
}

/** Each place once: the whole, stages, touchpoints, and last what is both; otherwise in the order given. */
export function inOrder(places: readonly Place[]): Place[] {
  const rank = ({stage, touchpoint}: Place): number =>
    (stage === undefined ? 0 : 1) + (touchpoint === undefined ? 0 : 2);
  const once = new Map(places.map(place => [nameOf(place), place]));
  return [...once.values()].sort((a, b) => rank(a) - rank(b));
}

/** All places of a map; a touchpoint that it has in several stages also by stage. */
export function placesOfMap({stages, steps}: JourneyMap): Place[] {
  const stagesOf = new Map<string, Set<string>>();
  for (const {stageId, touchpoints = []} of steps)
    for (const touchpoint of touchpoints) {
      const key = collectedId(touchpoint);
      stagesOf.set(key, (stagesOf.get(key) ?? new Set()).add(stageId));
    }
  const places: Place[] = [{}, ...stages.map(({id}) => ({stage: id}))];
  for (const [touchpoint, its] of stagesOf) {
    places.push({touchpoint});
    if (its.size > 1) places.push(...[...its].map(stage => ({stage, touchpoint})));
  }
  return inOrder(places);
}
