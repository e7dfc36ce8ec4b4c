/** The order in which a visitor reads the causes. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {orderOf} from '../../../src/components/nps/answers.js';

const question = (ids: string[], more = {}) =>
  ({id: 'causes', type: 'multiple', options: ids.map(id => ({id})), other: true, shuffle: true, ...more}) as const;

describe('the order of the causes', () => {
  it('is any of the 24 of four, each as likely, with other last', () => {
    const counts = new Map<string, number>();
    const draws = 24_000;
    for (let draw = 0; draw < draws; draw++) {
      const order = orderOf(question(['a', 'b', 'c', 'd']), []);
      assert.equal(order[4], 'other');
      counts.set(`${order}`, (counts.get(`${order}`) ?? 0) + 1);
    }
    const expected = draws / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.equal(counts.size, 24);
    // 23 degrees of freedom: exceeded by chance once in a million.
    assert.ok(chiSquare < 68.6, `${chiSquare}`);
  });

  it('stays as it was drawn while the options are the same, and is the owner’s own without shuffle', () => {
    const drawn = ['b', 'a', 'other'];
    assert.equal(orderOf(question(['a', 'b']), drawn), drawn);
    assert.deepEqual(orderOf(question(['other', 'c', 'a'], {shuffle: false}), drawn), ['other', 'c', 'a']);
  });
});
