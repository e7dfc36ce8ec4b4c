/** The browser's own functions, taken when this file loads: what a page patches afterwards does not reach the outbox. */
const {crypto, performance, navigator, AbortSignal} = globalThis as Partial<typeof globalThis>;

/** Some are absent outside a browser, where this file is imported and nothing is opened. */
export const {fetch, setTimeout, clearTimeout, BroadcastChannel} = globalThis;

export const {now} = Date;

/** Milliseconds since the page began; never goes back. */
export const monotonic = performance?.now.bind(performance) ?? now;

/** Absent on plain http, where a lease in the database takes its place. */
export const locks = navigator?.locks as LockManager | undefined;

/** A signal that aborts after so many milliseconds. */
export const abortsAfter = AbortSignal?.timeout.bind(AbortSignal) as typeof globalThis.AbortSignal.timeout;

/** Fills the array with chance. */
export const filled = crypto?.getRandomValues.bind(crypto) as <T extends Uint8Array | Uint32Array>(array: T) => T;

const {parse} = JSON;

/** The value of a JSON text; `undefined` where it is none. */
export function parsed(text: string): unknown {
  try {
    // Most often there is none, and an error costs time.
    return text ? parse(text) : undefined;
  } catch {
    return;
  }
}
