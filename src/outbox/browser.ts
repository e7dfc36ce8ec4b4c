/** What a browser gives an outbox wherever it runs: in a page or in a worker. */
import {clearTimeout, monotonic, now, setTimeout} from './platform.js';
import type {Ports} from './ports.js';
import {receipt, unit, uuid} from './random.js';
import {sendByFetch} from './transport.js';

export const browser = {
  transport: sendByFetch,
  now,
  monotonic,
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: unit,
  uuid,
  receipt,
} satisfies Partial<Ports>;

/** A sandboxed page throws where it is merely asked for its storage. */
export function reach<T>(get: () => T | undefined): T | undefined {
  try {
    return get();
  } catch {
    return;
  }
}
