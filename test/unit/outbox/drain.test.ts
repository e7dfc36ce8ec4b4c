/** The outbox of a service worker: it has no page, no site of its own and no web storage. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {isRow} from '../../../src/outbox/row.js';
import {Bench, response} from '../../support/model/bench.js';
import {foreign, foreignKey, home, pages} from '../../support/model/pages.js';

const minute = 60_000;

/** A device whose last page is gone, with an answer that could not be sent. */
async function left(): Promise<{bench: Bench; id: string; receipt: string}> {
  const bench = new Bench();
  bench.fault({type: 'refuse'});
  const {id, receipt} = await bench.save(response('left behind'));
  await bench.pass(1000);
  bench.crash();
  return {bench, id, receipt};
}

/** One event of the browser's. */
const sync = (bench: Bench): Promise<boolean> => bench.game.finish(bench.game.device.sync());

const sentTo = (bench: Bench, id: string) => bench.requests.filter(({items}) => items.some(item => item.id === id));

test('it sends what a page left, and a later page takes its copy neither for waiting nor for lost', async () => {
  const {bench, id} = await left();
  bench.heal();
  assert.equal(await sync(bench), true);
  assert.equal(bench.comment(id), 'left behind');
  const tries = sentTo(bench, id).length;
  assert.equal(bench.game.device.storage.values.size, 1, 'the worker cannot reach the copy');
  const notices = bench.hear(bench.open(), []);
  await bench.pass(minute);
  assert.deepEqual(notices, []);
  assert.equal(sentTo(bench, id).length, tries);
  assert.equal(bench.game.device.storage.values.size, 0);
});

test('what tells of it goes once no copy can come back, and not before', async () => {
  const {bench} = await left();
  bench.heal();
  await sync(bench);
  const {device} = bench.game;
  const traces = () => [...device.database.rows.values()].filter(row => 'gone' in row).length;
  await bench.pass(2 * minute);
  assert.equal(traces(), 1);
  bench.open();
  await bench.pass(0);
  assert.equal(traces(), 1, 'the copy was there, and may be there again after a crash');
  // The browser is killed before it has written that the copy is gone.
  device.kill(device.tabs[0]!);
  device.storage.rollBack(1000);
  assert.equal(device.storage.values.size, 1);
  const notices = bench.hear(bench.open(), []);
  await bench.pass(minute);
  assert.deepEqual(notices, []);
  bench.open();
  await bench.pass(0);
  assert.equal(traces(), 0);
});

test('an acknowledgement of rev 1 does not take the copy of rev 2, which the database had refused', async () => {
  const {bench, id, receipt} = await left();
  const {device} = bench.game;
  const tab = bench.open();
  await bench.pass(minute);
  device.database.fault = 'open';
  device.database.faults = Infinity;
  const {rev, persisted} = await bench.save(response('second thoughts', {id, receipt, rev: 1}), tab);
  assert.ok(rev > 1);
  assert.equal(persisted, 'session');
  device.database.faults = 0;
  bench.crash(tab);
  bench.heal();
  assert.equal(await sync(bench), true);
  assert.equal(bench.comment(id), 'left behind');
  bench.open();
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'second thoughts');
});

test('an open page hears of it', async () => {
  const bench = new Bench();
  bench.fault({type: 'refuse'});
  const {id} = await bench.save(response('heard'));
  await bench.pass(100);
  bench.heal();
  assert.equal(await sync(bench), true);
  await bench.pass(0);
  assert.ok(bench.notices.some(notice => notice.type === 'sent' && notice.id === id));
});

test('it says that something is left: while nothing answers, while one item has to rest, while the database is out of reach', async () => {
  const {bench, id} = await left();
  assert.equal(await sync(bench), false);
  assert.ok(bench.row(id));
  bench.fault({type: 'verdict', status: 'retry', code: 'rate', retryAfter: 3600});
  assert.equal(await sync(bench), false);
  bench.heal();
  assert.equal(await sync(bench), false, 'the endpoint asked for an hour');
  await bench.pass(60 * minute);
  bench.game.device.database.fault = 'open';
  bench.game.device.database.faults = Infinity;
  assert.equal(await sync(bench), false);
  bench.game.device.database.faults = 0;
  assert.equal(await sync(bench), true);
  assert.equal(bench.comment(id), 'left behind');
});

test('it is done where nothing waits, and where only dead letters do', async () => {
  const bench = new Bench();
  bench.crash();
  assert.equal(await sync(bench), true);
  const {bench: other, id} = await left();
  other.fault({type: 'verdict', status: 'rejected', code: 'closed'});
  assert.equal(await sync(other), true);
  assert.equal(other.row(id)?.dead?.code, 'closed');
});

test('it sends each site its own, to the endpoint it was accepted for', async () => {
  const bench = new Bench();
  for (const place of [home, foreign]) bench.fault({type: 'refuse'}, Infinity, place);
  const mine = await bench.save(response('mine'));
  const theirs = bench.open(pages.find(({endpoint}) => endpoint === foreign)!);
  const other = await bench.save(response('theirs'), theirs);
  await bench.pass(100);
  for (const tab of [bench.tab, theirs]) bench.crash(tab);
  bench.heal();
  assert.equal(await sync(bench), true);
  const {ours, foreign: judge} = bench.game;
  assert.deepEqual([[...ours.held.keys()], [...judge.held.keys()]], [[mine.id], [other.id]]);
  assert.equal(bench.requests.at(-1)!.site === foreignKey || bench.requests.at(-2)!.site === foreignKey, true);
});

test('ended in the middle it loses and doubles nothing', async () => {
  const {bench, id} = await left();
  const {device, world} = bench.game;
  bench.heal();
  for (let tasks = 1; tasks < 30; tasks++) {
    void device.sync();
    await world.steps(tasks);
    for (const worker of device.workers) device.end(worker);
    await world.calm();
  }
  assert.equal(await sync(bench), true);
  assert.equal(bench.comment(id), 'left behind');
  assert.equal([...device.database.rows.values()].some(isRow), false);
});
