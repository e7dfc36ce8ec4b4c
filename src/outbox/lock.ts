import {storagePrefix} from '../schema/names.js';
import {locks} from './platform.js';

/** Runs `work` while no other tab does; resolves false, at once, where another tab holds the lock. */
export type Lock = (work: () => Promise<void>) => Promise<boolean | void>;

/** A Web Lock: the browser gives it back when the tab dies, so it needs no heartbeat. `undefined` where there are none. */
export const webLock = (): Lock | undefined =>
  locks &&
  (async work => {
    try {
      return await locks!.request(`${storagePrefix}send`, {ifAvailable: true}, lock => (lock ? work() : false));
    } catch {
      // Refused, as in a sandboxed frame. The endpoint tells duplicates apart: two senders cost requests, not answers.
      return work();
    }
  });
