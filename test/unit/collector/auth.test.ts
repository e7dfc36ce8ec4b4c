import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SignJWT, UnsecuredJWT} from 'jose';
import type {Scope} from '../../../src/collector/index.js';
import {bench, noon, type Bench, type Json} from './support.js';

const routes: readonly [path: string, scope: Scope][] = [
  ['/v1/results/nps', 'results'],
  ['/v1/results/causes', 'results'],
  ['/v1/results/response-rate', 'results'],
  ['/v1/results/csat', 'results'],
  ['/v1/results/ces', 'results'],
  ['/v1/journeys', 'results'],
  ['/v1/journeys/shop/overlay', 'results'],
  ['/v1/export/responses.csv', 'export'],
  ['/v1/export/responses.ndjson', 'export'],
  ['/v1/export/events.ndjson', 'export'],
  ['/metrics', 'metrics'],
];

const outcome = async (answer: Response): Promise<string> =>
  answer.status === 200 ? 'ok' : `${answer.status} ${String(((await answer.json()) as Json)['code'])}`;

const embed = async ({collector}: Bench, bearer: string, body: Json = {}, headers: Record<string, string> = {}) =>
  collector.fetch(
    new Request('http://collector.test/v1/embed-tokens', {
      method: 'POST',
      headers: {'authorization': `Bearer ${bearer}`, 'content-type': 'application/json', ...headers},
      body: JSON.stringify(body),
    }),
  );

describe('reading', () => {
  it('needs a token with the scope of the route, in every combination', async () => {
    const its = bench();
    for (const [path, scope] of routes) {
      assert.equal(await outcome(await its.get(path)), '401 auth/missing', path);
      assert.equal(await outcome(await its.get(path, 'pk_demo')), '401 auth/write-key', path);
      assert.equal(await outcome(await its.get(path, `rk_${'x'.repeat(43)}`)), '401 auth/unknown', path);
      assert.equal(await outcome(await its.get(path, 'garbage')), '401 auth/unknown', path);
      for (const granted of ['results', 'export', 'metrics'] as const) {
        const expected = granted === scope ? 'ok' : '403 auth/scope';
        const token = await its.token([granted]);
        assert.equal(await outcome(await its.get(path, token)), expected, `${path} with ${granted}`);
        const made = (await (await embed(its, token, {scopes: [granted]})).json()) as Json;
        assert.equal(await outcome(await its.get(path, String(made['token']))), expected, `${path} for a page`);
      }
    }
  });

  it('takes no token from an address or a cookie', async () => {
    const its = bench();
    const token = await its.token();
    const answer = await its.get(`/v1/results/nps?token=${token}`, undefined, {cookie: `token=${token}`});
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
  });

  it('shows a site its own answers alone', async () => {
    const sites = [
      {id: 'shop', keys: ['pk_a'], origins: ['*']},
      {id: 'blog', keys: ['pk_c'], origins: ['*']},
    ];
    const its = bench({sites});
    const {response} = await import('./support.js');
    await its.send([response(9), response(10)], {site: 'pk_a'});
    const n = async (site: string) =>
      ((await its.json('/v1/results/nps', await its.token(['results'], site)))['rows'] as Json[])[0]!['n'];
    assert.deepEqual([await n('shop'), await n('blog')], [2, 0]);
    const text = await (await its.get('/v1/export/responses.ndjson', await its.token(['export'], 'blog'))).text();
    assert.equal(text, '');
    assert.equal(
      await outcome(await its.get('/v1/results/nps', await its.token(['results'], 'none'))),
      '401 auth/unknown',
    );
  });

  it('with a read token from a browser is refused: it is out of its server', async () => {
    const its = bench();
    const token = await its.token();
    for (const origin of ['https://shop.example', 'null'])
      assert.equal(await outcome(await its.get('/v1/results/nps', token, {origin})), '403 auth/browser');
    assert.equal(await outcome(await embed(its, token, {}, {origin: 'https://a.example'})), '403 auth/browser');
  });

  it('keeps a hash of a token, never the token', async () => {
    const its = bench();
    const token = await its.token();
    const [kept] = await its.collector.store.tokensWith(token.slice(0, 11));
    assert.ok(kept && !JSON.stringify(kept).includes(token.slice(11)));
    assert.match(kept.hash, /^[0-9a-f]{64}$/);
    assert.equal(token.length, 46);
    const close = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    assert.equal(await outcome(await its.get('/v1/results/nps', close)), '401 auth/unknown');
  });
});

