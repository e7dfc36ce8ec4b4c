import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, it} from 'node:test';
import {bench, event, receipt, response, said, withdrawal, type Json} from './support.js';

const secret = 'a very private sentence';
const comment = (): ReturnType<typeof response> =>
  response(2, {answers: {score: {type: 'nps', value: 2}, comment: {type: 'text', value: secret}}});

describe('a withdrawal', () => {
  it('erases what it names, and a later re-send stays out', async () => {
    const {send, stored, json} = bench();
    const item = comment();
    await send([item]);
    const taken = withdrawal(item.id, item.receipt);
    assert.deepEqual((await send([taken])).map(said), ['stored 1']);
    assert.deepEqual(await stored(), []);
    assert.deepEqual((await json('/v1/results/nps'))['rows'], [
      {n: 0, promoters: 0, passives: 0, detractors: 0, nps: null, mean: null, low: null, high: null},
    ]);
    assert.deepEqual((await send([item, {...item, rev: 2}, taken])).map(said), [
      'rejected/withdrawn 1',
      'rejected/withdrawn 2',
      'duplicate 1',
    ]);
    assert.deepEqual(await stored(), []);
  });

  it('with a wrong receipt changes nothing', async () => {
    const {send, stored} = bench();
    const item = comment();
    await send([item]);
    assert.deepEqual((await send([withdrawal(item.id, receipt())])).map(said), ['rejected/invalid 1']);
    assert.equal((await stored()).length, 1);
    assert.deepEqual((await send([item])).map(said), ['duplicate 1']);
  });

  it('that overtakes its target keeps it out, but no other item with that id', async () => {
    const {send, stored} = bench();
    const item = comment();
    assert.deepEqual((await send([withdrawal(item.id.toUpperCase(), item.receipt)])).map(said), ['stored 1']);
    assert.deepEqual((await send([item])).map(said), ['rejected/withdrawn 1']);
    assert.deepEqual((await send([{...item, rev: 5}])).map(said), ['rejected/withdrawn 5']);
    const stranger = comment();
    await send([withdrawal(stranger.id, receipt())]);
    assert.deepEqual((await send([stranger])).map(said), ['stored 1']);
    assert.equal((await stored()).length, 1);
  });

  it('works in one batch, before and behind its target', async () => {
    const {send, stored} = bench();
    const [a, b] = [comment(), comment()];
    const verdicts = await send([a, withdrawal(a.id, a.receipt), withdrawal(b.id, b.receipt), b]);
    assert.deepEqual(verdicts.map(said), ['stored 1', 'stored 1', 'stored 1', 'rejected/withdrawn 1']);
    assert.deepEqual(await stored(), []);
  });

  it('sent twice, under two ids, is fine both times', async () => {
    const {send} = bench();
    const item = comment();
    await send([item]);
    const verdicts = await send([withdrawal(item.id, item.receipt), withdrawal(item.id, item.receipt)]);
    assert.deepEqual(verdicts.map(said), ['stored 1', 'stored 1']);
    assert.deepEqual((await send([withdrawal(item.id, receipt())])).map(said), ['rejected/invalid 1']);
  });

  it('reaches no item of another site', async () => {
    const sites = [
      {id: 'shop', keys: ['pk_a'], origins: ['*']},
      {id: 'blog', keys: ['pk_c'], origins: ['*']},
    ];
    const {send, json, token} = bench({sites});
    const item = comment();
    await send([item], {site: 'pk_a'});
    await send([withdrawal(item.id, item.receipt)], {site: 'pk_c'});
    const [row] = (await json('/v1/results/nps', await token(['results'], 'shop')))['rows'] as Json[];
    assert.equal(row!['n'], 1);
  });

  it('takes back an event too', async () => {
    const {send, json} = bench();
    const shown = event('Survey Shown', {survey: 's', impression: randomUUID()});
    await send([shown]);
    await send([withdrawal(shown.id, String(shown['receipt']))]);
    const [row] = (await json('/v1/results/response-rate'))['rows'] as Json[];
    assert.deepEqual([row!['n'], row!['rate']], [0, null]);
  });

  it('races with its target over many requests at once: whichever way it ends, nothing of the content is left', async () => {
    for (let round = 0; round < 20; round++) {
      const {send, stored} = bench();
      const item = comment();
      const sends = [
        ...Array.from({length: 5}, (_, i) => [{...item, rev: i + 1}]),
        [withdrawal(item.id, item.receipt)],
      ].sort(() => Math.random() - 0.5);
      await Promise.all(sends.map(items => send(items)));
      assert.deepEqual(await stored(), []);
    }
  });
});
