import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {npsChange, normalCdf, npsOf, type NpsCounts} from '../../../src/core/index.js';
import {close} from '../../support/close.js';
import {seeded} from '../../support/seeded.js';

const of = (promoters: number, passives: number, detractors: number): NpsCounts => ({promoters, passives, detractors});
const counts = fc
  .record({promoters: fc.nat(500), passives: fc.nat(500), detractors: fc.nat(500)})
  .filter(({promoters, passives, detractors}) => promoters + passives + detractors > 0);
const mirror = ({promoters, passives, detractors}: NpsCounts) => of(detractors, passives, promoters);
const unknown = {z: null, p: null, isChange: null};

describe('npsChange', () => {
  it('computes z by the plain formula where asked to', () => {
    const {change, z, p, isChange} = npsChange(of(50, 30, 20), of(60, 25, 15), 'wald');
    close(change, 15, 1e-12);
    // Variances of one answer by hand: 0.7 - 0.3^2 = 0.61, and 0.75 - 0.45^2 = 0.5475.
    close(z, 0.15 / Math.sqrt(0.0061 + 0.005475), 1e-12);
    close(p, 2 * (1 - normalCdf(z!)), 1e-12);
    assert.equal(isChange, false);
  });

  it('computes z after three answers are added to each wave', () => {
    const {change, z} = npsChange(of(50, 30, 20), of(60, 25, 15));
    const [n1, n2] = [30 / 103, 45 / 103];
    close(change, 15, 1e-12);
    close(z, (n2 - n1) / Math.sqrt((71.5 / 103 - n1 ** 2 + 76.5 / 103 - n2 ** 2) / 103), 1e-12);
  });

  it('tells a large change from a small one', () => {
    assert.equal(npsChange(of(200, 100, 100), of(280, 80, 40)).isChange, true);
    assert.equal(npsChange(of(200, 100, 100), of(205, 100, 95)).isChange, false);
  });

  it('is null, never 0, when a wave is empty', () => {
    const none = of(0, 0, 0);
    for (const [a, b] of [
      [none, none],
      [none, of(1, 2, 3)],
      [of(1, 2, 3), none],
    ] as const)
      assert.deepEqual(npsChange(a, b), {change: null, ...unknown});
  });

  it('cannot be tested by the plain formula when both waves are of one mind', () => {
    assert.deepEqual(npsChange(of(1, 0, 0), of(0, 0, 1), 'wald'), {change: -200, ...unknown});
    assert.equal(npsChange(of(1, 0, 0), of(0, 0, 1)).isChange, false);
  });

  it('mirrors when the waves change places, and when promoters and detractors do', () =>
    fc.assert(
      fc.property(counts, counts, fc.constantFrom('wald' as const, 'adjusted-wald' as const), (a, b, method) => {
        const there = npsChange(a, b, method);
        const back = npsChange(b, a, method);
        close(there.change, -back.change!, 1e-9);
        close(there.change, npsOf(b).nps! - npsOf(a).nps!, 1e-9);
        for (const other of [back, npsChange(mirror(a), mirror(b), method)]) {
          if (there.z === null) return assert.equal(other.z, null);
          close(other.z, -there.z, 1e-9);
          close(other.p, there.p!, 1e-9);
          assert.ok(there.p! >= 0 && there.p! <= 1);
          assert.equal(there.isChange, Math.abs(there.z) > 1.96);
        }
      }),
    ));

  it('raises few false alarms where one wave is small and nearly all agree; the plain formula many', () => {
    const random = seeded(7);
    const wave = (n: number) => {
      const detractors = Array.from({length: n}, random).filter(u => u < 0.1).length;
      return of(n - detractors, 0, detractors);
    };
    const alarms = {'wald': 0, 'adjusted-wald': 0};
    for (let i = 0; i < 4000; i++) {
      const [small, large] = [wave(10), wave(100)];
      for (const method of ['wald', 'adjusted-wald'] as const)
        if (npsChange(small, large, method).isChange) alarms[method] += 1 / 4000;
    }
    assert.ok(alarms['adjusted-wald'] < 0.07, `adjusted-wald: ${alarms['adjusted-wald']}`);
    assert.ok(alarms.wald > 0.2, `wald: ${alarms.wald}`);
  });

  it('refuses an unknown method and counts that are none', () => {
    assert.throws(() => npsChange(of(1, 1, 1), of(1, 1, 1), 'exact' as 'wald'), {
      name: 'TypeError',
      message: /got "exact"/,
    });
    assert.throws(() => npsChange(of(1, 1, 1), of(-1, 1, 1)), {name: 'RangeError', message: /^promoters must/});
  });
});