describe("a page's token", () => {
  it('lives 15 minutes at most', async () => {
    const its = bench();
    const token = await its.token();
    const made = (await (await embed(its, token)).json()) as Json;
    assert.equal(Date.parse(String(made['expiresAt'])) - noon, 15 * 60 * 1000);
    assert.deepEqual([made['site'], made['scopes']], ['demo', ['results']]);
    its.set(noon + 14 * 60 * 1000);
    assert.equal(await outcome(await its.get('/v1/results/nps', String(made['token']))), 'ok');
    its.set(noon + 16 * 60 * 1000);
    assert.equal(await outcome(await its.get('/v1/results/nps', String(made['token']))), '401 auth/expired');
    assert.equal(await outcome(await embed(its, token, {seconds: 901})), '400 body/invalid');
    assert.equal(await outcome(await embed(its, token, {seconds: 0})), '400 body/invalid');
  });

  it('gets no scope that the read token lacks, and makes no further tokens', async () => {
    const its = bench();
    const token = await its.token(['results']);
    assert.equal(await outcome(await embed(its, token, {scopes: ['export']})), '403 auth/scope');
    assert.equal(await outcome(await embed(its, token, {scopes: ['admin']})), '400 body/invalid');
    assert.equal(await outcome(await embed(its, token, {scopes: []})), '400 body/invalid');
    const made = (await (await embed(its, token)).json()) as Json;
    assert.equal(await outcome(await embed(its, String(made['token']))), '403 auth/kind');
    assert.equal(await outcome(await embed(its, 'pk_demo')), '401 auth/write-key');
  });

  it('may be sent by a browser from the origins of the site', async () => {
    const its = bench({sites: [{id: 'demo', keys: ['pk_demo'], origins: ['https://shop.example']}]});
    const made = (await (await embed(its, await its.token())).json()) as Json;
    const answer = await its.get('/v1/results/nps', String(made['token']), {origin: 'https://shop.example'});
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [200, 'https://shop.example']);
    const evil = await its.get('/v1/results/nps', String(made['token']), {origin: 'https://evil.example'});
    assert.equal(await outcome(evil), '403 origin/refused');
  });

  it('cannot be forged', async () => {
    const its = bench();
    await embed(its, await its.token());
    const claims = {site: 'demo', scope: 'results export'};
    const plain = new UnsecuredJWT(claims)
      .setIssuer('stagepost')
      .setAudience('stagepost')
      .setIssuedAt(noon / 1000);
    const forged = (key: string) =>
      new SignJWT(claims)
        .setProtectedHeader({alg: 'HS256'})
        .setIssuer('stagepost')
        .setAudience('stagepost')
        .setIssuedAt(noon / 1000)
        .setExpirationTime(noon / 1000 + 600)
        .sign(Buffer.from(key, 'base64url'));
    assert.equal(await outcome(await its.get('/v1/results/nps', plain.encode())), '401 auth/unknown');
    assert.equal(await outcome(await its.get('/v1/results/nps', await forged('x'.repeat(43)))), '401 auth/unknown');
    const other = await bench().collector.store.secret('embed');
    assert.equal(await outcome(await its.get('/v1/results/nps', await forged(other))), '401 auth/unknown');
    assert.equal(
      await outcome(await its.get('/v1/results/nps', await forged(await its.collector.store.secret('embed')))),
      'ok',
    );
  });
});
