import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {
  countScores,
  displayOf,
  npsAdjustedWald,
  npsOf,
  npsSampleSize,
  npsVariance,
  npsWald,
  type Interval,
} from '../../../src/core/index.js';
import {close} from '../../support/close.js';

const count = fc.integer({min: 0, max: 100_000});
const counts = fc.record({promoters: count, passives: count, detractors: count});
const someCounts = counts.filter(({promoters, passives, detractors}) => promoters + passives + detractors > 0);
const width = ({low, high}: Interval) => high - low;
/** The half width, in points, of an interval of answers that differ as much as they can. */
const worstHalfWidth = (n: number) => (100 * 1.959963984540054) / Math.sqrt(n);
const empty = {promoters: 0, passives: 0, detractors: 0};

describe('npsOf', () => {
  it('counts, scores and averages real answers', () => {
    const nps = npsOf(countScores([10, 9, 9, 8, 7, 3, 0]));
    assert.deepEqual([nps.n, nps.promoters, nps.passives, nps.detractors, nps.mean], [7, 3, 2, 2, 46 / 7]);
    close(nps.nps, 100 / 7, 1e-12);
  });

  it('is null, never 0, without answers', () => {
    const none = {n: 0, ...empty, nps: null, mean: null, low: null, high: null};
    assert.deepEqual(npsOf(empty), none);
    assert.deepEqual(npsOf(countScores([])), none);
    assert.equal(npsAdjustedWald(empty), null);
    assert.equal(npsWald(empty), null);
    assert.equal(npsVariance(empty), null);
  });

  it('0 is a score like any other', () => assert.equal(npsOf({promoters: 1, passives: 0, detractors: 1}).nps, 0));

  it('stays on the scale, for any counts and level', () =>
    fc.assert(
      fc.property(someCounts, fc.double({min: 0.01, max: 0.999, noNaN: true}), (some, level) => {
        const {nps, low, high} = npsOf(some, level);
        assert.ok(-100 <= low! && low! < high! && high! <= 100 && -100 <= nps! && nps! <= 100);
      }),
    ));

  it('contains the score at 0.95, for every way up to 60 answers can fall', () => {
    for (let n = 2; n <= 60; n++)
      for (let promoters = 0; promoters <= n; promoters++)
        for (let detractors = 0; promoters + detractors <= n; detractors++) {
          const {nps, low, high} = npsOf({promoters, passives: n - promoters - detractors, detractors});
          assert.ok(low! <= nps! && nps! <= high!, `${promoters} promoters, ${detractors} detractors of ${n}`);
        }
  });

  it('mirrors when promoters and detractors change places', () =>
    fc.assert(
      fc.property(someCounts, some => {
        const one = npsOf(some);
        const other = npsOf({...some, promoters: some.detractors, detractors: some.promoters});
        close(other.nps, -one.nps!, 1e-9);
        close(other.low, -one.high!, 1e-9);
        close(other.high, -one.low!, 1e-9);
      }),
    ));

  it('rises when a detractor becomes passive, or a passive a promoter', () =>
    fc.assert(
      fc.property(someCounts, some => {
        const {promoters, passives, detractors} = some;
        const {nps} = npsOf(some);
        if (detractors > 0)
          assert.ok(npsOf({promoters, passives: passives + 1, detractors: detractors - 1}).nps! > nps!);
        if (passives > 0) assert.ok(npsOf({promoters: promoters + 1, passives: passives - 1, detractors}).nps! > nps!);
      }),
    ));

  it('narrows with more answers of the same mix, and widens with the level', () =>
    fc.assert(
      fc.property(someCounts, fc.integer({min: 2, max: 50}), (some, times) => {
        const {promoters, passives, detractors} = some;
        const more = {promoters: promoters * times, passives: passives * times, detractors: detractors * times};
        assert.ok(width(npsAdjustedWald(more)!) < width(npsAdjustedWald(some)!));
        assert.ok(width(npsAdjustedWald(some, 0.99)!) > width(npsAdjustedWald(some, 0.9)!));
      }),
    ));

  it('agrees with the variance of +1, 0 and -1 taken answer by answer', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 10}), {minLength: 1, maxLength: 200}), scores => {
        const worth = scores.map(score => (score >= 9 ? 1 : score >= 7 ? 0 : -1) as number);
        const mean = worth.reduce((sum, one) => sum + one, 0) / worth.length;
        const variance = worth.reduce((sum, one) => sum + (one - mean) ** 2, 0) / worth.length;
        const some = countScores(scores);
        close(npsOf(some).nps, 100 * mean, 1e-9);
        close(npsVariance(some), variance, 1e-9);
      }),
    ));

  const bad: [unknown, string][] = [
    [{...empty, promoters: -1}, 'RangeError: promoters must be a whole number of at least 0, got -1'],
    [{...empty, passives: 1.5}, 'RangeError: passives must be a whole number of at least 0, got 1.5'],
    [{...empty, detractors: '3'}, 'TypeError: detractors must be a whole number of at least 0, got "3"'],
    [{promoters: 1, passives: 1}, 'TypeError: detractors must be a whole number of at least 0, got undefined'],
    [{...empty, mean: 11}, 'RangeError: mean must be a number from 0 to 10, got 11'],
  ];
  for (const [argument, message] of bad)
    it(`refuses ${JSON.stringify(argument)}`, () =>
      assert.throws(
        () => npsOf(argument as typeof empty),
        error => String(error) === message,
      ));

  for (const level of [0, 1, 95, Number.NaN])
    it(`refuses the level ${level}`, () =>
      assert.throws(() => npsOf(empty, level), {
        name: 'RangeError',
        message: /^level must be a number between 0 and 1/,
      }));
});

describe('npsSampleSize', () => {
  it('is 385 for 10 points at worst, 235 for a mix of 50, 30 and 20', () => {
    assert.equal(npsSampleSize(10), 385);
    assert.equal(npsSampleSize(10, npsVariance({promoters: 50, passives: 30, detractors: 20})!), 235);
  });

  it('gives the half width it was asked for, and not with one answer less', () =>
    fc.assert(
      fc.property(fc.double({min: 0.5, max: 50, noNaN: true}), halfWidth => {
        const n = npsSampleSize(halfWidth);
        assert.ok(
          worstHalfWidth(n) <= halfWidth * (1 + 1e-12) && (n === 1 || worstHalfWidth(n - 1) > halfWidth * (1 - 1e-12)),
        );
      }),
    ));

  it('refuses half widths and variances that cannot be', () => {
    for (const halfWidth of [0, -5, 100]) assert.throws(() => npsSampleSize(halfWidth), {message: /^halfWidth must/});
    assert.throws(() => npsSampleSize(10, 1.1), {message: /^variance must be a number from 0 to 1/});
  });
});

describe('displayOf', () => {
  it('hides below 5, is indicative below 30, shows from 30', () =>
    assert.deepEqual([0, 4, 5, 29, 30, 1e6].map(displayOf), [
      'hide',
      'hide',
      'indicative',
      'indicative',
      'show',
      'show',
    ]));
});
