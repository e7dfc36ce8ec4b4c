import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {segmentOf, segments} from '../../../src/core/index.js';

describe('segmentOf', () => {
  it('puts every score into its segment', () => {
    const expected = [...Array.from({length: 7}, () => 'detractor'), 'passive', 'passive', 'promoter', 'promoter'];
    assert.deepEqual(
      expected.map((_, score) => segmentOf(score)),
      expected,
    );
    assert.deepEqual(segments, ['detractor', 'passive', 'promoter']);
  });

  for (const score of [-1, 11, 6.5, Number.NaN, Number.POSITIVE_INFINITY, '9', null, undefined, true])
    it(`refuses ${JSON.stringify(score) ?? 'undefined'} (${String(score)})`, () =>
      assert.throws(() => segmentOf(score as number), {
        name: 'RangeError',
        message: `score must be a whole number from 0 to 10, got ${String(score)}`,
      }));
});
