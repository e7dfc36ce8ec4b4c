import assert from 'node:assert/strict';
import {mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import fs from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import type {CollectorError, Logger} from '../../../src/collector/index.js';
import {journeyMapSchema} from '../../../src/schema/journey-map.js';
import {until} from '../../support/until.js';
import {cli, serve} from './process.js';
import {bench, folder, type Json} from './support.js';

const mapOf = (id: string, title = 'A map'): Json => ({
  schema: 'stagepost/journey-map/1',
  id,
  title,
  status: 'live',
  updatedAt: '2026-11-16',
  stages: [{id: 'find', name: 'Find'}],
  steps: [{id: 'look', stageId: 'find', name: 'Look'}],
});

/** A folder of maps with the lines that the collector logs of it. */
function maps(files: Readonly<Record<string, unknown>> = {}) {
  const path = folder(after);
  const write = (name: string, content: unknown): void => {
    mkdirSync(join(path, name, '..'), {recursive: true});
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const faults: string[] = [];
  const remedies: string[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: (event, fields) => {
      if (event !== 'journey-file') return;
      faults.push(`${fields?.['file']} ${fields?.['fault']}`);
      remedies.push(`${fields?.['remedy']}`);
    },
    error: () => undefined,
  };
  return {path, write, faults, remedies, logger};
}

const sites = [
  {id: 'shop', keys: ['pk_shop'], origins: ['https://shop.example']},
  {id: 'blog', keys: ['pk_blog'], origins: ['*']},
];

const idsOf = (list: Json): unknown[] => (list['journeys'] as Json[]).map(({id}) => id);

const refusal = async (answer: Response): Promise<string> => {
  const {code} = (await answer.json()) as Json;
  return `${answer.status} ${answer.headers.get('content-type')} ${String(code)}`;
};
const unknown = '404 application/problem+json journey/unknown';

describe('journey maps from a folder', () => {
  it('are listed by id and given whole', async () => {
    const {path, logger} = maps({'b.json': mapOf('one', 'First'), 'a.json': mapOf('two')});
    const its = bench({journeys: path, logger});
    const one = {id: 'one', title: 'First', status: 'live', updatedAt: '2026-11-16'};
    assert.deepEqual(await its.json('/v1/journeys'), {journeys: [one, {...one, id: 'two', title: 'A map'}]});
    const map = await its.json('/v1/journeys/one');
    assert.deepEqual(map, mapOf('one', 'First'));
    assert.ok(journeyMapSchema.safeParse(map).success);
  });

  it('are none without a folder', async () => {
    const its = bench();
    assert.deepEqual(await its.json('/v1/journeys'), {journeys: []});
    assert.equal(await refusal(await its.get('/v1/journeys/one', await its.token())), unknown);
  });

  it('names each file that is no map, once for each change of it, and serves the others', async () => {
    const {path, write, faults, logger} = maps({
      'bad.json': '{"schema": "stagepost/journey-map/1",\n "id": }',
      'dangling.json': {...mapOf('dangling'), steps: [{id: 'look', stageId: 'gone', name: 'Look'}]},
      'good.json': mapOf('good'),
      'later.json': {...mapOf('later'), schema: 'stagepost/journey-map/7'},
      'notes.txt': 'not looked at',
      'other.json': {schema: 'other/1'},
      'z-twice.json': mapOf('good', 'Second'),
      '.hidden.json': '{',
    });
    const its = bench({journeys: path, logger});
    await until(() => faults.length === 5, 'five faults');
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['good']);
    assert.equal((await its.json('/v1/journeys/good'))['title'], 'A map');
    assert.deepEqual(
      faults.map(fault => fault.slice(0, 60)),
      [
        'bad.json is no valid JSON at line 2, column 8: expected a va',
        'dangling.json line 1: steps[0].stageId names the stage "gone"',
        'later.json schema/newer: schema is "stagepost/journey-map/7"',
        'other.json map/invalid: schema is "other/1"; write "stagepost',
        'z-twice.json repeats the id "good" of a file before it.',
      ].map(fault => fault.slice(0, 60)),
    );
    write('bad.json', '{');
    await its.json('/v1/journeys');
    await its.json('/v1/journeys');
    assert.equal(faults.length, 6);
    assert.match(faults[5]!, /^bad.json is no valid JSON at line 1, column 2/);
  });

  it('are not read in an encoding that they are not written in', async () => {
    const {path, faults, logger} = maps({'bom.json': `\uFEFF${JSON.stringify(mapOf('bom', 'Größe'))}`});
    writeFileSync(join(path, 'latin.json'), Buffer.from(JSON.stringify(mapOf('latin', 'Größe')), 'latin1'));
    const its = bench({journeys: path, logger});
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['bom']);
    assert.equal((await its.json('/v1/journeys/bom'))['title'], 'Größe');
    assert.deepEqual(faults, ['latin.json is no text in UTF-8; save it as such.']);
  });

  it('are seen as they are at each request: changed, added, spoilt, renamed and gone', async () => {
    const {path, write, logger} = maps({'a.json': mapOf('a', 'Old')});
    const its = bench({journeys: path, logger});
    const ids = async () => idsOf(await its.json('/v1/journeys'));
    const title = async () => (await its.json('/v1/journeys/a'))['title'];
    assert.equal(await title(), 'Old');
    // The same length, in the same moment.
    write('a.json', mapOf('a', 'New'));
    assert.equal(await title(), 'New');
    write('b.json', mapOf('b'));
    assert.deepEqual(await ids(), ['a', 'b']);
    write('b.json', '{"half');
    assert.deepEqual(await ids(), ['a']);
    write('b.json', mapOf('c'));
    renameSync(join(path, 'a.json'), join(path, 'z.json'));
    assert.deepEqual(await ids(), ['a', 'c']);
    rmSync(join(path, 'z.json'));
    assert.deepEqual(await ids(), ['c']);
  });

  it('stay as they were while the folder itself cannot be read', async () => {
    const {path, faults, remedies, logger} = maps({'a.json': mapOf('a')});
    const folderRemedy = 'Check that the folder is there, and its permissions.';
    const its = bench({journeys: path, logger});
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    renameSync(path, `${path}-away`);
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    assert.match(faults.join(), /cannot be read \(ENOENT\); its maps stay as they were/);
    writeFileSync(path, 'A file in its place.');
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    assert.match(faults[1]!, /cannot be read \(ENOTDIR\); its maps stay as they were/);
    assert.deepEqual(remedies, [folderRemedy, folderRemedy]);
    rmSync(path);
    renameSync(`${path}-away`, path);
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    renameSync(path, `${path}-away`);
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    assert.equal(faults.length, 3, 'what comes again is told again');
    renameSync(`${path}-away`, path);
  });

  it('of a site stay as they were while its folder cannot be read, and are not those of all instead', async () => {
    const {path, faults, logger} = maps({
      'shared.json': mapOf('shared', 'Of all'),
      'shop/shared.json': mapOf('shared', 'Of the shop'),
      'blog/shared.json': mapOf('shared', 'Of the blog'),
    });
    const its = bench({journeys: path, logger, sites});
    const [shop, blog] = [await its.token(['results'], 'shop'), await its.token(['results'], 'blog')];
    const title = async (token: string) => (await its.json('/v1/journeys/shared', token))['title'];
    assert.deepEqual([await title(shop), await title(blog)], ['Of the shop', 'Of the blog']);
    // Whoever runs the tests may be allowed to read everything.
    const {readdir} = fs;
    fs.readdir = ((of: string, ...rest: []) =>
      of === join(path, 'shop')
        ? Promise.reject(Object.assign(new Error('denied'), {code: 'EACCES'}))
        : readdir(of, ...rest)) as typeof readdir;
    syncBuiltinESMExports();
    try {
      assert.deepEqual([await title(shop), await title(blog)], ['Of the shop', 'Of the blog']);
      assert.deepEqual(faults, ['shop cannot be read (EACCES); its maps stay as they were.']);
    } finally {
      fs.readdir = readdir;
      syncBuiltinESMExports();
    }
    rmSync(join(path, 'shop'), {recursive: true});
    assert.equal(await title(shop), 'Of all');
  });

  it('in a folder of a site are for that site alone, and go before those of all', async () => {
    const {path, logger} = maps({
      'all.json': mapOf('all'),
      'shared.json': mapOf('shared', 'Of all'),
      'shop/own.json': mapOf('own'),
      'shop/shared.json': mapOf('shared', 'Of the shop'),
    });
    const its = bench({journeys: path, logger, sites});
    const [shop, blog] = [await its.token(['results'], 'shop'), await its.token(['results'], 'blog')];
    assert.deepEqual(idsOf(await its.json('/v1/journeys', shop)), ['all', 'own', 'shared']);
    assert.deepEqual(idsOf(await its.json('/v1/journeys', blog)), ['all', 'shared']);
    assert.equal((await its.json('/v1/journeys/shared', shop))['title'], 'Of the shop');
    assert.equal((await its.json('/v1/journeys/shared', blog))['title'], 'Of all');
    for (const address of ['own', 'own/overlay', 'shop%2Fown', 'shop'])
      assert.equal(await refusal(await its.get(`/v1/journeys/${address}`, blog)), unknown, address);
  });

  it('give nothing but maps of the folder, whatever the address', async () => {
    const {path, write, logger} = maps({'maps/a.json': mapOf('a'), 'secret.json': mapOf('secret'), 'b.json': '{}'});
    write('maps/demo/b.json', mapOf('b'));
    const its = bench({journeys: join(path, 'maps'), logger});
    const token = await its.token();
    const addresses = [
      '../secret', '..%2Fsecret', '..%2fsecret.json', '%2e%2e%2fsecret', '..%5Csecret', 'a.json', './a/../../secret',
      'demo', 'demo%2Fb', 'a%00', '%00', '%E0%A4%A', '%', '__proto__', 'constructor', encodeURIComponent(join(path, 'secret.json')),
      'a'.repeat(5000),
    ]; // prettier-ignore
    for (const address of addresses) {
      const answer = await its.get(`/v1/journeys/${address}`, token);
      assert.equal(answer.status, 404, address);
      assert.ok(!(await answer.text()).includes('schema'), address);
    }
    assert.equal((await its.json('/v1/journeys/a'))['id'], 'a');
    assert.equal((await its.json('/v1/journeys/%61'))['id'], 'a');
    assert.equal((await its.json('/v1/journeys/b'))['id'], 'b');
  });

  it('may bear any id of the model', async () => {
    const ids = ['ชั้น.1:a-b_c', 'Größe', '漢字', 'overlay', 'a.b.', '1'];
    const {path, logger} = maps(Object.fromEntries(ids.map((id, at) => [`${at}.json`, mapOf(id)])));
    const its = bench({journeys: path, logger});
    for (const id of ids) {
      assert.equal((await its.json(`/v1/journeys/${encodeURIComponent(id)}`))['id'], id);
      assert.equal((await its.json(`/v1/journeys/${encodeURIComponent(id)}/overlay`))['journey'], id);
    }
  });

  it('carry a tag: unchanged ones are not sent again', async () => {
    const {path, write, logger} = maps({'a.json': mapOf('a')});
    const its = bench({journeys: path, logger});
    const token = await its.token();
    for (const address of ['/v1/journeys', '/v1/journeys/a']) {
      write('a.json', mapOf('a', 'Before'));
      const first = await its.get(address, token);
      const etag = first.headers.get('etag')!;
      assert.match(etag, /^"[\da-f]{32}"$/);
      assert.equal(first.headers.get('cache-control'), 'private, no-cache');
      const again = await its.get(address, token, {'if-none-match': `"x", W/${etag}`});
      assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag]);
      write('a.json', mapOf('a', 'After'));
      const changed = await its.get(address, token, {'if-none-match': etag});
      assert.equal(changed.status, 200, address);
      assert.match(await changed.text(), /After/);
      assert.equal((await its.get(address, undefined, {'if-none-match': etag})).status, 401);
    }
  });

  it('are read by pages of the origins of the site alone', async () => {
    const {path, logger} = maps({'a.json': mapOf('a')});
    const its = bench({journeys: path, logger, sites});
    const made = await its.collector.fetch(
      new Request('http://collector.test/v1/embed-tokens', {
        method: 'POST',
        headers: {authorization: `Bearer ${await its.token(['results'], 'shop')}`},
      }),
    );
    const {token} = (await made.json()) as {token: string};
    for (const address of ['/v1/journeys', '/v1/journeys/a', '/v1/journeys/a/overlay']) {
      const own = await its.get(address, token, {origin: 'https://shop.example'});
      assert.equal(own.status, 200);
      assert.equal(own.headers.get('access-control-allow-origin'), 'https://shop.example');
      assert.match(own.headers.get('access-control-expose-headers')!, /ETag/);
      const other = await its.get(address, token, {origin: 'https://evil.example'});
      assert.equal(await refusal(other), '403 application/problem+json origin/refused');
      assert.equal(other.headers.get('access-control-allow-origin'), null);
    }
  });

  it('take neither a folder that is not there nor what is no file', async () => {
    const {path, faults, logger} = maps({'a.json': mapOf('a')});
    const code = (error: CollectorError) => error.code === 'journeys/unreadable' && /--journeys/.test(error.message);
    assert.throws(() => bench({journeys: join(path, 'missing')}), code);
    assert.throws(() => bench({journeys: join(path, 'a.json')}), code);
    symlinkSync(path, join(path, 'loop.json'));
    const its = bench({journeys: path, logger});
    assert.deepEqual(idsOf(await its.json('/v1/journeys')), ['a']);
    assert.deepEqual(faults, ['loop.json is no file.']);
  });
});

