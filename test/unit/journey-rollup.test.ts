/** Several maps in one table: its columns, and every figure worked out by hand. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isOnTarget, rollUp} from '../../src/journey/rollup.js';
import type {JourneyMap, Kpi} from '../../src/schema/journey-map.js';

type Stage = JourneyMap['stages'][number];

/** A map of these stages, each with one step that has these scores. */
const mapOf = (id: string, stages: readonly (Omit<Stage, 'id'> & {readonly scores?: readonly number[]})[]): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id,
  title: id,
  stages: stages.map(({name, lifecycle}, at) => ({id: `s${at}`, name, ...(lifecycle && {lifecycle})})),
  steps: stages.map(({name, scores = []}, at) => ({
    id: `p${at}`, stageId: `s${at}`, name, emotions: scores.map((score, persona) => ({personaId: `who${persona}`, score})),
  })),
}); // prettier-ignore

const kpi = (id: string, direction: Kpi['direction'], value?: number, target?: number): Kpi => ({
  id,
  name: id,
  kind: 'custom',
  tier: 'operations',
  direction,
  ...(value !== undefined && {value}),
  ...(target !== undefined && {target}),
});

const shop = (): JourneyMap => ({
  ...mapOf('shop', [
    {name: 'Look', lifecycle: 'consideration', scores: [1, -1]},
    {name: 'Choose', lifecycle: 'consideration', scores: [2]},
    {name: 'Pay', lifecycle: 'purchase', scores: [-2, -1]},
    {name: 'Unbox', scores: []},
  ]),
  painPoints: [
    {id: 'slow', title: 'Slow', stepIds: ['p0', 'p1', 'p2'], severity: 3},
    {id: 'dear', title: 'Dear', stepIds: ['p2'], severity: 5},
  ],
  opportunities: (['idea', 'planned', 'shipped', 'measured', 'rejected'] as const).map((status, at) => ({
    id: `o${at}`,
    title: status,
    stepIds: [at < 2 ? 'p0' : 'p2'],
    impact: 3,
    effort: 3,
    status,
  })),
});

