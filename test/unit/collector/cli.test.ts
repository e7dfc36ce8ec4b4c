import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {batchOf, folder, response, type Json} from './support.js';
import {cli, serve} from './process.js';

let dir = '';
const cleaning: (() => void)[] = [];
before(() => {
  dir = folder(clean => cleaning.push(clean));
});
after(() => cleaning.forEach(clean => clean()));
const file = (name: string, text: string): string => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};

const send = (url: string, items: readonly unknown[], site = 'pk_demo') =>
  fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(batchOf(items, {site, sentAt: new Date().toISOString()})),
  });

/** Posts over a kept-alive connection, and tells whether it had been used before. */
const sendBy = (agent: Agent, url: string, items: readonly unknown[]) =>
  new Promise<{stored: number; fault?: string; isReused: boolean}>(resolve => {
    const headers = {'content-type': 'application/json'};
    const sent = request(`${url}/v1/batch`, {method: 'POST', agent, headers}, answer => {
      let text = '';
      answer.on('data', chunk => (text += String(chunk)));
      answer.on('error', error => resolve({stored: 0, fault: error.message, isReused: true}));
      answer.on('end', () => resolve({stored: text.split('"stored"').length - 1, isReused: sent.reusedSocket}));
    });
    sent.on('error', error => resolve({stored: 0, fault: error.message, isReused: sent.reusedSocket}));
    sent.end(JSON.stringify(batchOf(items, {sentAt: new Date().toISOString()})));
  });
const fresh = (): Json => response(9, {}, {createdAt: new Date().toISOString()});

describe('stagepost serve', () => {
  it('prints one line, logs JSON to stderr, names the demo site, and stops with 0', async () => {
    const served = await serve(['--db', join(dir, 'a.db')]);
    assert.equal((await send(served.url, [fresh()])).status, 200);
    assert.equal((await fetch(`${served.url}/readyz`)).status, 200);
    assert.equal(await served.stop(), 0);
    assert.equal(served.out(), `listening on ${served.url}\n`);
    const lines = served
      .log()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Json);
    assert.deepEqual(
      lines.map(line => line['event']),
      ['demo-site', 'stopping', 'stopped'],
    );
    assert.match(String(lines[0]!['message']), /pk_demo/);
  });

  it('serves the sites of a file, and a token reads the results of one', async () => {
    const sites = file(
      'sites.json',
      JSON.stringify({sites: [{id: 'shop', keys: ['pk_shop'], origins: ['*'], config: 'config.json'}]}),
    );
    file('config.json', JSON.stringify({schema: 'stagepost/config/1', site: 'shop', surveys: []}));
    const db = join(dir, 'b.db');
    const served = await serve(['--db', db, '--sites', sites, '--base-path', '/stagepost']);
    const url = `${served.url}/stagepost`;
    await send(url, [fresh(), fresh()], 'pk_shop');
    const made = cli('token', '--db', db, '--site', 'shop', '--scope', 'results,export');
    assert.match(made.out, /^rk_[\w-]{43}\n$/);
    const answer = await fetch(`${url}/v1/results/nps`, {headers: {authorization: `Bearer ${made.out.trim()}`}});
    assert.equal(((await answer.json()) as {rows: Json[]}).rows[0]!['n'], 2);
    assert.deepEqual(await (await fetch(`${url}/v1/config/pk_shop`)).json(), {
      schema: 'stagepost/config/1',
      site: 'shop',
      surveys: [],
    });
    assert.equal(await served.stop('SIGINT'), 0);
  });

  it('says in one sentence why it cannot start, with the place and the remedy', async () => {
    const holder = createServer();
    await new Promise<void>(resolve => holder.listen(0, '127.0.0.1', resolve));
    const {port} = holder.address() as {port: number};
    const db = join(dir, 'c.db');
    const cases: [args: string[], code: number, message: RegExp][] = [
      [
        ['--port', String(port), '--db', db],
        1,
        new RegExp(`^stagepost: Port ${port} on 127.0.0.1 is in use; .*--port`),
      ],
      [['--port', '99999'], 2, /--port is "99999".*0 to 65535/],
      [['--port', 'x'], 2, /--port is "x"/],
      [['--sites', join(dir, 'none.json')], 1, /none\.json does not exist; check/],
      [['--sites', file('bad.json', '{"sites":\n [}')], 1, /bad\.json:2:3 is no valid JSON/],
      [['--sites', file('empty.json', '{"sites":[]}')], 1, /empty\.json: sites must be at least 1/],
      [
        ['--sites', file('odd.json', '{"sites":[{"id":"a","keys":["pk_a"],"origins":["a.example"],"hue":1}]}')],
        1,
        /sites\[0\]\.origins\[0\] must be an origin.*hue/,
      ],
      [
        ['--sites', file('lost.json', '{"sites":[{"id":"a","keys":["pk_a"],"origins":[],"config":"gone.json"}]}')],
        1,
        /gone\.json does not exist/,
      ],
      [['--db', join(dir, 'no', 'folder.db'), '--port', '0'], 1, /folder\.db cannot be opened.*folder .*no exists/],
      [['--db', dir, '--port', '0'], 1, /cannot be opened/],
      [['--trust-proxy', 'x', '--db', db, '--port', '0'], 1, /"x" is no address or range/],
      [['--database-url', 'postgres://x'], 2, /--database-url is not available/],
      [['--bogus'], 2, /Unknown option '--bogus'; "stagepost serve --help"/],
    ];
    for (const [args, code, message] of cases) {
      const {code: got, error, out} = cli('serve', ...args);
      const lines = error
        .trim()
        .split('\n')
        .filter(line => !line.startsWith('{'));
      assert.deepEqual([got, out, lines.length], [code, '', 1], `${args.join(' ')}: ${error}`);
      assert.match(lines[0]!, message);
    }
    holder.close();
  });

  it('stops under load without cutting a connection that is in use, and everything acknowledged is there', async () => {
    const db = join(dir, 'd.db');
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const served = await serve(['--db', db]);
      const agent = new Agent({keepAlive: true});
      const faults: string[] = [];
      const client = async (): Promise<void> => {
        for (;;) {
          const {stored, fault, isReused} = await sendBy(agent, served.url, [fresh(), fresh()]);
          acknowledged += stored;
          // A connection that is new may find the port closed; one that was answered on before must be let finish.
          if (fault !== undefined && isReused) faults.push(fault);
          if (fault !== undefined) return;
        }
      };
      const clients = Array.from({length: 8}, client);
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.equal(await served.stop(), 0);
      await Promise.all(clients);
      agent.destroy();
      assert.deepEqual(faults, []);
      assert.match(served.log(), /"event":"stopped","connectionsCut":0/);
    }
    const token = cli('token', '--db', db, '--site', 'demo').out.trim();
    const served = await serve(['--db', db]);
    const answer = await fetch(`${served.url}/v1/results/nps`, {headers: {authorization: `Bearer ${token}`}});
    const stored = ((await answer.json()) as {rows: Json[]}).rows[0]!['n'];
    assert.ok(Number(stored) >= acknowledged && acknowledged > 20, `${stored} stored, ${acknowledged} acknowledged`);
    await served.stop();
  });
});

