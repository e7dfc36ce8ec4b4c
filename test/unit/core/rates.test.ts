import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  completionRate,
  declineRate,
  ignoreRate,
  responseRate,
  snoozeRate,
  startRate,
  wilsonInterval,
} from '../../../src/core/index.js';

const counts = {shown: 40, started: 20, completed: 10, dismissed: 6, never: 2, snoozed: 4, ignored: 12};

describe('rates', () => {
  it('are in per cent of what was shown; completion, of what was started', () => {
    assert.equal(responseRate(counts).percent, 25);
    assert.equal(startRate(counts).percent, 50);
    assert.equal(completionRate(counts).percent, 50);
    assert.equal(declineRate(counts).percent, 20);
    assert.equal(snoozeRate(counts).percent, 10);
    assert.equal(ignoreRate(counts).percent, 30);
  });

  it("have Wilson's interval", () => {
    const {low, high} = wilsonInterval(10, 40, {level: 0.9})!;
    assert.deepEqual(responseRate(counts, 0.9), {count: 10, n: 40, percent: 25, low: 100 * low, high: 100 * high});
  });

  it('are null, never 0, when nothing was shown', () => {
    const none = {count: 0, n: 0, percent: null, low: null, high: null};
    const nothing = {shown: 0, started: 0, completed: 0, dismissed: 0, never: 0, snoozed: 0, ignored: 0};
    for (const rate of [responseRate, startRate, completionRate, declineRate, snoozeRate, ignoreRate])
      assert.deepEqual(rate(nothing), none);
  });

  it('name the count that cannot be', () => {
    assert.throws(() => responseRate({shown: 3, completed: 4}), {
      name: 'RangeError',
      message: 'completed must be a whole number from 0 to 3, got 4',
    });
    assert.throws(() => declineRate({shown: 3, dismissed: 2, never: 2}), {
      message: /^dismissed \+ never must be .* got 4/,
    });
    assert.throws(() => responseRate({shown: -1, completed: 0}), {message: /^shown must/});
  });
});