describe('stagepost serve --journeys', () => {
  it('names a broken file at the start, and sees changes without a restart', async () => {
    const {path, write} = maps({'good.json': mapOf('good'), 'bad.json': '{'});
    const db = join(path, 'its.db');
    const served = await serve(['--db', db, '--journeys', path]);
    try {
      await until(() => served.log().includes('journey-file'), 'a line of the broken file');
      assert.match(served.log(), /"file":"bad.json","fault":"is no valid JSON at line 1/);
      const answer = await fetch(`${served.url}/v1/journeys/good`);
      assert.equal(await refusal(answer), '401 application/problem+json auth/missing');
      const headers = {authorization: `Bearer ${cli('token', '--db', db, '--site', 'demo').out.trim()}`};
      const titleOf = async (id: string) =>
        ((await (await fetch(`${served.url}/v1/journeys/${id}`, {headers})).json()) as Json)['title'];
      assert.deepEqual([await titleOf('good'), await titleOf('bad')], ['A map', 'Not found']);
      write('good.json', mapOf('good', 'Changed'));
      write('bad.json', mapOf('bad', 'Mended'));
      assert.deepEqual([await titleOf('good'), await titleOf('bad')], ['Changed', 'Mended']);
    } finally {
      await served.stop();
    }
  });
});
