/**
 * The model has to notice what others have shipped: queues with known mistakes, each made of the real outbox by spoiling its
 * ports. The sound outbox plays the same histories in `model-first` and `model-second`.
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
