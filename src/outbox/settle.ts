/** What an answer, or its absence, does to a row. Pure: rows in, rows out. */
import {deviceLimits, itemLimits} from '../schema/limits.js';
import type {Verdict} from '../schema/wire.js';
import {backoff, longestWait} from './backoff.js';
import type {Notice} from './port.js';
import type {Row} from './row.js';

const day = 86_400_000;

export interface Moment {
  /** Device clock, ms. */
  readonly now: number;
  /** The endpoint's clock, ms; `undefined` where it did not answer. */
  readonly serverNow?: number | undefined;
  /** In [0, 1). */
  readonly random: number;
}

/** The row after the fact (`undefined`: it leaves the device) and what to tell. */
export interface Settled {
  readonly row: Row | undefined;
  readonly notice?: Notice | undefined;
}

/** Applies a verdict on revision `sent` to the row as it stands now, which may hold a newer one. */
export function settle(row: Row, sent: number, verdict: Verdict | undefined, at: Moment): Settled {
  switch (verdict?.status) {
    case 'stored':
    case 'duplicate':
      // Acknowledged below what we sent: that is no acknowledgement.
      if (verdict.rev < sent) break;
      return {row: verdict.rev < row.rev ? row : undefined, notice: sentNotice(row, verdict.rev)};
    case 'rejected':
      return reject(row, sent, verdict.code ?? 'invalid', at);
  }
  const wait = Math.min(backoff(row.attempt, at.random, true, (verdict?.retryAfter ?? 0) * 1000), longestWait);
  // Another device of the same profile has used this revision: ours goes under the next.
  const rev = verdict?.code === 'conflict' && row.rev === sent ? sent + 1 : row.rev;
  return rev > itemLimits.rev ? bury(row, 'conflict', at.now) : fail({...row, rev, nextAt: at.now + wait}, at);
}

function reject(row: Row, sent: number, code: string, {now}: Moment): Settled {
  if (code === 'erased' || code === 'withdrawn')
    return {row: undefined, notice: {type: 'withdrawn', id: targetOf(row)}};
  return row.rev > sent ? {row} : bury(row, code, now);
}

/** Counts a failure against the row's 30 days. The device's clock alone never ages it: a day counts only by a failure on it. */
export function fail(row: Row, {now, serverNow}: Moment): Settled {
  const today = Math.floor(now / day);
  const failDays = row.failDays?.includes(today) ? row.failDays : [...(row.failDays ?? []), today];
  const since = row.since ?? serverNow;
  const tooLong =
    since !== undefined && serverNow !== undefined && serverNow - since > deviceLimits.undeliverableDays * day;
  const aged = {...row, failDays, since};
  if (tooLong || failDays.length >= deviceLimits.undeliverableDays) return bury(aged, 'undeliverable', now);
  return {row: failDays === row.failDays && since === row.since ? row : aged};
}

const bury = (row: Row, code: string, now: number): Settled => ({
  row: {...row, dead: {code, at: new Date(now).toISOString()}},
  notice: {type: 'dead-letter', id: row.id, code},
});

/** A withdrawal is told as its target's. */
const targetOf = ({id, item}: Row): string => (item.kind === 'withdrawal' ? String(item.data['target']) : id);

const sentNotice = (row: Row, rev: number): Notice =>
  row.item.kind === 'withdrawal' ? {type: 'withdrawn', id: targetOf(row)} : {type: 'sent', id: row.id, rev};
