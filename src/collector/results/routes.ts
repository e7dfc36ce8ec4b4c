import type {Site} from '../sites.js';
import type {Store} from '../store.js';
import type {Query, Result} from './query.js';
import {cesResult, csatResult, npsResult} from './scores.js';

export interface Asked {
  readonly store: Store;
  readonly site: Site;
  readonly query: Query;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface ResultRoute {
  readonly of: (asked: Asked) => Promise<Result<object>>;
  /** Parameters beyond the common ones. */
  readonly extra?: readonly string[];
}

/** The results by the last part of their address. */
export const results: ReadonlyMap<string, ResultRoute> = new Map<string, ResultRoute>([
  ['nps', {of: ({store, site, query, now}) => npsResult(store, site, query, now)}],
  ['csat', {of: ({store, site, query, now}) => csatResult(store, site, query, now)}],
  ['ces', {of: ({store, site, query, now}) => cesResult(store, site, query, now)}],
]);
