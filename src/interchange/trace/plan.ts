/** A map as the plan that somebody's way is held against. */
import type {JourneyMap, Step, Touchpoint} from '../../schema/journey-map.js';
import {collectedId} from '../../schema/touchpoint-id.js';
import type {Place} from './collected.js';

/** Where in the plan something was seen. */
export interface Spot {
  /** Counts the steps from 0. */
  readonly step: number;
  readonly touchpoint?: Touchpoint | undefined;
}

function know(spots: Map<string, Spot[]>, name: string, spot: Spot): void {
  const known = spots.get(name);
  if (known) known.push(spot);
  else spots.set(name, [spot]);
}

export class Plan {
  readonly map: JourneyMap;
  readonly #index: ReadonlyMap<string, number>;
  readonly #byTouchpoint = new Map<string, Spot[]>();
  readonly #byEvent = new Map<string, Spot[]>();
  readonly #stages: ReadonlySet<string>;

  constructor(map: JourneyMap) {
    this.map = map;
    this.#index = new Map(map.steps.map(({id}, at) => [id, at]));
    this.#stages = new Set(map.stages.map(({id}) => id));
    for (const [step, {touchpoints = [], eventName}] of map.steps.entries()) {
      for (const touchpoint of touchpoints) know(this.#byTouchpoint, collectedId(touchpoint), {step, touchpoint});
      if (eventName !== undefined) know(this.#byEvent, eventName, {step});
    }
  }

  step(at: number): Step {
    return this.map.steps[at]!;
  }

  /**
   * The step at which somebody was: by its touchpoint, in the stage that is told where there are several, else by its event. An
   * event may be one of many stages, as `Stage Entered` is: where a stage of the plan is told, it is that of the step.
   */
  spotOf({stage, touchpoint, event}: Place): Spot | undefined {
    const isThere = ({step}: Spot): boolean => this.step(step).stageId === stage;
    const spots = (touchpoint !== undefined && this.#byTouchpoint.get(touchpoint)) || [];
    const byTouchpoint = spots.find(isThere) ?? spots[0];
    if (byTouchpoint || event === undefined) return byTouchpoint;
    const byEvent = this.#byEvent.get(event) ?? [];
    return stage !== undefined && this.#stages.has(stage) ? byEvent.find(isThere) : byEvent[0];
  }

  /** Each step at which anybody was seen, with the spot: where nobody ever is, nothing is collected, and who was there is not known. */
  metAt(met: Iterable<Place>): ReadonlyMap<number, Spot> {
    const spots = Array.from(met, place => this.spotOf(place)).filter(spot => spot !== undefined);
    return new Map(spots.map(spot => [spot.step, spot]));
  }

  /** Whether the plan has a way back to a step. */
  comesBack = (at: number): boolean => this.#leads(this.#after(at), at);

  /** Whether every way of the plan from its first step to `last` goes through the step. */
  isNeeded = (at: number, last: number): boolean => at !== last && !(at > 0 && this.#leads([0], last, at));

  #after(at: number): number[] {
    const {next} = this.step(at);
    if (next?.length) return next.map(({stepId}) => this.#index.get(stepId)!);
    return at + 1 < this.map.steps.length ? [at + 1] : [];
  }

  #leads(from: readonly number[], to: number, without?: number): boolean {
    const open = [...from];
    const known = new Set(without === undefined ? open : [...open, without]);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === to) return true;
      for (const one of this.#after(at)) {
        if (known.has(one)) continue;
        known.add(one);
        open.push(one);
      }
    }
    return false;
  }
}
