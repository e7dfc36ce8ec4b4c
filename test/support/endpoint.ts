/**
 * A wire version 1 endpoint on 127.0.0.1 with an observable store and programmable faults, for tests.
 *
 *   const endpoint = await startEndpoint();                   // {port, now, keys, fault} are optional
 *   endpoint.url                                              // http://127.0.0.1:PORT/stagepost
 *   endpoint.held.get(id)                                     // the item at its highest rev; ids in lower case
 *   endpoint.arrivals.get(id)?.get(rev)                       // how often it arrived, duplicates included
 *   endpoint.commits                                          // [{id, rev}] for each `stored`, in order
 *   endpoint.requests                                         // log of every request: method, path, headers, body, outcome
 *   endpoint.fault = (request, n) => n < 3 ? faults.status(503) : undefined;   // n counts batch posts from 0
 *   await endpoint.until(() => endpoint.held.size === 5);     // rejects after 30 s
 *   await endpoint.down(); await endpoint.up();               // refuses connections, then serves the same port again
 *   await endpoint.close();
 *
 * A `Fault` is a plain object; its keys combine. A correct answer is made (and the items are stored) unless the fault brings its
 * own `status` or `body`, redirects, or strikes `'before'`: then nothing is stored unless it says `store: true`.
 * Extra headers of any request and every origin are allowed (CORS open). `judge.ts` is the same endpoint without a network.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {BatchAnswer} from '../../src/schema/wire.js';
import {MemoryJudge, type Reply} from './judge.js';

export interface Fault {
  /** Store the items although the answer says otherwise, or the reverse. */
  readonly store?: boolean;
  /** Milliseconds before the items are judged. */
  readonly delayBefore?: number;
  /** Milliseconds between the store and the first byte of the answer: slow headers. */
  readonly delayAfter?: number;
  /** Cuts the connection without a byte of answer, before or after the items are stored. */
  readonly reset?: 'before' | 'after';
  /** Never answers, before or after the items are stored; the client has to give up. */
  readonly hang?: 'before' | 'after';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is, with any status; `text/html` unless `headers` say otherwise. */
  readonly body?: string;
  /** Changes the correct answer: wrong ids, missing ids, another `v`, lower revs. */
  readonly answer?: (answer: BatchAnswer) => unknown;
  /** Sends only this share of the answer's bytes, 0 to 1, as a complete response: truncated JSON. */
  readonly truncate?: number;
  /** Announces the whole length, writes half, then destroys the socket. */
  readonly half?: boolean;
  /** Milliseconds between pieces of 16 bytes: slow body. */
  readonly drip?: number;
  /** 302 to this address. */
  readonly redirect?: string;
}

/** The usual faults by name. */
export const faults = {
  /** A status with a body that is no verdict: HTML as a proxy would send it. */
  status: (status: number, headers: Record<string, string> = {}, body = `<h1>${status}</h1>`): Fault => ({
    status,
    headers,
    body,
  }),
  /** `after`: seconds, or an HTTP date. */
  retryAfter: (status: number, after: number | string): Fault => faults.status(status, {'retry-after': String(after)}),
  html200: (): Fault => ({status: 200, body: '<!doctype html><title>Welcome to the station</title>'}),
  empty200: (): Fault => ({status: 200, body: ''}),
  json200: (value: unknown): Fault => ({
    status: 200,
    body: JSON.stringify(value),
    headers: {'content-type': 'application/json'},
  }),
  truncated: (): Fault => ({truncate: 0.6}),
  half: (): Fault => ({half: true}),
  wrongIds: (): Fault => ({
    answer: answer => ({
      ...answer,
      items: answer.items.map(item => ({...item, id: '00000000-0000-4000-8000-000000000000'})),
    }),
  }),
  /** Leaves the last `count` items out of the answer; all are stored. */
  missingIds: (count = 1): Fault => ({answer: answer => ({...answer, items: answer.items.slice(0, -count)})}),
  wrongV: (v: unknown = 2): Fault => ({answer: answer => ({...answer, v})}),
  lowerRev: (): Fault => ({
    answer: answer => ({...answer, items: answer.items.map(item => ({...item, rev: Math.max(1, item.rev - 1)}))}),
  }),
  slowHeaders: (ms: number): Fault => ({delayAfter: ms}),
  slowBody: (ms: number): Fault => ({drip: ms}),
  hangBefore: (): Fault => ({hang: 'before'}),
  hangAfter: (): Fault => ({hang: 'after'}),
  resetBefore: (): Fault => ({reset: 'before'}),
  resetAfter: (): Fault => ({reset: 'after'}),
  redirect: (to: string): Fault => ({redirect: to}),
} as const;

