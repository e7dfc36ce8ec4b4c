import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {KeptOverlays} from '../../../src/collector/journeys/kept.js';
import {overlaySchema, type LiveValue, type Overlay} from '../../../src/schema/overlay.js';
import {smallMap} from '../../support/journeys.js';
import {bench, day, folder, iso, noon, response, withdrawal, type Bench, type Json} from './support.js';

type Place = {stage?: string; touchpoint?: string; journey?: string};

/** An answer at a place of the map "shop". */
const at = (place: Place, answers: Json, data: Json = {}, rest: Json = {}) =>
  response(null, {answers, context: {journey: 'shop', ...place}, ...data}, rest);
const nps = (value: number, causes?: string[]): Json => ({
  score: {type: 'nps', value},
  ...(causes ? {causes: {type: 'multiple', values: causes}} : {}),
});
const rated = (type: 'csat' | 'ces', value: number): Json => ({[type]: {type, value}});

async function overlay(its: Bench, query = '', token?: string): Promise<Overlay> {
  const value = await its.json(`/v1/journeys/shop/overlay${query}`, token);
  return overlaySchema.parse(value);
}

const valueOf = ({values}: Overlay, {stage, touchpoint}: Place): LiveValue | undefined =>
  values.find(value => value.stage === stage && value.touchpoint === touchpoint);

const find = {stage: 'find', touchpoint: 'list'};

/** A collector that serves the small map, or one made from it. */
function withMap(map: Json = smallMap() as unknown as Json, options: Json = {}): Bench {
  const path = folder(after);
  writeFileSync(join(path, 'shop.json'), JSON.stringify(map));
  return bench({journeys: path, ...options});
}

