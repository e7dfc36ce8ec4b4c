import {embedSeconds, isScope, type Access, type Scope} from '../auth/access.js';
import {exportAnswer} from '../export/answer.js';
import {isLoopback} from '../http/address.js';
import {parseJson, readBody} from '../http/body.js';
import {taggedJson} from '../http/etag.js';
import {ingest, parseBatch} from '../ingest/batch.js';
import {openApi} from '../openapi.js';
import {Problem} from '../problem.js';
import {parseQuery} from '../results/query.js';
import {results} from '../results/routes.js';
import type {Site} from '../sites.js';
import {enter, enterFrom} from './enter.js';
import {tooFast, type AppContext, type AppParts} from './parts.js';

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    headers: {'content-type': 'application/json', 'cache-control': 'no-store', ...headers},
  });

export async function batchRoute(parts: AppParts, c: AppContext): Promise<Response> {
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
function siteOfKey({sites}: AppParts, c: AppContext, key: string): Site {
  const site = sites.byKey(key);
  if (!site) throw new Problem(403, 'site/unknown', 'This site key is not known here; check it with the site owner.');
  enterFrom(c, site);
  return site;
}

export function configRoute(parts: AppParts, c: AppContext): Response {
  const {body, etag} = siteOfKey(parts, c, c.req.param('key') ?? '').config;
  return taggedJson(body, etag, c.req.header('if-none-match'), {'cache-control': 'public, max-age=60'});
}

export async function resultsRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {site} = await enter(parts, c, 'results');
  const run = results.get(c.req.param('name') ?? '');
  if (!run)
    throw new Problem(404, 'route/unknown', `There is no such result; there are ${[...results.keys()].join(', ')}.`);
  const params = new URL(c.req.url).searchParams;
  const query = parseQuery(params, site, run.extra);
  return json(await run.of({store: parts.store, site, query, params, now: parts.now()}));
}

/** A server trades its read token for a short-lived one that a page may hold. */
export async function embedRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const access = await enter(parts, c, undefined);
  if (access.kind !== 'server')
    throw new Problem(403, 'auth/kind', 'Only a read token can be traded for a page token.');
  const text = await readBody(c.req.raw, parts.body);
  const asked = embedRequest(text === '' ? {} : parseJson(text), access);
  const made = await parts.gate.embed(access, asked.scopes, asked.seconds);
  return json({...made, site: access.site.id, scopes: asked.scopes});
}

const invalid = (rule: string): Problem => new Problem(400, 'body/invalid', rule);

function embedRequest(value: unknown, access: Access): {scopes: Scope[]; seconds: number} {
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

export async function readyRoute({store, isStopping}: AppParts): Promise<Response> {
  if (isStopping()) throw new Problem(503, 'stopping', 'The collector is stopping.', {retryAfter: 5});
  await store.probe();
  return json({status: 'ready'});
}

/** For direct callers on this machine; from anywhere else, or through a proxy, with a token of scope `metrics`. */
export async function metricsRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {address} = c.env.info;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'origin'].some(name => c.req.header(name) !== undefined);
  if (address === undefined || !isLoopback(address.replace(/^::ffff:/i, '')) || isForwarded)
    await enter(parts, c, 'metrics');
  const {registry} = parts.metrics;
  return new Response(await registry.metrics(), {
    headers: {'content-type': registry.contentType, 'cache-control': 'no-store'},
  });
}

export async function exportRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {site} = await enter(parts, c, 'export');
  return exportAnswer(parts.store, site, c.req.param('file') ?? '', new URL(c.req.url).searchParams);
}

export const healthRoute = (): Response => json({status: 'ok'});

export const openApiRoute = (): Response => json(openApi(), {'cache-control': 'public, max-age=300'});
