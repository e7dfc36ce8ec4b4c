/** A page whose clocks and timers run faster, so that hours of waiting pass in seconds; the network keeps its pace. */
import {options} from './hooks.js';

/** Waits that belong to the network or to the database, ms: they are never made shorter than a real answer takes. */
const realWaits = new Set([10_000, 3000]);

if (options.speed) {
  const {speed, giveUp = 400} = options;
  const start = Date.now();
  const begin = performance.now();
  const monotonic = performance.now.bind(performance);
  const later = globalThis.setTimeout.bind(globalThis);
  Date.now = () => Math.floor(start + (monotonic() - begin) * speed);
  performance.now = () => begin + (monotonic() - begin) * speed;
  const fast = (work: () => void, ms = 0) => later(work, realWaits.has(ms) ? giveUp : ms / speed);
  Object.assign(globalThis, {setTimeout: fast});
}
