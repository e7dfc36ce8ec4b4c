/** Where answers are kept, and what is claimed of it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type {Notice} from '../../../src/outbox/port.js';
import {createJournal} from '../../../src/outbox/journal.js';
import type {Row} from '../../../src/outbox/row.js';
import {deviceLimits} from '../../../src/schema/limits.js';
import {Bench, response} from '../../support/model/bench.js';
import type {Mode} from '../../support/model/device.js';
import {home, oldKey} from '../../support/model/pages.js';
import {SharedStorage} from '../../support/model/web-storage.js';
import {World} from '../../support/model/world.js';

const minute = 60_000;
const hour = 60 * minute;

const expected: readonly [Mode, string][] = [
  ['locks', 'disk'],
  ['lease', 'disk'],
  ['journal', 'session'],
  ['session', 'session'],
  ['none', 'memory'],
];

for (const [mode, persisted] of expected) {
  test(`mode ${mode}: kept in ${persisted}, said so, sent`, async () => {
    const bench = new Bench(mode);
    assert.equal((await bench.game.ask(bench.outbox.pending())).persistence, persisted, 'before anything is kept');
    bench.game.network.online = false;
    const saved = await bench.save(response('kept'));
    assert.equal(saved.persisted, persisted);
    await bench.pass(100);
    const {answers, persistence, problem, nextTryAt, oldestAt} = await bench.game.ask(bench.outbox.pending());
    assert.deepEqual([answers, persistence, oldestAt], [1, persisted, saved.createdAt]);
    assert.equal(problem, 'network');
    assert.ok(Date.parse(nextTryAt!) > bench.game.world.now());
    bench.heal();
    await bench.pass(minute);
    assert.equal(bench.comment(saved.id), 'kept');
    const after = await bench.game.ask(bench.outbox.pending());
    assert.deepEqual([after.answers, after.problem, after.nextTryAt], [0, undefined, undefined]);
    assert.ok(after.lastSentAt);
  });
}

test('mode none writes nothing anywhere, and mode session nothing that other tabs see', async () => {
  for (const mode of ['none', 'session'] as const) {
    const bench = new Bench(mode);
    bench.game.network.online = false;
    await bench.save(response('private'));
    await bench.pass(minute);
    assert.equal(bench.game.device.database.rows.size, 0);
    assert.equal(bench.game.device.storage.values.size, 0);
    assert.equal(bench.tab.own.values.size > 0, mode === 'session');
  }
});

test('a database that fails: the journal keeps it, and no more is claimed than that', async () => {
  for (const fault of ['open', 'abort', 'write'] as const) {
    const bench = new Bench();
    bench.game.network.online = false;
    Object.assign(bench.game.device.database, {fault, faults: 1});
    // The first look is a transaction too.
    await bench.pass(0);
    Object.assign(bench.game.device.database, {fault, faults: 3});
    const {id, persisted} = await bench.save(response('second best'));
    assert.equal(persisted, 'session', fault);
    bench.crash();
    bench.heal();
    bench.open();
    await bench.pass(hour);
    assert.equal(bench.comment(id), 'second best', fault);
  }
});

test('neither database nor journal: kept in memory, said so, sent while the page lives', async () => {
  const bench = new Bench();
  bench.game.ledger.faulty = true;
  bench.game.device.storage.fault = 'full';
  Object.assign(bench.game.device.database, {fault: 'write', faults: 1000});
  const {id, persisted} = await bench.save(response('in mid-air'));
  assert.equal(persisted, 'memory');
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'in mid-air');
});

test('a database that is empty of a sudden: all comes back from the copies, and the page is told', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const ids: string[] = [];
  for (let n = 0; n < 50; n++) ids.push((await bench.save(response(`${n}`))).id);
  bench.crash();
  bench.game.device.database.empty();
  bench.heal();
  const notices: Notice[] = [];
  const tab = bench.open();
  bench.hear(tab, notices);
  await bench.pass(minute);
  assert.deepEqual(ids.map(id => bench.comment(id)), ids.map((_, n) => `${n}`)); // prettier-ignore
  assert.deepEqual(notices.filter(({type}) => type === 'storage-recovered'), [{type: 'storage-recovered', count: 50}]); // prettier-ignore
  const kept = [...bench.game.device.storage.values.keys()].filter(key => ids.some(id => key.endsWith(id)));
  assert.deepEqual(kept, []);
});

test('a deletion is not undone by a copy that comes back when the browser was killed', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  bench.fault({type: 'refuse'});
  await bench.save(response('opens the gate'));
  await bench.pass(100);
  const {id, receipt} = await bench.save(response('regretted'));
  await bench.pass(9 * minute);
  await bench.game.ask(bench.outbox.withdraw(id, receipt));
  bench.crash();
  bench.game.device.storage.rollBack(10_000);
  assert.ok(
    [...bench.game.device.storage.values.keys()].some(key => key.endsWith(id)),
    'the copy is back',
  );
  bench.heal();
  bench.open();
  await bench.pass(hour);
  assert.equal(bench.endpoint.arrivals.get(id), undefined);
  assert.equal(bench.row(id), undefined);
  // The trace of the deletion goes, too.
  bench.open();
  await bench.pass(minute);
  assert.equal(bench.game.device.database.rows.has(id), false);
});

test('what is acknowledged while no database opens leaves a trace without its text, 100 at most, until one opens', async () => {
  const bench = new Bench();
  const {database, storage} = bench.game.device;
  Object.assign(database, {fault: 'open', faults: Infinity});
  for (let n = 0; n < 120; n++) await bench.save(response(`secret ${n}`));
  await bench.pass(hour);
  assert.equal(bench.endpoint.held.size, 120);
  const traces = () => [...storage.values.values()].filter(text => text.includes('"gone"')).length;
  assert.ok(traces() > 50 && traces() <= 100, `${traces()} traces`);
  assert.doesNotMatch([...storage.values.values()].join(), /secret/);
  database.faults = 0;
  bench.open();
  await bench.pass(minute);
  assert.equal(traces(), 0);
  assert.deepEqual([...bench.endpoint.held.values()].filter(({kind}) => kind === 'withdrawal'), []); // prettier-ignore
});

test('a copy that another tab deleted is not taken for something that was lost', async () => {
  const bench = new Bench();
  const other = bench.open();
  const {id} = await bench.save(response('once'));
  for (let n = 0; n < 5; n++) {
    bench.game.follow(bench.outbox.flush());
    bench.game.follow(other.outbox.flush());
    await bench.pass(minute);
  }
  assert.equal(bench.endpoint.arrivals.get(id)?.get(1), 1);
});

test('a database that lets nothing go does not make the page send in a circle', async () => {
  const bench = new Bench();
  bench.game.ledger.faulty = true;
  const {id} = await bench.save(response('acknowledged, and still there'));
  await bench.game.world.calm('net');
  Object.assign(bench.game.device.database, {fault: 'write', faults: Infinity});
  await bench.pass(hour);
  assert.equal(bench.comment(id), 'acknowledged, and still there');
  const {length} = bench.requests;
  assert.ok(length > 1, 'it is still there');
  assert.ok(length < 60, `${length} requests in an hour`);
  assert.ok(bench.notices.every(({type}) => type !== 'dead-letter'));
});

test('a dead letter of which there is no copy is sent again all the same', async () => {
  const bench = new Bench();
  bench.game.device.storage.fault = 'full';
  bench.fault({type: 'verdict', status: 'rejected', code: 'closed'}, 1);
  const {id} = await bench.save(response('too late'));
  await bench.pass(minute);
  await bench.game.ask(bench.outbox.retry(id));
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'too late');
});

const rowOf = (id: string, comment: string, rev = 1): Row => ({
  id,
  item: {id, kind: 'response', schema: 's', createdAt: '2026-11-22T10:00:00Z', receipt: 'r', data: {comment}},
  rev,
  endpoint: home,
  site: oldKey,
  attempt: 0,
  bytes: 100,
});

test('copies stay within 512 KiB, keys included, and an older copy of an item stays where a newer finds no room', () => {
  const shared = new SharedStorage(new World());
  const journal = createJournal(shared.port());
  const used = () => [...shared.values].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const first = rowOf('00000000-0000-4000-8000-000000000000', 'small');
  assert.ok(journal.set(first, false));
  let taken = 0;
  while (journal.set(rowOf(`00000000-0000-4000-8000-${String(taken + 1).padStart(12, '0')}`, 'x'.repeat(3000)), false)) taken++;
  assert.ok(used() <= deviceLimits.journalChars && used() > deviceLimits.journalChars - 4000, `${used()} characters`);
  assert.equal(journal.set(rowOf(first.id, 'x'.repeat(4000), 2), false), false);
  assert.equal((journal.get(first.id) as Row).rev, 1);
  assert.equal(journal.set(rowOf(first.id, 'x'.repeat(4000), 2), true), false);
  assert.equal((journal.get(first.id) as Row).rev, 2, 'in memory');
  journal.delete('00000000-0000-4000-8000-000000000001');
  journal.delete('00000000-0000-4000-8000-000000000002');
  assert.ok(journal.set(rowOf(first.id, 'x'.repeat(4000), 3), false), 'room again');
}); // prettier-ignore

test('a copy that is spoilt is none, and one that another tab made newer wins', () => {
  const shared = new SharedStorage(new World());
  const journal = createJournal(shared.port());
  const id = '00000000-0000-4000-8000-000000000000';
  for (const text of ['', '{', 'null', '3', '[]', '{"id":"another"}']) {
    shared.values.set(`stagepost:item:${id}`, text);
    assert.equal(journal.get(id), undefined, text);
  }
  shared.fault = 'full';
  journal.set(rowOf(id, 'mine', 2), true);
  shared.values.set(`stagepost:item:${id}`, JSON.stringify(rowOf(id, 'theirs', 3)));
  assert.equal((journal.get(id) as Row).rev, 3);
});
