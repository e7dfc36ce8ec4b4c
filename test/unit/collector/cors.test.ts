import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {batchOf, bench, post, response, type Json} from './support.js';

const sites = [
  {id: 'shop', keys: ['pk_shop'], origins: ['https://shop.example', 'https://shop.example:8443']},
  {id: 'open', keys: ['pk_open'], origins: ['*']},
  {id: 'local', keys: ['pk_local'], origins: ['null', 'http://intranet.test']},
];
const closedSites = sites.filter(({id}) => id !== 'open');

const send = async (site: string, origin: string | undefined) => {
  const {collector} = bench({sites});
  const body = JSON.stringify(batchOf([response(9)], {site}));
  const answer = await collector.fetch(post(body, origin === undefined ? {} : {origin}));
  return [answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')];
};

describe('CORS', () => {
  it('names the exact origin of the list of the site, or *', async () => {
    assert.deepEqual(await send('pk_shop', 'https://shop.example'), [200, 'https://shop.example', 'Origin']);
    assert.deepEqual(await send('pk_open', 'https://any.example'), [200, '*', 'Origin']);
    assert.deepEqual(await send('pk_shop', undefined), [200, null, 'Origin']);
  });

  it('refuses an origin that is not on the list, however alike, and null unless it is', async () => {
    const alike = [
      'https://shop.example.evil.test',
      'https://evil.test',
      'http://shop.example',
      'https://shop.example:444',
      'https://sub.shop.example',
      'HTTPS://SHOP.EXAMPLE',
      'null',
    ];
    for (const origin of alike) assert.deepEqual(await send('pk_shop', origin), [403, null, 'Origin'], origin);
    assert.deepEqual(await send('pk_open', 'null'), [403, null, 'Origin']);
    assert.deepEqual(await send('pk_local', 'null'), [200, 'null', 'Origin']);
  });

  it('never speaks of credentials', async () => {
    const {collector} = bench({sites});
    for (const method of ['OPTIONS', 'POST']) {
      const request = new Request('http://collector.test/v1/batch', {
        method,
        headers: {origin: 'https://shop.example'},
      });
      assert.equal((await collector.fetch(request)).headers.get('access-control-allow-credentials'), null);
    }
  });

  it('answers a preflight for any route before a key is known', async () => {
    const ask = async (origin: string, path = '/v1/batch', its = sites) => {
      const {collector} = bench({sites: its});
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      };
      return collector.fetch(new Request(`http://collector.test${path}`, {method: 'OPTIONS', headers}));
    };
    const answer = await ask('https://shop.example', '/v1/results/nps');
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example');
    assert.equal(answer.headers.get('access-control-max-age'), '7200');
    assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST.*PUT/);
    assert.match(answer.headers.get('access-control-allow-headers') ?? '', /authorization, content-type/);
    assert.equal((await ask('https://other.example')).headers.get('access-control-allow-origin'), '*');
    const refused = await ask('https://other.example', '/v1/batch', closedSites);
    assert.equal(refused.headers.get('access-control-allow-origin'), null);
    assert.equal((await ask('null', '/x', [sites[0]!])).headers.get('access-control-allow-origin'), null);
  });

  it('lets a page read the problem that it caused', async () => {
    const {collector} = bench({sites: closedSites});
    const answer = await collector.fetch(post('{', {origin: 'https://shop.example'}));
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example');
  });

  it('sends the headers of security with every answer', async () => {
    const {collector} = bench();
    for (const [path, method] of [
      ['/v1/batch', 'POST'],
      ['/healthz', 'GET'],
      ['/none', 'GET'],
      ['/', 'OPTIONS'],
    ] as const) {
      const {headers} = await collector.fetch(new Request(`http://collector.test${path}`, {method}));
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.equal(headers.get('set-cookie'), null);
    }
  });
});

describe('the published configuration', () => {
  const survey = {schema: 'stagepost/survey/1' as const, id: 's', questions: [{id: 'score', type: 'nps' as const}]};
  const withSurvey = [{id: 'shop', keys: ['pk_a', 'pk_b'], origins: ['*'], surveys: [survey], rules: {cooldown: 7}}];

  it('is the same for every key of a site, cacheable, with a strong tag', async () => {
    const {get} = bench({sites: withSurvey});
    const [a, b] = [await get('/v1/config/pk_a'), await get('/v1/config/pk_b')];
    assert.deepEqual(await a.json(), {
      schema: 'stagepost/config/1',
      site: 'shop',
      surveys: [survey],
      rules: {cooldown: 7},
    });
    assert.equal(a.headers.get('cache-control'), 'public, max-age=60');
    assert.match(a.headers.get('etag') ?? '', /^"[0-9a-f]{16}"$/);
    assert.equal(a.headers.get('etag'), b.headers.get('etag'));
    const other = await bench({sites: [{...withSurvey[0]!, rules: {cooldown: 8}}]}).get('/v1/config/pk_a');
    assert.notEqual(other.headers.get('etag'), a.headers.get('etag'));
  });

  it('is not sent again to whom holds it', async () => {
    const {get} = bench({sites: withSurvey});
    const etag = (await get('/v1/config/pk_a')).headers.get('etag')!;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get('/v1/config/pk_a', undefined, {'if-none-match': tag});
      assert.deepEqual([answer.status, await answer.text(), answer.headers.get('etag')], [304, '', etag]);
    }
    assert.equal((await get('/v1/config/pk_a', undefined, {'if-none-match': '"x"'})).status, 200);
  });

  it('is refused for an unknown key', async () => {
    const {get} = bench({sites: withSurvey});
    const answer = await get('/v1/config/pk_none');
    assert.deepEqual([answer.status, ((await answer.json()) as Json)['code']], [403, 'site/unknown']);
  });
});
