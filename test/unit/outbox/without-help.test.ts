/**
 * What trouble needs is loaded when trouble comes, which is when a network is often gone; and some browsers remember a failed
 * import for as long as the page lives. What is here already has to keep everything, tell the truth and ask seldom enough.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import {Bench, response} from '../../support/model/bench.js';
import {home} from '../../support/model/pages.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A page that never gets it, whatever comes back. */
function stuck(mode?: ConstructorParameters<typeof Bench>[0]): Bench {
  const bench = new Bench(mode);
  bench.tab.stuck = true;
  return bench;
}

const failures = (bench: Bench) => bench.notices.flatMap(notice => (notice.type === 'failed' ? [notice] : []));

test('offline, then online: sent without it, and told as it was', async () => {
  const bench = new Bench();
  bench.game.device.remembers = () => true;
  bench.game.network.online = false;
  const {id} = await bench.save(response('on the train'));
  await bench.pass(10 * minute);
  assert.ok(bench.tab.stuck, 'it was asked for, and not there');
  assert.ok(bench.row(id));
  assert.ok(failures(bench).every(({reason, status}) => reason === 'network' && status === 0));
  assert.ok(bench.requests.length < 40, `${bench.requests.length} requests in ten minutes`);
  bench.heal();
  bench.tab.outbox.wake();
  await bench.pass(2 * second);
  assert.equal(bench.comment(id), 'on the train');
  assert.equal(bench.endpoint.arrivals.get(id)?.get(1), 1);
  assert.equal(bench.row(id), undefined);
  assert.equal((await bench.game.ask(bench.outbox.pending())).problem, undefined);
});

test('every kind of reply: all is kept, and all arrives once the endpoint answers', async () => {
  const faults = [
    {type: 'refuse'}, {type: 'lost'}, {type: 'html200'}, {type: 'garbage'}, {type: 'wrong-ids'}, {type: 'missing'}, {type: 'lower'}, {type: 'wrong-v'},
    ...[400, 403, 404, 409, 410, 413, 422, 429, 451, 500, 503].flatMap(status => [
      {type: 'status', status} as const,
      {type: 'status', status, problem: true} as const,
      {type: 'status', status, retryAfter: hour} as const,
    ]),
    {type: 'verdict', status: 'retry', code: 'rate', retryAfter: 30},
    {type: 'verdict', status: 'rejected', code: 'closed'},
  ] as const; // prettier-ignore
  for (const mode of ['locks', 'lease', 'session'] as const)
    for (const fault of faults) {
      const bench = stuck(mode);
      bench.fault(fault, 3);
      const ids: string[] = [];
      for (let n = 0; n < 3; n++) ids.push((await bench.save(response(`number ${n}`))).id);
      await bench.pass(20 * hour);
      const what = `${mode}: ${JSON.stringify(fault)}`;
      assert.deepEqual(ids.map(id => bench.comment(id)), ['number 0', 'number 1', 'number 2'], what); // prettier-ignore
      assert.equal(bench.game.stored().length, 0, what);
      assert.ok(bench.requests.length < 16, `${bench.requests.length} requests, ${what}`);
      assert.ok(bench.notices.every(({type}) => type !== 'dead-letter'));
    }
});

test('what the endpoint asks for is kept to, by this page and by the next', async () => {
  const bench = stuck();
  bench.fault({type: 'status', status: 429, retryAfter: hour}, 1);
  const {id} = await bench.save(response('not yet'));
  await bench.pass(minute);
  bench.game.follow(bench.outbox.flush());
  bench.tab.outbox.wake();
  const next = bench.open();
  next.stuck = true;
  bench.game.follow(next.outbox.flush());
  await bench.pass(58 * minute);
  assert.equal(bench.requests.length, 1);
  await bench.pass(5 * minute);
  assert.equal(bench.comment(id), 'not yet');
});

