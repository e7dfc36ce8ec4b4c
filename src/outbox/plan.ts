/** What becomes of a lane and its rows after a reply that is not all well. Loaded with the rest of what trouble needs. */
import {verdictOn, type Plan, type Settled} from './acknowledge.js';
import {rest} from './backoff.js';
import {diagnose, type Diagnosis} from './diagnose.js';
import type {Gates, Lane} from './gates.js';
import type {Ports} from './ports.js';
import type {Row} from './row.js';
import type {BatchAnswer} from '../schema/wire.js';
import {fail, settle, type Moment} from './settle.js';
import type {Reply} from './transport.js';

/** One request and what came back of it. */
export interface Exchange {
  readonly lane: Lane;
  readonly sent: readonly Row[];
  /** All that waits in the lane. */
  readonly waiting: readonly Row[];
  readonly reply: Reply;
  readonly answer: BatchAnswer | undefined;
}

/** What to do otherwise than a delivery does by itself. */
export function planFor({lane, sent, waiting, reply, answer}: Exchange, gates: Gates, ports: Ports): Partial<Plan> {
  // Fixed beforehand, since a store may run its work twice.
  const at: Moment = {now: ports.now(), random: ports.random(), serverNow: answer && Date.parse(answer.serverTime)};
  if (answer) return {judge: (row, rev) => settle(row, rev, verdictOn(row, answer), at)};
  const {reason, ms, refused}: Diagnosis = diagnose(lane, reply, sent.length, ports);
  const judge = (row: Row): Settled =>
    fail(refused && row.id === sent[0]!.id ? {...row, nextAt: at.now + rest} : row, at);
  return {
    patch: gates.close(lane, reason, ms, reply.retryAfter),
    // A failure counts once a day: after the first there is nothing to write.
    touched: waiting.filter(row => judge(row).row !== row),
    judge,
  };
}
