import {describe, it} from 'node:test';
import {npsAdjustedWald, npsWald, type Interval, type NpsCounts} from '../../../src/core/index.js';
import {close} from '../../support/close.js';
import {seeded} from '../../support/seeded.js';

/*
 * How often a 95 % interval of the Net Promoter Score contains the true score. Simulated, 20,000 draws for each population and size,
 * and compared with the ranges over five populations that an independent simulation gave; the lowest and the highest of each are
 * reproduced to one point.
 */
const populations: [promoters: number, detractors: number][] = [
  [0.5, 0.2],
  [0.33, 0.33],
  [0.4, 0.2],
  [0.7, 0.1],
  [0.9, 0.02],
];
const draws = 20_000;
const expected = [
  {n: 10, wald: [65.6, 91.3], adjusted: [93.2, 96.3], halfWidth: [32, 41]},
  {n: 30, wald: [83.7, 93.8], adjusted: [94.8, 95.9], halfWidth: [16, 27]},
  {n: 50, wald: [91.1, 94.3], adjusted: [94.8, 96.7], halfWidth: [12, 22]},
  {n: 100, wald: [93.0, 94.8], adjusted: [95.0, 96.3], halfWidth: [8, 15]},
  {n: 400, wald: [94.0, 95.1], adjusted: [94.8, 95.2], halfWidth: [4, 8]},
];

function draw(n: number, [p, d]: [number, number], random: () => number): NpsCounts {
  let promoters = 0;
  let detractors = 0;
  for (let i = 0; i < n; i++) {
    const u = random();
    if (u < p) promoters++;
    else if (u >= 1 - d) detractors++;
  }
  return {promoters, passives: n - promoters - detractors, detractors};
}

/** Coverage of both intervals in per cent, and the mean half width of the adjusted one in points. */
function simulate(n: number, population: [number, number], random: () => number) {
  const truth = 100 * (population[0] - population[1]);
  const contains = ({low, high}: Interval) => low <= truth + 1e-9 && truth - 1e-9 <= high;
  const sums = {wald: 0, adjusted: 0, halfWidth: 0};
  for (let i = 0; i < draws; i++) {
    const counts = draw(n, population, random);
    const adjusted = npsAdjustedWald(counts)!;
    if (contains(npsWald(counts)!)) sums.wald += 100 / draws;
    if (contains(adjusted)) sums.adjusted += 100 / draws;
    sums.halfWidth += (adjusted.high - adjusted.low) / 2 / draws;
  }
  return sums;
}

describe('coverage of the NPS intervals', () => {
  const random = seeded(20160114);
  for (const {n, ...ranges} of expected)
    it(`${n} answers`, () => {
      const found = populations.map(population => simulate(n, population, random));
      for (const key of ['wald', 'adjusted', 'halfWidth'] as const) {
        const [low, high] = ranges[key];
        close(Math.min(...found.map(one => one[key])), low!, 1, `${key}, lowest:`);
        close(Math.max(...found.map(one => one[key])), high!, 1, `${key}, highest:`);
      }
    });
});
