import {canonicalJson} from '../schema/canonical.js';
import {sameHash} from './hash.js';
import type {IncomingItem, Outcome} from './store.js';

/** What a store knows of an id. */
export interface Held {
  readonly rev: number;
  readonly state: 'held' | 'withdrawn' | 'erased';
  readonly receiptHash: string;
  /** `null` where the content is gone. */
  readonly body: string | null;
}

const sameContent = (item: IncomingItem, held: Held): boolean =>
  sameHash(item.receiptHash, held.receiptHash) &&
  held.body !== null &&
  (held.body === item.body || canonicalJson(JSON.parse(held.body)) === canonicalJson(JSON.parse(item.body)));

/**
 * Judges an item whose id is held: the verdict, or `replace` for a newer revision.
 * A higher revision with another receipt is refused: an id and its receipt are made together, by one device.
 */
export function decide(item: IncomingItem, held: Held): Outcome | 'replace' {
  const {rev} = item;
  if (held.state !== 'held') return {status: 'rejected', rev, code: held.state};
  if (rev < held.rev) return {status: 'duplicate', rev: held.rev};
  if (rev === held.rev)
    return sameContent(item, held) ? {status: 'duplicate', rev} : {status: 'retry', rev, code: 'conflict'};
  if (item.tooOld) return {status: 'rejected', rev, code: 'too-old'};
  if (!sameHash(item.receiptHash, held.receiptHash)) return {status: 'rejected', rev, code: 'invalid'};
  return 'replace';
}
