/** What the page asks of its own server: the switch, a fresh database, and a token of its own to read results with. */
import type {CauseRow} from '../../core/causes.js';
import type {Nps} from '../../core/nps.js';

export interface Result<R> {
  readonly asOf: string;
  readonly rows: readonly R[];
}

export type CauseResult = Result<CauseRow & {readonly n: number}>;

export interface RateRow {
  readonly shown: number;
  readonly completed: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A line of the export, as far as this page reads it. */
export interface Line {
  readonly createdAt: string;
  readonly data: {readonly answers: Readonly<Record<string, {readonly value?: unknown}>>};
}

export const collector = '/stagepost';
let token: {readonly token: string; readonly expiresAt: string} | undefined;

async function asked(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${new URL(response.url).pathname} answered ${response.status}`);
}

const post = (path: string, body = ''): Promise<Response> => fetch(path, {method: 'POST', body}).then(asked);

/** How the endpoint behaves now. */
export const endpointMode = async (): Promise<string> => {
  const response = await asked(await fetch('/demo/endpoint'));
  return ((await response.json()) as {mode: string}).mode;
};

export const turnEndpoint = (mode: string): Promise<Response> => post('/demo/endpoint', mode);

export const startOver = (): Promise<Response> => post('/demo/reset');

/** A token to read with, which lives for minutes; a new one comes a minute before it ends. */
export async function pageToken(): Promise<string> {
  if (!token || Date.parse(token.expiresAt) < Date.now() + 60_000)
    token = (await (await post('/demo/token')).json()) as {token: string; expiresAt: string};
  return token.token;
}

async function read(path: string): Promise<Response> {
  return asked(await fetch(`${collector}${path}`, {headers: {authorization: `Bearer ${await pageToken()}`}}));
}

const countIn = async (response: Response): Promise<number> => ((await response.json()) as {count: number}).count;

/** How many made-up answers there are among the others. */
export const samples = async (): Promise<number> => countIn(await asked(await fetch('/demo/samples')));

export const addSamples = async (): Promise<number> => countIn(await post('/demo/samples'));

const result = async <R>(name: string): Promise<Result<R>> =>
  (await (await read(`/v1/results/${name}?survey=after-purchase`)).json()) as Result<R>;

export const npsResult = (): Promise<Result<Nps>> => result('nps');

export const causesResult = (): Promise<CauseResult> => result('causes');

export const rateResult = (): Promise<Result<RateRow>> => result('response-rate');

/** The newest answers first. */
export async function newest(count: number): Promise<Line[]> {
  const response = await read(`/v1/export/responses.ndjson?survey=after-purchase&order=newest&limit=${count}`);
  const text = await response.text();
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line);
}
