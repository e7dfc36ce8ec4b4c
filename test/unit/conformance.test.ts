/** Conformance passes a correct endpoint, finds every broken one, and says in a sentence what keeps it from starting. */
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {run} from '../../src/cli/conformance.js';
import type {Result} from '../../src/cli/conformance/check.js';
import {checks} from '../../src/cli/conformance/run.js';
import {createCollector} from '../../src/collector/collector.js';
import {startServer} from '../../src/collector/server.js';
import {variants} from '../support/broken.js';
import {faults, startEndpoint, type EndpointOptions, type TestEndpoint} from '../support/endpoint.js';

interface Outcome {
  readonly code: number;
  readonly log: string;
  readonly error: string;
}

async function conformance(...args: string[]): Promise<Outcome> {
  const [log, error]: [string[], string[]] = [[], []];
  const code = await run(args, {log: text => log.push(text), error: text => error.push(text)});
  return {code, log: log.join('\n'), error: error.join('\n')};
}

async function against<T>(options: EndpointOptions, body: (endpoint: TestEndpoint) => Promise<T>): Promise<T> {
  const endpoint = await startEndpoint(options);
  try {
    return await body(endpoint);
  } finally {
    await endpoint.close();
  }
}

const resultsOf = ({log}: Outcome) => (JSON.parse(log) as {checks: Result[]}).checks;
const failedOf = (outcome: Outcome) => resultsOf(outcome).filter(result => result.outcome === 'FAIL');

describe('conformance of a correct endpoint', () => {
  it('passes every check, prints them as a table and ends with 0', () =>
    against({}, async endpoint => {
      const {code, log, error} = await conformance(endpoint.url);
      assert.equal(code, 0, log);
      assert.equal(error, '');
      for (const {id} of checks) assert.match(log, new RegExp(`^${id} +(pass|skipped) `, 'm'));
      assert.match(log, /what the contract says +what was seen/);
      assert.match(log, new RegExp(`${checks.length - 1} passed, 0 failed, 1 skipped of ${checks.length} checks\\.$`));
    }));

  it('has at least 40 checks, each with a name of its own', () => {
    assert.ok(checks.length >= 40);
    assert.equal(new Set(checks.map(({id}) => id)).size, checks.length);
  });

  for (const base of ['/index.php?rest_route=/stagepost', '/index.php?option=x&path='])
    it(`passes at an endpoint that ends in ${base}`, () =>
      against({base}, async endpoint => {
        const outcome = await conformance(endpoint.url, '--json');
        assert.deepEqual(failedOf(outcome), []);
        assert.equal(outcome.code, 0);
      }));

  it('passes an endpoint that asks for patience by 429 and Retry-After', () =>
    against({fault: (_, n) => (n % 5 === 1 ? faults.retryAfter(429, 0) : undefined)}, async endpoint => {
      const outcome = await conformance(endpoint.url, '--json', '--only', 'rev/');
      assert.deepEqual(failedOf(outcome), []);
    }));

  it('sends the golden items as well', () =>
    against({}, async endpoint => {
      const outcome = await conformance(endpoint.url, '--json', '--only', 'vector/', '--vectors', 'test/vectors/wire');
      assert.deepEqual(failedOf(outcome), []);
      assert.ok(resultsOf(outcome).length >= 20);
    }));

  it('marks all but one item as a test, and takes that one back', () =>
    against({}, async endpoint => {
      await conformance(endpoint.url, '--json');
      const left = [...endpoint.held.values()].filter(item => !item.test && item.kind !== 'withdrawal');
      assert.deepEqual(left, []);
    }));
});

describe('conformance of the collector', () => {
  it('passes every check and every golden item, none skipped', async () => {
    const sites = ['pk_demo', 'pk_other'].map(key => ({id: key.slice(3), keys: [key], origins: ['*']}));
    const server = await startServer(createCollector({sites}), {port: 0});
    try {
      const args = ['--json', '--other-site', 'pk_other', '--vectors', 'test/vectors/wire'];
      const outcome = await conformance(server.url, ...args);
      assert.deepEqual(
        resultsOf(outcome).filter(result => result.outcome !== 'pass'),
        [],
      );
      assert.equal(outcome.code, 0);
    } finally {
      await server.stop();
    }
  });

  it('passes where a site allows one origin, and fails for another', async () => {
    const sites = [{id: 'demo', keys: ['pk_demo'], origins: ['https://shop.example']}];
    const server = await startServer(createCollector({sites}), {port: 0});
    try {
      const own = await conformance(server.url, '--json', '--only', 'http/', '--origin', 'https://shop.example');
      assert.deepEqual(failedOf(own), []);
      const foreign = await conformance(server.url, '--json', '--only', 'http/origin');
      assert.match(failedOf(foreign)[0]!.seen, /give --origin one the site allows/);
    } finally {
      await server.stop();
    }
  });
});

