/** The visitor's side of `batchAnswerSchema` without zod: the only body that may take an item off the device. Property tests hold the two equal. */
import {batchLimits, itemLimits} from './limits.js';
import {isTime, uuidPattern} from './patterns.js';
import type {BatchAnswer, Verdict} from './wire.js';

/** The own keys of a value: a page may have put anything on `Object.prototype`. */
const own = (value: unknown) => ({__proto__: null, ...(value as Record<string, unknown>)}) as Record<string, unknown>;

const isVerdict = (value: unknown): value is Verdict => {
  const {id, rev, status, code, retryAfter} = own(value);
  return (
    typeof id === 'string' &&
    uuidPattern.test(id) &&
    Number.isInteger(rev) &&
    (rev as number) > 0 &&
    (rev as number) <= itemLimits.rev &&
    ['stored', 'duplicate', 'rejected', 'retry'].includes(status as string) &&
    (code === undefined || (typeof code === 'string' && code.length <= itemLimits.idUnits)) &&
    (retryAfter === undefined || (Number.isFinite(retryAfter) && (retryAfter as number) >= 0))
  );
};

/** True for the only body that may take an item off the device. */
export const isBatchAnswer = (value: unknown): value is BatchAnswer => {
  const {v, serverTime, items} = own(value);
  return (
    v === 1 && isTime(serverTime) && Array.isArray(items) && items.length <= batchLimits.items && items.every(isVerdict)
  );
};
