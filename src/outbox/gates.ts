/** When an endpoint may be asked again. Within a page by the clock that never jumps; across pages by a stored, clamped time. */
import {batchLimits} from '../schema/limits.js';
import {backoff, isDue, longestWait, pause, spacing} from './backoff.js';
import type {Outcome} from './classify.js';
import type {FailureReason} from './port.js';
import type {Ports} from './ports.js';
import type {Gate} from './row.js';

/** Who asks: a timer keeps to every wait, an event on the page may shorten a backoff, a person may shorten a pause. */
export const push = {timer: 0, event: 1, person: 2} as const;
export type Push = (typeof push)[keyof typeof push];

/** What the store is to remember. */
export type GatePatch = Omit<Gate, 'id' | 'lease'>;

interface State {
  failures: number;
  /** The stored time that the waits were made from. */
  until: number;
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

  constructor(ports: Pick<Ports, 'now' | 'monotonic' | 'random' | 'visible'>) {
    this.#ports = ports;
  }

  /** Items of the next batch at most. */
  size(endpoint: string): number {
    return this.#state(endpoint).size;
  }

  /** Milliseconds until the endpoint may be asked with this much push; 0 for now. */
  wait(endpoint: string, by: Push): number {
    return Math.max(0, this.#state(endpoint).from[by] - this.#ports.monotonic());
  }

  /** Takes in what this page or another one stored. */
  learn(endpoint: string, gate: Gate | undefined): void {
    const state = this.#state(endpoint);
    if (!gate || gate.until === state.until) return;
    state.failures = gate.failures;
    const now = this.#ports.now();
    this.#hold(state, gate, isDue(gate.until, now) ? 0 : gate.until - now);
  }

  /** The endpoint answered: no wait, and the batches grow back. */
  opened(endpoint: string): GatePatch {
    const state = this.#state(endpoint);
    const patch = {failures: 0, until: 0, lastSentAt: new Date(this.#ports.now()).toISOString()};
    this.#hold(state, patch, 0);
    Object.assign(state, {failures: 0, portal: 0, single: 0, size: Math.min(state.size * 2, batchLimits.items)});
    return patch;
  }

  /** The endpoint did not answer a batch of `sent` items as it should. */
  closed(endpoint: string, outcome: Exclude<Outcome, {type: 'answer'}>, sent: number, retryAfter = 0): GatePatch {
    const state = this.#state(endpoint);
    const {now, random, visible} = this.#ports;
    const failures = ++state.failures;
    let ms: number;
    let reason: FailureReason;
    if (outcome.type === 'wait') {
      reason = outcome.reason;
      if (reason === 'portal' && ++state.portal >= 3) state.size = 1;
      ms = backoff(failures, random(), visible(), reason === 'busy' ? 1000 + random() * 4000 : retryAfter);
    } else if (outcome.type === 'halve' && (sent > 1 || ++state.single < 2)) {
      state.size = Math.max(1, Math.floor(sent / 2));
      reason = 'server';
      ms = retryAfter;
    } else {
      reason = outcome.type === 'pause' ? outcome.reason : 'configuration';
      ms = Math.max(reason === 'gone' ? longestWait : pause(failures, random()), retryAfter);
    }
    ms = Math.max(ms, spacing);
    const patch = {failures, until: Math.ceil(now() + ms), reason, asked: retryAfter > 0};
    this.#hold(state, patch, ms);
    return patch;
  }

  #hold(state: State, {until, asked, reason}: GatePatch, ms: number): void {
    const at = this.#ports.monotonic();
    const end = at + ms;
    const soon = asked ? end : at + Math.min(ms, spacing);
    state.until = until;
    state.from = [end, reason === 'configuration' || reason === 'gone' ? end : soon, soon];
  }

  #state(endpoint: string): State {
    let state = this.#states.get(endpoint);
    if (!state) {
      state = {failures: 0, until: 0, from: [0, 0, 0], size: batchLimits.items, portal: 0, single: 0};
      this.#states.set(endpoint, state);
    }
    return state;
  }
}
