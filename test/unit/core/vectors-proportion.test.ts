import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  agrestiCoullInterval,
  clopperPearsonInterval,
  waldInterval,
  wilsonInterval,
  type Interval,
  type IntervalOptions,
} from '../../../src/core/index.js';
import {close} from '../../support/close.js';
import {sharedJson} from '../../support/shared-data.js';

type Method = 'wilson' | 'wilson_cc' | 'agresti_coull' | 'clopper_pearson' | 'wald';
type Case = {id: string; k: number; n: number; level: number; side?: string} & Partial<
  Record<Method, [number, number]>
>;

const methods: Record<Method, (k: number, n: number, options: IntervalOptions) => Interval | null> = {
  wilson: wilsonInterval,
  wilson_cc: (k, n, options) => wilsonInterval(k, n, {...options, continuity: true}),
  agresti_coull: agrestiCoullInterval,
  clopper_pearson: clopperPearsonInterval,
  wald: waldInterval,
};
const sides = {'both': 'both', 'upper only': 'upper', 'lower only': 'lower'} as const;
const vectors = sharedJson<{count: number; cases: Case[]}>('peer-vectors/proportion-intervals.json');

describe('published intervals of a proportion', {skip: !vectors && 'the shared vectors are not here'}, () => {
  let checked = 0;
  for (const {id, k, n, level, side = 'both', ...rest} of vectors?.cases ?? [])
    it(`${id}: ${k} of ${n}, ${side}, at ${level}`, () => {
      const known = Object.keys(methods) as Method[];
      for (const method of known.filter(name => rest[name])) {
        const [low, high] = rest[method]!;
        const interval = methods[method](k, n, {level, side: sides[side as keyof typeof sides]});
        close(interval?.low, low, 1e-6, `${method} low:`);
        close(interval?.high, high, 1e-6, `${method} high:`);
        checked++;
      }
    });
  it('all of them were checked', () => {
    const all = vectors!.cases.flatMap(one => Object.values(one).filter(Array.isArray));
    assert.equal(vectors!.cases.length, vectors!.count);
    assert.equal(checked, all.length);
  });
});
