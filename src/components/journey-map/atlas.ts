/** Where maps come from: the one that is asked for, and those that it leads to. Each is read and checked by the model. */
import type {Reading} from '../../interchange/reading.js';
import {KitError} from '../../schema/error.js';

/** What an element and the page around it say of the maps. */
export interface Wanted {
  /** The map itself, as data. */
  readonly map?: unknown;
  /** Its address. */
  readonly src?: string | null | undefined;
  /** Its text, in the page. */
  readonly text?: string | null | undefined;
  /** The endpoint that serves the journey with this id. */
  readonly endpoint?: string | null | undefined;
  readonly journey?: string | null | undefined;
  /** Other maps, as data. */
  readonly maps?: readonly unknown[] | undefined;
  readonly token: () => Promise<string | undefined>;
}

const served = (endpoint: string, id: string): string => `${endpoint}/v1/journeys/${encodeURIComponent(id)}`;

/** @throws {KitError} `map/unreachable` with the address and the reason */
async function fetched(url: string, token: string | undefined, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const init: RequestInit = {credentials: 'omit', signal};
    if (token) init.headers = {authorization: `Bearer ${token}`};
    const answer = await fetch(new URL(url, document.baseURI), init);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    throw new KitError('map/unreachable', `${url}: ${cause}. Check the address, and that this page may fetch it.`, {
      cause,
    });
  }
}

/** What checks a map is fetched while the map is. */
function reader() {
  const coming = import('../../interchange/json.js');
  coming.catch(() => {});
  return coming;
}

/** A map with the address that it came from, if any. */
export interface Found extends Reading {
  readonly base?: string;
}

async function readAddress(url: string, token: string | undefined, signal: AbortSignal): Promise<Found> {
  void reader();
  const known = import('../../interchange/formats.js');
  known.catch(() => {});
  const data = await fetched(url, token, signal);
  const {formatOf, formats} = await known;
  const name = new URL(url, document.baseURI).pathname.split('/').at(-1)!;
  const format = await formats[formatOf(name) ?? 'json'].load();
  return {...(await format.read!(data, {name})), base: new URL(url, document.baseURI).href};
}

/**
 * The map that is asked for, or what is wrong with it; nothing where none is asked for.
 * @throws {KitError} `map/unreachable`
 */
export async function firstMap(wanted: Wanted, signal: AbortSignal): Promise<Found | undefined> {
  const {map, src, text, endpoint, journey} = wanted;
  if (map !== undefined && map !== null) return (await reader()).readValue(map);
  if (src) return readAddress(src, undefined, signal);
  if (text) return (await reader()).json.read!(new TextEncoder().encode(text));
  if (endpoint && journey) return readAddress(served(endpoint, journey), await wanted.token(), signal);
  return;
}

/**
 * Another map by its id: of those given as data, else from the endpoint, else the file of that name beside the first one.
 * @throws {KitError} `map/unreachable`
 */
export async function otherMap(wanted: Wanted, id: string, signal: AbortSignal): Promise<Found> {
  const {maps, src, endpoint} = wanted;
  const given = maps?.find(one => (one as {readonly id?: unknown} | null)?.id === id);
  if (given) return (await reader()).readValue(given);
  if (endpoint) return readAddress(served(endpoint, id), await wanted.token(), signal);
  if (src) return readAddress(new URL(`${encodeURIComponent(id)}.json`, new URL(src, document.baseURI)).href, undefined, signal); // prettier-ignore
  throw new KitError('map/unreachable', `"${id}": give the element an endpoint, the src of a map beside it, or maps.`);
}
