/**
 * A network that fails in every way we know, at random by a seed: more than 2,000 requests of a tab over real HTTP, with
 * clocks that run fast. Nothing lost, nothing twice, no untrue "sent", nothing given up.
 */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {drained, open, until} from '../support/chaos/drive.js';
import {startStage} from '../support/chaos/stage.js';
import {faults, type Fault} from '../support/endpoint.js';
import {seeded} from '../support/seeded.js';

const seed = Number(process.env.STAGEPOST_SEED ?? 20261122);
const requests = 2000;

const problem = (code: number): Fault => ({
  status: code,
  headers: {'content-type': 'application/problem+json'},
  body: JSON.stringify({status: code, code: 'batch/invalid', detail: 'no'}),
});
const one = <T>(of: readonly T[], random: number): T => of[Math.floor(random * of.length)]!;

/** What may strike, by weight; each takes a fair number for its own choice. */
const kinds: readonly (readonly [
  name: string,
  weight: number,
  make: (random: number, url: string) => Fault | undefined,
])[] = [
  ['none', 30, () => undefined],
  ['reset before the store', 5, faults.resetBefore],
  ['reset after the store', 6, faults.resetAfter],
  ['HTML under 200', 5, faults.html200],
  ['HTML under 200, all stored', 3, () => ({...faults.html200(), store: true})],
  ['empty 200', 3, faults.empty200],
  ['truncated', 4, random => ({truncate: random})],
  ['half-written', 4, faults.half],
  ['wrong ids', 4, faults.wrongIds],
  ['missing ids', 4, random => faults.missingIds(1 + Math.floor(random * 3))],
  ['wrong version', 3, random => faults.wrongV(one([2, '1', null, 0], random))],
  ['lower rev', 4, faults.lowerRev],
  [
    'garbage',
    3,
    random => ({status: one([200, 201, 400, 500], random), body: one(['{', '\u0000', '[]', 'null', '"v"'], random)}),
  ],
  ['redirect', 3, (_, url) => faults.redirect(`${url}/v1/batch`)],
  ['passing status', 8, random => faults.status(one([408, 425, 429, 500, 502, 503, 504, 507, 511, 520, 529], random))],
  ['passing status, all stored', 3, random => ({...faults.status(one([500, 502, 504], random)), store: true})],
  ['Retry-After', 3, random => faults.retryAfter(one([429, 503], random), Math.floor(random * 120))],
  ['busy', 2, () => faults.status(409)],
  ['configuration', 2, random => faults.status(one([400, 401, 403, 404, 405, 415, 422, 451, 501], random))],
  ['too large for a proxy', 2, () => faults.status(413)],
  ['refused with a problem', 2, random => problem(one([400, 422], random))],
  ['slow headers', 2, random => faults.slowHeaders(random * 60)],
  ['slow body', 1, () => faults.slowBody(5)],
  ['no answer, nothing stored', 1, faults.hangBefore],
  ['no answer, all stored', 1, faults.hangAfter],
];
const weight = kinds.reduce((sum, [, each]) => sum + each, 0);

function choose(random: () => number): (typeof kinds)[number] {
  let at = random() * weight;
  return kinds.find(([, each]) => (at -= each) < 0) ?? kinds[0]!;
}

test(`${requests} requests with every fault at random: nothing lost, nothing twice`, async context => {
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  const random = seeded(seed);
  const counts = new Map<string, number>();
  endpoint.fault = () => {
    const [name, , make] = choose(random);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return make(random(), endpoint.url);
  };
  try {
    const browser = await stage.browser();
    const page = await open(browser, site.page({endpoint: endpoint.url, speed: 10_000, giveUp: 150}));
    let answers = 0;
    while (endpoint.batches < requests) {
      const keys = Array.from({length: 1 + Math.floor(random() * 2)}, () => `f${answers++}`);
      const snapshots = keys.map(() => 1 + Math.floor(random() * 3));
      await page.evaluate((...plan) => window.chaos.work(...plan), keys, snapshots);
      // Few wait at a time, so that many requests are made.
      await until(() => ledger.missing().length < 2 || endpoint.batches >= requests, 'the queue to shrink', 120_000);
    }
    endpoint.fault = undefined;
    await drained(page);
    const {accepted, lost, twice, untrue} = ledger.verdict();
    const told = ledger.notices.map(text => JSON.parse(text) as {type: string});
    const buried = told.filter(({type}) => type === 'dead-letter').length;
    context.diagnostic(
      `seed ${seed}: ${endpoint.batches} requests for ${accepted} answers; ${lost.length} lost, ${twice.length} twice, ${untrue.length} untrue`,
    );
    context.diagnostic([...counts].map(([name, count]) => `${name} ${count}`).join(', '));
    assert.deepEqual(
      {lost, twice, untrue, buried, errors: ledger.errors},
      {lost: [], twice: [], untrue: [], buried: 0, errors: []},
    );
    assert.equal(counts.size, kinds.length, 'every kind of fault has struck');
    assert.ok(endpoint.batches >= requests && accepted >= 200);
  } finally {
    await stage.close();
  }
});
