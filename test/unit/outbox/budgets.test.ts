/** What a device takes, what it refuses visibly, and how long it keeps what nobody takes. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {deviceLimits} from '../../../src/schema/limits.js';
import {Bench, event, response} from '../../support/model/bench.js';
import {pages} from '../../support/model/pages.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('the 2,001st answer is refused visibly; a newer snapshot, an event and a withdrawal are not', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const first = await bench.save(response('first'));
  for (let n = 1; n < deviceLimits.answers; n++) await bench.save(response(`${n}`));
  await assert.rejects(bench.save(response('one too many')), {code: 'outbox/full'});
  assert.equal((await bench.game.ask(bench.outbox.pending())).answers, 2000);
  await bench.save(response('newer', {id: first.id, receipt: first.receipt, rev: 1}));
  await bench.save(event(1));
  await bench.game.ask(bench.outbox.withdraw(first.id, first.receipt), 'net');
  const {answers, withdrawals} = await bench.game.ask(bench.outbox.pending());
  assert.deepEqual([answers, withdrawals], [1999, 1]);
  // Room is made by what is sent.
  bench.heal();
  bench.game.follow(bench.outbox.flush());
  await bench.pass(hour);
  await bench.save(response('there is room again'));
  await bench.pass(hour);
  assert.equal(bench.endpoint.held.size, 2000 + 2);
});

test('answers of more than 5 MB together are refused visibly', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  let bytes = 0;
  const refused = async () => {
    try {
      const {id} = await bench.save(response('ü'.repeat(3900)));
      bytes += bench.row(id)!.bytes;
    } catch (error) {
      return error;
    }
    return;
  };
  let error: unknown;
  while (!error) error = await refused();
  assert.equal((error as {code?: string}).code, 'outbox/full');
  assert.ok(bytes <= deviceLimits.answerBytes && bytes > deviceLimits.answerBytes - 10_000, `${bytes} bytes`);
  await bench.save(event(1));
});

test('what other sites of the origin keep counts towards the same budget', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  for (let n = 0; n < deviceLimits.answers; n++) await bench.save(response(`${n}`));
  const other = bench.open(pages[5]);
  await assert.rejects(bench.save(response('of another site'), other), {code: 'outbox/full'});
});

test('an item that no endpoint could take is refused at once, and nothing is stored', async () => {
  const bench = new Bench();
  const deep = {...response('deep').data, hidden: {a: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}}};
  const bad: readonly [string, Record<string, unknown>][] = [
    ['answer/too-large', {...response('').data, traits: {long: 'x'.repeat(4001)}}],
    ['answer/too-large', {...response('').data, traits: {a: 'ü'.repeat(4000), b: 'ü'.repeat(3000)}}],
    ['answer/too-large', deep],
    ['answer/invalid', {...response('').data, traits: {when: new Date()}}],
    ['answer/invalid', {...response('').data, traits: {n: Number.NaN}}],
  ];
  for (const [code, data] of bad) await assert.rejects(bench.save({kind: 'response', data}), {code});
  assert.equal(bench.game.stored().length, 0);
});

test('an item is given up after 30 days by the time of the endpoint, and not before', async () => {
  const bench = new Bench();
  bench.fault({type: 'verdict', status: 'retry', code: 'rate', retryAfter: 3600 * 5});
  const {id} = await bench.save(response('nobody takes it'));
  await bench.pass(minute);
  for (const [pause, code] of [[29 * day, undefined], [1.5 * day, 'undeliverable']] as const) {
    for (const tab of bench.game.device.tabs) bench.crash(tab);
    await bench.pass(pause);
    bench.open();
    await bench.pass(minute);
    assert.equal(bench.row(id)?.dead?.code, code);
  }
  const {outbox} = bench.game.device.tabs[0]!;
  assert.equal((await bench.game.ask(outbox.deadLetters()))[0]?.id, id);
  // Its 30 days begin anew when the visitor tries again.
  bench.game.traffic.forget();
  await bench.game.ask(outbox.retry(id));
  await bench.pass(28 * day);
  assert.equal(bench.row(id)?.dead, undefined);
  bench.heal();
  await bench.pass(day);
  assert.equal(bench.comment(id), 'nobody takes it');
}); // prettier-ignore

test('an item is given up after failures on 30 distinct days, and not before', async () => {
  const bench = new Bench();
  bench.fault({type: 'refuse'});
  const {id} = await bench.save(response('in vain for a month'));
  await bench.pass(28 * day);
  assert.equal(bench.row(id)?.dead, undefined);
  assert.ok(bench.row(id)!.failDays!.length >= 28);
  await bench.pass(3 * day);
  assert.equal(bench.row(id)?.dead?.code, 'undeliverable');
});

test('days on which nobody opens the page do not count, whatever the clock of the device says', async () => {
  const bench = new Bench();
  bench.game.network.online = false;
  const {id} = await bench.save(response('asleep'));
  await bench.pass(minute);
  bench.crash();
  for (let visit = 0; visit < 20; visit++) {
    await bench.pass(60 * day);
    const tab = bench.open();
    await bench.pass(minute);
    bench.crash(tab);
  }
  assert.equal(bench.row(id)?.dead, undefined);
  bench.open();
  bench.heal();
  await bench.pass(hour);
  assert.equal(bench.endpoint.arrivals.get(id)?.get(1), 1);
});
