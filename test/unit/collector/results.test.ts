import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, it} from 'node:test';
import {npsOf} from '../../../src/core/nps.js';
import {bucketOf, localDate, startOfDate} from '../../../src/collector/results/buckets.js';
import {bench, day, event, iso, noon, response, type Bench, type Json} from './support.js';

const rowsOf = async (its: Bench, path: string): Promise<Json[]> => (await its.json(path))['rows'] as Json[];

describe('results of NPS', () => {
  it('are those of the definition, for what was answered, complete or not', async () => {
    const its = bench();
    const scores = [0, 3, 6, 7, 8, 9, 10, 10];
    await its.send([
      ...scores.map((score, i) => response(score, {complete: i % 2 === 0})),
      response(null),
      response(10, {}, {test: true}),
      response(null, {answers: {score: {type: 'rating', value: 10}, other: {type: 'csat', value: 5}}}),
    ]);
    const result = await its.json('/v1/results/nps');
    assert.deepEqual(result['rows'], [npsOf({promoters: 3, passives: 2, detractors: 3, mean: 53 / 8})]);
    assert.equal(result['suppressed'], 0);
    assert.equal(result['asOf'], iso(noon));
    assert.match(String((result['definition'] as Json)['counted']), /whether or not/);
  });

  it('of nothing are null, not 0', async () => {
    const [row] = await rowsOf(bench(), '/v1/results/nps?survey=none');
    assert.deepEqual(row, {
      n: 0,
      promoters: 0,
      passives: 0,
      detractors: 0,
      nps: null,
      low: null,
      high: null,
      mean: null,
    });
    assert.deepEqual(await rowsOf(bench(), '/v1/results/nps?by=stage'), []);
  });

  it('count a response once, by its last revision', async () => {
    const its = bench();
    const item = response(2, {complete: false});
    await its.send([item]);
    await its.send([{...item, rev: 2, data: {...(item['data'] as Json), answers: {score: {type: 'nps', value: 10}}}}]);
    const [row] = await rowsOf(its, '/v1/results/nps');
    assert.deepEqual([row!['n'], row!['nps']], [1, 100]);
    await its.send([{...item, rev: 3, data: {...(item['data'] as Json), answers: {}}}]);
    assert.equal((await rowsOf(its, '/v1/results/nps'))[0]!['n'], 0);
  });

  it('are split by context and traits, and small cells are left out and counted', async () => {
    const its = bench();
    const many = (count: number, context: Json, traits: Json = {}) =>
      Array.from({length: count}, (_, i) => response(i % 11, {context, traits}));
    await its.send([
      ...many(6, {stage: 'buy', lang: 'de'}, {segment: 'new'}),
      ...many(5, {stage: 'use'}, {plan: 'x"y'}),
    ]);
    await its.send([...many(4, {stage: 'rare'}), ...many(7, {})]);
    const result = await its.json('/v1/results/nps?by=stage');
    const cells = (result['rows'] as Json[]).map(({stage, n}) => [stage, n]);
    assert.deepEqual(cells, [
      ['buy', 6],
      ['use', 5],
      [null, 7],
    ]);
    assert.equal(result['suppressed'], 1);
    assert.match(String((result['definition'] as Json)['suppression']), /fewer than 5/);
    const [segment] = (await rowsOf(its, '/v1/results/nps?by=segment,lang')).filter(row => row['segment'] !== null);
    assert.deepEqual([segment!['segment'], segment!['lang'], segment!['n']], ['new', 'de', 6]);
    const plan = (await rowsOf(its, '/v1/results/nps?by=traits.plan')).find(row => row['traits.plan'] !== null);
    assert.deepEqual([plan!['traits.plan'], plan!['n']], ['x"y', 5]);
    assert.equal((await rowsOf(its, '/v1/results/nps'))[0]!['n'], 22, 'what is not split is not suppressed');
  });

  it("keep to the site's own smallest cell", async () => {
    const its = bench({sites: [{id: 'demo', keys: ['pk_demo'], origins: ['*'], minN: 2}]});
    await its.send([
      response(9, {context: {stage: 'a'}}),
      ...[1, 2].map(score => response(score, {context: {stage: 'b'}})),
    ]);
    const result = await its.json('/v1/results/nps?by=stage');
    assert.deepEqual([(result['rows'] as Json[]).map(({stage}) => stage), result['suppressed']], [['b'], 1]);
  });

  it('survive a trait that no SQL text can hold', async () => {
    const its = bench({sites: [{id: 'demo', keys: ['pk_demo'], origins: ['*'], minN: 1}]});
    await its.send([response(9, {traits: {plan: 'lone \ud800 nul \u0000'}, context: {variant: 'x \udfff'}})]);
    const [row] = await rowsOf(its, '/v1/results/nps?by=traits.plan,variant,version');
    assert.deepEqual(
      [row!['traits.plan'], row!['variant'], row!['version']],
      ['lone \ud800 nul \u0000', 'x \udfff', 'v1'],
    );
  });

  it('refuse a parameter that is not known or not valid, by name', async () => {
    const its = bench();
    const wrong = ['by=nothing', 'bucket=hour', 'from=yesterday', 'to=2026-13-01', 'form=2026-01-01', 'by=a,b,c', "survey=a'b",
      'by=traits.a"b', 'by=stage,lang,survey,journey,variant,version']; // prettier-ignore
    for (const query of wrong) {
      const answer = await its.get(`/v1/results/nps?${query}`, await its.token());
      const problem = (await answer.json()) as Json;
      assert.deepEqual([answer.status, problem['code']], [400, 'query/invalid'], query);
      assert.ok(String(problem['detail']).includes(query.split('=')[0]!), query);
    }
  });
});

