import assert from 'node:assert/strict';
import {connect} from 'node:net';
import {describe, it} from 'node:test';
import {startServer} from '../../../src/collector/index.js';
import {batchOf, bench, post, response, said, type Json} from './support.js';

const status = async (body: BodyInit, headers: Record<string, string> = {}): Promise<[number, string]> => {
  const answer = await bench().collector.fetch(post(body, headers));
  const problem = (await answer.json()) as Json;
  assert.ok(!JSON.stringify(problem).includes('.ts'), 'no stack in an answer');
  return [answer.status, String(problem['code'] ?? '')];
};

const streamOf = (chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const {done, value} = iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('a hostile body', () => {
  it('is refused whole when it is no batch', async () => {
    const batches: [string, [number, string]][] = [
      ['', [400, 'body/not-json']],
      ['{', [400, 'body/not-json']],
      ['null', [400, 'batch/invalid']],
      ['[]', [400, 'batch/invalid']],
      ['"x"', [400, 'batch/invalid']],
      ['<html></html>', [400, 'body/not-json']],
      [JSON.stringify(batchOf([])), [400, 'batch/invalid']],
      [JSON.stringify(batchOf([response(9)], {v: 2})), [400, 'batch/invalid']],
      [JSON.stringify(batchOf([response(9)], {sentAt: 'now'})), [400, 'batch/invalid']],
      [JSON.stringify(batchOf([response(9)], {site: 5})), [400, 'batch/invalid']],
      [JSON.stringify(batchOf([response(9)], {batch: 'x'})), [400, 'batch/invalid']],
      [JSON.stringify(batchOf([response(9)], {items: {length: 3}})), [400, 'batch/invalid']],
      [JSON.stringify(batchOf(Array.from({length: 51}, () => response(9)))), [413, 'batch/too-many']],
    ];
    for (const [body, expected] of batches) assert.deepEqual(await status(body), expected, body.slice(0, 80));
  });

  it('is refused by its announced length before any of it is read', async () => {
    let isRead = false;
    const body = new ReadableStream(
      {
        pull() {
          isRead = true;
        },
      },
      {highWaterMark: 0},
    );
    assert.deepEqual(await status(body, {'content-length': '65537'}), [413, 'body/too-large']);
    assert.equal(isRead, false);
  });

  it('is counted while it arrives, and refused long before its end', async () => {
    let sent = 0;
    const endless = (function* () {
      for (;;) {
        sent += 1024;
        yield new Uint8Array(1024).fill(32);
      }
    })();
    assert.deepEqual(await status(streamOf(endless)), [413, 'body/too-large']);
    assert.ok(sent < 80 * 1024, `${sent} bytes read`);
  });

  it('is taken up to 64 KiB', async () => {
    const body = JSON.stringify(batchOf([response(9)]));
    assert.equal((await status(body.padEnd(65_536)))[0], 200);
    assert.equal((await status(body.padEnd(65_537)))[0], 413);
    assert.equal((await status(streamOf([Buffer.from(body.padEnd(65_536))])))[0], 200);
  });

  it('is refused when it is compressed', async () => {
    assert.deepEqual(await status('x', {'content-encoding': 'gzip'}), [415, 'body/encoded']);
    assert.deepEqual(await status('x', {'content-encoding': 'br, gzip'}), [415, 'body/encoded']);
  });

  it('is refused when it is not UTF-8', async () => {
    const body = Buffer.from(JSON.stringify(batchOf([response(9, {survey: 'XX'})])));
    body[body.indexOf('XX')] = 0xff;
    assert.deepEqual(await status(body), [400, 'body/not-utf8']);
  });

  it('may be nested as deep as it likes', async () => {
    assert.deepEqual(await status(deep(30_000)), [400, 'batch/invalid']);
    const nested = (json: string) => JSON.stringify(batchOf([response(9, {deep: 'HERE'})])).replace('"HERE"', json);
    const verdict = async (json: string) => {
      const answer = await bench().collector.fetch(post(nested(json)));
      return ((await answer.json()) as {items: Parameters<typeof said>[0][]}).items.map(said);
    };
    assert.deepEqual(await verdict(deep(10_000)), ['rejected/invalid 1']);
    assert.deepEqual(await verdict('{"a":'.repeat(8000) + '1' + '}'.repeat(8000)), ['rejected/invalid 1']);
    assert.deepEqual(await verdict(deep(7)), ['stored 1']);
    assert.deepEqual(await verdict(deep(8)), ['rejected/invalid 1']);
    const outside = JSON.stringify(batchOf([response(9)])).replace('"kind"', `"x":${deep(5000)},"kind"`);
    const answer = await bench().collector.fetch(post(outside));
    assert.equal(((await answer.json()) as {items: {code: string}[]}).items[0]!.code, 'invalid');
  });

  it('cannot touch prototypes', async () => {
    const text = JSON.stringify(batchOf([response(9, {x: 1}), response(8), response(7)]));
    const polluted = [
      text.replace('"x":1', '"__proto__":{"polluted":true}'),
      text.replace('"kind"', '"__proto__":{"polluted":true},"kind"'),
      text.replace('"v":1', '"__proto__":{"polluted":true},"v":1'),
      text.replace('"x":1', '"constructor":{"prototype":{"polluted":true}},"toString":1,"hasOwnProperty":2'),
    ];
    const codes: unknown[] = [];
    for (const body of polluted) {
      const answer = await bench().collector.fetch(post(body));
      codes.push(((await answer.json()) as {items: {code?: string}[]}).items[0]!.code);
    }
    assert.deepEqual(codes, ['invalid', 'invalid', undefined, undefined]);
    assert.equal(({} as Json)['polluted'], undefined);
  });

  it('of wrong types everywhere is answered, never a 500', async () => {
    const {collector} = bench();
    const strange = [null, true, 0, -1, 1e308, '', '\u0000', [], {}, [[]], {length: 1}];
    const base = response(9);
    for (const key of [...Object.keys(base), 'who', 'test'])
      for (const value of strange) {
        const answer = await collector.fetch(post(JSON.stringify(batchOf([{...base, [key]: value}]))));
        assert.equal(answer.status, 200, `${key} ${JSON.stringify(value)}`);
      }
    for (const key of Object.keys(base['data'] as Json))
      for (const value of strange) {
        const {send} = bench();
        const [verdict] = await send([response(9, {[key]: value})]);
        assert.ok(['stored', 'rejected'].includes(verdict!.status), `${key} ${JSON.stringify(value)}`);
      }
  });

  it('that stops arriving is given up', async () => {
    const {collector} = bench({limits: {body: {time: 50}}});
    const stuck = new ReadableStream({
      start: controller => controller.enqueue(Buffer.from('{')),
    });
    const answer = await collector.fetch(post(stuck));
    assert.equal(answer.status, 408);
  });

  it('over a real connection: half a body, garbage, and a head without an end leave the server standing', async () => {
    const {collector} = bench();
    const server = await startServer(collector, {port: 0});
    const {port} = new URL(server.url);
    const talk = (text: string) =>
      new Promise<string>(resolve => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(text);
          setTimeout(() => socket.destroy(), 100);
        });
        let got = '';
        socket.on('data', data => (got += String(data)));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(got));
      });
    const head = 'POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    await talk(`${head}Content-Length: 1000\r\n\r\n{"v":1`);
    await talk(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"v":`);
    assert.match(await talk('\u0000\u0001garbage\r\n\r\n'), /^HTTP\/1\.1 400/);
    assert.match(await talk(`${head}Content-Length: 70000\r\n\r\n{`), /^HTTP\/1\.1 413/);
    await talk('POST /v1/batch HTTP/1.1\r\nHost:');
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    await server.stop(1);
  });
});

describe('an address that is none', () => {
  it('is a problem with a code', async () => {
    const {collector} = bench();
    const ask = async (path: string, method = 'GET') => {
      const answer = await collector.fetch(new Request(`http://collector.test${path}`, {method}));
      return [answer.status, ((await answer.json()) as Json)['code'], answer.headers.get('allow')];
    };
    assert.deepEqual(await ask('/'), [404, 'route/unknown', null]);
    assert.deepEqual(await ask('/v1/batch'), [405, 'route/method', 'POST']);
    assert.deepEqual(await ask('/v1/results/nps', 'DELETE'), [405, 'route/method', 'GET']);
    assert.deepEqual(await ask('/v1/%00/..%2f'), [404, 'route/unknown', null]);
    assert.deepEqual(await ask('/v1/config/__proto__'), [403, 'site/unknown', null]);
  });
});
