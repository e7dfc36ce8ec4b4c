/**
 * A static site on 127.0.0.1 for test pages, with the headers that a test chooses.
 *
 *   const site = await startSite({
 *     folders: {'/stagepost/': embedFolder},                    // served as they are, with CORS open
 *     pages: {'/': {html: '<p>…', headers: {'Content-Security-Policy': '…'}}},
 *   });
 *   site.url                                                    // http://127.0.0.1:PORT
 *   site.pages.set('/other', {html})                            // at any time
 *   site.requests                                               // paths in the order asked for, with their status
 *   site.broken.add('/stagepost/nps.js')                        // cuts the connection instead of answering
 *   await site.close();
 */
import assert from 'node:assert/strict';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {dirname, extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {engine} from './browser.js';
import {watch} from './engines/watch.js';

/** The built embed files. */
export const embedFolder = fileURLToPath(new URL('../../dist/embed/', import.meta.url));

/** The embed files that a file names, and those that these name in turn, as paths from the folder of embed files. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  const code = readFileSync(join(embedFolder, file), 'utf8');
  for (const [, next] of code.matchAll(/["'`](\.{1,2}\/[\w/-]+\.js)["'`]/g)) {
    const path = join(dirname(file), next!);
    if (existsSync(join(embedFolder, path))) reachedFrom(path, reached);
  }
  return reached;
}

/**
 * The address of a part or a language that `by` fetches late, where the embed files are under `/stagepost/`. Its name holds a
 * hash. Prompts and data views are built apart, so that a part may be there twice: only one is the one that `by` fetches.
 */
export function lateFile(part: string, by = 'nps.js'): string {
  const files = [...reachedFrom(by)].filter(name => name.startsWith(join('shared', `${part}-`)));
  assert.equal(files.length, 1, `one file for ${part} that ${by} leads to: ${files.join(', ') || 'none'}`);
  return `/stagepost/${files[0]}`;
}

export interface SitePage {
  /** The whole page, or what stands in its body. */
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `text/html` unless given: a script of the test's own is a page too. */
  readonly type?: string;
  /** Script text that runs before anything else on the page, where the browser cannot be told to. */
  readonly first?: string;
}

export interface SiteOptions {
  readonly folders?: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, SitePage | string>>;
  /** Sent with every file of `folders`. */
  readonly fileHeaders?: Readonly<Record<string, string>>;
}

export interface Site {
  readonly url: string;
  readonly port: number;
  readonly pages: Map<string, SitePage>;
  readonly requests: {readonly path: string; readonly status: number}[];
  readonly broken: Set<string>;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};

const whole = (html: string): string =>
  /<html/i.test(html)
    ? html
    : `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title></head><body>${html}</body></html>`;

/** Where a page's first script stands: it is served as a file, which a policy lets through. */
const firstPath = '/first-of';

/** The page with its first script in front of everything. */
const begun = (page: string, path: string): string =>
  page.replace(
    /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?\s*(<head[^>]*>)?/i,
    `$&<script src="${firstPath}${path}"></script>`,
  );

export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const pages = new Map(
    Object.entries(options.pages ?? {}).map(([path, page]) => [path, typeof page === 'string' ? {html: page} : page]),
  );
  const requests: {path: string; status: number}[] = [];
  const broken = new Set<string>();

  const file = (path: string): Buffer | undefined => {
    for (const [prefix, folder] of Object.entries(options.folders ?? {})) {
      if (!path.startsWith(prefix)) continue;
      const name = normalize(join(folder, path.slice(prefix.length)));
      if (name.startsWith(normalize(folder)) && statSync(name, {throwIfNoEntry: false})?.isFile())
        return readFileSync(name);
    }
    return undefined;
  };

  const bodyOf = (page: SitePage, path: string): string => {
    if (page.type) return page.html;
    return engine === 'webkit' ? begun(whole(page.html), path) : whole(page.html);
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    if (broken.has(path)) {
      requests.push({path, status: 0});
      return void request.socket.destroy();
    }
    // Browsers ask for it by themselves; a page that is watched for errors should not see one.
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    if (path.startsWith(firstPath)) {
      response.setHeader('Content-Type', types['.js']!);
      return void response.end(`${watch};${pages.get(path.slice(firstPath.length))?.first ?? ''}`);
    }
    const page = pages.get(path);
    const body = page ? bodyOf(page, path) : file(path);
    const status = body === undefined ? 404 : 200;
    requests.push({path, status});
    response.writeHead(status, {
      'Content-Type': page ? (page.type ?? 'text/html; charset=utf-8') : (types[extname(path)] ?? 'text/plain'),
      'Cache-Control': 'no-store',
      ...(page ? page.headers : {'Access-Control-Allow-Origin': '*', ...options.fileHeaders}),
    });
    response.end(body ?? 'not here');
  };

  const server = createServer(answer);
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pages,
    requests,
    broken,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => void server.close(resolve));
    },
  };
}
