import type {Context} from 'hono';
import type {Gate} from '../auth/access.js';
import type {TrustedProxies} from '../http/address.js';
import type {BodyLimits} from '../http/body.js';
import type {Buckets} from '../http/limit.js';
import type {JourneyFolder} from '../journeys/folder.js';
import type {KeptOverlays} from '../journeys/kept.js';
import type {Logger} from '../logger.js';
import type {Metrics} from '../metrics.js';
import {Problem} from '../problem.js';
import type {Sites} from '../sites.js';
import type {Store} from '../store.js';

/** What a host knows of a request beyond the request itself. */
export interface RequestInfo {
  /** The address of the peer of the connection. Without it, requests are not limited by address. */
  readonly address?: string | undefined;
}

export interface AppParts {
  readonly store: Store;
  readonly sites: Sites;
  /** Absent: no maps are served, and live values are those of whatever places answers name. */
  readonly journeys: JourneyFolder | undefined;
  readonly overlays: KeptOverlays;
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

export interface AppEnv {
  Bindings: {info: RequestInfo};
  Variables: {origins: ReadonlySet<string> | undefined; route: string; client: string | undefined};
}

export type AppContext = Context<AppEnv>;

export const tooFast = (retryAfter: number): Problem =>
  new Problem(429, 'rate', 'Too many requests; try again later.', {retryAfter});
