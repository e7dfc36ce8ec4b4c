/** Fetches a map and has it read: from an address, from the endpoint, or from what the page itself holds. */
import type {Reading} from '../../interchange/reading.js';
import {KitError} from '../../schema/error.js';

/** Where a map comes from: a value, JSON in the page, or an address. */
export type Source =
  {readonly value: unknown} | {readonly text: string} | {readonly url: string; readonly token?: string};

/** @throws {KitError} `map/unreachable` with the address and the reason */
async function fetched(url: string, token: string | undefined, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const headers = token ? {authorization: `Bearer ${token}`} : undefined;
    const answer = await fetch(new URL(url, document.baseURI), {
      credentials: 'omit',
      signal,
      ...(headers && {headers}),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    throw new KitError('map/unreachable', `${url}: ${cause}. Check the address, and that this page may fetch it.`, {
      cause,
    });
  }
}

/**
 * The map of a source, sound by the model, or what is wrong with it. A file of another format than JSON is known by its name.
 * @throws {KitError} `map/unreachable`
 */
export async function loadMap(source: Source, signal: AbortSignal): Promise<Reading> {
  // What checks a map is on its way while the map is.
  const reader = import('../../interchange/json.js');
  reader.catch(() => {});
  if ('value' in source) return (await reader).readValue(source.value);
  if ('text' in source) return (await reader).json.read!(new TextEncoder().encode(source.text));
  const data = await fetched(source.url, source.token, signal);
  const {formatOf, formats} = await import('../../interchange/formats.js');
  const name = new URL(source.url, document.baseURI).pathname.split('/').at(-1)!;
  const format = await formats[formatOf(name) ?? 'json'].load();
  return format.read!(data, {name});
}