describe('periods', () => {
  const berlin = 'Europe/Berlin';

  it('begin at local midnight, over both changes of the clocks', () => {
    assert.equal(localDate(Date.parse('2026-03-28T23:30:00Z'), berlin), '2026-03-29');
    assert.equal(localDate(Date.parse('2026-03-29T21:59:59Z'), berlin), '2026-03-29');
    assert.equal(localDate(Date.parse('2026-03-29T22:00:00Z'), berlin), '2026-03-30');
    assert.equal(localDate(Date.parse('2026-10-25T22:59:59Z'), berlin), '2026-10-25');
    assert.equal(localDate(Date.parse('2026-10-25T23:00:00Z'), berlin), '2026-10-26');
    assert.equal(iso(startOfDate('2026-03-29', berlin)), '2026-03-28T23:00:00.000Z');
    assert.equal(iso(startOfDate('2026-03-30', berlin)), '2026-03-29T22:00:00.000Z');
    assert.equal(startOfDate('2026-03-30', berlin) - startOfDate('2026-03-29', berlin), 23 * 3_600_000);
    assert.equal(startOfDate('2026-10-26', berlin) - startOfDate('2026-10-25', berlin), 25 * 3_600_000);
  });

  it('hold in zones with odd distances, and where midnight is skipped', () => {
    assert.equal(iso(startOfDate('2026-06-01', 'Asia/Kathmandu')), '2026-05-31T18:15:00.000Z');
    assert.equal(iso(startOfDate('2026-06-01', 'Pacific/Chatham')), '2026-05-31T11:15:00.000Z');
    assert.equal(
      startOfDate('2026-10-05', 'Australia/Lord_Howe') - startOfDate('2026-10-04', 'Australia/Lord_Howe'),
      23.5 * 3_600_000,
    );
    // In Sao Paulo the clocks went from 00:00 to 01:00 on 4 November 2018.
    assert.equal(iso(startOfDate('2018-11-04', 'America/Sao_Paulo')), '2018-11-04T03:00:00.000Z');
    assert.equal(localDate(startOfDate('2018-11-04', 'America/Sao_Paulo') - 1, 'America/Sao_Paulo'), '2018-11-03');
  });

  it('are named by their first date', () => {
    const at = Date.parse('2026-01-01T12:00:00Z');
    assert.equal(bucketOf(at, 'day', 'UTC'), '2026-01-01');
    assert.equal(bucketOf(at, 'week', 'UTC'), '2025-12-29');
    assert.equal(bucketOf(at, 'month', 'UTC'), '2026-01-01');
    assert.equal(bucketOf(Date.parse('2026-12-31T12:00:00Z'), 'quarter', 'UTC'), '2026-10-01');
    assert.equal(bucketOf(Date.parse('2026-12-31T12:00:00Z'), 'quarter', 'Pacific/Auckland'), '2027-01-01');
  });

  it('split results in the zone of the site, to the millisecond, on the day that has 25 hours', async () => {
    const its = bench({sites: [{id: 'demo', keys: ['pk_demo'], origins: ['*'], timeZone: berlin, minN: 1}]});
    const times = [
      '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z',
      '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00.000Z',
    ]; // prettier-ignore
    its.set(Date.parse('2026-10-26T12:00:00Z'));
    await its.send(times.map(createdAt => response(9, {}, {createdAt})));
    const byDay = (await rowsOf(its, '/v1/results/nps?bucket=day')).map(({bucket, n}) => [bucket, n]);
    assert.deepEqual(byDay, [
      ['2026-10-24', 1],
      ['2026-10-25', 4],
      ['2026-10-26', 1],
    ]);
    const [one] = await rowsOf(its, '/v1/results/nps?from=2026-10-25&to=2026-10-26');
    assert.equal(one!['n'], 4);
    const week = (await rowsOf(its, '/v1/results/nps?bucket=week')).map(({bucket, n}) => [bucket, n]);
    assert.deepEqual(week, [
      ['2026-10-19', 5],
      ['2026-10-26', 1],
    ]);
  });
});

