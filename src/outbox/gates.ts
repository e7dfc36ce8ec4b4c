/** When a lane may be used again. Within a page by the clock that never jumps; across pages by a stored, clamped time. */
import {batchLimits} from '../schema/limits.js';
import {backoff, msUntil, spacing} from './backoff.js';
import type {FailureReason} from './port.js';
import type {Ports} from './ports.js';
import {gateId, type Gate} from './row.js';
import type {Reply} from './transport.js';

/** Who asks, by weight: a timer keeps to every wait, an event on the page may shorten a backoff, a person may shorten a pause. */
export const push = {timer: 1, event: 2, person: 3} as const;
export type Push = (typeof push)[keyof typeof push];

/** What the store is to remember. */
export type GatePatch = Omit<Gate, 'id' | 'lease'>;

/** What travels together: one site's items for one endpoint, as it is addressed today; and how it fared on this page. */
export interface Lane {
  /** The id of its gate. */
  readonly id: string;
  readonly endpoint: string;
  readonly site: string;
  /** Failures in a row. */
  failures: number;
  /** The stored time that the waits were made from, and the one that the store held when we last looked. */
  until: number;
  seen: number;
  /** Monotonic ms before which no timer and no event may ask. */
  from: readonly [timer?: number, event?: number];
  /** Items of the next batch at most. */
  size: number;
  /** Replies in a row that were no answer; single items refused in a row. Kept by `diagnose.ts`. */
  portal?: number;
  single?: number;
}

export type Gates = ReturnType<typeof createGates>;

export function createGates({
  now,
  monotonic,
  random,
  visible,
}: Pick<Ports, 'now' | 'monotonic' | 'random' | 'visible'>) {
  const lanes = new Map<string, Lane>();
  /** Monotonic ms before which nobody may ask an endpoint for anything: after a failure, or as long as it asked for. */
  const rests = new Map<string, number>();

  const restOf = ({endpoint}: Lane) => rests.get(endpoint) ?? 0;

  function hold(lane: Lane, {until, asked, reason}: GatePatch, ms: number): void {
    const at = monotonic();
    const end = at + ms;
    lane.until = until;
    lane.from = [end, reason === 'configuration' || reason === 'gone' ? end : 0];
    rests.set(lane.endpoint, Math.max(restOf(lane), asked ? end : at + Math.min(ms, spacing)));
  }

  /** Shuts the lane for `ms`, or for as long as the endpoint asks. */
  function close(lane: Lane, reason: FailureReason, ms: number, retryAfter = 0): GatePatch {
    const wait = Math.max(ms, retryAfter, spacing);
    const patch = {failures: lane.failures, until: Math.ceil(now() + wait), reason, asked: retryAfter > 0};
    hold(lane, patch, wait);
    return patch;
  }

  return {
    /** The one lane of a site's items for this endpoint. */
    lane(endpoint: string, site: string): Lane {
      const id = gateId(endpoint, site);
      let lane = lanes.get(id);
      if (!lane) {
        lane = {id, endpoint, site, failures: 0, until: 0, seen: 0, from: [], size: batchLimits.items};
        lanes.set(id, lane);
      }
      return lane;
    },

    /** Milliseconds until the lane may be used with this much push; 0 for now. */
    wait: (lane: Lane, by: Push): number => Math.max(0, Math.max(lane.from[by - 1] ?? 0, restOf(lane)) - monotonic()),

    /** Takes in what another page stored. What this page decided itself stands, even where it could not be stored. */
    learn(lane: Lane, gate: Gate | undefined): void {
      if (!gate || gate.until === lane.seen) return;
      lane.seen = gate.until;
      if (gate.until === lane.until) return;
      lane.failures = gate.failures;
      hold(lane, gate, msUntil(gate.until, now()));
    },

    /** The endpoint answered: no wait, and the batches grow back. */
    open(lane: Lane): void {
      hold(lane, {failures: 0, until: 0}, 0);
      lane.failures = 0;
      lane.size = Math.min(lane.size * 2, batchLimits.items);
    },

    close,

    /** The endpoint did not answer `sent` items as it should: counts it, and shuts the lane as for what passes by itself. */
    fail(lane: Lane, reply: Reply, sent: number): GatePatch {
      const {status, failure, retryAfter} = reply;
      if (refusing(reply)) lane.size = Math.max(1, Math.floor(sent / 2));
      const reason = failure ?? (status < 300 ? 'portal' : 'server');
      return close(lane, reason, backoff(++lane.failures, random(), visible()), retryAfter);
    },
  };
}

/** True where half of the batch may be welcome: one item that an endpoint cannot take must not hold up the others. */
export const refusing = ({status}: Reply): boolean => [400, 413, 422].includes(status);
