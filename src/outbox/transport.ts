import {routeOf} from '../schema/endpoint.js';
import {abortsAfter, fetch, now, parsed} from './platform.js';

/** What came back: `status` 0 and a `failure` where nothing did. */
export interface Reply {
  readonly status: number;
  /** The body as JSON; `undefined` where it is none. */
  readonly body?: unknown;
  /** What the endpoint asked us to wait, ms. */
  readonly retryAfter?: number | undefined;
  readonly failure?: 'network' | 'timeout' | undefined;
}

/** Sends one batch. `leaving` uses a request that outlives the page and needs no preflight. Never rejects. */
export type Transport = (endpoint: string, body: string, leaving: boolean) => Promise<Reply>;

const timeout = 10_000;

/** Seconds or an HTTP date, the latter against the answer's own clock. RFC 9110 §10.2.3. Clamped to 0 to 6 hours, in ms. */
export function readRetryAfter(
  value: string | null | undefined,
  date: string | null | undefined,
  at: number,
): number | undefined {
  if (!value) return;
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - (Date.parse(date ?? '') || at);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 6 * 3600_000);
}

export const sendByFetch: Transport = async (endpoint, body, leaving) => {
  const signal = abortsAfter(timeout);
  try {
    const response = await fetch(routeOf(endpoint, '/v1/batch'), {
      method: 'POST',
      body,
      headers: {'content-type': leaving ? 'text/plain;charset=UTF-8' : 'application/json'},
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'origin',
      keepalive: leaving,
      signal,
    });
    // Always read: an unread body counts against what a page may send while it goes away.
    const text = await response.text();
    const {headers, status} = response;
    const retryAfter = readRetryAfter(headers.get('retry-after'), headers.get('date'), now());
    return {status, body: parsed(text), retryAfter};
  } catch {
    return {status: 0, failure: signal.aborted ? 'timeout' : 'network'};
  }
};
