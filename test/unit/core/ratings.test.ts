import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {
  ces1Of,
  cesOf,
  countRatings,
  csatOf,
  helpfulOf,
  meanOf,
  mergeRatings,
  wilsonInterval,
  type Ratings,
} from '../../../src/core/index.js';
import {close} from '../../support/close.js';

const scoresTo = (width: number) => fc.array(fc.integer({min: 1, max: width}), {minLength: 2, maxLength: 300});

describe('csatOf', () => {
  it('is the share of the two best on 1 to 5, with the mean', () => {
    const csat = csatOf(countRatings('csat', [5, 4, 4, 3, 1]));
    const {low, high} = wilsonInterval(3, 5)!;
    assert.deepEqual(csat, {
      n: 5,
      satisfied: 3,
      csat: 60,
      low: 100 * low,
      high: 100 * high,
      mean: 3.4,
      satisfiedFrom: 4,
      width: 5,
    });
  });

  it('needs satisfiedFrom on any other width', () => {
    const stars = countRatings('csat', [1, 2, 3, 3], 3);
    assert.throws(() => csatOf(stars), {
      name: 'TypeError',
      message: 'satisfiedFrom must be given for a scale of 1 to 3',
    });
    assert.equal(csatOf(stars, {satisfiedFrom: 3}).csat, 50);
    for (const satisfiedFrom of [1, 4, 2.5])
      assert.throws(() => csatOf(stars, {satisfiedFrom}), {
        message: /^satisfiedFrom must be a whole number from 2 to 3/,
      });
  });

  it('is null, never 0, without answers', () => {
    const {csat, low, high, mean} = csatOf(countRatings('csat', []));
    assert.deepEqual([csat, low, high, mean], [null, null, null, null]);
  });

  it('falls as satisfiedFrom rises', () =>
    fc.assert(
      fc.property(scoresTo(10), scores => {
        const ratings = countRatings('csat', scores, 10);
        const shares = [2, 4, 6, 8, 10].map(satisfiedFrom => csatOf(ratings, {satisfiedFrom}).csat!);
        assert.ok(shares.every((share, i) => i === 0 || share <= shares[i - 1]!));
      }),
    ));
});

describe('cesOf', () => {
  it("is the mean with Student's interval, and the share from 5 up", () => {
    const {n, mean, sd, low, high, easy} = cesOf(countRatings('ces', [7, 6, 5, 4, 3]));
    assert.deepEqual([n, mean, easy.count, easy.percent], [5, 5, 3, 60]);
    close(sd, Math.sqrt(2.5), 1e-12);
    // t for 4 degrees of freedom at 0.975.
    const half = (2.77644510519779 * Math.sqrt(2.5)) / Math.sqrt(5);
    close(low, 5 - half, 1e-9);
    close(high, 5 + half, 1e-9);
  });

  it('is null without answers; one answer has a mean, but no interval', () => {
    assert.deepEqual(meanOf(countRatings('ces', [])), {n: 0, mean: null, sd: null, low: null, high: null});
    assert.deepEqual(meanOf(countRatings('ces', [6])), {n: 1, mean: 6, sd: null, low: null, high: null});
  });

  it('has the mean in the middle, on the scale, and no width when all agree', () =>
    fc.assert(
      fc.property(scoresTo(7), scores => {
        const {mean, sd, low, high} = cesOf(countRatings('ces', scores));
        close(mean, scores.reduce((sum, score) => sum + score, 0) / scores.length, 1e-9);
        close((low! + high!) / 2, mean!, 1e-9);
        assert.equal(sd === 0, new Set(scores).size === 1);
        assert.equal(high === low, sd === 0);
        assert.ok(mean! >= 1 && mean! <= 7);
      }),
    ));

  it('CES 1.0 is another metric', () => {
    const old = countRatings('ces1', [1, 2, 3]);
    assert.equal(ces1Of(old).mean, 2);
    assert.throws(() => cesOf(old as unknown as Ratings<'ces'>), {
      name: 'RangeError',
      message: 'metric must be ces, got ces1',
    });
    assert.throws(() => ces1Of(countRatings('ces', [1]) as unknown as Ratings<'ces1'>), {
      message: 'metric must be ces1, got ces',
    });
    assert.throws(() => cesOf(countRatings('ces', [1], 5)), {message: 'the scale of ces must be 1 to 7, got 5'});
  });
});

describe('countRatings and mergeRatings', () => {
  it('merging two halves equals counting the whole', () =>
    fc.assert(
      fc.property(scoresTo(7), scoresTo(7), (a, b) =>
        assert.deepEqual(
          mergeRatings(countRatings('ces', a), countRatings('ces', b)),
          countRatings('ces', [...a, ...b]),
        ),
      ),
    ));

  it('refuses to merge metrics and widths', () => {
    const [ces, ces1] = [countRatings<'ces' | 'ces1'>('ces', [5]), countRatings<'ces' | 'ces1'>('ces1', [5])];
    assert.throws(() => mergeRatings(ces, ces1), {
      name: 'RangeError',
      message: 'ratings must be of one metric and width, got ces of 1 to 7 and ces1 of 1 to 5',
    });
    assert.throws(
      () => mergeRatings(countRatings('csat', [1], 3), countRatings('csat', [1])),
      /csat of 1 to 3 and csat of 1 to 5/,
    );
  });

  it('refuses what is no rating', () => {
    for (const score of [0, 6, 2.5])
      assert.throws(() => countRatings('csat', [score]), {
        name: 'RangeError',
        message: /^score must be a whole number from 1 to 5/,
      });
    assert.throws(() => countRatings('csat', ['5' as unknown as number]), {name: 'TypeError', message: /got "5"/});
    assert.throws(() => countRatings('csat', [], 1), {message: /^width must/});
    assert.throws(() => countRatings('stars' as 'csat', [], 5), {
      message: 'metric must be one of csat, ces, ces1, got "stars"',
    });
    assert.throws(() => csatOf({metric: 'csat', counts: [1, 2, -3, 4, 5]}), {message: /^the count of 3 must/});
  });
});

describe('helpfulOf', () => {
  it('is yes in yes and no', () => {
    assert.equal(helpfulOf({yes: 3, no: 1}).percent, 75);
    assert.equal(helpfulOf({yes: 0, no: 0}).percent, null);
    assert.throws(() => helpfulOf({yes: 1, no: -1}), {name: 'RangeError', message: /^no must/});
  });
});
