/**
 * The outbox against a simulated device, network and endpoint: 10,000 histories of tabs, crashes, faults and clock jumps.
 * `MODEL_SEED` and `MODEL_RUNS` choose others; a failing history is printed after shrinking, with the seed that repeats it.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {history} from '../../support/model/history.js';
import {Violation} from '../../support/model/ledger.js';
import {play} from '../../support/model/play.js';
import {variants} from '../../support/model/variants.js';

const seed = Number(process.env['MODEL_SEED'] ?? 20261122);
const numRuns = Number(process.env['MODEL_RUNS'] ?? 10_000);

test(`no promise is broken in ${numRuns} histories (seed ${seed})`, async t => {
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(history, async one => void (await play(one))),
    {seed, numRuns},
  );
  const seconds = (performance.now() - began) / 1000;
  t.diagnostic(`${numRuns} histories, ${Math.round(numRuns / seconds)} a second`);
});

for (const [name, [variant, broken]] of Object.entries(variants)) {
  test(`the model notices: ${name}`, async t => {
    const found = await fc.check(
      fc.asyncProperty(history, async one => void (await play(one, variant))),
      {seed, numRuns, endOnFailure: true},
    );
    assert.ok(found.failed, `${name} went through ${numRuns} histories`);
    const {errorInstance} = found;
    assert.ok(errorInstance instanceof Violation, `no broken promise, but ${String(errorInstance)}`);
    assert.match(errorInstance.message, broken);
    t.diagnostic(`noticed in history ${found.numRuns}: ${errorInstance.message}`);
  });
}
