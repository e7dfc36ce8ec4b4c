import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {normalCdf, normalQuantile, studentQuantile} from '../../../src/core/index.js';
import {close} from '../../support/close.js';

// Both tables were computed with mpmath at 40 digits, from the error function and the incomplete beta function.
const normal: [p: number, x: number][] = [
  [1e-9, -5.9978070150076865],
  [0.5001, 2.506628300880351e-4],
  [0.6, 0.2533471031357998],
  [0.75, 0.6744897501960817],
  [0.8, 0.8416212335729142],
  [0.9, 1.2815515655446006],
  [0.95, 1.6448536269514726],
  [0.975, 1.9599639845400543],
  [0.995, 2.575829303548901],
  [0.999, 3.0902323061678136],
  [0.9999, 3.7190164854556804],
];

const levels = [0.9, 0.95, 0.975, 0.995, 0.9995];
const student: Record<number, number[]> = {
  1: [3.07768353717525, 6.31375151467504, 12.7062047361747, 63.6567411628716, 636.61924876872],
  2: [1.88561808316413, 2.91998558035373, 4.30265272974946, 9.92484320091829, 31.5990545764436],
  3: [1.63774435369621, 2.35336343480182, 3.18244630528371, 5.84090930973336, 12.9239786366875],
  4: [1.53320627405894, 2.13184678632665, 2.77644510519779, 4.60409487134999, 8.61030158137928],
  5: [1.47588404882448, 2.01504837333302, 2.57058183563632, 4.03214298355523, 6.86882662588111],
  10: [1.37218364111034, 1.81246112281168, 2.22813885198627, 3.16927267261695, 4.58689385870264],
  29: [1.31143364730155, 1.6991270265335, 2.0452296421327, 2.75638590367061, 3.65940501946633],
  30: [1.3104150253914, 1.69726088659396, 2.04227245630124, 2.74999565356723, 3.64595863504202],
  120: [1.28864623365638, 1.65765089935524, 1.97993040508244, 2.61742114510687, 3.3734537685625],
  1000: [1.28239872146092, 1.64637881728546, 1.96233908082641, 2.58075469806595, 3.30028264842391],
  100000: [1.28156003144936, 1.64486886478497, 1.95998770753461, 2.57587846990838, 3.29062403141188],
};

describe('normal distribution', () => {
  for (const [p, x] of normal)
    it(`quantile and distribution function at ${p}`, () => {
      close(normalQuantile(p), x, 1e-14 * Math.max(1, Math.abs(x)));
      close(normalCdf(x), p, 1e-14);
    });

  it('each undoes the other, and both are symmetric', () =>
    fc.assert(
      fc.property(fc.double({min: 1e-12, max: 0.5, noNaN: true}), p => {
        close(normalCdf(normalQuantile(p)), p, 1e-14);
        close(normalCdf(-normalQuantile(p)), 1 - p, 1e-14);
      }),
    ));

  it('the tail is smooth where the formula changes', () => {
    close(normalCdf(-7 + 1e-9) / normalCdf(-7 - 1e-9), Math.exp(7 * 2e-9), 1e-8);
    assert.equal(normalCdf(-40), 0);
    assert.equal(normalCdf(40), 1);
  });

  for (const p of [0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY])
    it(`has no quantile at ${p}`, () =>
      assert.throws(() => normalQuantile(p), {name: 'RangeError', message: /^p must/}));
});

describe("Student's t distribution", () => {
  for (const [df, row] of Object.entries(student))
    it(`${df} degrees of freedom`, () => {
      levels.forEach((p, i) => {
        close(studentQuantile(p, Number(df)), row[i]!, 1e-8);
        close(studentQuantile(1 - p, Number(df)), -row[i]!, 1e-8);
      });
      assert.equal(studentQuantile(0.5, Number(df)), 0);
    });

  it('one degree of freedom is the Cauchy distribution', () =>
    fc.assert(
      fc.property(fc.double({min: 0.501, max: 0.999, noNaN: true}), p =>
        close(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5)), 1, 1e-10),
      ),
    ));

  it('is wider than the normal, and narrows with more degrees of freedom', () =>
    fc.assert(
      fc.property(fc.double({min: 0.51, max: 0.9999, noNaN: true}), fc.integer({min: 1, max: 5000}), (p, df) => {
        const t = studentQuantile(p, df);
        assert.ok(t > normalQuantile(p) && t > studentQuantile(p, df + 1));
      }),
    ));

  for (const df of [0, 1.5, -3])
    it(`refuses ${df} degrees of freedom`, () =>
      assert.throws(() => studentQuantile(0.9, df), {name: 'RangeError', message: /^df must/}));
});
