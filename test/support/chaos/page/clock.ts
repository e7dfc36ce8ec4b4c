/** A page whose clocks and timers run faster, so that hours of waiting pass in seconds; the network keeps its pace. */
import {options} from './hooks.js';

/** Waits that belong to the network or to the database, ms: they are never made shorter than a real answer takes. */
const realWaits = new Set([10_000, 3000]);

if (options.speed) {
  const {speed, epoch = Date.now(), giveUp = 400} = options;
  const now = Date.now.bind(Date);
  const begin = performance.now();
  const monotonic = performance.now.bind(performance);
  const later = globalThis.setTimeout.bind(globalThis);
  // Every tab tells the same time.
  Date.now = () => Math.floor(epoch + (now() - epoch) * speed);
  performance.now = () => begin + (monotonic() - begin) * speed;
  const fast = (work: () => void, ms = 0) => later(work, realWaits.has(ms) ? giveUp : ms / speed);
  Object.assign(globalThis, {setTimeout: fast});
  const aborts = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = ms => aborts(realWaits.has(ms) ? giveUp : ms / speed);
}
