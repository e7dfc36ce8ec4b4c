import type {Context, Hono, Next} from 'hono';
import {isScope, embedSeconds, type Access, type Gate, type Scope} from './auth/access.js';
import {exportRoute} from './export/route.js';
import {clientGroup, isLoopback, shortAddress, type TrustedProxies} from './http/address.js';
import {parseJson, readBody, type BodyLimits} from './http/body.js';
import {allowsOrigin, corsHeaders, preflight, securityHeaders} from './http/cors.js';
import type {Buckets} from './http/limit.js';
import {ingest, parseBatch} from './ingest/batch.js';
import type {Logger} from './logger.js';
import type {Metrics} from './metrics.js';
import {need} from './need.js';
import {openApi} from './openapi.js';
import {Problem, StorageError} from './problem.js';
import {parseQuery} from './results/query.js';
import {results} from './results/routes.js';
import type {Site, Sites} from './sites.js';
import type {Store} from './store.js';

/** What a host knows of a request beyond the request itself. */
export interface RequestInfo {
  /** The address of the peer of the connection. Without it, requests are not limited by address. */
  readonly address?: string | undefined;
}

export interface AppParts {
  readonly store: Store;
  readonly sites: Sites;
  readonly gate: Gate;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly proxies: TrustedProxies;
  readonly body: BodyLimits;
  /** Requests by address, requests by site key, items by site; absent: not limited. */
  readonly byAddress: Buckets | undefined;
  readonly byKey: Buckets | undefined;
  readonly bySiteItems: Buckets | undefined;
  readonly now: () => number;
  readonly basePath: string;
  readonly isStopping: () => boolean;
}

interface Env {
  Bindings: {info: RequestInfo};
  Variables: {origins: ReadonlySet<string> | undefined; route: string; client: string | undefined};
}

type Route = (c: Context<Env>) => Response | Promise<Response>;

/** The routes of contract §7 as a Web-standard application. */
export function createApp(parts: AppParts): Hono<Env> {
  const {Hono: App} = need<typeof import('hono')>('hono');
  const app = new App<Env>({strict: false}).basePath(parts.basePath);
  app.use((c, next) => around(parts, c, next));
  app.onError((error, c) => answerError(parts, c, error));
  app.notFound(c => answerError(parts, c, new Problem(404, 'route/unknown', 'There is nothing at this address.')));
  const route = (method: 'GET' | 'POST', path: string, run: Route): void => {
    const named: Route = c => {
      c.set('route', path);
      return run(c);
    };
    app.on(method, path, named);
    app.all(path, c => {
      c.set('route', path);
      throw new Problem(405, 'route/method', `This address takes ${method} only.`, {headers: {allow: method}});
    });
  };
  route('POST', '/v1/batch', c => batchRoute(parts, c));
  route('GET', '/v1/config/:key', c => configRoute(parts, c));
  route('POST', '/v1/embed-tokens', c => embedRoute(parts, c));
  route('GET', '/v1/results/:name', c => resultsRoute(parts, c));
  route('GET', '/v1/export/:file', async c =>
    exportRoute(parts, await enter(parts, c, 'export'), c.req.param('file') ?? '', new URL(c.req.url).searchParams),
  );
  route('GET', '/healthz', () => json({status: 'ok'}));
  route('GET', '/readyz', () => readyRoute(parts));
  route('GET', '/metrics', c => metricsRoute(parts, c));
  route('GET', '/openapi.json', () => json(openApi(), {'cache-control': 'public, max-age=300'}));
  return app;
}

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    headers: {'content-type': 'application/json', 'cache-control': 'no-store', ...headers},
  });

/** Paths that are asked often by machines of the owner, and cost little. */
const unlimited = /\/(healthz|readyz|metrics)$/;

/** What every request goes through: the client's rate, CORS and security headers, counting. */
async function around(parts: AppParts, c: Context<Env>, next: Next): Promise<Response | void> {
  const {proxies, metrics, sites} = parts;
  c.set('route', 'unknown');
  const origin = c.req.header('origin') ?? null;
  if (c.req.method === 'OPTIONS') {
    const answer = preflight(origin, sites.origins);
    decorate(answer, securityHeaders);
    return answer;
  }
  c.set('client', proxies.clientOf(c.env.info.address, c.req.header('x-forwarded-for') ?? null));
  const wait = secondsToWait(parts, c);
  if (wait > 0) c.res = answerError(parts, c, tooFast(wait));
  else await next();
  decorate(c.res, {...securityHeaders, ...corsHeaders(origin, c.get('origins') ?? sites.origins)});
  metrics.answered(c.get('route'), c.res.status);
}

function decorate(response: Response, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
}

const tooFast = (retryAfter: number): Problem =>
  new Problem(429, 'rate', 'Too many requests; try again later.', {retryAfter});

/** Seconds until this client may ask again, 0 for now. Behind a proxy that is not declared, all visitors would look like one: no limit. */
function secondsToWait({byAddress, proxies}: AppParts, c: Context<Env>): number {
  const client = c.get('client');
  if (!byAddress || client === undefined || unlimited.test(c.req.path)) return 0;
  if (proxies.isEmpty && isLoopback(client)) return 0;
  return byAddress.take(clientGroup(client)).retryAfter;
}

