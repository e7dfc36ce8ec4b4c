/** What an answer that does not take a row, or the absence of one, does to it. Pure: rows in, rows out. Loaded with trouble. */
import {deviceLimits, itemLimits} from '../schema/limits.js';
import type {Verdict} from '../schema/wire.js';
import {acknowledged, later, targetOf, type Settled} from './acknowledge.js';
import {backoff} from './backoff.js';
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

/** Applies a verdict on revision `sent` to the row as it stands now, which may hold a newer one. */
export function settle(row: Row, sent: number, verdict: Verdict | undefined, at: Moment): Settled {
  const taken = acknowledged(row, sent, verdict);
  if (taken) return taken;
  if (verdict?.status === 'rejected') return reject(row, sent, verdict.code ?? 'invalid', at);
  // Another device of the same profile has used this revision: ours goes under the next.
  const rev = verdict?.code === 'conflict' && row.rev === sent ? sent + 1 : row.rev;
  return rev > itemLimits.rev
    ? bury(row, 'conflict', at.now)
    : fail({...later(row, verdict, at.now, backoff(row.attempt, at.random, true)), rev}, at);
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
