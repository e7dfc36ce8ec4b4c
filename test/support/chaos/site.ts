/**
 * The site that the pages under test come from: the outbox as it is built from its sources, and a channel by which a page
 * reports each step and waits to be heard.
 *
 *   const site = await startSite();
 *   site.hear = step => 'stop';                               // the page stands still in this step
 *   site.page({endpoint: endpoint.url, steps: true})          // the address of a page under test
 *   site.blank                                                // the address of an empty page of the same origin
 */
import {build, type Plugin} from 'esbuild';
import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import type {PageOptions, Step} from './page/hooks.js';

const entry = fileURLToPath(new URL('./page/main.ts', import.meta.url));

/**
 * A negative control by hand: `STAGEPOST_SPOIL='database.ts|await done;|'` puts the last part in the place of the middle one
 * in a file of the outbox, for the pages of this run alone.
 */
const spoilt: Plugin = {
  name: 'spoilt',
  setup(made) {
    const [file, from, to] = (process.env.STAGEPOST_SPOIL ?? '').split('|');
    if (!file || !from) return;
    made.onLoad({filter: new RegExp(`src/outbox/${file.replace('.', '\\.')}$`)}, ({path}) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      return {contents: text.replace(from, to ?? ''), loader: 'ts'};
    });
  },
};

async function bundle(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
    plugins: [spoilt],
    // The project's own `sideEffects` would drop a file that is imported for what it does.
    ignoreAnnotations: true,
  });
  return outputFiles[0]!.text;
}

const html = (script: string) => `<!doctype html><meta charset="utf-8"><title>chaos</title><body>${script}</body>`;

export class ChaosSite {
  /** Hears every report; `stop` makes the page stand still. */
  hear: (step: Step) => 'stop' | void = () => {};
  /** Makes each address a new one: going there loads the page anew. */
  #pages = 0;
  readonly #epoch = Date.now();
  readonly #server: Server;
  readonly #script: string;
  #port = 0;

  constructor(script: string) {
    this.#script = script;
    this.#server = createServer(
      (request, response) => void this.#answer(request, response).catch(() => response.destroy()),
    );
  }

  async listen(): Promise<void> {
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** The origin, under 127.0.0.1 or another name that leads there. */
  origin(host = '127.0.0.1'): string {
    return `http://${host}:${this.#port}`;
  }

  page(options: PageOptions, host?: string): string {
    return `${this.origin(host)}/?${this.#pages++}#${encodeURIComponent(JSON.stringify({epoch: this.#epoch, ...options}))}`;
  }

  get blank(): string {
    return `${this.origin()}/blank`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/report') {
      const step = JSON.parse(Buffer.concat(pieces).toString()) as Step;
      return void response.end(this.hear(step) ?? 'go');
    }
    const bodies: Record<string, [string, string]> = {
      '/': ['text/html', html('<script src="/page.js"></script>')],
      '/blank': ['text/html', html('')],
      '/page.js': ['text/javascript', this.#script],
    };
    const [type, body] = bodies[path] ?? ['text/plain', ''];
    response.writeHead(bodies[path] ? 200 : 404, {'content-type': `${type};charset=utf-8`});
    response.end(body);
  }
}

let bundled: Promise<string> | undefined;

export async function startChaosSite(): Promise<ChaosSite> {
  const site = new ChaosSite(await (bundled ??= bundle()));
  await site.listen();
  return site;
}