describe('a roll-up', () => {
  it('puts names in the order in which they first come', () => {
    const names = (...maps: string[][]) =>
      rollUp(maps.map((stages, at) => mapOf(`m${at}`, stages.map(name => ({name}))))).columns.map(({name}) => name); // prettier-ignore
    assert.deepEqual(names(['Browse', 'Pack'], ['Browse']), ['Browse', 'Pack']);
    assert.deepEqual(names(['Pack'], ['Browse', 'Pack']), ['Pack', 'Browse']);
  });

  it('puts stages under parts of life, then under names, in the order of a life', () => {
    const one = mapOf('one', [{name: 'After all', lifecycle: 'other'}, {name: 'Tell', lifecycle: 'advocacy'}, {name: 'Find out'}, {name: 'Odd'}]); // prettier-ignore
    const two = mapOf('two', [{name: 'Find Out!', lifecycle: 'awareness'}, {name: 'ODD'}, {name: 'Strange'}, {name: 'Retention'}]); // prettier-ignore
    const {columns, rows} = rollUp([one, two]);
    assert.deepEqual(
      columns.map(({lifecycle, name}) => lifecycle ?? name),
      ['awareness', 'retention', 'advocacy', 'Odd', 'Strange', 'other'],
    );
    assert.deepEqual(
      rows.map(({cells}) => cells.map(cell => cell?.stages.map(({name}) => name).join())),
      [
        ['Find out', undefined, 'Tell', 'Odd', undefined, 'After all'],
        ['Find Out!', 'Retention', undefined, 'ODD', 'Strange', undefined],
      ],
    );
  });

  it('means every emotion of a stage, with the lowest and the highest', () => {
    const {rows} = rollUp([shop()]);
    const [look, pay, unbox] = rows[0]!.cells;
    // 1, -1 and 2; -2 and -1.
    assert.deepEqual([look!.mean, look!.low, look!.high, look!.n], [2 / 3, -1, 2, 3]);
    assert.deepEqual([pay!.mean, pay!.low, pay!.high, pay!.n], [-1.5, -2, -1, 2]);
    assert.deepEqual([unbox!.mean, unbox!.n], [null, 0], 'nothing is said, which is not 0');
    // 1 - 1 + 2 - 2 - 1 = -1 over five.
    assert.deepEqual([rows[0]!.total.mean, rows[0]!.total.n], [-1 / 5, 5]);
  });

  it('counts pain points and opportunities in each stage that they touch, and once in the map', () => {
    const {rows} = rollUp([shop()]);
    const [look, pay] = rows[0]!.cells;
    const {total} = rows[0]!;
    assert.deepEqual([look!.pains, look!.worstPain, look!.open, look!.shipped], [1, 3, 2, 0]);
    assert.deepEqual([pay!.pains, pay!.worstPain, pay!.open, pay!.shipped], [2, 5, 0, 2]);
    assert.deepEqual([total.pains, total.worstPain, total.open, total.shipped], [2, 5, 2, 2]);
  });

  it('says which measures of a stage, its steps and touchpoints are where they should be', () => {
    assert.equal(isOnTarget(kpi('a', 'up', 5, 5)), true);
    assert.equal(isOnTarget(kpi('a', 'up', 4, 5)), false);
    assert.equal(isOnTarget(kpi('a', 'down', 4, 5)), true);
    assert.equal(isOnTarget(kpi('a', 'down', 6, 5)), false);
    assert.equal(isOnTarget(kpi('a', 'up', 6)), undefined);
    assert.equal(isOnTarget(kpi('a', 'up', undefined, 6)), undefined);
    const map = shop();
    map.kpis = [kpi('a', 'up', 5, 5), kpi('b', 'down', 9, 5), kpi('c', 'up', 1), kpi('far', 'up', 1, 2)];
    map.stages[0]!.kpiIds = ['a'];
    map.steps[1]!.kpiIds = ['a', 'c'];
    map.steps[2]!.touchpoints = [{id: 't', name: 'Till', kpiIds: ['b']}];
    const {rows} = rollUp([map]);
    assert.deepEqual(
      rows[0]!.cells.map(cell => [cell!.onTarget, cell!.offTarget]),
      [[1, 0], [0, 1], [0, 0]],
    ); // prettier-ignore
    assert.deepEqual([rows[0]!.total.onTarget, rows[0]!.total.offTarget], [1, 2]);
  });

  it('adds up each column and names the worst cell of each row, each column and all', () => {
    const club = mapOf('club', [{name: 'Look', lifecycle: 'consideration', scores: [-1]}, {name: 'Pay', lifecycle: 'purchase', scores: [1]}]); // prettier-ignore
    const empty = mapOf('empty', [{name: 'Look'}]);
    const {columns, rows, totals, worst, total} = rollUp([shop(), club, empty]);
    assert.deepEqual(columns.map(({lifecycle, name}) => lifecycle ?? name), ['consideration', 'purchase', 'Unbox']); // prettier-ignore
    assert.deepEqual(rows.map(row => row.worst), [1, 0, undefined]); // prettier-ignore
    assert.deepEqual(totals.map(one => one.worst), [1, 0, undefined]); // prettier-ignore
    // 1, -1, 2 and -1; -2, -1 and 1.
    assert.deepEqual(totals.map(({total: {mean, n}}) => [mean, n]), [[1 / 4, 4], [-2 / 3, 3], [null, 0]]); // prettier-ignore
    assert.deepEqual(totals.map(({total: {low, high, pains, worstPain}}) => [low, high, pains, worstPain]), [[-1, 2, 1, 3], [-2, 1, 2, 5], [0, 0, 0, 0]]); // prettier-ignore
    // 1 - 1 + 2 - 2 - 1 and -1 + 1.
    assert.deepEqual([total.mean, total.n, total.pains], [-1 / 7, 7, 2]);
    assert.deepEqual(worst, {row: 0, column: 1});
    assert.equal(rollUp([empty]).worst, undefined);
  });

  it('takes the worse pain where people feel the same', () => {
    const even = mapOf('even', [
      {name: 'A', scores: [0]},
      {name: 'B', scores: [0]},
      {name: 'C', scores: [0]},
    ]);
    even.painPoints = [
      {id: 'a', title: 'A', stepIds: ['p0', 'p2'], severity: 4},
      {id: 'b', title: 'B', stepIds: ['p2'], severity: 1},
    ];
    assert.equal(rollUp([even]).rows[0]!.worst, 2);
  });
});
