import {KitError, type ErrorCode} from '../../schema/error.js';

/** Statuses that say no for good: what was kept of such an address must go. */
const refusals = [401, 403, 404, 410];

/** An answer that refuses, as the cause of an error. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** The status by which an endpoint said no, if it did. */
export const statusOf = ({cause}: KitError): number | undefined =>
  cause instanceof Refusal ? cause.status : undefined;

/** Whether an endpoint itself said no, so that nothing kept may take the place of its answer. */
const isRefused = (error: KitError): boolean => refusals.includes(statusOf(error)!);

/** What the owner of the page can do about it. */
const remedyOf = (cause: unknown): string =>
  cause instanceof Refusal && (cause.status === 401 || cause.status === 403)
    ? 'Give the element a token of this endpoint that may read (`token` or `getToken`).'
    : 'Check the address, and that this page may fetch it.';

/** Bytes of an answer that is kept. */
const mostKept = 4e6;

/** What an address gave, now or, where it cannot be reached, before. */
export interface Got<T> {
  readonly value: T;
  /** When it was fetched, where that is not now: ISO time. */
  readonly keptAt?: string;
}

/** How something is fetched. */
export interface Way<T> {
  readonly signal: AbortSignal;
  /** Where it fails, as it does offline where it asks a server, the address counts as one that cannot be reached. */
  readonly token?: (() => Promise<string | undefined>) | undefined;
  /** Whether what comes is kept on the device, and shown where it cannot be fetched later. */
  readonly keeps: boolean;
  /** Reads the bytes; what it throws is as if they had not come: a portal may answer in the place of the server. */
  readonly read: (data: Uint8Array<ArrayBuffer>) => Promise<T>;
  /** Whether what was read is worth keeping. */
  readonly isSound: (value: T) => boolean;
}

/**
 * What an address gives, or gave when it was last reached. Only what could be read is kept.
 * @throws {KitError} `code` with the address and the reason, where nothing was kept, or the answer is no
 */
export async function fetchedOrKept<T>(url: string, way: Way<T>, code: ErrorCode): Promise<Got<T>> {
  const {signal, token, keeps, read, isSound} = way;
  const address = addressOf(url);
  const coming = keeps ? import('./kept.js').catch(() => undefined) : undefined;
  try {
    const data = await fetched(address, await token?.(), signal);
    const value = await read(data);
    // Nobody waits for it to be kept.
    if (data.length <= mostKept && isSound(value)) void coming?.then(store => store?.keep(address, data, new Date()));
    return {value};
  } catch (cause) {
    const store = signal.aborted ? undefined : await coming;
    const error = new KitError(code, `${url}: ${cause}. ${remedyOf(cause)}`, {cause});
    if (isRefused(error)) await store?.forget(address);
    const before = await store?.kept(address, new Date());
    if (!before) throw error;
    return {value: await read(before.data), keptAt: before.at};
  }
}

/** The whole address; what is none is left to `fetch` to refuse. */
function addressOf(url: string): string {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
}

async function fetched(url: string, token: string | undefined, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  // A token is for this address alone: older browsers would take it along to wherever they are sent.
  const proof: RequestInit = token ? {headers: {authorization: `Bearer ${token}`}, redirect: 'error'} : {};
  const answer = await fetch(url, {credentials: 'omit', signal, ...proof});
  if (!answer.ok) throw new Refusal(answer.status);
  // Neither a map nor what visitors said is a page.
  if (/^text\/html\b/i.test(answer.headers.get('content-type') ?? ''))
    throw new Error('an HTML page came in its place');
  return new Uint8Array(await answer.arrayBuffer());
}
