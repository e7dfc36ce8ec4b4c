/** The whole retry table: what a reply means, how long it holds the lane, and that nothing is lost by any row of it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {answerOf} from '../../../src/outbox/acknowledge.js';
import {longestWait, spacing} from '../../../src/outbox/backoff.js';
import {classify, type Outcome} from '../../../src/outbox/classify.js';
import {diagnose} from '../../../src/outbox/diagnose.js';
import {createGates, push, type Gates, type Lane} from '../../../src/outbox/gates.js';
import {settle} from '../../../src/outbox/settle.js';
import type {FailureReason} from '../../../src/outbox/port.js';
import type {Row} from '../../../src/outbox/row.js';
import type {Reply} from '../../../src/outbox/transport.js';
import {Bench, response} from '../../support/model/bench.js';
import type {NetworkFault} from '../../support/model/network.js';
import {home} from '../../support/model/pages.js';

const minute = 60_000;
const hour = 60 * minute;

const problem = {status: 400, code: 'batch/invalid', detail: 'Not a batch.'};
const ourId = '00000000-0000-4000-8000-00000000000a';
const answer = {v: 1, serverTime: '2026-11-22T10:00:00.000Z', items: [{id: ourId, rev: 1, status: 'stored'}]};
const capitals = {...answer, items: [{...answer.items[0]!, id: ourId.toUpperCase()}]};
const wait = (reason: FailureReason): Outcome => ({type: 'wait', reason});
const pause = (reason: 'configuration' | 'gone' = 'configuration'): Outcome => ({type: 'pause', reason});
const halve: Outcome = {type: 'halve'};

const table: readonly (readonly [name: string, reply: Reply, outcome: Outcome | typeof answer])[] = [
  ['no network, refused, redirected', {status: 0, failure: 'network'}, wait('network')],
  ['no answer in time', {status: 0, failure: 'timeout'}, wait('timeout')],
  ['200 with an answer', {status: 200, body: answer}, answer],
  ['207 with an answer', {status: 207, body: answer}, answer],
  ['200 with an answer in capitals', {status: 200, body: capitals}, capitals],
  ['200 with an answer that names nothing of ours', {status: 200, body: {...answer, items: []}}, wait('portal')],
  ['200 with HTML', {status: 200}, wait('portal')],
  ['200 with a number', {status: 200, body: 3}, wait('portal')],
  ['200 with null', {status: 200, body: null}, wait('portal')],
  ['200 with another version', {status: 200, body: {...answer, v: 2}}, wait('portal')],
  ['200 without a time', {status: 200, body: {...answer, serverTime: 'soon'}}, wait('portal')],
  ['200 with a verdict without rev', {status: 200, body: {...answer, items: [{id: 'x', status: 'stored'}]}}, wait('portal')],
  ['204', {status: 204}, wait('portal')],
  ...[408, 425, 429, 500, 502, 503, 504, 506, 507, 511, 520, 525, 530, 599].map(
    status => [`${status}`, {status}, wait('server')] as const,
  ),
  ['409', {status: 409}, wait('busy')],
  ['400 as a problem', {status: 400, body: problem}, halve],
  ['422 as a problem', {status: 422, body: problem}, halve],
  ['400 with HTML', {status: 400}, pause()],
  ['422 with HTML', {status: 422}, pause()],
  ['400 with JSON that is no problem', {status: 400, body: {error: 'no'}}, pause()],
  ['413 as a problem', {status: 413, body: problem}, halve],
  ['413 with HTML', {status: 413}, halve],
  ...[304, 401, 402, 403, 404, 405, 406, 411, 415, 418, 451, 499, 501, 505].map(
    status => [`${status}`, {status}, pause()] as const,
  ),
  ['403 as a problem', {status: 403, body: problem}, pause()],
  ['an answer under 403', {status: 403, body: answer}, pause()],
  ['an answer under 500', {status: 500, body: answer}, wait('server')],
  ['410', {status: 410}, pause('gone')],
]; // prettier-ignore

for (const [name, reply, outcome] of table) {
  test(`a reply: ${name}`, () => assert.deepEqual(answerOf(reply, [row({id: ourId})]) ?? classify(reply), outcome));
}

/** Gates whose dice always show `dice`. */
function gatesAt(dice = 0.5) {
  const clock = {now: 1e12, monotonic: 0};
  const ports = {now: () => clock.now, monotonic: () => clock.monotonic, random: () => dice, visible: () => true};
  const fresh = () => {
    const gates = createGates(ports);
    return {gates, lane: gates.lane(home, 'pk_a')};
  };
  const waits = ({gates, lane}: {gates: Gates; lane: Lane}) =>
    [push.timer, push.event, push.person].map(by => gates.wait(lane, by));
  const one = fresh();
  /** As a delivery does: shut at once, then as the reply deserves. */
  const fail = (reply: Reply, sent = 1) => {
    const {gates, lane} = one;
    gates.fail(lane, reply, sent);
    const {reason, ms} = diagnose(lane, reply, sent, ports);
    return gates.close(lane, reason, ms, reply.retryAfter);
  };
  return {...one, clock, fail, waits: (of = one) => waits(of), fresh};
}

