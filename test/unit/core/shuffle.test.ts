import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {shuffle} from '../../../src/core/index.js';
import {seeded} from '../../support/seeded.js';

/** Pearson's chi-square of observed counts against equal ones. */
function chiSquare(counts: number[], cells: number): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / cells;
  const missing = (cells - counts.length) * expected;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, missing);
}

function tally(values: Iterable<string>): number[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

describe('shuffle', () => {
  it('keeps every id, once, and leaves its argument alone', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer(), (ids, seed) => {
        const before = [...ids];
        const order = shuffle(ids, seeded(seed));
        assert.equal(order.length, ids.length);
        assert.deepEqual(new Set(order), new Set(ids));
        assert.deepEqual(ids, before);
      }),
    ));

  it('keeps the pinned ids last, as they stood', () =>
    fc.assert(
      fc.property(fc.integer(), seed => {
        const order = shuffle(['other', 'a', 'none', 'b', 'c'], seeded(seed), ['none', 'other', 'absent']);
        assert.deepEqual(order.slice(3), ['other', 'none']);
      }),
    ));

  it('makes all 24 orders of four ids equally likely', () => {
    const random = seeded(1);
    const orders = Array.from({length: 48_000}, () => shuffle(['a', 'b', 'c', 'd'], random).join(''));
    // 23 degrees of freedom: 49.73 is exceeded by chance once in a thousand.
    assert.ok(chiSquare(tally(orders), 24) < 49.73);
  });

  it('gives every id every place equally often, with Other last', () => {
    const random = seeded(2);
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'other'];
    const places = Array.from({length: 10_000}, () => shuffle(ids, random, ['other']));
    assert.ok(places.every(order => order.at(-1) === 'other'));
    // 7 degrees of freedom, tested for each id: 24.32 is exceeded by chance once in a thousand.
    for (const id of ids.slice(0, 8))
      assert.ok(chiSquare(tally(places.map(order => String(order.indexOf(id)))), 8) < 24.32);
  });

  it('is the same for the same random numbers', () =>
    assert.deepEqual(shuffle([1, 2, 3, 4, 5], seeded(9)), shuffle([1, 2, 3, 4, 5], seeded(9))));

  it('works at the ends of the range, and for none and one', () => {
    assert.deepEqual(
      shuffle(['a', 'b', 'c'], () => 0),
      ['b', 'c', 'a'],
    );
    assert.deepEqual(
      shuffle(['a', 'b', 'c'], () => 1 - Number.EPSILON / 2),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      shuffle([], () => 0),
      [],
    );
    assert.deepEqual(
      shuffle(['a'], () => 0),
      ['a'],
    );
  });

  for (const value of [1, -0.1, Number.NaN])
    it(`refuses a random number of ${value}`, () =>
      assert.throws(() => shuffle(['a', 'b'], () => value), {name: 'RangeError', message: /^random must/}));
});