export interface LoggedRequest {
  /** Counts every request from 0. */
  readonly index: number;
  readonly method: string;
  /** Path and query as they arrived. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds by `performance.now()`. */
  readonly at: number;
  /** Ids of the batch's items, where it is JSON. */
  readonly ids: readonly string[];
  /** The fault that struck. */
  fault?: Fault | undefined;
  /** The status sent; 0 where the connection was cut, `undefined` while it hangs. */
  status?: number;
}

export type FaultPlan = (request: LoggedRequest, n: number) => Fault | undefined;

export interface EndpointOptions {
  readonly port?: number;
  readonly keys?: Iterable<string>;
  readonly now?: () => number;
  readonly fault?: FaultPlan;
  /** Another set of rules: a judge spoilt on purpose. */
  readonly judge?: MemoryJudge;
  /** Path in front of `/v1/batch`; may be `/index.php?rest_route=/stagepost`. Default `/stagepost`. */
  readonly base?: string;
  /** Headers of every answer instead of the open CORS ones. */
  readonly cors?: Readonly<Record<string, string>>;
}

const openToAll: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '7200',
};

const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

export class TestEndpoint {
  readonly judge: MemoryJudge;
  readonly requests: LoggedRequest[] = [];
  fault: FaultPlan | undefined;
  /** Batch posts so far. */
  batches = 0;
  readonly #base: string;
  readonly #cors: Readonly<Record<string, string>>;
  #server: Server;
  #port = 0;

  constructor(options: EndpointOptions = {}) {
    this.judge =
      options.judge ??
      new MemoryJudge({...(options.keys && {keys: options.keys}), ...(options.now && {now: options.now})});
    this.fault = options.fault;
    this.#base = options.base ?? '/stagepost';
    this.#cors = options.cors ?? openToAll;
    this.#port = options.port ?? 0;
    this.#server = this.#serve();
  }

  get held() {
    return this.judge.held;
  }
  get arrivals() {
    return this.judge.arrivals;
  }
  get commits() {
    return this.judge.commits;
  }
  /** The endpoint as an owner would give it. */
  get url(): string {
    return this.origin + this.#base;
  }
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, again on the same port after `down()`. */
  async up(): Promise<void> {
    if (!this.#server.listening) {
      this.#server = this.#serve();
      await new Promise<void>((done, fail) => {
        this.#server.once('error', fail).listen(this.#port, '127.0.0.1', done);
      });
      this.#port = (this.#server.address() as AddressInfo).port;
    }
  }

