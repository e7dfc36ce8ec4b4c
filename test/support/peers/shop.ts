/** The site that every product is measured on: one page for each, all files by `gzip -9`, and what vendors would answer. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {embedFolder} from '../site.js';
import {posthogAnswers} from './posthog.js';
import type {Product} from './products.js';

export const peersFolder = fileURLToPath(new URL('../../peers/', import.meta.url));

/** The version of a package of the peers, or of ours. */
export function versionOf(name: string): string {
  const homes = [peersFolder, join(peersFolder, '../..')].map(home => join(home, 'node_modules', name, 'package.json'));
  return (JSON.parse(readFileSync(homes.find(existsSync)!, 'utf8')) as {version: string}).version;
}

interface File {
  readonly type: string;
  readonly body: Buffer;
}

const types: Readonly<Record<string, string>> = {'.js': 'text/javascript', '.css': 'text/css'};
const file = (type: string, body: string | Uint8Array): File => ({type, body: gzipSync(body, {level: 9})});
const fileOf = (path: string): File => file(types[extname(path)] ?? 'text/plain', readFileSync(path));

/** Bundles the pages as their owners would for production: minified, tree-shaken, Sentry's own switches for it set. */
async function bundles(entries: readonly string[]): Promise<Map<string, File>> {
  const {outputFiles} = await build({
    entryPoints: entries.map(entry => join(peersFolder, 'pages', `${entry}.js`)),
    outdir: '/app',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    define: {'process.env.NODE_ENV': '"production"', '__SENTRY_DEBUG__': 'false', '__SENTRY_TRACING__': 'false'},
    logLevel: 'error',
  });
  return new Map(
    outputFiles.map(({path, contents}) => [
      `/app/${path.split(/[\\/]/).pop()!}`,
      file(types[extname(path)] ?? 'text/plain', contents),
    ]),
  );
}

const text = (count: number): string =>
  '<p>The parcel is on its way. You can follow it in your account, change where it is left, or send it back within thirty days.</p>\n'.repeat(
    count,
  );

/** Text above and below, so that what comes late and pushes is seen. */
const pageOf = ({head = '', body = ''}: Product): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Thank you for your order</title>
<style>body { max-width: 45rem; margin: 2rem auto; font: 1rem/1.5 sans-serif; }</style>
${head}
</head>
<body>
<h1>Thank you for your order</h1>
${text(2)}
${body}
${text(6)}
</body>
</html>`;

/** The endpoint of ours: holds everything. */
function stored(batch: string): string {
  const {items} = JSON.parse(batch) as {items: {id: string; rev: number}[]};
  return JSON.stringify({
    v: 1,
    serverTime: new Date().toISOString(),
    items: items.map(({id, rev}) => ({id, rev, status: 'stored'})),
  });
}

export interface Sent {
  /** Of the body, as it went over the wire. */
  readonly bytes: number;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it was fetched (GET); otherwise the page told something. */
  readonly fetched: boolean;
}

export interface Shop {
  page(product: Product): string;
  /** What was asked for since the last call, pages and their icons left out. */
  sent(): Sent[];
  close(): Promise<void>;
}

export async function startShop(products: readonly Product[]): Promise<Shop> {
  const files = await bundles(products.flatMap(({entry}) => entry ?? []));
  for (const name of readdirSync(embedFolder, {recursive: true}).map(String))
    if (extname(name) === '.js') files.set(`/stagepost/${name}`, fileOf(join(embedFolder, name)));
  const posthog = join(peersFolder, 'node_modules/posthog-js');
  files.set('/static/array.js', fileOf(join(posthog, 'dist/array.js')));
  files.set(`/static/${versionOf('posthog-js')}/surveys.js`, fileOf(join(posthog, 'dist/surveys.js')));
  for (const [path, {type, body}] of Object.entries(posthogAnswers)) files.set(path, file(type, body));
  const ok = file('application/json', '{}');
  files.set('/api/1/envelope/', ok);
  for (const product of products) files.set(`/${encodeURIComponent(product.name)}`, file('text/html', pageOf(product)));

  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const at = performance.timeOrigin + performance.now();
    const {pathname} = new URL(request.url ?? '/', 'http://x');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const found =
      pathname === '/collect/v1/batch'
        ? file('application/json', stored(Buffer.concat(chunks).toString()))
        : files.get(pathname);
    if (!found && pathname !== '/favicon.ico') console.warn(`peers: ${request.method} ${request.url} is not here.`);
    response.writeHead(found ? 200 : 404, {
      'content-type': `${found?.type ?? 'text/plain'}; charset=utf-8`,
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
    });
    const {body, type} = found ?? ok;
    if (type !== 'text/html' && pathname !== '/favicon.ico')
      sent.push({bytes: body.length, at, fetched: request.method === 'GET'});
    response.end(body);
  });
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    page: ({name}) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    sent: () => sent.splice(0),
    close() {
      server.closeAllConnections();
      return new Promise(resolve => void server.close(() => resolve()));
    },
  };
}
