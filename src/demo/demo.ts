import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {JourneyMap} from '../schema/journey-map.js';
import type {BatchAnswer} from '../schema/wire.js';
import {createCollector, demoSite, makeToken, type Collector, type Scope} from '../collector/index.js';
import {fileAt} from './files.js';
import {batchesOf, sampleItems} from './samples.js';

/** How the way in for answers behaves: as it should, out of order, cut off, or without a word. */
export const modes = ['on', 'busy', 'gone', 'silent'] as const;

export type Mode = (typeof modes)[number];

/** An answer, or none: the connection is cut once the promise resolves. */
export type Reply = Response | {readonly cut: Promise<void>};

const basePath = '/stagepost';
const site = demoSite.id;
const journeys = fileURLToPath(new URL('../templates', import.meta.url));
const scopes: readonly Scope[] = ['results', 'export'];

/** A shop's server in small: its pages, a collector under `/stagepost`, and a switch that takes the way in away. */
export class Demo {
  readonly #folder = mkdtempSync(join(tmpdir(), 'stagepost-demo-'));
  #databases = 0;
  #collector = this.#open();
  #token: Promise<string> | undefined;
  /** How many made-up answers the database holds; resolved once they are in it. */
  #samples: Promise<number> | undefined;
  #mode: Mode = 'on';
  /** Ends the silence of requests that are kept waiting. */
  #release: () => void = () => {};
  #silence = this.#newSilence();

  /** @param address the peer of the connection */
  async fetch(request: Request, address: string | undefined): Promise<Reply> {
    const url = new URL(request.url);
    const {pathname} = url;
    if (!isLocal(url.hostname)) return plain(403, 'The demo answers to 127.0.0.1 and localhost alone.');
    if (pathname.startsWith('/demo/')) return this.#control(request, pathname);
    const file = ['GET', 'HEAD'].includes(request.method) ? fileAt(pathname) : undefined;
    if (file) return file;
    if (!pathname.startsWith(`${basePath}/`)) return plain(404, 'There is nothing at this address.');
    if (pathname === `${basePath}/v1/batch` && this.#mode !== 'on') return this.#refuse(this.#mode);
    return this.#collector.fetch(request, {address});
  }

  /** Closes the collector and deletes everything that it stored. */
  async close(): Promise<void> {
    await this.#collector.close();
    rmSync(this.#folder, {recursive: true, force: true});
  }

  #open(): Collector {
    const store = join(this.#folder, `demo-${++this.#databases}.db`);
    return createCollector({store, sites: [demoSite], basePath, journeys});
  }

  /** What the page asks of its own server; changes only when the page itself asks. */
  async #control(request: Request, path: string): Promise<Response> {
    const {method} = request;
    if (method === 'GET' && path === '/demo/endpoint') return json({mode: this.#mode});
    if (method === 'GET' && path === '/demo/samples') return json({count: (await this.#samples) ?? 0});
    if (method !== 'POST') return plain(405, 'This address takes POST.');
    if (!isOwnPage(request)) return plain(403, 'Only the page of this demo may ask for that.');
    if (path === '/demo/token') return this.#pageToken();
    if (path === '/demo/reset') return this.#reset();
    if (path === '/demo/samples') return json({count: await this.#withSamples()});
    if (path !== '/demo/endpoint') return plain(404, 'There is nothing at this address.');
    const wanted = await request.text();
    const mode = modes.find(name => name === wanted);
    if (!mode) return plain(400, `There is no such mode; there are ${modes.join(', ')}.`);
    this.#turn(mode);
    return json({mode});
  }

  #turn(mode: Mode): void {
    this.#mode = mode;
    this.#release();
    this.#silence = this.#newSilence();
  }

  #newSilence(): Promise<void> {
    return new Promise(resolve => {
      this.#release = resolve;
    });
  }

  #refuse(mode: Exclude<Mode, 'on'>): Reply {
    if (mode === 'gone') return {cut: Promise.resolve()};
    if (mode === 'silent') return {cut: this.#silence};
    return plain(503, 'Out of order, as the switch of the demo says.');
  }

  /** The server's read token, which no browser ever sees. */
  #readToken(): Promise<string> {
    return (this.#token ??= makeToken(this.#collector.store, site, scopes, Date.now()));
  }

  #ask(path: string, headers: Record<string, string>, body?: string): Promise<Response> {
    const method = body === undefined ? {} : {method: 'POST', body};
    return this.#collector.fetch(new Request(`http://localhost${basePath}${path}`, {headers, ...method}));
  }

  /** Trades the read token for one of the page's own that lives for minutes. */
  async #pageToken(): Promise<Response> {
    const headers = {'authorization': `Bearer ${await this.#readToken()}`, 'content-type': 'application/json'};
    return this.#ask('/v1/embed-tokens', headers, JSON.stringify({scopes}));
  }

  /** Adds the made-up answers once; what did not work can be tried again. */
  #withSamples(): Promise<number> {
    return (this.#samples ??= this.#addSamples().catch((error: unknown) => {
      this.#samples = undefined;
      throw error;
    }));
  }

  /** Sends made-up answers for all maps, as a page would; resolves with their number. */
  async #addSamples(): Promise<number> {
    const headers = {authorization: `Bearer ${await this.#readToken()}`};
    const list = (await (await this.#ask('/v1/journeys', headers)).json()) as {journeys: {id: string}[]};
    const maps = list.journeys.map(async ({id}) => (await this.#ask(`/v1/journeys/${id}`, headers)).json());
    const items = sampleItems((await Promise.all(maps)) as JourneyMap[], Date.now());
    for (const body of batchesOf(items, demoSite.keys[0]!, Date.now())) {
      const answer = await this.#ask('/v1/batch', {'content-type': 'application/json'}, body);
      const {items: verdicts = []} = (await answer.json()) as Partial<BatchAnswer>;
      if (verdicts.length === 0 || verdicts.some(({status}) => status !== 'stored'))
        throw new Error(`The collector of the demo answered ${answer.status} and did not store every sample answer.`);
    }
    return items.length;
  }

  /** Begins again with an empty database. */
  async #reset(): Promise<Response> {
    const before = this.#collector;
    this.#collector = this.#open();
    this.#token = undefined;
    this.#samples = undefined;
    this.#turn('on');
    await before.close();
    return json({mode: this.#mode});
  }
}

/** A name that another site lets lead here is refused. */
const isLocal = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host);

/** True for a request that a page of this same origin makes, as the browser tells. */
const isOwnPage = (request: Request): boolean => request.headers.get('origin') === new URL(request.url).origin;

const json = (value: unknown): Response => Response.json(value, {headers: {'cache-control': 'no-store'}});

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
