import {storagePrefix} from '../schema/names.js';
import {platform} from './platform.js';

/** Runs `work` while no other tab does; resolves false, at once, where another tab holds the lock. */
export type Lock = (work: () => Promise<void>) => Promise<boolean>;

/** A Web Lock: the browser gives it back when the tab dies, so it needs no heartbeat. `undefined` where there are none. */
export function webLock(): Lock | undefined {
  const {locks} = platform;
  if (!locks) return;
  return async work => {
    let asked = false;
    const once = async (free: boolean) => {
      asked = true;
      if (free) await work();
      return free;
    };
    try {
      return await locks.request(`${storagePrefix}send`, {ifAvailable: true}, lock => once(!!lock));
    } catch (error) {
      if (asked) throw error;
      // Refused, as in a sandboxed frame. The endpoint tells duplicates apart: two senders cost requests, not answers.
      return once(true);
    }
  };
}
