/** When a lane may be used again. Within a page by the clock that never jumps; across pages by a stored, clamped time. */
import {batchLimits} from '../schema/limits.js';
import {backoff, isDue, longestWait, pause, spacing} from './backoff.js';
import type {Outcome} from './classify.js';
import type {FailureReason} from './port.js';
import type {Ports} from './ports.js';
import type {Gate, Lane} from './row.js';

/** Who asks: a timer keeps to every wait, an event on the page may shorten a backoff, a person may shorten a pause. */
export const push = {timer: 0, event: 1, person: 2} as const;
export type Push = (typeof push)[keyof typeof push];

/** What the store is to remember. */
export type GatePatch = Omit<Gate, 'id' | 'lease'>;

interface State {
  failures: number;
  /** The stored time that the waits were made from, and the one that the store held when we last looked. */
  until: number;
  seen: number;
  /** Monotonic ms before which no timer, no event and no person may ask. */
  from: readonly [timer: number, event: number, person: number];
  /** Items of the next batch at most. */
  size: number;
  /** Replies in a row that were no answer; single items refused in a row. */
  portal: number;
  single: number;
}

export class Gates {
  readonly #ports: Pick<Ports, 'now' | 'monotonic' | 'random' | 'visible'>;
  readonly #states = new Map<string, State>();
  /** Monotonic ms before which nobody may ask an endpoint for anything: after a failure, or as long as it asked for. */
  readonly #rests = new Map<string, number>();

  constructor(ports: Pick<Ports, 'now' | 'monotonic' | 'random' | 'visible'>) {
    this.#ports = ports;
  }

  /** Items of the next batch at most. */
  size(lane: Lane): number {
    return this.#state(lane).size;
  }

  /** Milliseconds until the lane may be used with this much push; 0 for now. */
  wait(lane: Lane, by: Push): number {
    const from = Math.max(this.#state(lane).from[by], this.#rests.get(lane.endpoint) ?? 0);
    return Math.max(0, from - this.#ports.monotonic());
  }

  /** Takes in what another page stored. What this page decided itself stands, even where it could not be stored. */
  learn(lane: Lane, gate: Gate | undefined): void {
    const state = this.#state(lane);
    if (!gate || gate.until === state.seen) return;
    state.seen = gate.until;
    if (gate.until === state.until) return;
    state.failures = gate.failures;
    const now = this.#ports.now();
    this.#hold(lane, gate, isDue(gate.until, now) ? 0 : gate.until - now);
  }

  /** The endpoint answered: no wait, and the batches grow back. */
  opened(lane: Lane): void {
    this.#hold(lane, {failures: 0, until: 0}, 0);
    const state = this.#state(lane);
    Object.assign(state, {failures: 0, portal: 0, single: 0, size: Math.min(state.size * 2, batchLimits.items)});
  }

  /** The endpoint did not answer a batch of `sent` items as it should. */
  closed(lane: Lane, outcome: Exclude<Outcome, {type: 'answer'}>, sent: number, retryAfter = 0): GatePatch {
    const state = this.#state(lane);
    const {now, random, visible} = this.#ports;
    const failures = ++state.failures;
    let ms: number;
    let reason: FailureReason;
    if (outcome.type === 'wait') {
      reason = outcome.reason;
      if (reason === 'portal' && ++state.portal >= 3) state.size = 1;
      ms = backoff(failures, random(), visible(), reason === 'busy' ? 1000 + random() * 4000 : 0);
    } else if (outcome.type === 'halve' && (sent > 1 || ++state.single < 2)) {
      state.size = Math.max(1, Math.floor(sent / 2));
      reason = 'server';
      ms = spacing;
    } else {
      reason = outcome.type === 'pause' ? outcome.reason : 'configuration';
      ms = reason === 'gone' ? longestWait : pause(failures, random());
    }
    ms = Math.max(ms, retryAfter, spacing);
    const patch = {failures, until: Math.ceil(now() + ms), reason, asked: retryAfter > 0};
    this.#hold(lane, patch, ms);
    return patch;
  }

  #hold(lane: Lane, {until, asked, reason}: GatePatch, ms: number): void {
    const state = this.#state(lane);
    const at = this.#ports.monotonic();
    const end = at + ms;
    state.until = until;
    state.from = [end, reason === 'configuration' || reason === 'gone' ? end : 0, 0];
    const rest = asked ? end : at + Math.min(ms, spacing);
    this.#rests.set(lane.endpoint, Math.max(this.#rests.get(lane.endpoint) ?? 0, rest));
  }

  #state({id}: Lane): State {
    let state = this.#states.get(id);
    if (!state) {
      state = {failures: 0, until: 0, seen: 0, from: [0, 0, 0], size: batchLimits.items, portal: 0, single: 0};
      this.#states.set(id, state);
    }
    return state;
  }
}