describe('stagepost', () => {
  it('helps, names its version, and knows what it does not know', () => {
    assert.match(cli('--help').out, /serve .*\n.*token .*\n.*validate .*\n.*convert .*\n.*lint .*\n.*conformance/);
    assert.equal(cli('--help').code, 0);
    assert.match(cli('--version').out, /^\d+\.\d+\.\d+\n$/);
    const {code, error} = cli('sevre');
    assert.deepEqual(
      [code, error],
      [2, 'stagepost: there is no command "sevre"; there are serve, token, validate, convert, lint, conformance.\n'],
    );
    for (const command of ['serve', 'token', 'validate', 'convert', 'lint'])
      assert.match(cli(command, '--help').out, new RegExp(`^stagepost ${command}`));
  });

  it('makes no token for what is not there', () => {
    const cases: [string[], number, RegExp][] = [
      [['token', '--db', join(dir, 'none.db'), '--site', 'demo'], 1, /none\.db does not exist; start "stagepost serve/],
      [['token', '--db', join(dir, 'a.db')], 2, /--site is missing/],
      [['token', '--site', 'pk_demo'], 2, /which is a key/],
      [['token', '--site', 'demo', '--scope', 'admin'], 2, /--scope holds "admin".*results, export, metrics/],
    ];
    for (const [args, code, message] of cases) {
      const got = cli(...args);
      assert.equal(got.code, code);
      assert.match(got.error, message);
      assert.equal(got.out, '');
    }
  });
});

describe('stagepost validate', () => {
  it('names line, path and remedy of every fault', () => {
    const bad = file(
      'survey.json',
      `{
  "schema": "stagepost/survey/1",
  "id": "a b",
  "hue": 1,
  "questions": [
    {"id": "x", "type": "nsp"},
    {"id": "y", "type": "nps",
      "text": {"xx_": "hello"}},
    {"type": "csat", "points": 1.5},
    {"id": "y", "type": "single", "options": [{"id": "o"}, {"id": "o"}], "showIf": [{"question": "later"}]}
  ],
  "thanks": {"actions": [{"id": "a", "text": "t", "href": "javascript:1"}]}
}`,
    );
    const {code, error, out} = cli('validate', bad);
    assert.deepEqual([code, out], [1, '']);
    const expected = [
      ':3: id must be an id',
      ':4: hue is not known; remove it',
      ':6: questions[0].type must be one of "nps", "csat"',
      ':8: questions[1].text.xx_ is a name that cannot stand here: it must be a language tag',
      ':9: questions[2].id is missing; it must be a string',
      ':9: questions[2].points must be a whole number',
      ':12: thanks.actions[0].href must be an http, https',
    ];
    for (const line of expected) assert.ok(error.includes(bad + line), `${line} in ${error}`);
  });

  it('names the line of what is no JSON, and takes what is valid', () => {
    const broken = file('broken.json', '{\n "schema": "stagepost/survey/1",\n "questions": [1,\n ]\n}');
    const fine = file(
      'fine.json',
      JSON.stringify({schema: 'stagepost/survey/1', id: 's', questions: [{id: 'a', type: 'nps'}]}),
    );
    const config = file('fine-config.json', JSON.stringify({schema: 'stagepost/config/1', site: 's', surveys: []}));
    const other = file('other.json', '{"schema":"stagepost/journey/1"}');
    const {code, error, out} = cli('validate', broken, fine, config, other);
    assert.equal(code, 1);
    assert.match(error, /broken\.json:4:2 is no valid JSON: expected a value/);
    assert.match(error, /other\.json:1: "schema" must be one of/);
    assert.match(out, /fine\.json: a valid survey definition\n.*fine-config\.json: a valid configuration/);
    assert.equal(cli('validate', fine).code, 0);
    assert.equal(cli('validate').code, 2);
  });
});
