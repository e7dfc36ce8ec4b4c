/** Every row of the retry table over real HTTP: what comes back, what the owner is told of it, and that the answers arrive. */
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {startChromium, type Chromium} from '../support/engines/chromium.js';
import {open, until} from '../support/chaos/drive.js';
import type {PageOptions} from '../support/chaos/page/hooks.js';
import {startStage, type Stage} from '../support/chaos/stage.js';
import {faults, type Fault} from '../support/endpoint.js';

interface Row {
  readonly name: string;
  readonly fault: Fault | ((stage: Stage) => Fault);
  /** How often it strikes before the endpoint is sound again. Default 2. */
  readonly times?: number;
  /** What is told: reason and status. None where the answer counts as one. */
  readonly reason?: string;
  readonly status?: number;
  /** Requests with answers at most, all told. Default: the faults and three more. */
  readonly most?: number;
}

const status = (code: number, reason: string, more: Partial<Row> = {}): Row => ({
  name: `status ${code}`,
  fault: faults.status(code),
  reason,
  status: code,
  ...more,
});

const problem = (code: number): Fault => ({
  status: code,
  headers: {'content-type': 'application/problem+json'},
  body: JSON.stringify({status: code, code: 'batch/invalid', detail: 'no'}),
});

const rows: readonly Row[] = [
  {name: 'connection reset before the store', fault: faults.resetBefore(), reason: 'network', status: 0},
  {name: 'connection reset after the store', fault: faults.resetAfter(), reason: 'network', status: 0},
  {name: 'no answer, nothing stored', fault: faults.hangBefore(), reason: 'timeout', status: 0},
  {name: 'no answer, all stored', fault: faults.hangAfter(), reason: 'timeout', status: 0},
  {name: 'a half-written answer', fault: faults.half(), reason: 'network', status: 0},
  {name: 'a body slower than our patience', fault: faults.slowBody(200), reason: 'timeout', status: 0},
  {
    name: 'a redirect to a place that would answer',
    fault: ({endpoint}) => faults.redirect(`${endpoint.url}/v1/batch`),
    reason: 'network',
    status: 0,
  },
  {name: 'HTML under 200', fault: faults.html200(), reason: 'portal', status: 200},
  {
    name: 'HTML under 200 five times: then single items',
    fault: faults.html200(),
    times: 5,
    reason: 'portal',
    status: 200,
    most: 10,
  },
  {name: 'an empty 200', fault: faults.empty200(), reason: 'portal', status: 200},
  {name: 'truncated JSON', fault: faults.truncated(), reason: 'portal', status: 200},
  {name: 'garbage', fault: {status: 200, body: '\u0000\u0001{]'}, reason: 'portal', status: 200},
  {name: 'JSON of another kind', fault: faults.json200({ok: true}), reason: 'portal', status: 200},
  {name: 'JSON null', fault: faults.json200(null), reason: 'portal', status: 200},
  {name: 'another version of the answer', fault: faults.wrongV(), reason: 'portal', status: 200},
  {name: 'verdicts on ids that are not ours', fault: faults.wrongIds(), reason: 'portal', status: 200},
  {name: 'an answer under 204', fault: {status: 204, body: ''}, reason: 'portal', status: 204},
  {name: 'an answer that leaves one item out', fault: faults.missingIds(1), times: 1},
  {name: 'slow headers', fault: faults.slowHeaders(100)},
  ...[408, 425, 429, 500, 502, 503, 504, 507, 511, 520, 525, 530].map(code => status(code, 'server')),
  status(409, 'busy'),
  ...[401, 403, 404, 405, 406, 415, 451, 501, 505].map(code => status(code, 'configuration')),
  status(400, 'configuration', {name: 'status 400 of a firewall, in HTML'}),
  status(422, 'configuration', {name: 'status 422 of a proxy, in HTML'}),
  status(410, 'gone'),
  status(413, 'server', {name: 'status 413 of a proxy, in HTML', times: 1}),
  {
    name: 'status 400 with a problem of the endpoint',
    fault: problem(400),
    times: 1,
    reason: 'server',
    status: 400,
    most: 8,
  },
  {
    name: 'status 422 with a problem of the endpoint',
    fault: problem(422),
    times: 1,
    reason: 'server',
    status: 422,
    most: 8,
  },
];

