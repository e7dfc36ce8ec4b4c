/** What a reply that is no answer to a batch means. The table is the whole policy. */
import type {FailureReason} from './port.js';
import type {Reply} from './transport.js';

export type Outcome =
  /** Passes by itself: try the same again later. */
  | {readonly type: 'wait'; readonly reason: FailureReason}
  /** The endpoint takes us, but not this batch: send half of it. */
  | {readonly type: 'halve'}
  /** Somebody has to mend something: keep everything, ask seldom, tell the owner. */
  | {readonly type: 'pause'; readonly reason: 'configuration' | 'gone'};

const wait = (reason: FailureReason): Outcome => ({type: 'wait', reason});

/** Statuses below 500 that pass by themselves, and above 500 that do not. */
const passing = [408, 425, 429];
const lasting = [501, 505];

export function classify({status, body, failure}: Reply): Outcome {
  if (failure) return wait(failure);
  if (status >= 200 && status < 300) return wait('portal');
  if (status === 409) return wait('busy');
  if (passing.includes(status) || (status >= 500 && !lasting.includes(status))) return wait('server');
  // A proxy may refuse a large body in its own words; a firewall's 400 or 422 says nothing of our items.
  if (status === 413 || ((status === 400 || status === 422) && isProblem(body))) return {type: 'halve'};
  return {type: 'pause', reason: status === 410 ? 'gone' : 'configuration'};
}

/** A problem+json body of an endpoint: an object with a `code`. */
const isProblem = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && typeof (body as {code?: unknown}).code === 'string';