test('a failure that passes by itself: the timer backs off, an event or a person shortens it to 2 s', () => {
  for (const helped of [true, false]) {
    const {gates, lane, fail, waits} = gatesAt();
    const once = () => (helped ? fail({status: 500}) : gates.fail(lane, {status: 500}, 1));
    once();
    assert.deepEqual(waits(), [2000, 2000, 2000]);
    for (let n = 0; n < 9; n++) once();
    assert.deepEqual(waits(), [30_250, spacing, spacing], `helped: ${helped}`);
  }
});

test('what the endpoint asked for, nobody shortens', () => {
  for (const helped of [true, false]) {
    const {gates, lane, fail, waits} = gatesAt();
    if (helped) fail({status: 500, retryAfter: 120_000});
    else gates.fail(lane, {status: 500, retryAfter: 120_000}, 1);
    assert.deepEqual(waits(), [120_000, 120_000, 120_000], `helped: ${helped}`);
  }
});

test('nor does an answer to what was sent before', () => {
  const {gates, lane, fail, waits} = gatesAt();
  fail({status: 500, retryAfter: 120_000});
  gates.open(lane);
  assert.deepEqual(waits(), [120_000, 120_000, 120_000]);
});

test('409 waits 1 to 5 s at first, or as long as it asks for', () => {
  for (const dice of [0, 0.5, 0.999]) {
    const {fail, waits} = gatesAt(dice);
    fail({status: 409});
    assert.ok(waits()[0]! >= 1000 && waits()[0]! <= 5000, `${waits()}`);
    fail({status: 409, retryAfter: 60_000});
    assert.equal(waits()[0], 60_000);
  }
});

test('configuration pauses 15 min, doubling to 6 h; only a person asks sooner', () => {
  const {fail, waits} = gatesAt(0);
  const lengths = Array.from({length: 8}, () => {
    fail({status: 403});
    return waits();
  });
  assert.deepEqual(
    lengths.map(([timer]) => timer! / minute),
    [15, 30, 60, 120, 240, 360, 360, 360],
  );
  for (const [timer, event, person] of lengths) assert.deepEqual([event, person], [timer, spacing]);
});

test('410 rests as long as anything may', () => {
  const {fail, waits} = gatesAt();
  fail({status: 410});
  assert.deepEqual(waits(), [longestWait, longestWait, spacing]);
});

test('a refused batch is halved down to one item; a second single refusal is a matter of configuration', () => {
  const {gates, lane, fail, clock} = gatesAt(0);
  const sizes: number[] = [];
  for (let {size} = lane; ; {size} = lane) {
    sizes.push(size);
    const patch = fail({status: 413}, size);
    clock.monotonic += spacing;
    if (patch.reason === 'configuration') break;
  }
  assert.deepEqual(sizes, [50, 25, 12, 6, 3, 1, 1]);
  gates.open(lane);
  assert.equal(lane.size, 2);
});

test('three replies in a row that are no answer: one item at a time, until one is', () => {
  const {gates, lane, fail} = gatesAt();
  for (let n = 0; n < 3; n++) {
    assert.equal(lane.size, 50);
    fail({status: 200}, 50);
  }
  assert.equal(lane.size, 1);
  gates.open(lane);
  assert.equal(lane.size, 2);
});

test('another page takes over a stored wait, and a stored time that is too far ahead is no wait', () => {
  const {lane, fail, clock, waits, fresh} = gatesAt();
  const patch = fail({status: 500, retryAfter: hour});
  const other = fresh();
  other.gates.learn(other.lane, {id: lane.id, ...patch});
  assert.deepEqual(waits(other), [hour, hour, hour]);
  clock.now -= 10 * 365 * 24 * hour;
  const third = fresh();
  third.gates.learn(third.lane, {id: lane.id, ...patch});
  assert.deepEqual(waits(third), [0, 0, 0]);
});

