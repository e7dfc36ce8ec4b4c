/** A page that is careless or hostile, and a page that goes away. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type {Notice} from '../../../src/outbox/port.js';
import {Bench, response} from '../../support/model/bench.js';

const minute = 60_000;
const hour = 60 * minute;

test('what a page does to its objects after save() does not reach what was accepted', async () => {
  const bench = new Bench();
  const draft = response('as it was');
  const saving = bench.outbox.save(draft);
  const {answers} = draft.data as {answers: {comment: {value: string}; extra?: string}};
  answers.comment.value = 'changed afterwards';
  answers.extra = 'added afterwards';
  const {id} = await bench.game.ask(saving);
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'as it was');
});

test('prototypes that a page has given a toJSON change nothing', async () => {
  const bench = new Bench();
  const spoilt = [Array.prototype, Object.prototype, String.prototype, Number.prototype] as {toJSON?: unknown}[];
  for (const prototype of spoilt)
    Object.defineProperty(prototype, 'toJSON', {value: () => 'spoilt', configurable: true});
  try {
    const {id} = await bench.save(response('ünspoilt 👍'));
    await bench.game.world.calm('net');
    for (const prototype of spoilt) delete prototype.toJSON;
    await bench.pass(minute);
    assert.equal(bench.comment(id), 'ünspoilt 👍');
  } finally {
    for (const prototype of spoilt) delete prototype.toJSON;
  }
});

test('a listener that throws stops neither the saving nor the sending', async t => {
  const complaint = t.mock.method(console, 'error', () => {});
  const bench = new Bench();
  bench.outbox.listen(() => {
    throw new Error('of the page');
  }, new AbortController().signal);
  const heard = bench.hear(bench.tab, []);
  const {id} = await bench.save(response('in spite of it'));
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'in spite of it');
  assert.ok(heard.some(({type}) => type === 'sent'));
  assert.ok(complaint.mock.callCount() > 0);
});

test('a listener hears nothing more once its signal aborts', async () => {
  const bench = new Bench();
  const controller = new AbortController();
  const heard: Notice[] = [];
  bench.outbox.listen(notice => heard.push(notice), controller.signal);
  controller.abort();
  await bench.save(response('unheard'));
  await bench.pass(minute);
  assert.deepEqual(heard, []);
});

test('a page that is hidden sends at once what is fresh, and only an answer lets go of it', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const {id} = await bench.save(response('on the way out'));
  bench.heal();
  bench.game.follow(bench.tab.outbox.leave());
  await bench.game.world.calm('net');
  const leaving = bench.requests.filter(sent => sent.leaving);
  assert.deepEqual(leaving.map(({items}) => items[0]?.id), [id]); // prettier-ignore
  assert.ok(bench.row(id), 'still here');
  bench.crash();
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'on the way out');
  assert.ok(bench.row(id), 'nobody heard the answer');
  bench.open();
  await bench.pass(minute);
  assert.equal(bench.row(id), undefined);
  assert.equal(bench.endpoint.commits.length, 1);
});

test('a page that is hidden twice does not send the same twice, nor what is older than this page', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  await bench.save(response('of an earlier page'));
  bench.crash();
  const page = bench.open();
  const {id} = await bench.save(response('of this page'), page);
  for (let n = 0; n < 3; n++) bench.game.follow(page.outbox.leave());
  await bench.game.world.calm('net');
  const leaving = bench.requests.filter(sent => sent.leaving).flatMap(({items}) => items.map(item => item.id));
  assert.deepEqual(leaving, [id]);
});

test('a page that is hidden keeps to what the endpoint asked for', async () => {
  const bench = new Bench();
  bench.fault({type: 'status', status: 429, retryAfter: hour}, 1);
  const {id} = await bench.save(response('not yet'));
  await bench.pass(minute);
  bench.game.follow(bench.tab.outbox.leave());
  await bench.pass(58 * minute);
  assert.equal(bench.requests.length, 1);
  await bench.pass(2 * minute);
  assert.equal(bench.comment(id), 'not yet');
});

test('a page that gave the lock back lets another send, and goes on when it is shown again', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const {id} = await bench.save(response('frozen'));
  await bench.pass(100);
  bench.tab.outbox.pause();
  bench.heal();
  await bench.pass(hour);
  assert.equal(bench.comment(id), undefined, 'it has no timer');
  bench.tab.outbox.wake();
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'frozen');
});

test('a save that comes while the last look ends is not forgotten', async () => {
  for (const mode of ['session', 'none', 'journal', 'locks'] as const)
    for (let moments = 0; moments < 40; moments++) {
      const bench = new Bench(mode);
      for (let n = 0; n < moments; n++) await Promise.resolve();
      const saving = bench.outbox.save(response('just then'));
      await bench.pass(minute);
      const {id} = await saving;
      assert.ok(bench.comment(id), `${mode}, after ${moments} moments`);
    }
});

test('what a page sent in its last moment is not believed to have stayed', async () => {
  const bench = new Bench();
  await bench.save(response('holds the lock while it is on its way'));
  await bench.game.world.calm('net');
  const page = bench.open();
  const {id, receipt} = await bench.save(response('sent at the last moment'), page);
  bench.game.follow(page.outbox.leave());
  bench.crash(page);
  assert.equal(bench.row(id)?.attempt, 0, 'the database knows nothing of it');
  await bench.game.ask(bench.outbox.withdraw(id, receipt), 'net');
  await bench.pass(hour);
  assert.equal(bench.endpoint.arrivals.get(id)?.get(1), 1);
  assert.equal(bench.comment(id), undefined);
});

test('a visitor may shorten a pause, a timer and an event may not', async () => {
  const bench = new Bench();
  bench.fault({type: 'status', status: 403}, 2);
  await bench.save(response('refused'));
  await bench.pass(minute);
  bench.tab.outbox.wake();
  await bench.pass(minute);
  assert.equal(bench.requests.length, 1);
  bench.game.follow(bench.outbox.flush());
  await bench.pass(0);
  assert.equal(bench.requests.length, 2);
  bench.game.follow(bench.outbox.flush());
  await bench.pass(1999);
  assert.equal(bench.requests.length, 2);
});
