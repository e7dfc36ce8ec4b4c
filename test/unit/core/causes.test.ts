import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {causesOf, countScores, npsOf, segments, wilsonInterval, type CausedScore} from '../../../src/core/index.js';
import {close} from '../../support/close.js';

const ids = ['value_price', 'product_quality', 'ease_of_use', 'support', 'other'];
const answer: fc.Arbitrary<CausedScore> = fc
  .record({score: fc.integer({min: 0, max: 10}), causes: fc.array(fc.constantFrom(...ids), {maxLength: 3})})
  .chain(({score, causes}) => fc.constantFrom(undefined, null, ...causes).map(primary => ({score, causes, primary})));
const answers = fc.array(answer, {maxLength: 200});
const small: CausedScore[] = [
  {score: 10, causes: ['support']},
  {score: 9, causes: ['support', 'other'], primary: 'support'},
  {score: 8, causes: ['value_price']},
  {score: 7, causes: []},
  {score: 3, causes: ['value_price', 'support'], primary: 'value_price'},
  {score: 0, causes: ['value_price', 'other']},
];
const rowOf = (rows: ReturnType<typeof causesOf>['rows'], cause: string | null) =>
  rows.find(row => row.cause === cause)!;

describe('causesOf', () => {
  const {n, rows, passivesAtRisk, topDetractorCauses} = causesOf(small);

  it('gives shares by segment, main causes and impact', () => {
    const price = rowOf(rows, 'value_price');
    assert.deepEqual(
      segments.map(segment => price.cited[segment].percent),
      [100, 50, 0],
    );
    assert.deepEqual(
      segments.map(segment => price.primary[segment].percent),
      [50, 50, 0],
    );
    close(price.impact, -100 / 6, 1e-12);
    close(rowOf(rows, 'support').impact, 200 / 6, 1e-12);
    assert.equal(n, 6);
  });

  it('keeps a bucket of answers without a main cause, last', () => {
    const none = rows.at(-1)!;
    assert.equal(none.cause, null);
    assert.deepEqual(
      segments.map(segment => none.primary[segment].count),
      [1, 1, 0],
    );
    assert.deepEqual(
      segments.map(segment => none.cited[segment].count),
      [0, 1, 0],
    );
    close(none.impact, -100 / 6, 1e-12);
    assert.deepEqual(
      rows.map(({cause}) => cause),
      ['support', 'value_price', 'other', null],
    );
  });

  it('finds the passives at risk, with an interval', () => {
    assert.deepEqual(topDetractorCauses, ['value_price']);
    const {low, high} = wilsonInterval(1, 2)!;
    assert.deepEqual(passivesAtRisk, {count: 1, n: 2, percent: 50, low: 100 * low, high: 100 * high});
  });

  it('takes three detractor causes at most; ties go to the more cited, then by id', () => {
    const detractors = ['d', 'c', 'b', 'a'].map(cause => ({score: 0, causes: [cause]}));
    assert.deepEqual(causesOf(detractors).topDetractorCauses, ['a', 'b', 'c']);
    const alsoD = {score: 0, causes: ['d', 'a'], primary: 'a'};
    assert.deepEqual(causesOf([...detractors, alsoD]).topDetractorCauses, ['a', 'd', 'b']);
  });

  it('is null, never 0, without answers', () => {
    const empty = causesOf([]);
    assert.equal(empty.n, 0);
    assert.deepEqual([empty.passivesAtRisk.percent, empty.rows.length, empty.rows[0]!.impact], [null, 1, null]);
    assert.equal(causesOf([{score: 9, causes: []}]).passivesAtRisk.percent, null);
  });

  it('impacts add up to the score exactly', () =>
    fc.assert(
      fc.property(answers, all => {
        const {nps, n: counted} = npsOf(countScores(all.map(({score}) => score)));
        const result = causesOf(all);
        assert.equal(result.n, counted);
        if (nps === null) return;
        close(
          result.rows.reduce((sum, {impact}) => sum + impact!, 0),
          nps,
          1e-9,
        );
      }),
    ));

  it('main shares of a segment add up to 100, and none exceeds the cited share', () =>
    fc.assert(
      fc.property(answers, all => {
        const result = causesOf(all);
        for (const segment of segments) {
          const total = result.rows[0]!.primary[segment].n;
          const sum = result.rows.reduce((count, {primary}) => count + primary[segment].count, 0);
          assert.equal(sum, total);
          for (const {cause, cited, primary} of result.rows) {
            assert.equal(cited[segment].n, total);
            if (cause !== null) assert.ok(primary[segment].count <= cited[segment].count);
          }
        }
      }),
    ));

  it('does not depend on the order of the answers', () =>
    fc.assert(
      fc.property(answers, all => assert.deepEqual(causesOf(all.map((_, i) => all.at(-1 - i)!)), causesOf(all))),
    ));

  it('survives ids that are names of object properties', () => {
    const result = causesOf([
      {score: 0, causes: ['__proto__']},
      {score: 9, causes: ['constructor', 'toString']},
    ]);
    assert.deepEqual(result.topDetractorCauses, ['__proto__']);
  });

  it('counts a cause named twice once, and a main cause as cited', () => {
    const twice = causesOf([
      {score: 0, causes: ['a', 'a']},
      {score: 0, causes: [], primary: 'a'},
    ]);
    assert.equal(rowOf(twice.rows, 'a').cited.detractor.count, 2);
    assert.equal(rowOf(twice.rows, 'a').primary.detractor.count, 2);
  });

  it('refuses a score that is none', () =>
    assert.throws(() => causesOf([{score: 11, causes: []}]), {name: 'RangeError', message: /^score must/}));
});