describe('root causes', () => {
  it('come with shares by segment, and an impact that adds up to the score', async () => {
    const its = bench();
    const caused = (score: number, values: string[], primary?: string) =>
      response(score, {
        answers: {
          score: {type: 'nps', value: score},
          causes: {type: 'multiple', values, ...(primary === undefined ? {} : {primary})},
        },
      });
    await its.send([caused(2, ['support', 'price'], 'support'), caused(3, ['price']), caused(8, ['price', 'speed'])]);
    await its.send([caused(10, ['speed'], 'speed'), response(9), caused(10, [])]);
    const result = await its.json('/v1/results/causes');
    const rows = result['rows'] as {
      cause: string | null;
      impact: number;
      n: number;
      cited: Record<string, {count: number}>;
    }[];
    assert.deepEqual(
      rows.map(({cause}) => cause),
      ['price', 'speed', 'support', null],
    );
    assert.ok(rows.every(({n}) => n === 6));
    assert.deepEqual(rows[0]!.cited['detractor'], {
      count: 2,
      n: 2,
      percent: 100,
      low: rows[0]!.cited['detractor']!['low' as 'count'],
      high: 100,
    });
    const [{nps}] = (await rowsOf(its, '/v1/results/nps')) as unknown as [{nps: number}];
    assert.ok(Math.abs(rows.reduce((sum, {impact}) => sum + impact, 0) - nps) < 1e-9);
    assert.equal((result['groups'] as Json[]).length, 1);
  });
});

describe('the response rate', () => {
  const shownAs = (survey: string, impression: string, at: number, context: Json = {}) =>
    event('Survey Shown', {survey, impression}, {createdAt: iso(at)}, context);
  const then = (name: string, impression: string) => event(`Survey ${name}`, {survey: 's', impression});

  it('is completed by shown impressions, each counted once', async () => {
    const its = bench();
    const [a, b, c, d, e] = Array.from({length: 5}, () => randomUUID());
    await its.send([a, b, c, d, e].map(impression => shownAs('s', impression!, noon)));
    await its.send([
      shownAs('s', a!, noon - 1000),
      then('Started', a!),
      response(9, {survey: 's', impression: a!.toUpperCase(), complete: true}),
      response(9, {survey: 's', impression: b, complete: false}),
      then('Snoozed', c!),
      then('Dismissed', d!),
      then('Ignored', e!),
      response(9, {survey: 's', impression: randomUUID(), complete: true}),
      response(9, {survey: 's', impression: c, complete: true}, {test: true}),
    ]);
    const result = await its.json('/v1/results/response-rate?survey=s');
    const [row] = result['rows'] as Json[];
    const counts = ['n', 'shown', 'started', 'completed', 'partial', 'snoozed', 'dismissed', 'ignored', 'rate'];
    assert.deepEqual(
      counts.map(name => row![name]),
      [5, 5, 2, 1, 1, 1, 1, 1, 20],
    );
    assert.equal(result['completedNotShown'], 1);
    assert.ok(Number(row!['low']) < 20 && Number(row!['high']) > 20);
  });

  it('belongs to the day on which the prompt was shown, and to where', async () => {
    const its = bench({sites: [{id: 'demo', keys: ['pk_demo'], origins: ['*'], minN: 1}]});
    const [a, b] = [randomUUID(), randomUUID()];
    await its.send([shownAs('s', a, noon - day, {stage: 'buy'}), shownAs('s', b, noon, {stage: 'use'})]);
    await its.send([response(9, {survey: 's', impression: a, context: {stage: 'elsewhere'}})]);
    const rows = await rowsOf(its, '/v1/results/response-rate?bucket=day&by=stage');
    assert.deepEqual(
      rows.map(({bucket, stage, n, rate}) => [bucket, stage, n, rate]),
      [
        ['2026-11-21', 'buy', 1, 100],
        ['2026-11-22', 'use', 1, 0],
      ],
    );
  });

  it('of nothing shown is null', async () => {
    const [row] = await rowsOf(bench(), '/v1/results/response-rate');
    assert.deepEqual([row!['n'], row!['rate'], row!['startRate']], [0, null, null]);
  });
});

describe('satisfaction and effort', () => {
  it('are given with their own definitions', async () => {
    const its = bench();
    const rated = (type: string, value: number) => response(null, {answers: {q: {type, value}}});
    await its.send([
      ...[1, 4, 5, 5].map(value => rated('csat', value)),
      ...[7, 6, 3].map(value => rated('ces', value)),
      rated('csat', 9),
    ]);
    const [csat] = await rowsOf(its, '/v1/results/csat');
    assert.deepEqual([csat!['n'], csat!['csat'], csat!['beyond']], [4, 75, 1]);
    const [ces] = await rowsOf(its, '/v1/results/ces');
    assert.deepEqual([ces!['n'], ces!['mean']], [3, 16 / 3]);
  });
});
