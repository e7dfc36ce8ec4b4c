import {KitError, type ErrorCode} from '../../schema/error.js';

/** Statuses that say no for good: what was kept of such an address must go. */
const refusals = [401, 403, 404, 410];

/** An answer that refuses, as the cause of an error. */
class Refusal extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** The status by which an endpoint said no, if it did. */
export const statusOf = ({cause}: KitError): number | undefined =>
  cause instanceof Refusal ? cause.status : undefined;

/** Whether an endpoint itself said no, so that nothing kept may take the place of its answer. */
const isRefused = (error: KitError): boolean => refusals.includes(statusOf(error)!);

/** Bytes of an answer that is kept. */
const mostKept = 4e6;

/** What an address gave, now or, where it cannot be reached, before. */
export interface Got {
  readonly data: Uint8Array<ArrayBuffer>;
  /** When it was fetched, where that is not now: ISO time. */
  readonly keptAt?: string;
}

/** How something is fetched. */
export interface Way {
  readonly signal: AbortSignal;
  readonly token?: string | undefined;
  /** Whether what comes is kept on the device, and shown where it cannot be fetched later. */
  readonly keeps: boolean;
}

/**
 * What an address gives, or gave when it was last reached.
 * @throws {KitError} `code` with the address and the reason, where nothing was kept, or the answer is no
 */
export async function fetchedOrKept(url: string, {signal, token, keeps}: Way, code: ErrorCode): Promise<Got> {
  const address = new URL(url, document.baseURI).href;
  if (!keeps) return {data: await fetched(address, token, signal, code)};
  const coming = import('./kept.js').catch(() => undefined);
  try {
    const data = await fetched(address, token, signal, code);
    // Nobody waits for it to be kept.
    if (data.length <= mostKept) void coming.then(store => store?.keep(address, data, new Date()));
    return {data};
  } catch (error) {
    const store = signal.aborted ? undefined : await coming;
    if (isRefused(error as KitError)) await store?.forget(address);
    const before = await store?.kept(address);
    if (!before) throw error;
    return {data: before.data, keptAt: before.at};
  }
}

/**
 * The bytes at an address.
 * @throws {KitError} `code` with the address and the reason
 */
async function fetched(
  url: string,
  token: string | undefined,
  signal: AbortSignal,
  code: ErrorCode,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const init: RequestInit = {credentials: 'omit', signal};
    if (token) init.headers = {authorization: `Bearer ${token}`};
    const answer = await fetch(url, init);
    if (!answer.ok) throw new Refusal(answer.status);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    throw new KitError(code, `${url}: ${cause}. Check the address, and that this page may fetch it.`, {cause});
  }
}
