import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {clientGroup, shortAddress, TrustedProxies} from '../../../src/collector/http/address.js';
import {Buckets} from '../../../src/collector/http/limit.js';
import {batchOf, bench, post, response, said, type Json} from './support.js';

describe('a token bucket', () => {
  it('lets a burst through, then what refills', () => {
    let now = 0;
    const buckets = new Buckets({perSecond: 2, burst: 3}, () => now);
    assert.deepEqual(buckets.take('a', 5), {taken: 3, retryAfter: 1});
    assert.deepEqual(buckets.take('b'), {taken: 1, retryAfter: 0});
    now = 500;
    assert.deepEqual(buckets.take('a'), {taken: 1, retryAfter: 0});
    assert.equal(buckets.take('a').taken, 0);
    now = 60_000;
    assert.deepEqual(buckets.take('a', 9), {taken: 3, retryAfter: 1});
    now = 0;
    assert.equal(buckets.take('a').taken, 0, 'a clock that went back refills nothing');
  });

  it('remembers no more names than it may', () => {
    const buckets = new Buckets({perSecond: 0.001, burst: 1}, () => 0, 10);
    for (let i = 0; i < 1000; i++) buckets.take(`name ${i}`);
    assert.equal(buckets.take('name 999').taken, 0);
    assert.equal(buckets.take('name 1').taken, 1);
  });
});

describe('the address of a client', () => {
  const clientOf = (trusted: string[], peer: string, forwarded: string | null) =>
    new TrustedProxies(trusted).clientOf(peer, forwarded);

  it('is that of the peer, whatever the header says, unless a proxy is trusted', () => {
    assert.equal(clientOf([], '203.0.113.5', '1.2.3.4'), '203.0.113.5');
    assert.equal(clientOf(['10.0.0.0/8'], '203.0.113.5', '1.2.3.4'), '203.0.113.5');
    assert.equal(clientOf([], '::ffff:203.0.113.5', null), '203.0.113.5');
  });

  it('is the last hop that no trusted proxy is', () => {
    assert.equal(clientOf(['10.0.0.0/8'], '10.1.1.1', '1.2.3.4, 5.6.7.8'), '5.6.7.8');
    assert.equal(clientOf(['10.0.0.0/8'], '10.1.1.1', '1.2.3.4, 5.6.7.8, 10.9.9.9'), '5.6.7.8');
    assert.equal(clientOf(['10.0.0.0/8'], '::ffff:10.1.1.1', '2001:db8::1'), '2001:db8::1');
    assert.equal(clientOf(['10.0.0.0/8'], '10.1.1.1', '5.6.7.8:4711'), '5.6.7.8');
    assert.equal(clientOf(['10.0.0.0/8'], '10.1.1.1', 'unknown'), '10.1.1.1');
    assert.equal(clientOf(['10.0.0.0/8'], '10.1.1.1', null), '10.1.1.1');
    assert.equal(clientOf(['fd00::/8'], 'fd00::2', '[2001:db8::1]:443'), '2001:db8::1');
  });

  it('counts by /64 in IPv6, and is shortened for logs', () => {
    assert.equal(clientGroup('2001:db8:1:2:3:4:5:6'), clientGroup('2001:0db8:1:2::9'));
    assert.notEqual(clientGroup('2001:db8:1:2::1'), clientGroup('2001:db8:1:3::1'));
    assert.equal(clientGroup('::1'), '0:0:0:0::/64');
    assert.equal(shortAddress('203.0.113.77'), '203.0.113.0');
    assert.equal(shortAddress('2001:db8:1:2:3::9'), '2001:db8:1:2::/64');
  });

  it('is never taken from a list that holds no addresses', () => {
    for (const entry of ['x', '10.0.0.0/33', '10.0.0.0/-1', '', '10.0.0/8'])
      assert.throws(() => new TrustedProxies([entry]), /is no address or range/);
  });
});

describe('the rate limits', () => {
  const limits = {perAddress: {perSecond: 0.1, burst: 3}, perKey: null, itemsPerSite: null};
  const request = (forwarded?: string) =>
    post(JSON.stringify(batchOf([response(9)])), forwarded === undefined ? {} : {'x-forwarded-for': forwarded});

  it('hold by address, with a problem that says when to come again', async () => {
    const {collector} = bench({limits});
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await collector.fetch(request(), {address: '203.0.113.5'})).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
    const refused = await collector.fetch(request(), {address: '203.0.113.5'});
    assert.equal(refused.headers.get('retry-after'), '10');
    assert.equal(((await refused.json()) as Json)['code'], 'rate');
    assert.equal((await collector.fetch(request(), {address: '203.0.113.6'})).status, 200);
  });

  it('cannot be escaped by a forged header: 100 addresses from one socket count as one', async () => {
    const {collector} = bench({limits});
    let taken = 0;
    for (let i = 0; i < 100; i++)
      if ((await collector.fetch(request(`198.51.100.${i}`), {address: '203.0.113.5'})).status === 200) taken++;
    assert.equal(taken, 3);
  });

  it('tell the visitors behind a trusted proxy apart', async () => {
    const {collector} = bench({limits, trustProxy: ['127.0.0.1']});
    const status = async (client: string) => (await collector.fetch(request(client), {address: '127.0.0.1'})).status;
    assert.deepEqual([await status('198.51.100.1'), await status('198.51.100.2')], [200, 200]);
    const again = [await status('198.51.100.1'), await status('198.51.100.1'), await status('198.51.100.1')];
    assert.deepEqual(again, [200, 200, 429]);
  });

  it('spare this machine while no proxy is declared: all visitors would look like one', async () => {
    const {collector} = bench({limits});
    for (let i = 0; i < 20; i++) assert.equal((await collector.fetch(request(), {address: '127.0.0.1'})).status, 200);
  });

  it('hold by site key', async () => {
    const {collector} = bench({limits: {perKey: {perSecond: 0.1, burst: 2}}});
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await collector.fetch(request())).status);
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  it('hold by items of a site: the rest of a batch comes again', async () => {
    const {send} = bench({limits: {itemsPerSite: {perSecond: 0.5, burst: 3}}});
    const verdicts = await send(Array.from({length: 5}, () => response(9)));
    assert.deepEqual(verdicts.map(said), ['stored 1', 'stored 1', 'stored 1', 'retry/rate 1', 'retry/rate 1']);
    assert.equal(verdicts[3]!.retryAfter, 2);
  });

  it('spare the probes of the owner', async () => {
    const {collector} = bench({limits: {perAddress: {perSecond: 0.1, burst: 1}}});
    for (let i = 0; i < 3; i++) {
      const answer = await collector.fetch(new Request('http://collector.test/healthz'), {address: '203.0.113.5'});
      assert.equal(answer.status, 200);
    }
  });
});
