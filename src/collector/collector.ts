import {asProblem, createApp} from './app.js';
import {Gate} from './auth/access.js';
import {TrustedProxies} from './http/address.js';
import {bodyLimits, type BodyLimits} from './http/body.js';
import {securityHeaders} from './http/cors.js';
import {Buckets, type Rate} from './http/limit.js';
import {JourneyFolder} from './journeys/folder.js';
import {KeptOverlays} from './journeys/kept.js';
import {silentLogger, type Logger} from './logger.js';
import {Metrics} from './metrics.js';
import type {RequestInfo} from './routes/parts.js';
import {demoSite, Sites, type SiteInput} from './sites.js';
import {openSqliteStore, SqliteStore} from './sqlite/store.js';
import type {Store} from './store.js';

/** What clients may do; `null` lifts a limit. */
export interface Limits {
  /** Requests of one address; default 50 a second, 500 at once. Not applied to this machine's own, unless proxies are declared. */
  readonly perAddress?: Rate | null;
  /** Requests under one site key; default 500 a second, 5,000 at once. */
  readonly perKey?: Rate | null;
  /** Items of one site; default 5,000 a second, 50,000 at once. */
  readonly itemsPerSite?: Rate | null;
  readonly body?: Partial<BodyLimits>;
}

export interface CollectorOptions {
  /** A store, or the path of the SQLite file to open. Default: in memory, for trials. */
  readonly store?: Store | string;
  /** Default: the demo site with the key `pk_demo`. */
  readonly sites?: Sites | readonly SiteInput[];
  /** A folder of journey maps as JSON files; a folder in it named by a site's id holds those of that site alone. Default: no maps. */
  readonly journeys?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly logger?: Logger;
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy?: readonly string[];
  readonly limits?: Limits;
  /** The path below which the routes lie, such as `/stagepost`. */
  readonly basePath?: string;
}

export interface Collector {
  /** Answers a request. Never rejects. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  /** From now on `/readyz` says that no new requests are wanted. */
  stopping(): void;
  /** Waits for requests under way, commits what waits and closes the store. */
  close(): Promise<void>;
  readonly store: Store;
  readonly metrics: Metrics;
}

const bucketsOf = (rate: Rate | null | undefined, usual: Rate): Buckets | undefined =>
  rate === null ? undefined : new Buckets(rate ?? usual);

/**
 * The reference collector of the wire's version 1 as a Web-standard handler.
 * @throws {CollectorError} a site, a proxy, the folder of maps or the database is not usable, or a package is missing: with place and remedy.
 */
export function createCollector(options: CollectorOptions = {}): Collector {
  const {logger = silentLogger, clock = Date.now, limits = {}, basePath = '/'} = options;
  const sites = options.sites instanceof Sites ? options.sites : new Sites(options.sites ?? [demoSite]);
  const proxies = new TrustedProxies(options.trustProxy);
  const journeys = options.journeys === undefined ? undefined : new JourneyFolder(options.journeys, logger);
  // What is wrong with a file is told at the start, not when somebody asks for its map.
  void journeys?.refresh();
  const {store: given = ':memory:'} = options;
  const store = typeof given === 'string' ? openSqliteStore(given) : given;
  const metrics = new Metrics(logger, () => store.waiting);
  if (store instanceof SqliteStore) store.watch = metrics;
  let isStopping = false;
  const app = createApp({
    store,
    sites,
    journeys,
    overlays: new KeptOverlays(clock),
    gate: new Gate({store, sites, now: clock}),
    metrics,
    logger,
    proxies,
    body: {...bodyLimits, ...limits.body},
    byAddress: bucketsOf(limits.perAddress, {perSecond: 50, burst: 500}),
    byKey: bucketsOf(limits.perKey, {perSecond: 500, burst: 5000}),
    bySiteItems: bucketsOf(limits.itemsPerSite, {perSecond: 5000, burst: 50_000}),
    now: clock,
    basePath,
    isStopping: () => isStopping,
  });
  const underWay = new Set<Promise<Response>>();
  const answer = async (request: Request, info: RequestInfo): Promise<Response> => {
    try {
      return await app.fetch(request, {info});
    } catch (error) {
      logger.error('unexpected', {name: error instanceof Error ? error.name : 'unknown'});
      const response = asProblem(error).toResponse();
      for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
      return response;
    }
  };
  return {
    store,
    metrics,
    async fetch(request, info = {}) {
      const answering = answer(request, info);
      underWay.add(answering);
      try {
        return await answering;
      } finally {
        underWay.delete(answering);
      }
    },
    stopping() {
      isStopping = true;
    },
    async close() {
      isStopping = true;
      await Promise.allSettled(underWay);
      await store.close();
    },
  };
}
