import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {
  agrestiCoullInterval,
  clopperPearsonInterval,
  shareOf,
  waldInterval,
  wilsonInterval,
} from '../../../src/core/index.js';
import {close} from '../../support/close.js';

const sample = fc
  .integer({min: 1, max: 20_000})
  .chain(n =>
    fc.record({n: fc.constant(n), k: fc.oneof(fc.integer({min: 0, max: n}), fc.constantFrom(0, 1, n - 1, n))}),
  );
const level = fc.double({min: 0.5, max: 0.999, noNaN: true});
const corrected = (k: number, n: number, options = {}) => wilsonInterval(k, n, {...options, continuity: true});
const methods = {
  wilson: wilsonInterval,
  corrected,
  agrestiCoull: agrestiCoullInterval,
  clopperPearson: clopperPearsonInterval,
  wald: waldInterval,
};
for (const [name, interval] of Object.entries(methods))
  describe(`${name} interval`, () => {
    it('contains the share', () =>
      fc.assert(
        fc.property(sample, level, ({k, n}, at) => {
          const {low, high} = interval(k, n, {level: at})!;
          assert.ok(low <= k / n + 1e-15 && k / n - 1e-15 <= high);
        }),
      ));

    it('mirrors when successes and failures change places', () =>
      fc.assert(
        fc.property(sample, level, ({k, n}, at) => {
          const one = interval(k, n, {level: at})!;
          const other = interval(n - k, n, {level: at})!;
          close(other.low, 1 - one.high, 1e-11);
          close(other.high, 1 - one.low, 1e-11);
        }),
      ));

    // Wald's does not: it has no width at 0, and so reaches lower for 1.
    if (name !== 'wald')
      it('moves up with one success more', () =>
        fc.assert(
          fc.property(sample, level, ({k, n}, at) => {
            // Agresti and Coull's is pulled back to the ends of the scale for none and for all, but not for one more or less.
            if (k === n || (name === 'agrestiCoull' && (k === 0 || k === n - 1))) return;
            const [fewer, more] = [interval(k, n, {level: at})!, interval(k + 1, n, {level: at})!];
            assert.ok(fewer.low <= more.low + 1e-15);
            assert.ok(fewer.high <= more.high + 1e-15);
          }),
        ));

    it('widens with the level', () =>
      fc.assert(
        fc.property(sample, ({k, n}) => {
          const [narrow, wide] = [interval(k, n, {level: 0.8})!, interval(k, n, {level: 0.99})!];
          assert.ok(wide.low <= narrow.low && narrow.high <= wide.high);
        }),
      ));

    it('with one bound equals the two-sided one at the level that leaves as much outside', () =>
      fc.assert(
        fc.property(sample, level, ({k, n}, at) => {
          const both = interval(k, n, {level: 2 * at - 1 || 0.5})!;
          if (at === 0.5) return;
          const lower = interval(k, n, {level: at, side: 'lower'})!;
          const upper = interval(k, n, {level: at, side: 'upper'})!;
          close(lower.low, both.low, 1e-9);
          close(upper.high, both.high, 1e-9);
          assert.deepEqual([lower.high, upper.low], [1, 0]);
        }),
      ));

    it('is null without data', () => assert.equal(interval(0, 0), null));

    const bad: [k: unknown, n: unknown, options: object, message: string][] = [
      [3, 2, {}, 'RangeError: k must be a whole number from 0 to 2, got 3'],
      [-1, 2, {}, 'RangeError: k must be a whole number from 0 to 2, got -1'],
      [1, 2.5, {}, 'RangeError: n must be a whole number of at least 0, got 2.5'],
      ['1', 2, {}, 'TypeError: k must be a whole number from 0 to 2, got "1"'],
      [1, 2, {level: 1}, 'RangeError: level must be a number between 0 and 1, both excluded, got 1'],
      [1, 2, {level: '95'}, 'TypeError: level must be a number between 0 and 1, both excluded, got "95"'],
      [1, 2, {side: 'left'}, 'TypeError: side must be "both", "lower" or "upper", got "left"'],
    ];
    for (const [k, n, options, message] of bad)
      it(`refuses: ${message}`, () =>
        assert.throws(
          () => interval(k as number, n as number, options),
          error => String(error) === message,
        ));
  });

/** The chance of 18, 19 or 20 successes in 20 trials. */
const chance = (k: 18 | 19 | 20, p: number) => ({18: 190, 19: 20, 20: 1})[k] * p ** k * (1 - p) ** (20 - k);

describe('Wilson, Clopper and Pearson', () => {
  it('stay within 0 to 1, and reach the end only with none or all', () =>
    fc.assert(
      fc.property(sample, level, ({k, n}, at) => {
        for (const interval of [wilsonInterval, corrected, clopperPearsonInterval]) {
          const {low, high} = interval(k, n, {level: at})!;
          assert.ok(low >= 0 && low < high && high <= 1);
          assert.equal(low === 0, k === 0);
          assert.equal(high === 1, k === n);
        }
      }),
    ));

  it('the correction widens', () =>
    fc.assert(
      fc.property(sample, ({k, n}) => {
        const [plain, wide] = [wilsonInterval(k, n)!, corrected(k, n)!];
        assert.ok(wide.low <= plain.low && plain.high <= wide.high);
      }),
    ));

  it('the exact interval leaves out of each tail just what it says', () => {
    // By the definition: 18 or more of 20 at the lower end, and 18 or fewer at the upper, each have 2.5 %.
    const {low, high} = clopperPearsonInterval(18, 20)!;
    const atLeast18 = (p: number) => chance(18, p) + chance(19, p) + chance(20, p);
    close(atLeast18(low), 0.025, 1e-12);
    close(1 - atLeast18(high) + chance(18, high), 0.025, 1e-12);
  });

  it('large samples stay exact', () => {
    const {low, high} = clopperPearsonInterval(500_000, 1_000_000)!;
    // From SciPy's beta.ppf.
    close(low, 0.49901951919531184, 1e-12);
    close(high, 0.5009804808046882, 1e-12);
  });
});

describe('shareOf', () => {
  it('is in per cent, with its interval', () => {
    const {percent, low, high, count, n} = shareOf(18, 20);
    assert.deepEqual([percent, count, n], [90, 18, 20]);
    close(low, 69.89663547715128, 1e-9);
    close(high, 97.2133518786232, 1e-9);
  });
  it('is null, never 0, without data', () =>
    assert.deepEqual(shareOf(0, 0), {count: 0, n: 0, percent: null, low: null, high: null}));
});
