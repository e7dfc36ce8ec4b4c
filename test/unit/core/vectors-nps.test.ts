import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  countScores,
  npsAdjustedWald,
  npsOf,
  npsVariance,
  npsWald,
  segmentOf,
  type NpsCounts,
} from '../../../src/core/index.js';
import {close} from '../../support/close.js';
import {sharedJson} from '../../support/shared-data.js';

type Bounds = [number, number];
type Expected = {nps: number; adjusted_wald_95: Bounds; wald_95: Bounds; accepted: number[]; rejected: number[]};
type Case = Partial<NpsCounts> & {
  id: string;
  scores?: number[];
  p?: Record<'promoter' | 'passive' | 'detractor', string>;
  formula?: Record<'add_to_n' | 'add_to_promoters' | 'add_to_detractors', number>;
  expected: (Partial<Expected> & {variance_of_one_answer?: string; error?: boolean}) | null;
};

const vectors = sharedJson<{count: number; cases: Case[]}>('peer-vectors/nps.json');
const fraction = (text: string): number => {
  const [over, under] = text.split('/').map(Number);
  return over! / under!;
};

/** One check for each kind of case; a case of no known kind fails. */
function check({id, scores, p, formula, expected, promoters, passives, detractors}: Case): void {
  if (p) return checkVariance(p, expected!);
  if (formula) return checkFormula(formula);
  if (expected?.accepted) return checkRange(expected.accepted, expected.rejected!);
  if (scores?.length === 0) return assert.equal(npsOf(countScores(scores)).nps, null);
  assert.ok(promoters !== undefined && passives !== undefined && detractors !== undefined, `no check for ${id}`);
  const counts = {promoters, passives, detractors};
  close(npsOf(counts).nps, expected!.nps!, 1e-6, 'nps:');
  for (const [interval, bounds] of [
    [npsAdjustedWald(counts), expected!.adjusted_wald_95!],
    [npsWald(counts), expected!.wald_95!],
  ] as const) {
    close(interval?.low, bounds[0], 1e-5, 'low:');
    close(interval?.high, bounds[1], 1e-5, 'high:');
  }
}

function checkVariance(p: NonNullable<Case['p']>, expected: NonNullable<Case['expected']>): void {
  const counts = {
    promoters: Math.round(600 * fraction(p.promoter)),
    passives: Math.round(600 * fraction(p.passive)),
    detractors: Math.round(600 * fraction(p.detractor)),
  };
  close(npsOf(counts).nps, expected.nps!, 1e-9, 'nps:');
  close(npsVariance(counts), fraction(expected.variance_of_one_answer!), 1e-12, 'variance:');
}

/** Adding the pseudo-answers by hand (times 4, to keep them whole) and taking plain Wald gives the adjusted interval. */
function checkFormula(formula: NonNullable<Case['formula']>): void {
  const counts = {promoters: 12, passives: 3, detractors: 4};
  const [promoters, detractors] = [12 + formula.add_to_promoters, 4 + formula.add_to_detractors];
  const n = 19 + formula.add_to_n;
  const byHand = npsWald({
    promoters: 4 * promoters,
    passives: 4 * (n - promoters - detractors),
    detractors: 4 * detractors,
  })!;
  const adjusted = npsAdjustedWald(counts)!;
  close((adjusted.low + adjusted.high) / 2, (byHand.low + byHand.high) / 2, 1e-9, 'centre:');
  close(adjusted.high - adjusted.low, 2 * (byHand.high - byHand.low), 1e-9, 'width:');
}

function checkRange(accepted: number[], rejected: number[]): void {
  for (const score of accepted) assert.doesNotThrow(() => segmentOf(score));
  for (const score of rejected) {
    assert.throws(() => segmentOf(score), RangeError);
    assert.throws(() => countScores([score]), RangeError);
  }
}

describe('NPS vectors of other products', {skip: !vectors && 'the shared vectors are not here'}, () => {
  for (const one of vectors?.cases ?? []) it(one.id, () => check(one));
  it('all of them were checked', () => assert.equal(vectors!.cases.length, vectors!.count));
});