  /** Cuts every connection and refuses new ones; the store stays. */
  async down(): Promise<void> {
    const closed = new Promise<void>(done => this.#server.close(() => done()));
    this.#server.closeAllConnections();
    await closed;
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.down();
  }

  /** Resolves when `holds` is true. Rejects after `ms` with what was seen. */
  async until(holds: () => boolean, ms = 30_000): Promise<void> {
    for (const end = performance.now() + ms; !holds(); await wait(5))
      if (performance.now() > end)
        throw new Error(
          `waited ${ms} ms: ${this.held.size} held, ${this.requests.length} requests, ${this.batches} batches`,
        );
  }

  #serve(): Server {
    return createServer((request, response) => {
      // A client that goes away in the middle is part of every test with faults.
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#cors)) response.setHeader(name, value);
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString('utf8');
    const entry: LoggedRequest = {
      index: this.requests.length,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
      at: performance.now(),
      ids: idsOf(body),
    };
    this.requests.push(entry);
    if (entry.path !== `${this.#base}/v1/batch`)
      return send(response, entry, 404, {status: 404, code: 'route/unknown'});
    if (entry.method === 'OPTIONS') return send(response, entry, 204);
    if (entry.method !== 'POST')
      return send(response, entry, 405, {status: 405, code: 'method'}, {allow: 'POST, OPTIONS'});
    const n = this.batches++;
    entry.fault = this.fault?.(entry, n);
    return this.#batch(entry, response, entry.fault ?? {});
  }

  async #batch(entry: LoggedRequest, response: ServerResponse, fault: Fault): Promise<void> {
    if (fault.delayBefore) await wait(fault.delayBefore);
    const own = fault.status !== undefined || fault.body !== undefined || fault.redirect !== undefined;
    const strikesBefore = fault.reset === 'before' || fault.hang === 'before';
    const reply = (fault.store ?? !(own || strikesBefore)) ? this.judge.batch(entry.body) : {status: 200, body: ''};
    if (fault.delayAfter) await wait(fault.delayAfter);
    if (fault.hang) return;
    if (fault.reset) return cut(response, entry);
    if (fault.redirect !== undefined) return send(response, entry, 302, '', {location: fault.redirect});
    if (own) {
      const headers = {'content-type': 'text/html', ...fault.headers};
      return this.#write(response, entry, fault, fault.status ?? 200, fault.body ?? '', headers);
    }
    const {status, text} = textOf(reply, fault);
    return this.#write(response, entry, fault, status, text, {'content-type': typeOf(status), ...fault.headers});
  }

  async #write(
    response: ServerResponse,
    entry: LoggedRequest,
    fault: Fault,
    status: number,
    text: string,
    headers: Record<string, string>,
  ): Promise<void> {
    const whole = Buffer.from(text);
    const bytes = fault.truncate === undefined ? whole : whole.subarray(0, Math.floor(whole.length * fault.truncate));
    if (!fault.half && !fault.drip) return send(response, entry, status, bytes, headers);
    entry.status = status;
    response.writeHead(status, {...headers, 'content-length': bytes.length});
    const upTo = fault.half ? bytes.length / 2 : bytes.length;
    for (let at = 0; at < upTo && !response.destroyed; at += 16) {
      response.write(bytes.subarray(at, Math.min(at + 16, upTo)));
      if (fault.drip) await wait(fault.drip);
    }
    if (!fault.half) return void response.end();
    // Let the half reach the client before the line breaks.
    await wait(5);
    response.socket?.resetAndDestroy();
  }
}

export async function startEndpoint(options: EndpointOptions = {}): Promise<TestEndpoint> {
  const endpoint = new TestEndpoint(options);
  await endpoint.up();
  return endpoint;
}

const typeOf = (status: number): string => (status < 400 ? 'application/json' : 'application/problem+json');

function textOf(reply: Reply, fault: Fault): {status: number; text: string} {
  const body = fault.answer && reply.status === 200 ? fault.answer(reply.body as BatchAnswer) : reply.body;
  return {status: reply.status, text: JSON.stringify(body)};
}

function send(
  response: ServerResponse,
  entry: LoggedRequest,
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): void {
  entry.status = status;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, {...(raw ? {} : {'content-type': typeOf(status)}), ...headers});
  response.end(raw ? body : JSON.stringify(body));
}

function cut(response: ServerResponse, entry: LoggedRequest): void {
  entry.status = 0;
  response.socket?.resetAndDestroy();
}

function idsOf(body: string): string[] {
  try {
    const {items} = JSON.parse(body) as {items?: {id?: unknown}[]};
    return (items ?? []).flatMap(item => (typeof item?.id === 'string' ? [item.id] : []));
  } catch {
    return [];
  }
}