/** Every error ends here: a problem with a code and a sentence, never a stack. */
function answerError({metrics, logger}: AppParts, c: Context<Env>, error: unknown): Response {
  const problem = asProblem(error);
  const route = c.get('route');
  if (problem.status === 500)
    logger.error('unexpected', {
      route,
      name: error instanceof Error ? error.name : 'unknown',
      message: sentence(error),
    });
  metrics.refused(problem.code, problem.status, route, shortAddress(c.get('client')));
  return problem.toResponse();
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** What a caller may know of an error. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageError)
    return new Problem(503, 'storage/unavailable', 'Nothing could be stored just now; nothing was acknowledged.', {
      retryAfter: 30,
    });
  return new Problem(500, 'internal', 'Something went wrong here; nothing was acknowledged.', {retryAfter: 60});
}

async function batchRoute(parts: AppParts, c: Context<Env>): Promise<Response> {
  const {sites, store, metrics, now, bySiteItems, byKey} = parts;
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'text/plain')
    throw new Problem(415, 'body/media-type', 'The body must be application/json, or text/plain holding JSON.');
  const batch = parseBatch(await readBody(c.req.raw, parts.body));
  const site = siteOfKey(parts, c, batch.site);
  if (sites.isClosed(batch.site))
    throw new Problem(403, 'site/closed', 'This site key is closed: nothing is taken any more.');
  const wait = byKey?.take(batch.site).retryAfter ?? 0;
  if (wait > 0) throw tooFast(wait);
  const take = ({id}: Site, count: number) => bySiteItems?.take(id, count) ?? {taken: count, retryAfter: 0};
  return json(await ingest(batch, site, {store, watch: metrics, now, take}));
}

/** The site of a key, for the request's origin. */
function siteOfKey({sites}: AppParts, c: Context<Env>, key: string): Site {
  const site = sites.byKey(key);
  if (!site) throw new Problem(403, 'site/unknown', 'This site key is not known here; check it with the site owner.');
  c.set('origins', site.origins);
  const origin = c.req.header('origin');
  if (origin !== undefined && !allowsOrigin(origin, site.origins))
    throw new Problem(403, 'origin/refused', 'This origin is not in the list of the site; the owner can add it there.');
  return site;
}

function configRoute(parts: AppParts, c: Context<Env>): Response {
  const {body, etag} = siteOfKey(parts, c, c.req.param('key') ?? '').config;
  const headers = {'content-type': 'application/json', 'cache-control': 'public, max-age=60', etag};
  const known = (c.req.header('if-none-match') ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return new Response(null, {status: 304, headers});
  return new Response(body, {headers});
}

/** Proves who reads, and holds a page's token to the origins of its site. */
async function enter({gate}: AppParts, c: Context<Env>, scope: Scope | undefined): Promise<Access> {
  const access = await gate.open(c.req.raw, scope);
  c.set('origins', access.site.origins);
  return access;
}

async function resultsRoute(parts: AppParts, c: Context<Env>): Promise<Response> {
  const {site} = await enter(parts, c, 'results');
  const run = results.get(c.req.param('name') ?? '');
  if (!run)
    throw new Problem(404, 'route/unknown', `There is no such result; there are ${[...results.keys()].join(', ')}.`);
  const query = parseQuery(new URL(c.req.url).searchParams, site, run.extra);
  return json(await run.of({store: parts.store, site, query, now: parts.now()}));
}

/** A server trades its read token for a short-lived one that a page may hold. */
async function embedRoute(parts: AppParts, c: Context<Env>): Promise<Response> {
  const access = await enter(parts, c, undefined);
  if (access.kind !== 'server')
    throw new Problem(403, 'auth/kind', 'Only a read token can be traded for a page token.');
  const text = await readBody(c.req.raw, parts.body);
  const asked = embedRequest(text === '' ? {} : parseJson(text), access);
  const made = await parts.gate.embed(access, asked.scopes, asked.seconds);
  return json({...made, site: access.site.id, scopes: asked.scopes});
}

function embedRequest(value: unknown, access: Access): {scopes: Scope[]; seconds: number} {
  const invalid = (rule: string) => new Problem(400, 'body/invalid', rule);
  if (typeof value !== 'object' || value === null) throw invalid('The body must be an object.');
  const {scopes = ['results'], seconds = embedSeconds} = value as Record<string, unknown>;
  if (!Array.isArray(scopes) || scopes.length === 0) throw invalid('scopes must be a list of scopes.');
  const known = scopes.filter(scope => typeof scope === 'string' && isScope(scope)) as Scope[];
  if (known.length < scopes.length) throw invalid('scopes holds what is no scope.');
  if (!known.every(scope => access.scopes.includes(scope)))
    throw new Problem(403, 'auth/scope', 'A page token cannot have a scope that the read token lacks.');
  if (typeof seconds !== 'number' || !(seconds >= 1) || seconds > embedSeconds)
    throw invalid(`seconds must be from 1 to ${embedSeconds}.`);
  return {scopes: known, seconds};
}

async function readyRoute({store, isStopping}: AppParts): Promise<Response> {
  if (isStopping()) throw new Problem(503, 'stopping', 'The collector is stopping.', {retryAfter: 5});
  await store.probe();
  return json({status: 'ready'});
}

/** For direct callers on this machine; from anywhere else, or through a proxy, with a token of scope `metrics`. */
async function metricsRoute(parts: AppParts, c: Context<Env>): Promise<Response> {
  const {address} = c.env.info;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'origin'].some(name => c.req.header(name) !== undefined);
  if (address === undefined || !isLoopback(address.replace(/^::ffff:/i, '')) || isForwarded)
    await enter(parts, c, 'metrics');
  const {registry} = parts.metrics;
  return new Response(await registry.metrics(), {
    headers: {'content-type': registry.contentType, 'cache-control': 'no-store'},
  });
}