let browser: Chromium;
before(async () => {
  browser = await startChromium();
});
after(() => browser.stop());

interface Failed {
  readonly type: string;
  readonly reason?: string;
  readonly status?: number;
  readonly code?: string;
  readonly id?: string;
}

/** Opens a page on a new stage, has it save `count` answers, and hands both to `use`. */
async function withPage(
  options: Partial<PageOptions>,
  use: (stage: Stage, page: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const stage = await startStage();
  try {
    const page = await open(browser, stage.site.page({endpoint: stage.endpoint.url, speed: 20_000, ...options}));
    await use(stage, page);
    assert.deepEqual(stage.ledger.errors, []);
    await page.close();
  } finally {
    await stage.close();
  }
}

const noticesOf = ({ledger}: Stage) => ledger.notices.map(text => JSON.parse(text) as Failed);

describe('the retry table', () => {
  for (const {name, fault, times = 2, reason, status: code, most = times + 3} of rows)
    test(`${name}: ${reason ?? 'an answer'}`, async () =>
      withPage({}, async (stage, page) => {
        const {endpoint, ledger} = stage;
        const struck = typeof fault === 'function' ? fault(stage) : fault;
        endpoint.fault = (_request, n) => (n < times ? struck : undefined);
        const saved = await page.evaluate(() => window.chaos.bulk('r', 3));
        saved.forEach((one, index) => ledger.promise(`r${index}`, one));
        await until(() => ledger.missing().length === 0, 'every answer at the endpoint', 30_000);
        await until(
          async () => (await page.evaluate(() => window.chaos.outbox.pending())).answers === 0,
          'an empty outbox',
          30_000,
        );
        const {lost, twice, untrue} = ledger.verdict();
        assert.deepEqual({lost, twice, untrue}, {lost: [], twice: [], untrue: []});
        const failed = noticesOf(stage).filter(({type}) => type === 'failed');
        // The browser itself repeats a request whose kept-alive connection broke, or was answered 408: the page hears of one failure.
        assert.equal(failed.length > 0, !!reason);
        assert.ok(failed.length <= times);
        for (const one of failed) assert.equal(`${one.reason} ${one.status}`, `${reason} ${code}`);
        assert.deepEqual(
          noticesOf(stage).filter(({type}) => type === 'dead-letter'),
          [],
        );
        assert.ok(endpoint.batches > (reason ? times : 0) && endpoint.batches <= most, `${endpoint.batches} requests`);
        // A redirect is never followed, whatever waits behind it.
        assert.ok(endpoint.requests.every(({method}) => method === 'POST' || method === 'OPTIONS'));
      }));

  test('Retry-After is kept to, in seconds and as a date, by a page that is asked to hurry', async () => {
    for (const form of ['seconds', 'date'] as const)
      await withPage({speed: 100}, async ({endpoint, ledger}, page) => {
        const date = new Date();
        const later = form === 'seconds' ? 60 : new Date(+date + 60_000).toUTCString();
        endpoint.fault = (_request, n) =>
          n
            ? undefined
            : {
                ...faults.retryAfter(503, later),
                headers: {
                  'retry-after': String(later),
                  'date': date.toUTCString(),
                  'access-control-expose-headers': '*',
                },
              };
        await page.evaluate(() => window.chaos.save('w'));
        await until(() => endpoint.batches === 1, 'the first request');
        const asked = until(() => ledger.missing().length === 0, 'the answer');
        for (let at = 0; at < 5; at++) await page.evaluate(() => window.chaos.outbox.flush());
        await asked;
        const [first, second] = endpoint.requests.filter(({method}) => method === 'POST');
        // One minute of the page is 600 ms of ours; a date has whole seconds.
        assert.ok(second!.at - first!.at >= 580, `${form}: asked again after ${(second!.at - first!.at) / 10} s`);
        assert.equal(endpoint.batches, 2);
      });
  });

  // So slow that the hour for which the item rests is no matter of how busy this machine is: it is asked for again after each.
  test('one item that the endpoint cannot take blocks nobody, and is never thrown away', async context =>
    withPage({speed: 1000}, async (stage, page) => {
      const {endpoint, ledger} = stage;
      await endpoint.down();
      const saved = await page.evaluate(() => window.chaos.bulk('p', 50));
      const poison = saved[20]!.id;
      saved.forEach((one, index) => index === 20 || ledger.promise(`p${index}`, one));
      endpoint.fault = ({ids}) => (ids.includes(poison) ? faults.status(413) : undefined);
      await endpoint.up();
      await until(() => ledger.missing().length === 0, 'the other 49 answers', 30_000);
      context.diagnostic(`49 answers went round the 50th in ${endpoint.batches} requests`);
      assert.ok(endpoint.batches <= 40, `${endpoint.batches} requests`);
      // The last verdict may still be on its way into the database.
      await until(
        async () => (await page.evaluate(() => window.chaos.outbox.pending())).answers < 2,
        'the others to leave',
      );
      assert.equal((await page.evaluate(() => window.chaos.outbox.pending())).answers, 1, 'the 50th is kept');
      assert.deepEqual(
        noticesOf(stage).filter(({type}) => type === 'dead-letter'),
        [],
      );
      endpoint.fault = undefined;
      await until(() => endpoint.held.has(poison), 'the 50th answer');
    }));

  test('an acknowledgement of a lower revision takes nothing off the device', async () =>
    withPage({}, async (stage, page) => {
      const {endpoint} = stage;
      await endpoint.down();
      await page.evaluate(() => window.chaos.work(['low'], [3]));
      endpoint.fault = (_request, n) => (n < 2 ? faults.lowerRev() : undefined);
      await endpoint.up();
      await until(
        async () => (await page.evaluate(() => window.chaos.outbox.pending())).answers === 0,
        'an empty outbox',
      );
      assert.equal(endpoint.batches, 3);
      const {lost, twice, sent} = stage.ledger.verdict();
      assert.deepEqual({lost, twice, sent}, {lost: [], twice: [], sent: 1});
    }));

  test('verdicts: rejected, erased, withdrawn, retry and conflict', async () =>
    withPage({}, async (stage, page) => {
      const {endpoint, ledger} = stage;
      const verdicts = [
        {status: 'rejected', code: 'invalid'},
        {status: 'rejected', code: 'erased'},
        {status: 'rejected', code: 'withdrawn'},
        {status: 'retry', code: 'rate', retryAfter: 60},
        {status: 'retry', code: 'conflict'},
        {status: 'stored'},
      ];
      await endpoint.down();
      const saved = await page.evaluate(() => window.chaos.bulk('v', 6));
      const place = new Map(saved.map(({id}, index) => [id, index]));
      const seen = new Set<string>();
      endpoint.fault = ({ids}) => {
        const first = new Set(ids.filter(id => !seen.has(id)));
        ids.forEach(id => seen.add(id));
        if (!first.size) return;
        const answer = (items: readonly string[]) => ({
          v: 1,
          serverTime: new Date().toISOString(),
          items: items.map(id => ({id, rev: 1, ...verdicts[place.get(id)!]})),
        });
        return faults.json200(answer(ids));
      };
      await endpoint.up();
      await until(() => endpoint.held.size === 2, 'what was to be tried again');
      await until(
        async () => (await page.evaluate(() => window.chaos.outbox.pending())).answers === 0,
        'an empty outbox',
      );
      const told = noticesOf(stage).filter(({type}) => type === 'dead-letter' || type === 'withdrawn');
      assert.deepEqual(told.map(({type, id, code}) => `${type} ${place.get(id!)} ${code ?? ''}`).sort(), [
        'dead-letter 0 invalid',
        'withdrawn 1 ',
        'withdrawn 2 ',
      ]);
      assert.equal(endpoint.held.get(saved[3]!.id)?.rev, 1);
      assert.equal(endpoint.held.get(saved[4]!.id)?.rev, 2, 'after a conflict: the next revision');
      assert.equal((await page.evaluate(() => window.chaos.outbox.pending())).answers, 0);
      assert.deepEqual(ledger.verdict().twice, []);
    }));
});