test('a stale snapshot of the store does not open what this page has closed', () => {
  const {gates, lane, fail, waits, clock} = gatesAt(0.999);
  const before = {id: lane.id, failures: 0, until: 0};
  for (let n = 0; n < 10; n++) fail({status: 500});
  clock.monotonic += spacing;
  const [timer] = waits();
  gates.learn(lane, before);
  gates.learn(lane, undefined);
  assert.equal(waits()[0], timer);
  assert.ok(timer! > minute / 2);
});

test('what another page found out opens a wait of ours, but not what the endpoint asked of us', () => {
  const {gates, lane, fail, waits, clock} = gatesAt(0.999);
  for (let n = 0; n < 10; n++) fail({status: 0, failure: 'network'});
  const stored = {id: lane.id, ...fail({status: 0, failure: 'network'})};
  gates.learn(lane, stored);
  clock.monotonic += spacing;
  assert.ok(waits()[0]! > minute);
  gates.learn(lane, {...stored, failures: 0, until: 0});
  assert.deepEqual(waits(), [0, 0, 0]);
});

const row = (more: Partial<Row> = {}): Row => ({
  id: 'a',
  item: {id: 'a', kind: 'response', schema: 's', createdAt: '2026-11-22T10:00:00Z', receipt: 'r', data: {}},
  rev: 2,
  endpoint: home,
  site: 'pk_a',
  attempt: 1,
  bytes: 100,
  ...more,
});
const moment = {now: 1e12, serverNow: 1e12, random: 0.5};
const verdict = (status: 'stored' | 'duplicate' | 'rejected' | 'retry', rev = 2, more = {}) => ({
  id: 'a',
  rev,
  status,
  ...more,
});

test('verdicts: an acknowledgement lets go of what it names, and of nothing newer', () => {
  for (const status of ['stored', 'duplicate'] as const) {
    assert.deepEqual(settle(row(), 2, verdict(status), moment), {row: undefined, notice: {type: 'sent', id: 'a', rev: 2}});
    assert.equal(settle(row({rev: 3}), 2, verdict(status), moment).row?.rev, 3);
    assert.equal(settle(row(), 2, verdict(status, 5), moment).row, undefined, 'a higher rev is held');
    const lower = settle(row(), 2, verdict(status, 1), moment);
    assert.equal(lower.notice, undefined);
    assert.ok(lower.row!.nextAt! > moment.now, 'acknowledged below what was sent is no acknowledgement');
  }
}); // prettier-ignore

test('verdicts: what is rejected is buried, unless a newer snapshot waits; erased and withdrawn leave at once', () => {
  for (const code of ['invalid', 'too-large', 'too-old', 'closed', 'something/new', undefined]) {
    const {row: buried, notice} = settle(row(), 2, verdict('rejected', 2, {code}), moment);
    assert.equal(buried?.dead?.code, code ?? 'invalid');
    assert.equal(notice?.type, 'dead-letter');
    assert.equal(settle(row({rev: 3}), 2, verdict('rejected', 2, {code}), moment).row?.dead, undefined);
  }
  for (const code of ['erased', 'withdrawn'])
    for (const rev of [2, 3]) {
      const gone = settle(row({rev}), 2, verdict('rejected', 2, {code}), moment);
      assert.deepEqual(gone, {row: undefined, notice: {type: 'withdrawn', id: 'a'}});
    }
});

test('verdicts: retry waits for its own backoff, or as asked, within six hours', () => {
  for (const code of ['rate', 'schema/newer', undefined]) {
    const later = settle(row(), 2, verdict('retry', 2, {code}), moment).row!;
    assert.equal(later.nextAt, moment.now + 1250);
    assert.equal(later.rev, 2);
  }
  assert.equal(settle(row(), 2, verdict('retry', 2, {retryAfter: 30}), moment).row!.nextAt, moment.now + 30_000);
  assert.equal(settle(row(), 2, verdict('retry', 2, {retryAfter: 1e9}), moment).row!.nextAt, moment.now + longestWait);
  assert.equal(settle(row(), 2, undefined, moment).row!.nextAt, moment.now + 1250, 'not named');
});

