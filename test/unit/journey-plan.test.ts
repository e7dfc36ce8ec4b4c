/** Which opportunity comes first and how firmly, and what each one answers and leads to. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {chainsOf, isOverdue} from '../../src/journey/chain.js';
import {partsOf} from '../../src/journey/parts.js';
import {type Priority, rankingOf} from '../../src/journey/priorities.js';
import {hashOf, plainView, viewOf} from '../../src/journey/view.js';
import {type Criterion, weighed, type Weights, weightRange, weightsOf} from '../../src/journey/weights.js';
import type {Opportunity} from '../../src/schema/journey-map.js';
import {criteria, opportunityStatuses} from '../../src/schema/journey-words.js';
import {seed} from '../support/arbitraries.js';
import {smallMap} from '../support/journeys.js';

type Ratings = Partial<Record<Criterion, number>>;

const opportunity = (id: string, ratings: Ratings | undefined, more: Partial<Opportunity> = {}): Opportunity => ({
  id,
  title: id,
  impact: 3,
  effort: 3,
  status: 'idea',
  ...(ratings && {criteria: ratings}),
  ...more,
});
const plain: Weights = weightsOf({});
const weights = (some: Partial<Weights>): Weights => ({...plain, ...some});
const ranked = (opportunities: Opportunity[], by: Weights = plain) => rankingOf({opportunities}, by);
const places = (list: readonly Priority[]) => list.map(({opportunity: {id}, rank}) => [id, rank]);

describe('the score of an opportunity', () => {
  it('is the mean of its ratings, each counted by its weight', () => {
    // (2 × 5 + 1 × 2 + 3 × 4) / (2 + 1 + 3) = 24 / 6
    const {priorities} = ranked(
      [opportunity('a', {revenue: 5, cost: 2, brand: 4})],
      weights({revenue: 2, cost: 1, brand: 3}),
    );
    assert.equal(priorities[0]!.score, 4);
    assert.deepEqual(
      priorities[0]!.shares.map(({criterion, points}) => [criterion, points]),
      [['revenue', 10 / 6], ['cost', 2 / 6], ['brand', 2]],
    ); // prettier-ignore
  });

  it('leaves out what is not rated, and names it', () => {
    const [one] = ranked([opportunity('a', {revenue: 4})]).priorities;
    assert.equal(one!.score, 4, 'not 4 / 6');
    assert.deepEqual(one!.missing, ['businessGoal', 'retention', 'cost', 'effortForValue', 'brand']);
  });

  it('is not there where nothing is rated, or all that is rated weighs nothing', () => {
    const {priorities, first} = ranked(
      [opportunity('a', undefined), opportunity('b', {}), opportunity('c', {cost: 5}), opportunity('d', {brand: 1})],
      weights({cost: 0}),
    );
    assert.deepEqual(
      priorities.map(({opportunity: {id}, score, rank, unranked}) => [id, score, rank, unranked]),
      [['d', 1, 1, undefined], ['a', undefined, undefined, 'unrated'], ['b', undefined, undefined, 'unrated'], ['c', undefined, undefined, 'weightless']],
    ); // prettier-ignore
    assert.deepEqual(places(first), [['d', 1]]);
  });
});

describe('the ranks', () => {
  it('are shared by those with the same score, and the next ones are left out', () => {
    const {priorities, first, lead} = ranked([
      opportunity('low', {cost: 1}),
      opportunity('one', {cost: 4, brand: 2}),
      opportunity('two', {revenue: 3}),
      opportunity('mid', {cost: 2}),
    ]);
    assert.deepEqual(places(priorities), [['one', 1], ['two', 1], ['mid', 3], ['low', 4]]); // prettier-ignore
    assert.deepEqual(places(first), [['one', 1], ['two', 1]]); // prettier-ignore
    assert.equal(lead, 1);
  });

  it('are shared also where sums of fractions differ in the last digit', () => {
    // 0.1 × 3 + 0.2 × 3 is not 0.3 × 3 for a computer.
    const by = weights({businessGoal: 0.1, retention: 0.2, revenue: 0.7});
    const {first} = ranked(
      [opportunity('a', {businessGoal: 3, retention: 3, revenue: 3}), opportunity('b', {cost: 3})],
      by,
    );
    assert.equal(first.length, 2);
  });

  it('are for what is still to be decided', () => {
    const {priorities} = ranked(opportunityStatuses.map(status => opportunity(status, {cost: 3}, {status})));
    assert.deepEqual(places(priorities), [
      ['idea', 1], ['candidate', 1], ['planned', 1], ['in-progress', 1],
      ['shipped', undefined], ['measured', undefined], ['rejected', undefined],
    ]); // prettier-ignore
    assert.equal(priorities.at(-1)!.score, 3, 'its score is still there to compare');
  });

  it('say which weight, moved by one, changes the first place', () => {
    // a: 4 w(revenue) + 2 w(cost), b: 2 w(revenue) + 4 w(cost), halves of 2: revenue leads while it weighs more.
    const {shifts, first} = ranked(
      [opportunity('a', {revenue: 4, cost: 2}), opportunity('b', {revenue: 2, cost: 4})],
      weights({revenue: 2, cost: 1}),
    );
    assert.deepEqual(places(first), [['a', 1]]);
    assert.deepEqual(
      shifts.map(({criterion, from, to, first: then}) => [criterion, from, to, then.map(({id}) => id)]),
      [['revenue', 2, 1, ['a', 'b']], ['cost', 1, 2, ['a', 'b']]],
    ); // prettier-ignore
  });

  it('are stable where no such move does, and a weight stays within its range', () => {
    const all = Object.fromEntries(criteria.map(name => [name, 5])) as Ratings;
    const most = Object.fromEntries(criteria.map(name => [name, weightRange.high])) as Weights;
    assert.deepEqual(ranked([opportunity('a', all), opportunity('b', {...all, cost: 1})], most).shifts, []);
    assert.deepEqual(ranked([]).shifts, []);
    const alone = ranked([opportunity('a', {cost: 1})], weights({cost: 1}));
    assert.deepEqual(alone.shifts.map(({criterion, to, first}) => [criterion, to, first]), [['cost', 0, []]]); // prettier-ignore
  });
});

describe('any ranking', () => {
  const rating = fc.option(fc.integer({min: 1, max: 5}), {nil: undefined});
  const ratings = fc
    .tuple(...criteria.map(() => rating))
    .map(list => Object.fromEntries(criteria.flatMap((name, at) => (list[at] ? [[name, list[at]]] : []))) as Ratings);
  const weight = fc.integer({min: weightRange.low, max: weightRange.high});
  const anyWeights = fc
    .tuple(...criteria.map(() => weight))
    .map(list => Object.fromEntries(criteria.map((name, at) => [name, list[at]!])) as Weights);
  const some = fc.array(ratings, {maxLength: 8}).map(list => list.map((one, at) => opportunity(`o${at}`, one)));

  it('stays the same when all weights are scaled', () =>
    fc.assert(
      fc.property(some, anyWeights, fc.constantFrom(0.5, 2, 3), (list, by, factor) => {
        const scaled = Object.fromEntries(criteria.map(name => [name, by[name] * factor])) as Weights;
        assert.deepEqual(places(ranked(list, scaled).priorities), places(ranked(list, by).priorities));
      }),
      {seed},
    ));

  it('never lowers a score for a higher rating', () =>
    fc.assert(
      fc.property(ratings, anyWeights, fc.constantFrom(...criteria), (one, by, name) => {
        const before = one[name];
        fc.pre(before !== undefined && before < 5);
        const [low] = ranked([opportunity('a', one)], by).priorities;
        const [high] = ranked([opportunity('a', {...one, [name]: before! + 1})], by).priorities;
        fc.pre(low!.score !== undefined);
        assert.ok(high!.score! >= low!.score!, `${high!.score} < ${low!.score}`);
      }),
      {seed},
    ));

  it('has scores between the lowest and the highest rating, which their shares add up to', () =>
    fc.assert(
      fc.property(some, anyWeights, (list, by) => {
        for (const {opportunity: one, score, shares} of ranked(list, by).priorities) {
          if (score === undefined) continue;
          const all = Object.values(one.criteria!).filter(value => value !== undefined);
          assert.ok(score >= Math.min(...all) - 1e-9 && score <= Math.max(...all) + 1e-9, `${score} of ${all}`);
          assert.ok(Math.abs(shares.reduce((sum, {points}) => sum + points, 0) - score) < 1e-9, `${one.id}`);
        }
      }),
      {seed},
    ));

  it('goes down from rank to rank, and holds everything once', () =>
    fc.assert(
      fc.property(some, anyWeights, (list, by) => {
        const {priorities} = ranked(list, by);
        assert.deepEqual(priorities.map(({opportunity: {id}}) => id).sort(), list.map(({id}) => id).sort());
        const ranks = priorities.flatMap(({rank}) => rank ?? []);
        assert.deepEqual(
          ranks,
          [...ranks].sort((a, b) => a - b),
        );
        for (const {rank, score} of priorities)
          if (rank) assert.equal(rank, 1 + priorities.filter(one => one.rank && one.score! > score! + 1e-9).length);
      }),
      {seed},
    ));
});

describe('weights', () => {
  const map = {weights: {revenue: 4, cost: 0}};

  it('are the reader’s, else the map’s, else 1', () => {
    assert.deepEqual(weightsOf(map, [7]), {businessGoal: 7, retention: 1, revenue: 4, cost: 0, effortForValue: 1, brand: 1}); // prettier-ignore
  });

  it('stay within the range of the model, and are gone once they are the map’s again', () => {
    assert.deepEqual(weighed(map, [], 'brand', 99), [1, 1, 4, 0, 1, 10]);
    assert.deepEqual(weighed(map, [], 'revenue', Number.NaN), [1, 1, 0, 0, 1, 1]);
    assert.deepEqual(weighed(map, [1, 1, 4, 0, 1, 10], 'brand', 1), []);
  });

  it('are held by a link', () => {
    const own = weighed(map, [], 'brand', 9);
    assert.equal(hashOf({...plainView, trail: ['m'], view: 'priorities', weights: own}), 'map=m&view=priorities&weights=1,1,4,0,1,9'); // prettier-ignore
    assert.deepEqual(viewOf('#map=m&weights=1,1,4,0,1,9')!.weights, own);
    assert.deepEqual(viewOf('#map=m&weights=-3,99,x')!.weights, [0, 10, 0]);
  });
});

describe('a chain', () => {
  const chainOf = (change: Partial<Opportunity>) => {
    const map = smallMap();
    Object.assign(map.opportunities![0]!, change);
    return chainsOf(partsOf(map), '2026-12-24').chains[0]!;
  };

  it('leads from the pain to the opportunity, its experiment and its measure', () => {
    const {pains, opportunity: one, experiment, kpi, missing, change} = chainOf({});
    assert.deepEqual([pains.map(({id}) => id), one.id, experiment!.before, kpi!.id], [['slow'], 'guide', 0.3, 'returns']); // prettier-ignore
    assert.deepEqual(missing, []);
    assert.deepEqual(change, {before: 0.3, after: undefined}, 'not measured again');
  });

  it('says whether the measure moved to its good side', () => {
    const after = (value: number, kpiId = 'returns') =>
      chainOf({experiment: {kpiId, before: 10, after: value}}).change.verdict;
    assert.deepEqual([after(8), after(12), after(10)], ['better', 'worse', 'same'], 'fewer returns are better');
    assert.deepEqual([after(8, 'visits'), after(12, 'visits')], ['worse', 'better']);
    const {change} = chainOf({experiment: {before: 10, after: 8}});
    assert.deepEqual([change.by, change.verdict], [-2, undefined], 'without a measure nobody knows which way is good');
  });

  it('names the links that are not there', () => {
    assert.deepEqual(chainOf({painPointIds: [], experiment: undefined}).missing, ['pain-point', 'experiment', 'kpi']);
    assert.deepEqual(chainOf({experiment: {hypothesis: 'It helps'}}).missing, ['kpi']);
  });

  it('is overdue from the day after, unless it is there or given up', () => {
    const late = (due: string, status: Opportunity['status'] = 'planned') =>
      isOverdue(opportunity('a', undefined, {due, status}), '2026-12-24');
    assert.deepEqual(
      [late('2026-12-23'), late('2026-12-24'), late('2026-12-23T23:59:59Z'), late('2026-12-24T00:00:00Z')],
      [true, false, true, false],
    );
    for (const status of ['shipped', 'measured', 'rejected'] as const) assert.equal(late('2020-01-01', status), false);
    assert.equal(isOverdue(opportunity('a', undefined), '2026-12-24'), false);
  });

  it('leaves pain points that nothing answers, the worst first', () => {
    const map = smallMap();
    map.painPoints!.push(
      {id: 'dull', title: 'Dull', stepIds: ['pay'], severity: 2},
      {id: 'lost', title: 'Lost', stepIds: ['pay'], severity: 5},
    );
    assert.deepEqual(
      chainsOf(partsOf(map), '2026-12-24').unanswered.map(({id}) => id),
      ['lost', 'dull'],
    );
  });
});
