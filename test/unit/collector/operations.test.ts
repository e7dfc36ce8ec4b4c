import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {StorageError, type Logger, type Store} from '../../../src/collector/index.js';
import {openSqliteStore} from '../../../src/collector/index.js';
import {batchOf, bench, event, iso, noon, post, response, type Bench, type Json} from './support.js';

const metricsOf = async (its: Bench): Promise<Map<string, number>> => {
  const answer = await its.collector.fetch(new Request('http://collector.test/metrics'), {address: '127.0.0.1'});
  assert.equal(answer.status, 200);
  const lines = (await answer.text()).split('\n').filter(line => line && !line.startsWith('#'));
  return new Map(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
};

type Line = {level: string; event: string} & Json;

const capture = (): {lines: Line[]; logger: Logger} => {
  const lines: Line[] = [];
  const log =
    (level: string) =>
    (name: string, fields: object = {}) =>
      void lines.push({level, event: name, ...fields});
  return {lines, logger: {info: log('info'), warn: log('warn'), error: log('error')}};
};

describe('the metrics', () => {
  it('count items by verdict and code, batches and commits', async () => {
    const its = bench();
    const item = response(9);
    await its.send([item, item, response(11)]);
    await its.collector.fetch(post('{'));
    const metrics = await metricsOf(its);
    assert.equal(metrics.get('stagepost_items_total{site="demo",status="stored",code=""}'), 1);
    assert.equal(metrics.get('stagepost_items_total{site="demo",status="duplicate",code=""}'), 1);
    assert.equal(metrics.get('stagepost_items_total{site="demo",status="rejected",code="invalid"}'), 1);
    assert.equal(metrics.get('stagepost_batch_items_sum'), 3);
    assert.equal(metrics.get('stagepost_commit_seconds_count'), 1);
    assert.equal(metrics.get('stagepost_refused_total{code="body/not-json"}'), 1);
    assert.equal(metrics.get('stagepost_requests_total{route="/v1/batch",status="400"}'), 1);
    assert.equal(metrics.get('stagepost_queue_depth'), 0);
  });

  it("show the owner a visitor's queue that fails, by reason, in the log too, and not line by line", async () => {
    const {lines, logger} = capture();
    const its = bench({logger});
    const late = (hours: number, attempt: number) =>
      response(9, {}, {createdAt: iso(noon - hours * 3_600_000), attempt});
    await its.send([late(0, 1), late(0, 2), late(2, 12), late(30, 3), ...Array.from({length: 40}, () => late(0, 2))]);
    const metrics = await metricsOf(its);
    const of = (reason: string) => metrics.get(`stagepost_visitor_queue_items_total{site="demo",reason="${reason}"}`);
    assert.deepEqual(['retried', 'often-retried', 'hour-late', 'day-late'].map(of), [43, 1, 2, 1]);
    assert.equal(metrics.get('stagepost_visitor_queue_oldest_seconds{site="demo"}'), 30 * 3600);
    const told = lines.filter(line => line.event === 'visitor-queue-failing').map(line => line['reason']);
    assert.deepEqual(told, ['retried', 'often-retried', 'hour-late', 'day-late']);
  });

  it('count what keeps queues full: refused keys, origins, rates', async () => {
    const {lines, logger} = capture();
    const its = bench({logger, sites: [{id: 'demo', keys: ['pk_demo'], origins: ['https://a.example']}]});
    const send = (rest: Json, headers = {}) =>
      its.collector.fetch(post(JSON.stringify(batchOf([response(9)], rest)), headers));
    await send({site: 'pk_old'});
    await send({}, {origin: 'https://b.example'});
    const metrics = await metricsOf(its);
    assert.equal(metrics.get('stagepost_refused_total{code="site/unknown"}'), 1);
    assert.equal(metrics.get('stagepost_refused_total{code="origin/refused"}'), 1);
    assert.deepEqual(
      lines.map(line => [line.event, line['code']]),
      [
        ['request-refused', 'site/unknown'],
        ['request-refused', 'origin/refused'],
      ],
    );
  });

  it('are for this machine, or for a token with their scope', async () => {
    const its = bench();
    const ask = async (address: string | undefined, headers: Record<string, string> = {}) =>
      (await its.collector.fetch(new Request('http://collector.test/metrics', {headers}), {address})).status;
    assert.equal(await ask('127.0.0.1'), 200);
    assert.equal(await ask('::ffff:127.0.0.1'), 200);
    assert.equal(await ask('203.0.113.5'), 401);
    assert.equal(await ask(undefined), 401);
    assert.equal(await ask('127.0.0.1', {'x-forwarded-for': '203.0.113.5'}), 401);
    assert.equal(await ask('203.0.113.5', {authorization: `Bearer ${await its.token(['metrics'])}`}), 200);
  });
});

describe('the log', () => {
  it('holds no text of a visitor, no key of a receipt, no whole address', async () => {
    const {lines, logger} = capture();
    const its = bench({logger});
    const item = response(9, {
      answers: {comment: {type: 'text', value: 'SECRET'}},
      contact: {email: 'SECRET@x.example', purpose: 5},
    });
    const info = {address: '203.0.113.77'};
    await its.collector.fetch(post(JSON.stringify(batchOf([item, event('SECRET', {}, {rev: 0})]))), info);
    await its.collector.fetch(post('SECRET'), info);
    await its.collector.fetch(post(JSON.stringify(batchOf([item], {site: 'pk_SECRET'}))), info);
    const text = JSON.stringify(lines);
    assert.ok(lines.length >= 3);
    assert.ok(!text.includes('SECRET') && !text.includes('203.0.113.77') && !text.includes(item.receipt), text);
    assert.ok(text.includes('203.0.113.0'));
  });
});

/** A store whose writes fail while it is told so. */
function failing(): {store: Store; fail: (error: Error | undefined) => void} {
  const real = openSqliteStore(':memory:');
  let failure: Error | undefined;
  const store = new Proxy(real, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (failure && (name === 'write' || name === 'probe')) return Promise.reject(failure);
        return (member as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return {store, fail: error => (failure = error)};
}

describe('a store that fails', () => {
  it('is answered with 503 and Retry-After, never with an acknowledgement, until it works again', async () => {
    const {store, fail} = failing();
    const its = bench({store});
    const send = () => its.collector.fetch(post(JSON.stringify(batchOf([response(9)]))));
    fail(new StorageError('no room'));
    const refused = await send();
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '30']);
    assert.equal(((await refused.json()) as Json)['code'], 'storage/unavailable');
    assert.equal((await its.get('/readyz')).status, 503);
    assert.equal((await its.get('/healthz')).status, 200);
    fail(undefined);
    assert.equal((await send()).status, 200);
    assert.equal((await its.get('/readyz')).status, 200);
  });

  it('with an error that nobody foresaw gives a plain 500, without a word of it', async () => {
    const {store, fail} = failing();
    const {lines, logger} = capture();
    const its = bench({store, logger});
    fail(new TypeError('secret detail at /home/x.ts:5'));
    const answer = await its.collector.fetch(post(JSON.stringify(batchOf([response(9)]))));
    const text = await answer.text();
    assert.equal(answer.status, 500);
    assert.ok(!text.includes('secret') && !text.includes('.ts'));
    assert.equal(lines.filter(line => line.level === 'error').length, 1);
  });
});

describe('a collector that is closed', () => {
  it('has committed what it was given, and takes no more', async () => {
    const its = bench();
    const sending = its.send([response(9)]);
    const closing = its.collector.close();
    assert.equal((await sending)[0]!.status, 'stored');
    await closing;
    const answer = await its.collector.fetch(post(JSON.stringify(batchOf([response(9)]))));
    assert.equal(answer.status, 503);
    assert.equal((await its.get('/readyz')).status, 503);
  });
});