describe('conformance finds an endpoint that', () => {
  for (const {name, fails, options} of variants)
    it(name, () =>
      against(options(), async endpoint => {
        const other = fails.includes('rev/sites') ? ['--other-site', 'pk_other'] : [];
        const outcome = await conformance(endpoint.url, '--json', ...other);
        assert.equal(outcome.code, 1);
        const failed = failedOf(outcome).map(({id}) => id);
        assert.deepEqual(
          fails.filter(id => !failed.includes(id)),
          [],
          `found only ${failed.join(', ')}`,
        );
        for (const {seen} of failedOf(outcome)) assert.ok(seen, 'says what it saw');
      }),
    );

  it('says stored to everything, at any address', async () => {
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const ids = [
          ...Buffer.concat(pieces)
            .toString()
            .matchAll(/"id":"([0-9a-fA-F-]{36})"/g),
        ].map(match => match[1]);
        response.writeHead(200, {'content-type': 'application/json', 'access-control-allow-origin': '*'});
        const items = ids.slice(0, 50).map(id => ({id, rev: 10_000, status: 'stored'}));
        response.end(JSON.stringify({v: 1, serverTime: new Date().toISOString(), items}));
      });
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const {port} = server.address() as AddressInfo;
    const outcome = await conformance(`http://127.0.0.1:${port}`, '--json');
    server.close();
    const failed = failedOf(outcome).map(({id}) => id);
    for (const id of ['http/get', 'http/unknown-route', 'http/not-a-batch', 'http/version', 'rev/duplicate'])
      assert.ok(failed.includes(id), id);
    assert.ok(failed.length > 40, `${failed.length} found`);
  });
});

describe('conformance that cannot start says why in one sentence', () => {
  let endpoint: TestEndpoint;
  before(async () => void (endpoint = await startEndpoint()));
  after(() => endpoint.close());

  it('nothing listens', async () => {
    const gone = await startEndpoint();
    await gone.close();
    const {code, error, log} = await conformance(gone.url);
    assert.deepEqual(
      {code, log, error},
      {
        code: 1,
        log: '',
        error: `stagepost: No answer from ${gone.url}: nothing listens there. Is the endpoint running?`,
      },
    );
  });

  it('no answer in time', () =>
    against({fault: faults.hangBefore}, async hanging => {
      const {code, error} = await conformance(hanging.url, '--timeout', '0.2');
      assert.equal(code, 1);
      assert.match(error, /: no answer in time\./);
    }));

  it('a key that the endpoint does not take', async () => {
    const {code, error} = await conformance(endpoint.url, '--site', 'pk_unknown');
    assert.equal(code, 1);
    assert.match(error, /answers HTTP 403: it does not accept the site key; give --site a key of this endpoint\.$/);
  });

  it('an address without the route', async () => {
    const {code, error} = await conformance(`${endpoint.origin}/elsewhere`);
    assert.equal(code, 1);
    assert.match(error, /HTTP 404: it has no \/v1\/batch/);
  });

  const wrong: [args: string[], says: RegExp][] = [
    [[], /"" is no endpoint; give one http or https URL/],
    [['stagepost.example'], /"stagepost\.example" is no endpoint/],
    [['https://a.example/#x'], /is no endpoint/],
    [['https://a.example', 'https://b.example'], /is no endpoint; give one/],
    [['https://a.example', '--site', 'rk_secret'], /--site is "rk_secret", which is no public site key/],
    [['https://a.example', '--timeout', 'soon'], /--timeout is "soon"/],
    [['https://a.example', '--only', 'nothing'], /names no check/],
    [['https://a.example', '--vectors', '/no/such/folder'], /--vectors is "\/no\/such\/folder", which cannot be read/],
    [['https://a.example', '--colour'], /--colour/],
  ];
  for (const [args, says] of wrong)
    it(`a wrong command line: ${args.join(' ')}`, async () => {
      await assert.rejects(() => conformance(...args), {name: 'UsageError', message: says});
    });

  it('shows its options on --help', async () => {
    const {code, log} = await conformance('--help');
    assert.equal(code, 0);
    assert.match(log, /--other-site KEY/);
  });
});
