/** The model's main claim as a test: so many histories of one seed, and no promise broken. */
import test from 'node:test';
import fc from 'fast-check';
import {history} from './history.js';
import {play} from './play.js';

/** `MODEL_RUNS` and `MODEL_SEED` choose others; a failing history is printed after shrinking, with the seed that repeats it. */
export function keepsItsPromises(runs: number, ownSeed: number): void {
  const seed = Number(process.env['MODEL_SEED'] ?? ownSeed);
  const numRuns = Number(process.env['MODEL_RUNS'] ?? runs);
  test(`no promise is broken in ${numRuns} histories (seed ${seed})`, async t => {
    const began = performance.now();
    await fc.assert(
      fc.asyncProperty(history, async one => void (await play(one))),
      {seed, numRuns},
    );
    const seconds = (performance.now() - began) / 1000;
    t.diagnostic(`${numRuns} histories, ${Math.round(numRuns / seconds)} a second`);
  });
}
