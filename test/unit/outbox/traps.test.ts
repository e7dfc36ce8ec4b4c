/** The traps that queues have fallen into, one test each. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {isRow, leaseId, leaseTime, type Gate, type Row} from '../../../src/outbox/row.js';
import {Bench, event, response} from '../../support/model/bench.js';
import {loaded} from '../../support/model/game.js';
import {newerSchema} from '../../support/model/model-judge.js';
import {foreign, foreignKey, home, moved, newKey, oldKey, pages} from '../../support/model/pages.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('an acknowledgement of rev 2 does not remove rev 3', async () => {
  const bench = new Bench();
  const {id, receipt} = await bench.save(response('first'));
  await bench.pass(0);
  const second = await bench.save(response('second', {id, receipt, rev: 1}));
  assert.equal(second.rev, 2);
  // Rev 2 is on its way; the endpoint's answer is slow.
  await bench.game.world.calm('net');
  const third = await bench.save(response('third', {id, receipt, rev: 2}), bench.tab);
  assert.equal(third.rev, 3);
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'third');
  const sent = bench.notices.filter(({type}) => type === 'sent').map(notice => (notice as {rev: number}).rev);
  assert.equal(sent.at(-1), 3);
});

test('a newer kit meets an older endpoint: its items wait, and arrive whole once the endpoint knows them', async () => {
  const bench = new Bench();
  const {id} = plantNewer(bench);
  bench.tab.outbox.wake();
  await bench.pass(2 * day);
  assert.equal(bench.endpoint.held.size, 0);
  assert.equal((await bench.game.ask(bench.outbox.pending())).answers, 1);
  assert.deepEqual(await bench.game.ask(bench.outbox.deadLetters()), []);
  bench.endpoint.upgraded = true;
  await bench.pass(7 * hour);
  assert.equal((bench.endpoint.held.get(id) as {extra?: unknown} | undefined)?.extra, 'kept');
});

test('an older kit keeps what it does not know of a newer kit, on the device and on the way', async () => {
  const bench = new Bench();
  const {id} = plantNewer(bench);
  bench.game.device.database.rows.set('mood:1', {id: 'mood:1', colours: 3} as unknown as Gate);
  bench.fault({type: 'refuse'}, 3);
  bench.tab.outbox.wake();
  await bench.pass(hour);
  bench.endpoint.upgraded = true;
  bench.heal();
  await bench.pass(7 * hour);
  const held = bench.endpoint.held.get(id) as unknown as {schema: string; data: {newThing: unknown}};
  assert.deepEqual(held.data.newThing, {deep: [1]});
  assert.equal(held.schema, newerSchema);
  assert.deepEqual(bench.game.device.database.rows.get('mood:1'), {id: 'mood:1', colours: 3});
});

test('a withdrawal while the item is in flight reaches the endpoint after it, or before it', async () => {
  for (const first of ['item', 'withdrawal'] as const) {
    const bench = new Bench();
    const {id, receipt} = await bench.save(response('regretted'));
    if (first === 'withdrawal') bench.fault({type: 'refuse'}, 1);
    await bench.game.world.calm('net');
    assert.equal(bench.requests.length, 1);
    bench.game.follow(bench.outbox.withdraw(id, receipt));
    await loaded();
    await bench.game.world.calm('net');
    assert.equal(bench.row(id), undefined);
    await bench.pass(hour);
    assert.equal(bench.endpoint.held.has(id), false);
    assert.ok(bench.notices.some(notice => notice.type === 'withdrawn' && notice.id === id));
    assert.ok(!bench.notices.some(({type}) => type === 'sent'));
  }
});

test('what never left is deleted here when it is withdrawn, and no request tells of it', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  bench.fault({type: 'refuse'});
  const first = await bench.save(response('opens the gate'));
  await bench.pass(100);
  const {id, receipt} = await bench.save(response('never left'));
  await bench.game.ask(bench.outbox.withdraw(id, receipt));
  assert.equal(bench.row(id), undefined);
  bench.heal();
  await bench.pass(hour);
  assert.deepEqual([...bench.endpoint.held.keys()], [first.id]);
});

test('a lease that ends later than one made now counts as expired', async () => {
  const bench = new Bench('lease');
  const until = bench.game.world.now() + leaseTime + 10 * 365 * day;
  bench.game.device.database.rows.set(leaseId, {id: leaseId, owner: 'a dead tab', until});
  const saved = await bench.save(response('behind a lease from the future'));
  await bench.pass(0);
  assert.equal(bench.comment(saved.id), 'behind a lease from the future');
});

test('a lease of a living tab is kept to, and one of a dead tab is over soon', async () => {
  const bench = new Bench('lease');
  const until = bench.game.world.now() + leaseTime;
  bench.game.device.database.rows.set(leaseId, {id: leaseId, owner: 'another tab', until});
  await bench.save(response('waits for its turn'));
  await bench.pass(leaseTime - 1);
  assert.equal(bench.requests.length, 0);
  await bench.pass(2 * leaseTime);
  assert.equal(bench.endpoint.held.size, 1);
});

test('a batch says when it was sent and an item when it was made, both by the clock of the device', async () => {
  const bench = new Bench();
  bench.fault({type: 'refuse'}, 1);
  bench.game.world.skew = -3 * hour;
  const {createdAt} = await bench.save(response('by a slow clock'));
  let sentAt = '';
  const {batch} = bench.endpoint;
  bench.endpoint.batch = text => {
    ({sentAt} = JSON.parse(text) as {sentAt: string});
    return batch.call(bench.endpoint, text);
  };
  await bench.pass(hour);
  assert.equal(Date.parse(createdAt), bench.game.world.trueNow() - hour - 3 * hour);
  const late = Date.parse(sentAt) - Date.parse(createdAt);
  assert.ok(late > 0 && late < minute, `${late} ms`);
});

test('a firewall that answers 400, 413 or 451 with HTML buries nothing', async () => {
  for (const status of [400, 413, 451]) {
    const bench = new Bench();
    bench.fault({type: 'status', status});
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await bench.save(response(`number ${n}`))).id);
    await bench.pass(5 * day);
    assert.deepEqual(await bench.game.ask(bench.outbox.deadLetters()), [], `${status}`);
    bench.heal();
    await bench.pass(8 * hour);
    assert.deepEqual(ids.map(id => bench.comment(id)), ids.map((_, n) => `number ${n}`), `${status}`); // prettier-ignore
  }
});

test('a key that is rotated while items wait holds nobody up, and loses nothing', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const old = await bench.save(response('under the old key'));
  await bench.pass(hour);
  bench.endpoint.keys.delete(oldKey);
  bench.heal();
  const page = bench.open(pages[2]);
  const fresh = await bench.save(response('under the new key'), page);
  await bench.pass(3000);
  assert.equal(bench.comment(fresh.id), 'under the new key');
  await bench.pass(day);
  assert.equal(bench.comment(old.id), undefined);
  bench.endpoint.keys.add(oldKey);
  await bench.pass(7 * hour);
  assert.equal(bench.comment(old.id), 'under the old key');
  assert.equal(bench.requests.find(({items}) => items.some(({id}) => id === fresh.id))?.site, newKey);
});

test('an endpoint that changes takes the waiting items only where the owner says so', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const {id} = await bench.save(response('for the former endpoint'));
  bench.crash();
  const toward = (endpoint: string) => bench.requests.filter(sent => sent.endpoint === endpoint).length;
  // Somebody's HTML on the same page names its own endpoint: nothing moves.
  bench.open({endpoint: foreign, site: foreignKey});
  bench.open({endpoint: moved, site: oldKey});
  await bench.pass(day);
  assert.equal(toward(foreign) + toward(moved), 0);
  bench.game.network.endpoints.delete(home);
  bench.heal();
  for (const tab of bench.game.device.tabs) bench.crash(tab);
  bench.open({endpoint: moved, site: oldKey, endpointWas: [home]});
  await bench.pass(7 * hour);
  assert.equal(bench.comment(id), 'for the former endpoint');
});

test('web storage holds one key an item, so that two pages never overwrite each other', async () => {
  const bench = new Bench('journal');
  const other = bench.open();
  bench.game.network.online = false;
  const both = [bench.outbox.save(response('one')), other.outbox.save(response('two'))];
  await bench.game.world.calm();
  const ids = (await Promise.all(both)).map(({id}) => id);
  const keys = [...bench.game.device.storage.values.keys()];
  assert.deepEqual(
    ids.map(id => keys.filter(key => key.endsWith(id)).length),
    [1, 1],
  );
  bench.crash();
  bench.heal();
  other.outbox.wake();
  await bench.pass(7 * hour);
  assert.deepEqual([...bench.endpoint.held.keys()].sort(), ids.sort());
});

test('a page that does not send still learns what was sent', async () => {
  const bench = new Bench();
  const other = bench.open();
  const heard = bench.hear(other, []);
  const {id} = await bench.save(response('sent by one, told to both'), bench.tab);
  await bench.pass(minute);
  const sender = bench.requests[0]!.tab;
  const silent = sender === bench.tab ? heard : bench.notices;
  assert.ok(silent.some(notice => notice.type === 'sent' && notice.id === id && notice.rev === 1));
});

test('events never crowd out an answer', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  for (let seq = 0; seq < 1010; seq++) await bench.save(event(seq));
  const {id} = await bench.save(response('there is room'));
  const dropped = bench.notices.flatMap(notice => (notice.type === 'events-dropped' ? notice.count : []));
  assert.equal(dropped.length, 10);
  const {answers, events} = await bench.game.ask(bench.outbox.pending());
  assert.deepEqual([answers, events], [1, 1000]);
  bench.heal();
  bench.game.follow(bench.outbox.flush());
  await bench.pass(7 * hour);
  assert.equal(bench.requests.find(({items}) => items.length > 1)?.items[0]?.id, id, 'answers go first');
  // The oldest made room: what arrived is the rest.
  const seqs = [...bench.endpoint.held.values()].flatMap(item => (item.kind === 'event' ? item.data.seq : []));
  assert.equal(Math.min(...seqs), 10);
  assert.equal(seqs.length, 1000);
});

test('a restored profile that resends after 100 days makes no second answer', async () => {
  const bench = new Bench();
  const {id} = await bench.save(response('from a backup'));
  const kept = new Map(bench.game.device.database.rows);
  await bench.pass(minute);
  assert.equal(bench.endpoint.commits.length, 1);
  bench.crash();
  await bench.pass(100 * day);
  for (const [key, row] of kept) bench.game.device.database.rows.set(key, row);
  bench.open();
  await bench.pass(minute);
  assert.equal(bench.endpoint.arrivals.get(id)?.get(1), 2);
  assert.equal(bench.endpoint.commits.length, 1);
  assert.equal(bench.row(id), undefined);
});

test('the first failure after a forward clock jump buries nothing', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const {id} = await bench.save(response('made in another decade'));
  await bench.pass(minute);
  bench.game.world.skew += 10 * 365 * day;
  await bench.pass(day);
  bench.heal();
  bench.fault({type: 'verdict', status: 'retry', code: 'rate'}, 3);
  await bench.pass(day);
  assert.deepEqual(await bench.game.ask(bench.outbox.deadLetters()), []);
  assert.equal(bench.comment(id), 'made in another decade');
});

function plantNewer(bench: Bench): Row {
  const {device, world} = bench.game;
  const createdAt = new Date(world.now()).toISOString();
  const data = {...response('from the future').data, newThing: {deep: [1]}};
  const id = device.uuid();
  const item = {id, kind: 'response', schema: newerSchema, createdAt, receipt: device.receipt(), data, extra: 'kept'};
  const row = {id, item, rev: 1, endpoint: home, site: oldKey, attempt: 0, bytes: 600, mood: 'new'} as Row;
  device.database.rows.set(id, row);
  assert.ok(isRow(row));
  return row;
}