test('verdicts: a conflict goes out again under the next revision; there is a last one', () => {
  assert.equal(settle(row(), 2, verdict('retry', 2, {code: 'conflict'}), moment).row!.rev, 3);
  assert.equal(settle(row({rev: 5}), 2, verdict('retry', 2, {code: 'conflict'}), moment).row!.rev, 5);
  const last = settle(row({rev: 10_000}), 10_000, verdict('retry', 10_000, {code: 'conflict'}), moment);
  assert.equal(last.row?.dead?.code, 'conflict');
});

const faulty: readonly NetworkFault[] = [
  {type: 'refuse'},
  {type: 'lost'},
  {type: 'html200'},
  {type: 'garbage'},
  {type: 'wrong-ids'},
  {type: 'missing'},
  {type: 'lower'},
  {type: 'wrong-v'},
  ...[400, 401, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 425, 429, 451, 500, 501, 502, 503, 504, 505, 507, 511, 520, 530]
    .flatMap((status): NetworkFault[] => [
      {type: 'status', status},
      {type: 'status', status, problem: true},
      {type: 'status', status, retryAfter: hour},
    ]),
  {type: 'verdict', status: 'retry', code: 'rate', retryAfter: 30},
  {type: 'verdict', status: 'retry', code: 'conflict'},
  {type: 'verdict', status: 'retry', code: 'schema/newer'},
]; // prettier-ignore

for (const fault of faulty) {
  const {type, ...more} = fault;
  test(`through the outbox, twice: ${type} ${JSON.stringify(more)}`, async () => {
    const bench = new Bench();
    bench.fault(fault, 2);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await bench.save(response(`number ${n}`))).id);
    await bench.pass(20 * hour);
    assert.deepEqual(
      ids.map(id => bench.comment(id)),
      ['number 0', 'number 1', 'number 2'],
    );
    assert.equal(bench.game.stored().length, 0, 'nothing waits');
    assert.ok(bench.requests.length < 12, `${bench.requests.length} requests`);
    const failures = bench.notices.filter(notice => notice.type === 'failed').length;
    if (type !== 'missing')
      assert.equal(failures > 0, !['verdict', 'lower'].includes(type), `${failures} failures told`);
  });
}

test('one item that an endpoint always refuses holds up no other, and is kept', async () => {
  const bench = new Bench();
  const {batch} = bench.endpoint;
  bench.endpoint.batch = text =>
    text.includes('poison') ? {status: 400, body: problem} : batch.call(bench.endpoint, text);
  bench.game.network.online = false;
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push((await bench.save(response(n === 7 ? 'poison' : `number ${n}`))).id);
  await bench.pass(hour);
  bench.heal();
  await bench.pass(2 * hour);
  assert.equal(ids.filter(id => bench.comment(id)).length, 19);
  assert.equal(bench.row(ids[7]!)?.dead, undefined);
  assert.ok(bench.requests.length < 80, `${bench.requests.length} requests`);
  const {id} = await bench.save(response('later'));
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'later');
});

test('an item that is rejected is shown, and goes out again when the visitor asks for it', async () => {
  const bench = new Bench();
  bench.fault({type: 'verdict', status: 'rejected', code: 'closed'}, 1);
  const {id} = await bench.save(response('after closing time'));
  await bench.pass(minute);
  const [letter, ...others] = await bench.game.ask(bench.outbox.deadLetters());
  assert.deepEqual(others, []);
  assert.equal(letter?.id, id);
  assert.equal(letter?.code, 'closed');
  assert.deepEqual(bench.notices.filter(({type}) => type === 'dead-letter'), [{type: 'dead-letter', id, code: 'closed'}]); // prettier-ignore
  const again = bench.outbox.retry(id);
  await bench.game.ask(again);
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'after closing time');
  await assert.rejects(bench.game.ask(bench.outbox.retry(id)), {code: 'outbox/unknown'});
});

test('a newer snapshot revives a dead letter', async () => {
  const bench = new Bench();
  bench.fault({type: 'verdict', status: 'rejected', code: 'invalid'}, 1);
  const {id, receipt} = await bench.save(response('refused'));
  await bench.pass(minute);
  await bench.save(response('better', {id, receipt, rev: 1}));
  await bench.pass(minute);
  assert.equal(bench.comment(id), 'better');
  assert.deepEqual(await bench.game.ask(bench.outbox.deadLetters()), []);
});
