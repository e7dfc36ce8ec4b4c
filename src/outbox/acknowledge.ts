/** What an answer takes off the device, and what it leaves for later: all that a day without trouble needs. */
import {isBatchAnswer} from '../schema/answer.guard.js';
import type {BatchAnswer, Verdict} from '../schema/wire.js';
import {longestWait} from './backoff.js';
import type {GatePatch} from './gates.js';
import type {Notice} from './port.js';
import type {Row} from './row.js';
import type {Reply} from './transport.js';

/** The row after the fact (`undefined`: it leaves the device) and what to tell. */
export interface Settled {
  readonly row: Row | undefined;
  readonly notice?: Notice | undefined;
}

/** What a reply does to a lane and its rows. */
export interface Plan {
  /** What the gate is to remember. */
  readonly patch: GatePatch;
  readonly touched: readonly Row[];
  /** The fate of a row as it stands now, of which `rev` was sent. */
  readonly judge: (row: Row, rev: number) => Settled;
}

/** The reply as an answer: an item's fate is decided by a version 1 answer alone, and one that names none of ours is none. */
export const answerOf = ({status, body}: Reply, sent: readonly Row[]): BatchAnswer | undefined =>
  status < 300 && isBatchAnswer(body) && sent.some(row => verdictOn(row, body)) ? body : undefined;

export const verdictOn = (row: Row, answer: BatchAnswer | undefined): Verdict | undefined =>
  answer?.items.find(({id}) => id.toLowerCase() === row.id.toLowerCase());

/** Applies an acknowledgement of revision `sent` to the row as it stands now, which may hold a newer one. */
export function acknowledged(row: Row, sent: number, verdict: Verdict | undefined): Settled | undefined {
  // Acknowledged below what we sent: that is no acknowledgement.
  if ((verdict?.status !== 'stored' && verdict?.status !== 'duplicate') || verdict.rev < sent) return;
  const {id, item} = row;
  const {rev} = verdict;
  return {
    row: rev < row.rev ? row : undefined,
    notice: item.kind === 'withdrawal' ? {type: 'withdrawn', id: targetOf(row)} : {type: 'sent', id, rev},
  };
}

/** A withdrawal is told as its target's. */
export const targetOf = ({id, item}: Row): string => (item.kind === 'withdrawal' ? String(item.data['target']) : id);

/** The row that was not taken: it rests for `ms`, or for as long as the endpoint asks. */
export const later = (row: Row, verdict: Verdict | undefined, now: number, ms: number): Row => ({
  ...row,
  nextAt: now + Math.min(Math.max(ms, (verdict?.retryAfter ?? 0) * 1000), longestWait),
});
