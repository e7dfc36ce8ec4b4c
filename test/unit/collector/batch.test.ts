import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, it} from 'node:test';
import {batchAnswerSchema} from '../../../src/schema/wire.js';
import {batchOf, bench, day, event, iso, noon, post, receipt, response, said, type Json} from './support.js';

const one = async (item: unknown, rest: Json = {}): Promise<string> => said((await bench().send([item], rest))[0]!);

describe('a batch', () => {
  it('is answered in the shape of the wire, item by item, with the ids as sent', async () => {
    const {collector} = bench();
    const items = [response(9), event('Stage Entered', {}), {...response(3), id: randomUUID().toUpperCase()}];
    const answer = await collector.fetch(post(JSON.stringify(batchOf(items))));
    const body = batchAnswerSchema.parse(await answer.json());
    assert.deepEqual(
      body.items.map(({id, status}) => [id, status]),
      items.map(({id}) => [id, 'stored']),
    );
    assert.equal(body.serverTime, iso(noon));
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  it('is taken as text/plain too, and refused as anything else', async () => {
    const {collector} = bench();
    const body = JSON.stringify(batchOf([response(9)]));
    const status = async (type: string) => (await collector.fetch(post(body, {'content-type': type}))).status;
    assert.equal(await status('text/plain;charset=UTF-8'), 200);
    assert.equal(await status('application/json; charset=utf-8'), 200);
    assert.equal(await status('application/x-www-form-urlencoded'), 415);
    assert.equal(await status('multipart/form-data'), 415);
  });

  it('keeps the highest revision, and says which one it holds', async () => {
    const {send, stored} = bench();
    const item = response(3);
    const at = (rev: number, value: number): Json => ({
      ...item,
      rev,
      data: {...(item['data'] as Json), answers: {score: {type: 'nps', value}}},
    });
    assert.deepEqual((await send([at(2, 5)])).map(said), ['stored 2']);
    assert.deepEqual((await send([at(1, 3)])).map(said), ['duplicate 2']);
    assert.deepEqual((await send([{...at(2, 5), attempt: 7}])).map(said), ['duplicate 2']);
    assert.deepEqual((await send([at(2, 6)])).map(said), ['retry/conflict 2']);
    assert.deepEqual((await send([at(3, 6)])).map(said), ['stored 3']);
    const rows = await stored();
    assert.deepEqual(
      rows.map(row => [row['rev'], (row['data'] as Json)['answers']]),
      [[3, {score: {type: 'nps', value: 6}}]],
    );
  });

  it('takes the order of keys for no difference', async () => {
    const {send} = bench();
    const item = response(3);
    await send([item]);
    const turned = Object.fromEntries(Object.entries(item).reverse());
    assert.deepEqual((await send([turned])).map(said), ['duplicate 1']);
  });

  it('refuses a newer revision that comes with another receipt', async () => {
    const {send, stored} = bench();
    const item = response(3);
    await send([item]);
    assert.deepEqual((await send([{...item, rev: 2, receipt: receipt()}])).map(said), ['rejected/invalid 2']);
    assert.equal((await stored())[0]!['rev'], 1);
  });

  it('handles the same id twice in one batch in order', async () => {
    const {send} = bench();
    const item = response(3);
    const verdicts = await send([item, item, {...item, rev: 3}, {...item, rev: 2}, {...item, rev: 3, test: true}]);
    assert.deepEqual(verdicts.map(said), ['stored 1', 'duplicate 1', 'stored 3', 'duplicate 3', 'retry/conflict 3']);
  });

  it('compares ids without regard to case, within a site and over all its keys', async () => {
    const sites = [
      {id: 'shop', keys: ['pk_a', 'pk_b'], origins: ['*']},
      {id: 'blog', keys: ['pk_c'], origins: ['*']},
    ];
    const {send} = bench({sites});
    const item = response(3);
    assert.deepEqual((await send([item], {site: 'pk_a'})).map(said), ['stored 1']);
    assert.deepEqual((await send([{...item, id: item.id.toUpperCase()}], {site: 'pk_b'})).map(said), ['duplicate 1']);
    assert.deepEqual((await send([item], {site: 'pk_b'})).map(said), ['duplicate 1']);
    assert.deepEqual((await send([item], {site: 'pk_c'})).map(said), ['stored 1']);
  });

  it('keeps unknown keys with the item', async () => {
    const {send, stored} = bench();
    const item = response(9, {later: {deep: [1, 'x']}}, {extra: true});
    assert.deepEqual((await send([item], {unknown: 1})).map(said), ['stored 1']);
    const [row] = await stored();
    assert.equal(row!['extra'], true);
    assert.deepEqual((row!['data'] as Json)['later'], {deep: [1, 'x']});
  });

  it('asks a newer schema to come again, whatever else is new in it', async () => {
    assert.equal(await one({...response(9), schema: 'stagepost/response/2'}), 'retry/schema/newer 1');
    assert.equal(
      await one({...response(9), schema: 'stagepost/poll/1', kind: 'poll', data: {}}),
      'retry/schema/newer 1',
    );
    assert.equal(await one({...response(9), schema: 'other/response/1'}), 'rejected/invalid 1');
    assert.equal(await one({...response(9), schema: 'stagepost/event/1'}), 'rejected/invalid 1');
  });

  it('judges each item alone: a bad one spoils no other', async () => {
    const {send, stored} = bench();
    const bad = [
      {...response(11)},
      {...response(9), createdAt: 'yesterday'},
      {...response(9), rev: 0},
      {...response(9), rev: 10_001},
      {...response(9), receipt: 'short'},
      {...response(9), data: null},
      {...response(9), data: []},
      {...response(9), kind: 'response ', data: {}},
      {id: randomUUID()},
    ];
    const verdicts = await send([response(1), ...bad, response(2)]);
    assert.deepEqual(verdicts.map(said), ['stored 1', ...bad.map(() => 'rejected/invalid 1'), 'stored 1']);
    assert.ok(verdicts.every(verdict => batchAnswerSchema.shape.items.safeParse([verdict]).success));
    assert.equal((await stored()).length, 2);
  });

  it('leaves out of the answer what has no readable id', async () => {
    const {send} = bench();
    const verdicts = await send(['x', null, 7, [], {}, {id: 'no-uuid'}, {...response(4), id: 5}, response(9)]);
    assert.deepEqual(verdicts.map(said), ['stored 1']);
  });

  it('refuses what is larger than an item may be', async () => {
    const long = 'x'.repeat(4001);
    const text = (value: string) => response(9, {answers: {comment: {type: 'text', value}}});
    assert.equal(await one(text(long)), 'rejected/too-large 1');
    assert.equal(await one(text('x'.repeat(4000))), 'stored 1');
    assert.equal(await one(text('ไ'.repeat(4000))), 'stored 1');
    const many = Object.fromEntries(
      Array.from({length: 9}, (_, i) => [`q${i}`, {type: 'text', value: 'x'.repeat(3900)}]),
    );
    assert.equal(await one(response(9, {answers: many})), 'rejected/too-large 1');
    const numbers = response(9, {
      hidden: Object.fromEntries(Array.from({length: 990}, (_, i) => [`key-${i}-${i}`, 1e300])),
    });
    assert.equal(await one(numbers), 'rejected/too-large 1');
    assert.equal(await one(response(9, {x: Array.from({length: 1001}, () => 0)})), 'rejected/too-large 1');
  });

  it('refuses what is older than the ids it must know, unless only a clock says so', async () => {
    const {send} = bench();
    const old = (age: number) => response(9, {}, {createdAt: iso(noon - age)});
    assert.deepEqual((await send([old(121 * day), old(119 * day)])).map(said), ['rejected/too-old 1', 'stored 1']);
    const years = 3650 * day;
    // A clock ten years behind, and one that jumped ten years ahead after the answer.
    assert.deepEqual((await send([old(years)], {sentAt: iso(noon - years)})).map(said), ['stored 1']);
    assert.deepEqual((await send([old(0)], {sentAt: iso(noon + years)})).map(said), ['stored 1']);
  });

  it('knows an item that comes again after the ids may be forgotten', async () => {
    const {send, set} = bench();
    const item = response(9);
    await send([item]);
    set(noon + 130 * day);
    assert.deepEqual((await send([item])).map(said), ['duplicate 1']);
    assert.deepEqual((await send([{...item, rev: 2}])).map(said), ['rejected/too-old 2']);
  });

  it('corrects times for the clock of the device, within 30 days', async () => {
    const {send, stored} = bench();
    const cases: [created: number, sent: number, corrected: number][] = [
      [noon - 5000, noon, noon - 5000],
      [noon - 3650 * day - 5000, noon - 3650 * day, noon - 5000],
      [noon + 3650 * day - 5000, noon + 3650 * day, noon - 5000],
      [noon - 90 * day, noon, noon - 30 * day],
      [noon + 5000, noon, noon],
    ];
    for (const [created, sent] of cases) await send([response(9, {}, {createdAt: iso(created)})], {sentAt: iso(sent)});
    const rows = await stored();
    assert.deepEqual(
      rows.map(row => [row['createdAt'], row['sentAt'], row['correctedAt']]),
      cases.map(times => times.map(iso)),
    );
  });

  it('answers an unknown or closed key with 403 and a code', async () => {
    const sites = [
      {id: 'shop', keys: ['pk_a'], closedKeys: ['pk_old'], origins: ['*']},
      {id: 'gone', keys: ['pk_gone'], origins: ['*'], closed: true},
    ];
    const {collector} = bench({sites});
    const answer = async (site: string) => {
      const got = await collector.fetch(post(JSON.stringify(batchOf([response(9)], {site}))));
      return [got.status, got.headers.get('content-type'), ((await got.json()) as Json)['code']];
    };
    assert.deepEqual(await answer('pk_x'), [403, 'application/problem+json', 'site/unknown']);
    assert.deepEqual(await answer('pk_old'), [403, 'application/problem+json', 'site/closed']);
    assert.deepEqual(await answer('pk_gone'), [403, 'application/problem+json', 'site/closed']);
  });

  it('keeps every code point of a text', async () => {
    const {send, stored} = bench();
    const texts = [
      '\u0000nul',
      'lone \ud800 and \udc00',
      '\u202eright to left\u202c',
      'ขอบคุณมาก',
      '👩‍👩‍👧‍👦 🏳️‍🌈',
      'e\u0301 \u00e9',
      '\u2028\u2029',
      '\uFEFFbom',
    ];
    await send(texts.map(value => response(9, {answers: {comment: {type: 'text', value}}})));
    const comments = (await stored()).map(
      row => ((row['data'] as Json)['answers'] as {comment: {value: string}}).comment.value,
    );
    assert.deepEqual(comments, texts);
  });

  it('keeps receipts to itself', async () => {
    const {send, stored} = bench();
    const item = response(9);
    await send([item]);
    assert.ok(!JSON.stringify(await stored()).includes(item.receipt));
  });
});