/** The normal quantile of a 95 % interval. */
const z = 1.959963984540054;
const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} instead of ${expected}`);

describe('live values that cost much', () => {
  const given = (answers: number) => async () => {
    const made: Overlay = {
      schema: 'stagepost/overlay/1',
      journey: `${++computed}`,
      at: iso(noon),
      minN: 5,
      values: [],
    };
    return {overlay: made, answers};
  };
  let computed = 0;

  it('are given again for a second for each 10,000 answers, and computed once for all who ask meanwhile', async () => {
    let now = noon;
    const kept = new KeptOverlays(() => now);
    const ask = async (key: string, answers: number) => (await kept.get(key, given(answers))).journey;
    assert.deepEqual(await Promise.all([ask('a', 25_000), ask('a', 25_000), ask('b', 9999)]), ['1', '1', '2']);
    assert.deepEqual([await ask('a', 25_000), await ask('b', 9999)], ['1', '3']);
    now += 1999;
    assert.equal(await ask('a', 25_000), '1');
    now += 1;
    assert.equal(await ask('a', 25_000), '4');
  });

  it('are asked for again after a failure, and not kept without end', async () => {
    const kept = new KeptOverlays(() => noon);
    await assert.rejects(
      kept.get('a', () => Promise.reject(new Error('disk'))),
      /disk/,
    );
    const first = (await kept.get('a', given(50_000))).journey;
    assert.equal((await kept.get('a', given(50_000))).journey, first);
    for (let key = 0; key < 200; key++) await kept.get(`other ${key}`, given(50_000));
    assert.notEqual((await kept.get('a', given(50_000))).journey, first);
  });
});

describe('live values of a map', () => {
  it('are those counted by hand, with their intervals', async () => {
    const its = withMap();
    await its.send([10, 9, 9, 8, 3].map(score => at(find, nps(score))));
    await its.send([5, 5, 4, 4, 2].map(value => at(find, rated('csat', value))));
    await its.send([7, 6, 6, 5, 1].map(value => at(find, rated('ces', value))));
    const value = valueOf(await overlay(its), {touchpoint: 'list'})!;
    assert.ok(
      value.nps && 'score' in value.nps && value.csat && 'mean' in value.csat && value.ces && 'mean' in value.ces,
    );
    const {low, high, ...score} = value.nps;
    assert.deepEqual(score, {score: 40, n: 5, promoters: 3, passives: 1, detractors: 1});
    // Adjusted Wald: 3/4, 3/2 and 3/4 answers added make 3.75 promoters and 1.75 detractors of 8.
    const half = 100 * z * Math.sqrt((5.5 / 8 - (2 / 8) ** 2) / 8);
    close(low, 25 - half);
    close(high, 25 + half);
    assert.deepEqual([value.csat.mean, value.csat.top2, value.csat.n, value.csat.scale], [4, 80, 5, 5]);
    // Wilson for 4 of 5: (p + z^2/2n -/+ z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n).
    const wilson = (sign: number) =>
      (100 * (0.8 + z ** 2 / 10 + sign * z * Math.sqrt(0.16 / 5 + z ** 2 / 100))) / (1 + z ** 2 / 5);
    close(value.csat.low, wilson(-1));
    close(value.csat.high, wilson(1));
    // Student: mean 5, sd sqrt(22/4), t(0.975; 4) = 2.776445.
    close(value.ces.mean, 5);
    close(value.ces.low, 5 - 2.7764451051977987 * Math.sqrt(5.5 / 5));
    close(value.ces.high, 5 + 2.7764451051977987 * Math.sqrt(5.5 / 5));
  });

  it('equal those of the results routes', async () => {
    const its = withMap();
    const scores = [0, 3, 6, 7, 8, 9, 9, 10, 10, 10];
    await its.send(
      scores.map((score, index) =>
        at(find, {
          ...nps(score, [index % 2 ? 'price' : 'speed', 'support']),
          ...rated('csat', 1 + (index % 5)),
          ...rated('ces', 1 + (index % 7)),
        }),
      ),
    );
    await its.send(scores.slice(2).map(score => at({stage: 'buy'}, nps(score))));
    await its.send(scores.slice(4).map(score => at({journey: 'other', ...find}, nps(score))));
    const live = await overlay(its);
    for (const by of ['stage', 'touchpoint'] as const) {
      const name = by === 'stage' ? 'find' : 'list';
      const value = valueOf(live, {[by]: name})! as unknown as Record<string, Json>;
      const row = async (metric: string): Promise<Json> => {
        const {rows} = (await its.json(`/v1/results/${metric}?by=journey,${by}`)) as {rows: Json[]};
        return rows.find(one => one['journey'] === 'shop' && one[by] === name)!;
      };
      const pick = (from: Json, names: string[]) => names.map(one => from[one]);
      const bounds = ['low', 'high', 'n'];
      assert.deepEqual(
        pick(value['nps']!, ['score', 'promoters', 'passives', 'detractors', ...bounds]),
        pick(await row('nps'), ['nps', 'promoters', 'passives', 'detractors', ...bounds]),
      );
      assert.deepEqual(
        pick(value['csat']!, ['top2', 'mean', ...bounds]),
        pick(await row('csat'), ['csat', 'mean', ...bounds]),
      );
      assert.deepEqual(pick(value['ces']!, ['mean', ...bounds]), pick(await row('ces'), ['mean', ...bounds]));
      assert.deepEqual(value['reasons'], [
        {tag: 'support', n: 10},
        {tag: 'price', n: 5},
        {tag: 'speed', n: 5},
      ]);
    }
    assert.deepEqual(live.values.map(({stage, touchpoint}) => [stage, touchpoint]), [[undefined, undefined], ['find', undefined], ['buy', undefined], [undefined, 'list']]); // prettier-ignore
    assert.equal((valueOf(live, {})!.nps as {n: number}).n, 18);
  });

  it('are hidden with four answers, without a number, and shown with five', async () => {
    const its = withMap();
    await its.send(
      [1, 2, 3, 4].map(score => at(find, {...nps(score, ['price']), ...rated('csat', score), ...rated('ces', score)})),
    );
    const few = {few: true};
    const hidden = (await its.json('/v1/journeys/shop/overlay'))['values'] as Json[];
    assert.deepEqual(
      hidden,
      [{}, {stage: 'find'}, {touchpoint: 'list'}].map(place => ({...place, nps: few, csat: few, ces: few})),
    );
    await its.send([at(find, nps(10))]);
    const value = valueOf(await overlay(its), {touchpoint: 'list'})!;
    assert.deepEqual(
      [(value.nps as {n: number}).n, value.csat, value.ces, value.reasons],
      [5, few, few, undefined],
      'a reason of four answers stays hidden too',
    );
  });

  it('say how many answers are on another scale, rather than leaving them out in silence', async () => {
    const its = withMap();
    await its.send([6, 7, 7, 6, 7].map(value => at(find, {...rated('csat', value), ...rated('ces', 8)})));
    const value = async () => valueOf(await overlay(its), {touchpoint: 'list'})!;
    assert.deepEqual(
      [(await value()).csat, (await value()).ces],
      [{few: true}, {few: true}],
      'not as if nobody had answered',
    );
    await its.send([5, 4, 4, 5, 1].map(score => at(find, {...rated('csat', score), ...rated('ces', score)})));
    const {csat, ces} = (await value()) as {csat: Json; ces: Json};
    assert.deepEqual([csat['n'], csat['top2'], csat['beyond'], ces['n'], ces['beyond']], [5, 80, 5, 5, 5]);
  });

  it('follow the number that the site sets, but never show a single answer', async () => {
    const its = withMap(undefined, {sites: [{id: 'demo', keys: ['pk_demo'], origins: ['*'], minN: 1}]});
    await its.send([at(find, nps(9))]);
    const one = await overlay(its);
    assert.deepEqual([one.minN, valueOf(one, {stage: 'find'})?.nps], [2, {few: true}]);
    await its.send([at(find, nps(9))]);
    assert.equal((valueOf(await overlay(its), {stage: 'find'})!.nps as {score: number}).score, 100);
  });

  it('leave out what was withdrawn, what is a test, and what a later rev replaced', async () => {
    const its = withMap();
    const given = [9, 9, 9, 9, 9, 0].map(score => at(find, nps(score)));
    await its.send([...given, at(find, nps(0), {}, {test: true})]);
    const n = async () => valueOf(await overlay(its), {touchpoint: 'list'})!.nps as {n?: number; score?: number};
    assert.equal((await n()).n, 6);
    await its.send([withdrawal(given[5]!.id, given[5]!.receipt)]);
    assert.deepEqual([(await n()).n, (await n()).score], [5, 100]);
    await its.send([{...given[0], rev: 2, data: {...(given[0]!['data'] as Json), answers: nps(2)}}]);
    assert.deepEqual([(await n()).n, (await n()).score], [5, 60]);
  });

  it('are of the period asked for, with the age of the newest answer', async () => {
    const its = withMap();
    const old = [1, 2, 3, 4, 5].map((score, index) =>
      at(find, nps(score), {}, {createdAt: iso(noon - 3 * day - index * 1000)}),
    );
    const recent = [9, 9, 9, 9, 9].map((score, index) =>
      at(find, nps(score), {}, {createdAt: iso(noon - index * 60_000)}),
    );
    await its.send([...recent, ...old]);
    await its.send([at({stage: 'find'}, rated('csat', 5))]);
    const score = async (query: string) => {
      const value = valueOf(await overlay(its, query), {touchpoint: 'list'})!;
      return [(value.nps as {score: number}).score, value.at];
    };
    assert.deepEqual(await score(''), [0, iso(noon)]);
    assert.deepEqual(await score('?from=2026-11-21'), [100, iso(noon)]);
    assert.deepEqual(await score('?from=2026-11-19&to=2026-11-20T00:00:00Z'), [-100, iso(noon - 3 * day)]);
    const {from, to} = await overlay(its, '?from=2026-11-19&to=2026-11-20T00:00:00Z');
    assert.deepEqual([from, to], ['2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z']);
  });

  it('are of the segment asked for: any of the values of a trait, and every trait', async () => {
    const its = withMap();
    const by = (plan: string | null, size: number, score: number) =>
      Array.from({length: 5}, () => at(find, nps(score), {traits: plan === null ? {size} : {plan, size}}));
    await its.send([...by('family', 2, 10), ...by('single', 1, 0), ...by('team', 2, 8), ...by(null, 2, 7)]);
    const score = async (query: string) => {
      const value = valueOf(await overlay(its, query), {touchpoint: 'list'})?.nps;
      return value && [(value as {score: number}).score, (value as {n: number}).n];
    };
    assert.deepEqual(await score(''), [0, 20]);
    assert.deepEqual(await score('?segment.plan=family'), [100, 5]);
    assert.deepEqual(await score('?traits.plan=family&traits.plan=single'), [0, 10]);
    assert.deepEqual(await score('?segment.plan=family&segment.plan=single&segment.size=2'), [100, 5]);
    assert.equal(await score('?segment.plan=nobody'), undefined);
    assert.equal(await score('?segment=family'), undefined);
    assert.equal(await score('?segment.plan=null'), undefined);
    assert.deepEqual((await overlay(its, '?segment.plan=a&segment.plan=b')).segment, {'segment.plan': ['a', 'b']});
  });

  it('join at the id that prompts send, and by stage where a touchpoint is in several', async () => {
    const map = smallMap();
    map.steps[1]!.touchpoints = [
      {id: 'own-name', name: 'Sizes'},
      {id: 'chat-1', name: 'Chat', surveyTouchpointId: 'chat'},
    ];
    map.steps[2]!.touchpoints = [{id: 'chat-2', name: 'Chat', surveyTouchpointId: 'chat'}];
    const its = withMap(map as unknown as Json);
    const five = (place: Place, score: number) => Array.from({length: 5}, () => at(place, nps(score)));
    await its.send([...five({stage: 'find', touchpoint: 'chat'}, 10), ...five({stage: 'buy', touchpoint: 'chat'}, 0)]);
    await its.send([...five({touchpoint: 'own-name'}, 8), ...five({stage: 'elsewhere', touchpoint: 'unheard-of'}, 0)]);
    const {values} = await overlay(its);
    const told = values.map(({stage, touchpoint, nps: figure}) => [
      stage,
      touchpoint,
      (figure as {score: number}).score,
    ]);
    assert.deepEqual(told, [
      [undefined, undefined, -25],
      ['find', undefined, 100],
      ['buy', undefined, -100],
      [undefined, 'own-name', 0],
      [undefined, 'chat', 0],
      ['find', 'chat', 100],
      ['buy', 'chat', -100],
    ]);
  });

  it('are given by the names in the answers where the map itself is not served here', async () => {
    const its = bench();
    assert.deepEqual((await overlay(its)).values, []);
    await its.send([9, 9, 9, 9, 9].map(score => at({stage: 'use', touchpoint: 'app'}, nps(score))));
    const {values} = await overlay(its);
    assert.deepEqual(values.map(({stage, touchpoint}) => [stage, touchpoint]), [[undefined, undefined], ['use', undefined], [undefined, 'app']]); // prettier-ignore
  });

  it('carry a tag that changes with the values, not with the time', async () => {
    const its = withMap();
    const token = await its.token();
    await its.send([9, 9, 9, 9, 9].map(score => at(find, nps(score))));
    const first = await its.get('/v1/journeys/shop/overlay', token);
    const etag = first.headers.get('etag')!;
    assert.match(etag, /^W\/"[\da-f]{32}"$/);
    its.set(noon + 60_000);
    const same = await its.get('/v1/journeys/shop/overlay', token, {'if-none-match': etag});
    assert.deepEqual(
      [same.status, await same.text(), same.headers.get('cache-control')],
      [304, '', 'private, no-cache'],
    );
    await its.send([at(find, nps(0), {}, {createdAt: iso(noon + 30_000)})]);
    const changed = await its.get('/v1/journeys/shop/overlay', token, {'if-none-match': etag});
    assert.deepEqual([changed.status, changed.headers.get('etag') === etag], [200, false]);
  });

  it('of one site are never those of another', async () => {
    const sites = ['shop', 'blog'].map(id => ({id, keys: [`pk_${id}`], origins: ['*']}));
    const its = withMap(undefined, {sites});
    await its.send(
      [9, 9, 9, 9, 9].map(score => at(find, nps(score))),
      {site: 'pk_shop'},
    );
    const [shop, blog] = [await its.token(['results'], 'shop'), await its.token(['results'], 'blog')];
    // All at once, as computations under way are shared.
    const asked = [
      overlay(its, '', shop),
      overlay(its, '', blog),
      overlay(its, '?to=2026-11-01', shop),
      overlay(its, '?segment=a', shop),
    ];
    assert.deepEqual(
      (await Promise.all(asked)).map(({values}) => values.length),
      [3, 0, 0, 0],
    );
    const refused = await its.get('/v1/journeys/shop/overlay', await its.token(['export', 'metrics'], 'shop'));
    assert.deepEqual([refused.status, ((await refused.json()) as Json)['code']], [403, 'auth/scope']);
  });

  it('are not guessed for what was misspelt', async () => {
    const its = withMap();
    const token = await its.token();
    const wrong = ['form=2026-01-01', 'from=yesterday', 'by=stage', 'segment.=x', 'segment.a"b=x', 'traits=x',
      'segment.a=1&segment.b=1&segment.c=1&segment.d=1', Array.from({length: 51}, (_, n) => `segment=${n}`).join('&')]; // prettier-ignore
    for (const query of wrong) {
      const answer = await its.get(`/v1/journeys/shop/overlay?${query}`, token);
      assert.deepEqual([answer.status, ((await answer.json()) as Json)['code']], [400, 'query/invalid'], query);
    }
    const unknown = await its.get('/v1/journeys/shopp/overlay', token);
    assert.deepEqual([unknown.status, ((await unknown.json()) as Json)['code']], [404, 'journey/unknown']);
  });
});
