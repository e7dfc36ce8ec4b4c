import type * as HonoModule from 'hono';
import type {Hono, Next} from 'hono';
import {clientGroup, isLoopback, shortAddress} from './http/address.js';
import {corsHeaders, preflight, securityHeaders} from './http/cors.js';
import {need} from './need.js';
import {Problem, StorageError} from './problem.js';
import {
  batchRoute, configRoute, embedRoute, exportRoute, healthRoute, metricsRoute, openApiRoute, readyRoute, resultsRoute,
} from './routes/handlers.js'; // prettier-ignore
import {journeyRoute, journeysRoute, overlayRoute} from './routes/journeys.js';
import {tooFast, type AppContext, type AppEnv, type AppParts} from './routes/parts.js';

type Route = (parts: AppParts, c: AppContext) => Response | Promise<Response>;

/** The routes of contract §7 as a Web-standard application. */
export function createApp(parts: AppParts): Hono<AppEnv> {
  const {Hono: App} = need<typeof HonoModule>('hono');
  const app = new App<AppEnv>({strict: false}).basePath(parts.basePath);
  app.use((c, next) => around(parts, c, next));
  app.onError((error, c) => answerError(parts, c, error));
  app.notFound(c => answerError(parts, c, new Problem(404, 'route/unknown', 'There is nothing at this address.')));
  const route = (method: 'GET' | 'POST', path: string, run: Route): void => {
    const named = (c: AppContext) => {
      c.set('route', path);
      return run(parts, c);
    };
    app.on(method, path, named);
    app.all(path, c => {
      c.set('route', path);
      throw new Problem(405, 'route/method', `This address takes ${method} only.`, {headers: {allow: method}});
    });
  };
  route('POST', '/v1/batch', batchRoute);
  route('GET', '/v1/config/:key', configRoute);
  route('POST', '/v1/embed-tokens', embedRoute);
  route('GET', '/v1/results/:name', resultsRoute);
  route('GET', '/v1/journeys', journeysRoute);
  route('GET', '/v1/journeys/:id', journeyRoute);
  route('GET', '/v1/journeys/:id/overlay', overlayRoute);
  route('GET', '/v1/export/:file', exportRoute);
  route('GET', '/healthz', healthRoute);
  route('GET', '/readyz', readyRoute);
  route('GET', '/metrics', metricsRoute);
  route('GET', '/openapi.json', openApiRoute);
  return app;
}

/** Paths that are asked often by machines of the owner, and cost little. */
const unlimited = /\/(healthz|readyz|metrics)$/;

/** What every request goes through: the client's rate, CORS and security headers, counting. */
async function around(parts: AppParts, c: AppContext, next: Next): Promise<Response | void> {
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

/** Seconds until this client may ask again, 0 for now. Behind a proxy that is not declared, all visitors would look like one: no limit. */
function secondsToWait({byAddress, proxies}: AppParts, c: AppContext): number {
  const client = c.get('client');
  if (!byAddress || client === undefined || unlimited.test(c.req.path)) return 0;
  if (proxies.isEmpty && isLoopback(client)) return 0;
  return byAddress.take(clientGroup(client)).retryAfter;
}

/** Every error ends here: a problem with a code and a sentence, never a stack. */
function answerError({metrics, logger}: AppParts, c: AppContext, error: unknown): Response {
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
