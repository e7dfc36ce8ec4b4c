/** The request and the answer as HTTP: types, origins, redirects, refusals of a whole request. */
import {randomUUID} from 'node:crypto';
import {check, type Check} from './check.js';
import {answerOf, demand, Mismatch, verdictOn, type Probe, type Seen} from './probe.js';

const dayMs = 86_400_000;
const refusals = [400, 413, 422] as const;

async function storesAs(probe: Probe, headers: Record<string, string>): Promise<string> {
  const item = probe.item();
  const seen = await probe.post(probe.batch([item]), headers);
  demand(verdictOn(answerOf(seen), item), ['stored'], item);
  return 'stored';
}

function allowsOrigin(headers: Headers, origin: string): string {
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === '*' || allowed === origin) return allowed;
  throw new Mismatch(
    `Access-Control-Allow-Origin is ${allowed ?? 'missing'} for ${origin}; give --origin one the site allows`,
  );
}

const noCredentials = ({headers}: Seen): void => {
  if (headers.get('access-control-allow-credentials')?.toLowerCase() === 'true')
    throw new Mismatch('Access-Control-Allow-Credentials is true');
};

const preflight = (probe: Probe) =>
  probe.fetch('/v1/batch', {
    method: 'OPTIONS',
    headers: {
      'origin': probe.options.origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });

/** Refused as a whole, and nothing of it kept: the item is new when it comes again. */
async function keepsNothing(probe: Probe, over: Record<string, unknown>, statuses: readonly number[]): Promise<string> {
  const item = probe.item();
  const seen = await probe.refused(probe.batch([item], over), statuses);
  await probe.expect(item, 'stored');
  return seen;
}

export const httpChecks: readonly Check[] = [
  check('http/answer', 'A batch is answered by 2xx JSON with v 1, serverTime and a verdict an item.', async probe => {
    const item = probe.item();
    const seen = await probe.post(probe.batch([item]));
    verdictOn(answerOf(seen), item);
    return `HTTP ${seen.status}, ${seen.headers.get('content-type')}`;
  }),
  check('http/server-time', 'serverTime is the present in UTC, to a day.', async probe => {
    const {serverTime} = answerOf(await probe.post(probe.batch([probe.item()])));
    const off = Math.abs(Date.parse(serverTime) - Date.now());
    if (off > dayMs) throw new Mismatch(`${serverTime}, ${Math.round(off / dayMs)} days from this machine's clock`);
    return serverTime;
  }),
  check('http/text-plain', 'text/plain is accepted, for the unload path.', probe =>
    storesAs(probe, {'content-type': 'text/plain;charset=UTF-8'}),
  ),
  check('http/charset', 'application/json may name its charset.', probe =>
    storesAs(probe, {'content-type': 'application/json; charset=utf-8'}),
  ),
  check('http/preflight', 'A preflight allows the origin, POST and content-type.', async probe => {
    const {status, headers} = await preflight(probe);
    if (status < 200 || status > 299) throw new Mismatch(`HTTP ${status}`);
    const origin = allowsOrigin(headers, probe.options.origin);
    const names = (headers.get('access-control-allow-headers') ?? '').toLowerCase();
    if (!names.split(/\s*,\s*/).some(name => name === '*' || name === 'content-type'))
      throw new Mismatch(`Access-Control-Allow-Headers is ${names || 'missing'}`);
    return `HTTP ${status}, ${origin}`;
  }),
  check('http/origin', 'The answer to a POST allows the origin of the page.', async probe => {
    const seen = await probe.post(probe.batch([probe.item()]), {
      'content-type': 'text/plain;charset=UTF-8',
      'origin': probe.options.origin,
    });
    const allowed = allowsOrigin(seen.headers, probe.options.origin);
    answerOf(seen);
    return allowed;
  }),
  check('http/error-origin', 'A refusal allows the origin too, so that the page can read why.', async probe => {
    const {headers, status} = await probe.post('{', {
      'content-type': 'application/json',
      'origin': probe.options.origin,
    });
    return `HTTP ${status}, ${allowsOrigin(headers, probe.options.origin)}`;
  }),
  check('http/no-credentials', 'Credentials are never allowed.', async probe => {
    noCredentials(await preflight(probe));
    noCredentials(
      await probe.post(probe.batch([probe.item()]), {'content-type': 'text/plain', 'origin': probe.options.origin}),
    );
    return 'no Access-Control-Allow-Credentials';
  }),
  check('http/get', 'GET on the batch route is no success.', async probe => {
    const {status} = await probe.fetch('/v1/batch', {method: 'GET'});
    if (status < 400 || status > 499) throw new Mismatch(`HTTP ${status}`);
    return `HTTP ${status}`;
  }),
  check('http/unknown-route', 'A route that does not exist is answered 404.', async probe => {
    const {status} = await probe.fetch(`/v1/${randomUUID()}`, {method: 'POST', body: '{}'});
    if (status !== 404) throw new Mismatch(`HTTP ${status}`);
    return 'HTTP 404';
  }),
  check('http/wrong-key', 'A site key that does not exist is answered 401 or 403, and nothing is stored.', probe =>
    keepsNothing(probe, {site: `pk_${randomUUID()}`}, [401, 403]),
  ),
  check('http/no-key', 'A batch without a site key is refused whole.', probe =>
    keepsNothing(probe, {site: undefined}, [...refusals, 401, 403]),
  ),
  check('http/bad-key', 'A site key that is no text is refused whole.', probe =>
    keepsNothing(probe, {site: {$gt: ''}}, [...refusals, 401, 403]),
  ),
  check('http/not-json', 'A body that is no JSON is answered 400.', probe => probe.refused('{"v":1,', [400])),
  check('http/empty', 'An empty body is answered 400.', probe => probe.refused('', [400])),
  check('http/not-a-batch', 'JSON that is no batch is refused whole.', async probe => {
    const seen = [];
    for (const body of ['null', '5', '[]', '"batch"', '{}', probe.batch([], {items: {}})])
      seen.push(await probe.refused(body, [...refusals, 401, 403]));
    return [...new Set(seen)].join(', ');
  }),
  check('http/version', 'A batch of another wire version is refused whole.', probe =>
    keepsNothing(probe, {v: 2}, refusals),
  ),
  check('http/deep-body', 'A body nested 20,000 levels deep is refused, and the endpoint lives on.', async probe => {
    const seen = await probe.refused(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, refusals);
    await probe.expect(probe.item(), 'stored');
    return seen;
  }),
  check('http/batch-keys', 'Unknown keys of a batch are no reason to refuse it.', async probe => {
    const item = probe.item();
    const [verdict] = await probe.verdicts([item], {later: {kit: '9.9.9'}, offset: 5});
    demand(verdict!, ['stored'], item);
    return 'stored';
  }),
];

/** These look back at every answer of the run. */
export const historyChecks: readonly Check[] = [
  check('http/no-redirect', 'The batch route never redirects.', async ({history}) => {
    const moved = history.find(seen => seen.status >= 300 && seen.status <= 399);
    if (moved) throw new Mismatch(`HTTP ${moved.status} to ${moved.headers.get('location') ?? 'nowhere'}`);
    return `${history.length} answers`;
  }),
  check('http/no-cookies', 'No answer sets a cookie.', async ({history}) => {
    const cookie = history.find(seen => seen.headers.has('set-cookie'));
    if (cookie) throw new Mismatch(`Set-Cookie: ${cookie.headers.get('set-cookie')?.split('=')[0]}=…`);
    return `${history.length} answers`;
  }),
  check('http/no-5xx', 'Nothing that a visitor sends is answered 5xx.', async ({history}) => {
    const broken = history.filter(seen => seen.status >= 500);
    if (broken.length) throw new Mismatch(`${broken.length} answers, the first HTTP ${broken[0]!.status}`);
    return `${history.length} answers`;
  }),
];
