import {hashOf} from '../hash.js';
import {taggedJson} from '../http/etag.js';
import {overlayOf} from '../journeys/overlay.js';
import {parseOverlayQuery} from '../journeys/query.js';
import {Problem} from '../problem.js';
import {refuseUnknown} from '../results/query.js';
import {enter} from './enter.js';
import type {AppContext, AppParts} from './parts.js';

/** Kept by the reader alone, and asked for anew each time, so that a token that has ended reads nothing more. */
const cached = {'cache-control': 'private, no-cache'};

const tagged = (c: AppContext, body: string, etag: string): Response =>
  taggedJson(body, etag, c.req.header('if-none-match'), cached);

const unknownMap = (): Problem =>
  new Problem(
    404,
    'journey/unknown',
    'There is no journey map with this id here; GET /v1/journeys lists those there are.',
  );

/** The maps that the token's site may read. */
export async function journeysRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {site} = await enter(parts, c, 'results');
  refuseUnknown(new URL(c.req.url).searchParams, []);
  const maps = (await parts.journeys?.list(site.id)) ?? [];
  const journeys = maps.map(({map: {id, title, status, updatedAt}}) => ({id, title, status, updatedAt}));
  const body = JSON.stringify({journeys});
  return tagged(c, body, `"${hashOf(body).slice(0, 32)}"`);
}

/** The document of one map. */
export async function journeyRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {site} = await enter(parts, c, 'results');
  refuseUnknown(new URL(c.req.url).searchParams, []);
  const served = await parts.journeys?.find(site.id, c.req.param('id') ?? '');
  if (!served) throw unknownMap();
  return tagged(c, served.body, served.etag);
}

/**
 * The live values of one map. A page may have its map from elsewhere, so the map need not be served here; where some are,
 * an id that neither a map nor an answer bears is unknown rather than empty.
 */
export async function overlayRoute(parts: AppParts, c: AppContext): Promise<Response> {
  const {site} = await enter(parts, c, 'results');
  const query = parseOverlayQuery(new URL(c.req.url).searchParams, site);
  const journey = c.req.param('id') ?? '';
  const served = await parts.journeys?.find(site.id, journey);
  const key = JSON.stringify([site.id, journey, served?.etag, query.from, query.to, [...query.segment]]);
  const overlay = await parts.overlays.get(key, () =>
    overlayOf({store: parts.store, site, journey, map: served?.map, query, now: parts.now()}),
  );
  if (parts.journeys && !served && overlay.values.length === 0) throw unknownMap();
  // When it was computed is no part of the tag: the same values are the same overlay, a weak match.
  const {at: _at, ...content} = overlay;
  return tagged(c, JSON.stringify(overlay), `W/"${hashOf(JSON.stringify(content)).slice(0, 32)}"`);
}
