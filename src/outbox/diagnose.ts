/** What a reply that is no answer says of the lane. Loaded with the rest of what trouble needs. */
import {backoff, hour, longestWait, spacing} from './backoff.js';
import {classify} from './classify.js';
import type {Lane} from './gates.js';
import type {FailureReason} from './port.js';
import type {Ports} from './ports.js';
import type {Reply} from './transport.js';

/** How long the lane is to be shut, ms, and why. */
export interface Diagnosis {
  readonly reason: FailureReason;
  readonly ms: number;
  /** The endpoint takes us, but not this single item. */
  readonly refused: boolean;
}

/** Milliseconds to wait where an owner has to act: 15 min, doubling, to 6 h; up to a tenth is random. */
export const pause = (failures: number, random: number): number =>
  Math.min(0.25 * hour * 2 ** Math.min(failures - 1, 10), longestWait) * (1 - random / 10);

/** `Gates.fail` has counted the failure already; a reply to a batch of `sent` items. */
export function diagnose(lane: Lane, reply: Reply, sent: number, {random, visible}: Dice): Diagnosis {
  const outcome = classify(reply);
  // The first failure since the endpoint last answered.
  if (lane.failures === 1) lane.portal = lane.single = 0;
  if (outcome.type === 'wait') {
    const {reason} = outcome;
    if (reason === 'portal' && (lane.portal = (lane.portal ?? 0) + 1) >= 3) lane.size = 1;
    const least = reason === 'busy' ? 1000 + random() * 4000 : 0;
    return {reason, ms: Math.max(least, backoff(lane.failures, random(), visible())), refused: false};
  }
  if (outcome.type === 'halve') {
    const refused = sent === 1;
    if (!refused || (lane.single = (lane.single ?? 0) + 1) < 2) return {reason: 'server', ms: spacing, refused};
    return {reason: 'configuration', ms: pause(lane.failures, random()), refused};
  }
  const {reason} = outcome;
  return {reason, ms: reason === 'gone' ? longestWait : pause(lane.failures, random()), refused: false};
}

type Dice = Pick<Ports, 'random' | 'visible'>;