test('an endpoint that is down for hours is asked seldom', async () => {
  const bench = stuck();
  bench.fault({type: 'status', status: 500});
  await bench.save(response('patient'));
  await bench.pass(24 * hour);
  assert.ok(bench.requests.length < 80, `${bench.requests.length} requests in a day`);
});

test('one item that an endpoint always refuses holds up no other, and is kept', async () => {
  const bench = stuck();
  const {batch} = bench.endpoint;
  bench.endpoint.batch = text =>
    text.includes('poison') ? {status: 400, body: '<h1>400</h1>'} : batch.call(bench.endpoint, text);
  bench.game.network.online = false;
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push((await bench.save(response(n === 7 ? 'poison' : `number ${n}`))).id);
  await bench.pass(minute);
  bench.heal();
  await bench.pass(6 * hour);
  assert.equal(ids.filter(id => bench.comment(id)).length, 19);
  assert.ok(bench.row(ids[7]!) && !bench.row(ids[7]!)!.dead);
});

test('an answer that takes some and rejects one: those go, that one stays until a page can tell why', async () => {
  const bench = stuck();
  bench.game.network.online = false;
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await bench.save(response(`number ${n}`))).id);
  bench.endpoint.erase(ids[1]!);
  const {batch} = bench.endpoint;
  bench.endpoint.batch = text => {
    const reply = batch.call(bench.endpoint, text);
    const {items} = reply.body as {items: {id: string; status: string; code?: string}[]};
    for (const item of items) if (item.id === ids[2]) Object.assign(item, {status: 'rejected', code: 'closed'});
    return reply;
  };
  bench.heal();
  bench.tab.outbox.wake();
  await bench.pass(minute);
  assert.equal(bench.row(ids[0]!), undefined);
  assert.ok(bench.row(ids[2]!) && !bench.row(ids[2]!)!.dead, 'not buried without a reason that was understood');
  assert.ok(bench.notices.every(({type}) => type !== 'dead-letter'));
  bench.crash();
  bench.open();
  await bench.pass(hour);
  assert.equal(bench.row(ids[2]!)?.dead?.code, 'closed');
  assert.equal(bench.row(ids[1]!), undefined);
});

test('it comes late: five seconds are waited for it, and the lane is shut meanwhile', async () => {
  const bench = new Bench();
  bench.fault({type: 'status', status: 403}, 1);
  const {id} = await bench.save(response('refused'));
  // Nothing that is fetched arrives: the request that failed had been answered.
  for (let steps = 0; steps < 40 && !bench.requests[0]?.heard; steps++) await bench.game.world.steps(1);
  await bench.game.world.pass(4 * second, 'net');
  bench.tab.outbox.wake();
  await bench.game.world.pass(100, 'net');
  assert.equal(bench.requests.length, 1);
  assert.equal(failures(bench).length, 0);
  await bench.game.world.pass(second, 'net');
  assert.deepEqual(failures(bench).map(({reason, status}) => [reason, status]), [['server', 403]]); // prettier-ignore
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'refused');
});

test('once it is there, it judges: a refusal for good is a matter of configuration', async () => {
  const bench = new Bench();
  bench.game.device.shaky = true;
  bench.fault({type: 'status', status: 403}, 2);
  await bench.save(response('refused'));
  await bench.pass(minute);
  assert.deepEqual(
    failures(bench).map(({reason}) => reason),
    ['server', 'configuration'],
  );
  assert.equal(bench.requests.length, 2);
  assert.equal(bench.game.network.faults.get(home)?.left, 0);
});

test('the page goes while it is on its way: nothing is lost', async () => {
  const bench = stuck();
  bench.game.network.online = false;
  const {id} = await bench.save(response('last words'));
  bench.game.follow(bench.tab.outbox.leave());
  await bench.game.world.steps(3);
  bench.tab.outbox.pause();
  bench.crash();
  bench.heal();
  bench.open();
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'last words');
});
