/** The browser's own functions, taken when this file loads: what a page patches afterwards does not reach the outbox. */
const {crypto, fetch, setTimeout, clearTimeout, performance, navigator, BroadcastChannel, AbortController} =
  globalThis as Partial<typeof globalThis>;
const {now} = Date;

export const platform = {
  fetch: fetch?.bind(globalThis) as typeof globalThis.fetch,
  setTimeout: setTimeout?.bind(globalThis) as typeof globalThis.setTimeout,
  clearTimeout: clearTimeout?.bind(globalThis) as typeof globalThis.clearTimeout,
  /** Milliseconds since the page began; never goes back. */
  monotonic: performance?.now.bind(performance) ?? now,
  now,
  parse: JSON.parse,
  randomValues: crypto?.getRandomValues.bind(crypto) as (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
  /** Absent on plain http, where a lease in the database takes its place. */
  locks: navigator?.locks as LockManager | undefined,
  BroadcastChannel,
  AbortController: AbortController as typeof globalThis.AbortController,
};
