import {randomBytes, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {
  createCollector,
  makeToken,
  type Collector,
  type CollectorOptions,
  type Scope,
} from '../../../src/collector/index.js';

export type Json = Record<string, unknown>;
export type VerdictLike = {id: string; rev: number; status: string; code?: string; retryAfter?: number; path?: string};

/** Sunday, 22 November 2026, 10:00 UTC. */
export const noon = Date.parse('2026-11-22T10:00:00.000Z');
export const day = 24 * 60 * 60 * 1000;
export const iso = (at: number): string => new Date(at).toISOString();
export const receipt = (): string => randomBytes(16).toString('base64url');

/** A valid response; `data` and `rest` overlay it. */
export function response(score: number | null, data: Json = {}, rest: Json = {}): Json & {id: string; receipt: string} {
  return {
    id: randomUUID(),
    kind: 'response',
    schema: 'stagepost/response/1',
    rev: 1,
    createdAt: iso(noon),
    attempt: 1,
    receipt: receipt(),
    data: {
      survey: 'after-purchase',
      version: 'v1',
      impression: randomUUID(),
      complete: true,
      answers: score === null ? {} : {score: {type: 'nps', value: score}},
      startedAt: iso(noon),
      context: {},
      ...data,
    },
    ...rest,
  };
}

export function event(name: string, properties: Json, rest: Json = {}, context: Json = {}): Json & {id: string} {
  return {
    id: randomUUID(),
    kind: 'event',
    schema: 'stagepost/event/1',
    rev: 1,
    createdAt: iso(noon),
    attempt: 1,
    receipt: receipt(),
    data: {name, seq: 0, properties, context},
    ...rest,
  };
}

export const withdrawal = (target: string, shown: string, rest: Json = {}): Json & {id: string} => ({
  id: randomUUID(),
  kind: 'withdrawal',
  schema: 'stagepost/withdrawal/1',
  rev: 1,
  createdAt: iso(noon),
  attempt: 1,
  receipt: receipt(),
  data: {target, receipt: shown},
  ...rest,
});

export const batchOf = (items: readonly unknown[], rest: Json = {}): Json => ({
  v: 1,
  site: 'pk_demo',
  batch: randomUUID(),
  sentAt: iso(noon),
  items,
  ...rest,
});

export const post = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request('http://collector.test/v1/batch', {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body,
    duplex: 'half',
  } as RequestInit);

export interface Bench {
  readonly collector: Collector;
  /** Moves the collector's clock, in milliseconds since 1970. */
  set(now: number): void;
  send(items: readonly unknown[], rest?: Json): Promise<VerdictLike[]>;
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>;
  json(path: string, token?: string): Promise<Json>;
  token(scopes?: readonly Scope[], site?: string): Promise<string>;
  /** All stored responses as the export gives them. */
  stored(): Promise<Json[]>;
}

/** A collector in memory, with a clock that stands at `noon`. */
export function bench(options: CollectorOptions = {}): Bench {
  let now = noon;
  const collector = createCollector({clock: () => now, ...options});
  const token = (scopes: readonly Scope[] = ['results', 'export'], site = 'demo') =>
    makeToken(collector.store, site, scopes, now);
  const get = (path: string, bearer?: string, headers: Record<string, string> = {}) =>
    collector.fetch(
      new Request(`http://collector.test${path}`, {
        headers: bearer === undefined ? headers : {authorization: `Bearer ${bearer}`, ...headers},
      }),
    );
  return {
    collector,
    set(at) {
      now = at;
    },
    async send(items, rest = {}) {
      const answer = await collector.fetch(post(JSON.stringify(batchOf(items, {sentAt: iso(now), ...rest}))));
      const body = (await answer.json()) as {items?: VerdictLike[]};
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
      return body.items!;
    },
    get,
    async json(path, bearer) {
      const answer = await get(path, bearer ?? (await token()));
      const body = (await answer.json()) as Json;
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
      return body;
    },
    token,
    async stored() {
      const answer = await get('/v1/export/responses.ndjson', await token());
      return (await answer.text())
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as Json);
    },
  };
}

/** What a verdict says, short: `stored 1`, `retry/conflict 2`. */
export const said = ({status, code, rev}: VerdictLike): string => `${status}${code ? `/${code}` : ''} ${rev}`;

/** A folder that goes away with the test. */
export function folder(after: (clean: () => void) => void): string {
  const path = mkdtempSync(join(tmpdir(), 'stagepost-'));
  after(() => rmSync(path, {recursive: true, force: true}));
  return path;
}
