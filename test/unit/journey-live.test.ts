/** What visitors said, put beside what a team assumes. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {disagreement, livesAt, liveOf, type Measured, measuredOf, placesOf} from '../../src/journey/live.js';
import {sourceOf} from '../../src/components/journey-map/living.js';
import {plainView} from '../../src/journey/view.js';
import {withLive} from '../../src/journey/lanes.js';
import {partsOf} from '../../src/journey/parts.js';
import type {LiveNps, LiveValue, Overlay} from '../../src/schema/overlay.js';
import {overlaySchema} from '../../src/schema/overlay.js';
import {smallMap} from '../support/journeys.js';

const nps = (score: number, low: number, high: number): LiveNps => ({
  score, low, high, n: 40, promoters: 10, passives: 20, detractors: 10,
}); // prettier-ignore
const overlay = (values: LiveValue[]): Overlay =>
  overlaySchema.parse({
    schema: 'stagepost/overlay/1',
    journey: 'shop',
    at: '2026-11-29T10:00:00Z',
    minN: 5,
    values,
  });

const {parts, search, pay} = (() => {
  const map = smallMap();
  return {parts: partsOf(map), search: map.steps[0]!, pay: map.steps[2]!};
})();

describe('live values', () => {
  it('stand at the touchpoint that prompts name: those of its stage before those of anywhere', () => {
    const anywhere: LiveValue = {touchpoint: 'list', nps: nps(10, 0, 20)};
    const here: LiveValue = {touchpoint: 'list', stage: 'find', nps: nps(30, 20, 40)};
    const elsewhere: LiveValue = {touchpoint: 'list', stage: 'buy', nps: nps(-30, -40, -20)};
    const found = (...values: LiveValue[]) =>
      livesAt(placesOf(overlay(values)), search).map(({touchpoint, value}) => [touchpoint.id, value.nps]);
    assert.deepEqual(found(anywhere), [['list', anywhere.nps]]);
    assert.deepEqual(found(anywhere, here, elsewhere), [['list', here.nps]]);
    assert.deepEqual(found(elsewhere), []);
    assert.deepEqual(
      found({touchpoint: 'list', nps: nps(9, 8, 10)}, elsewhere),
      [],
      'what was said in another stage is not said here',
    );
    assert.deepEqual(livesAt(placesOf(overlay([anywhere])), pay), []);
  });

  it('are found by what prompts call a touchpoint, not by its id, where the map names both', () => {
    const step = {...search, touchpoints: [{id: 'list', name: 'List of shoes', surveyTouchpointId: 'asked-as'}]};
    const places = placesOf(overlay(['list', 'asked-as'].map((touchpoint, at) => ({touchpoint, nps: nps(at, -9, 9)}))));
    assert.deepEqual(livesAt(places, step).map(({touchpoint, value}) => [touchpoint.id, value.touchpoint]), [['list', 'asked-as']]);
  }); // prettier-ignore

  it('of a stage are those that name no touchpoint', () => {
    const places = placesOf(overlay([{stage: 'find', nps: nps(1, 0, 2)}, {touchpoint: 'find', nps: nps(9, 8, 10)}, {nps: nps(5, 4, 6)}])); // prettier-ignore
    assert.deepEqual(liveOf(places, parts.stages.get('find')!)?.nps, nps(1, 0, 2));
    assert.equal(liveOf(places, parts.stages.get('buy')!), undefined);
  });

  it('are those of the metric that a lane names, else all, and too few are told without a number', () => {
    const value: LiveValue = {
      touchpoint: 'list',
      nps: {few: true},
      csat: {mean: 4.2, top2: 80, low: 70, high: 87, n: 90},
      ces: {mean: 5.5, low: 5, high: 6, n: 20},
      at: '2026-11-28T10:00:00Z',
    };
    assert.deepEqual(measuredOf(value), [
      {metric: 'nps'},
      {metric: 'csat', value: 80, low: 70, high: 87, n: 90, at: value.at},
      {metric: 'ces', value: 5.5, low: 5, high: 6, n: 20, at: value.at},
    ]);
    assert.deepEqual(measuredOf(value, {settings: {metric: 'nps'}}), [{metric: 'nps'}]);
  });

  it('disagree with an emotion only where the whole interval does', () => {
    const at = (score: number | undefined, low: number, high: number, target?: number) => {
      const map = smallMap();
      map.steps[0]!.emotions = score === undefined ? [] : [{score}];
      map.steps[0]!.kpiIds = ['nps'];
      map.kpis!.push({id: 'nps', name: 'NPS', kind: 'nps', direction: 'up', tier: 'governance', target});
      const measured: Measured = {metric: 'nps', value: (low + high) / 2, low, high, n: 40};
      return disagreement(partsOf(map), map.steps[0]!, measured, map.steps[0]!.touchpoints![0]);
    };
    assert.equal(at(1, -30, -10), 'worse');
    assert.equal(at(1, -30, 10), undefined, 'the interval holds the middle');
    assert.equal(at(1, 10, 20), undefined);
    assert.equal(at(1, 10, 20, 30), 'worse', 'below the target of the map');
    assert.equal(at(1, 10, 31, 30), undefined);
    assert.equal(at(-1, 10, 20, 30), 'better', 'above the middle is enough for that');
    assert.equal(at(-1, -10, 20), undefined);
    assert.equal(at(0, -30, -10), undefined);
    assert.equal(at(undefined, -30, -10), undefined);
  });

  it('disagree with the one persona whose like were asked, or with what everybody feels', () => {
    const map = smallMap();
    const at = (emotions: NonNullable<(typeof map.steps)[0]['emotions']>, personaId?: string) => {
      map.steps[0]!.emotions = emotions;
      const persona = map.personas!.find(({id}) => id === personaId);
      const measured: Measured = {metric: 'nps', value: -20, low: -30, high: -10, n: 40};
      return disagreement(partsOf(map), map.steps[0]!, measured, map.steps[0]!.touchpoints![0], persona);
    };
    const apart = [{personaId: 'ana', score: 2}, {personaId: 'ben', score: -2}]; // prettier-ignore
    assert.equal(at(apart), undefined, 'together they assume nothing');
    assert.equal(at(apart, 'ana'), 'worse');
    assert.equal(at(apart, 'ben'), undefined);
    assert.equal(at([{score: 1}], 'ben'), 'worse', 'everybody');
  });

  it('are held against no target of a scale that runs the other way', () => {
    const map = smallMap();
    map.steps[0]!.emotions = [{score: 1}];
    map.steps[0]!.kpiIds = ['effort'];
    map.kpis!.push({id: 'effort', name: 'Effort', kind: 'ces', direction: 'down', tier: 'governance', target: 2});
    const of = (low: number, high: number) =>
      disagreement(partsOf(map), map.steps[0]!, {metric: 'ces', value: (low + high) / 2, low, high, n: 40});
    assert.equal(of(2.5, 3.5), 'worse', 'below the middle');
    assert.equal(of(5, 6), undefined);
  });

  it('name answers on another scale, which are in no figure', () => {
    const csat = {mean: 4.2, top2: 80, low: 70, high: 87, n: 90};
    const beyondOf = (value: LiveValue) => measuredOf(value).map(({metric, beyond}) => [metric, beyond]);
    assert.deepEqual(beyondOf({csat: {...csat, beyond: 12}, ces: {mean: 5, low: 4, high: 6, n: 9}}), [['csat', 12], ['ces', undefined]]); // prettier-ignore
  });

  it('are those of visitors like a persona only where traits say who they are, few enough to ask for', () => {
    const asked = (match: Record<string, string[]> | undefined) => {
      const map = smallMap();
      map.personas = [{id: 'ana', name: 'Ana', match}];
      return sourceOf('/its', true, map, {...plainView, filter: {persona: ['ana']}})!.persona?.id;
    };
    assert.equal(asked({plan: ['family']}), 'ana');
    assert.equal(asked(undefined), undefined);
    assert.equal(asked({}), undefined, 'all visitors are not like Ana');
    assert.equal(asked({a: ['1'], b: ['1'], c: ['1']}), 'ana');
    assert.equal(asked({a: ['1'], b: ['1'], c: ['1'], d: ['1']}), undefined);
  });

  it('have a lane in any case, below the emotions', () => {
    const kinds = (is: boolean) => partsOf(smallMap(), is).lanes.map(({kind}) => kind);
    assert.deepEqual(kinds(false), ['actions', 'emotion', 'backstage']);
    assert.deepEqual(kinds(true), ['actions', 'emotion', 'live', 'backstage']);
    const own = [{id: 'live', kind: 'text' as const, title: ''}];
    assert.deepEqual(withLive(own).map(({id}) => id), ['live', 'live-']); // prettier-ignore
    assert.equal(withLive([{id: 'm', kind: 'live', title: ''}]).length, 1);
  });
});
