/** Where maps come from: the one that is asked for, and those that it leads to. Each is read and checked by the model. */
import type {Reading} from '../../interchange/reading.js';
import {routeOf} from '../../schema/endpoint.js';
import {KitError} from '../../schema/error.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {fetchedOrKept, type Way} from './fetched.js';

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
  /** Whether what is fetched may be kept on the device. */
  readonly keeps: boolean;
}

/** What an endpoint serves is JSON, whatever the id of the map ends in. */
const servedAs = 'map.json';
const served = (endpoint: string, id: string): string => routeOf(endpoint, `/v1/journeys/${encodeURIComponent(id)}`);

/** What checks a map is fetched while the map is. */
function reader() {
  const coming = import('../../interchange/json.js');
  coming.catch(() => {});
  return coming;
}

/** A map with the address that it came from, if any, and when it was fetched where that was before. */
export interface Found extends Reading {
  readonly base?: string;
  readonly keptAt?: string | undefined;
}

/** How a map is fetched. */
type MapWay = Pick<Way<Reading>, 'signal' | 'keeps' | 'token'>;

const isSound = ({map}: Reading): boolean => map !== undefined;

/** `name`: tells the format; of a file, its own. */
async function readAddress(url: string, way: MapWay, name = fileOf(url)): Promise<Found> {
  void reader();
  const coming = import('../../interchange/formats.js');
  coming.catch(() => {});
  const read = async (data: Uint8Array): Promise<Reading> => {
    const {formatOf, formats} = await coming;
    const known = formatOf(name);
    const format = await formats[known && formats[known].reads ? known : 'json'].load();
    return format.read!(data, {name});
  };
  const {value, keptAt} = await fetchedOrKept(url, {...way, read, isSound}, 'map/unreachable');
  return {...value, base: new URL(url, document.baseURI).href, keptAt};
}

/** The last part of an address. */
const fileOf = (url: string): string => url.split(/[?#]/, 1)[0]!.split('/').at(-1)!;

/**
 * The map that is asked for, or what is wrong with it; nothing where none is asked for.
 * @throws {KitError} `map/unreachable`
 */
export async function firstMap(wanted: Wanted, signal: AbortSignal): Promise<Found | undefined> {
  const {map, src, text, endpoint, journey, keeps} = wanted;
  if (map !== undefined && map !== null) return (await reader()).readValue(map);
  if (src) return readAddress(src, {signal, keeps});
  if (text) return (await reader()).json.read!(new TextEncoder().encode(text));
  if (endpoint && journey)
    return readAddress(served(endpoint, journey), {signal, keeps, token: wanted.token}, servedAs);
  return;
}

/**
 * Another map by its id: of those given as data, else from the endpoint, else the file of that name beside the first one.
 * @throws {KitError} `map/unreachable`
 */
export async function otherMap(wanted: Wanted, id: string, signal: AbortSignal): Promise<Found> {
  const {maps, src, endpoint, keeps} = wanted;
  const given = maps?.find(one => (one as {readonly id?: unknown} | null)?.id === id);
  if (given) return (await reader()).readValue(given);
  if (endpoint) return readAddress(served(endpoint, id), {signal, keeps, token: wanted.token}, servedAs);
  if (src) return readAddress(new URL(`${encodeURIComponent(id)}.json`, new URL(src, document.baseURI)).href, {signal, keeps}); // prettier-ignore
  throw new KitError('map/unreachable', `"${id}": give the element an endpoint, the src of a map beside it, or maps.`);
}

/** The maps that a view may ask for beside the one that it shows; another one where the element is given others. */
export interface Atlas {
  /** What the element and its page said of the maps when it was made. */
  readonly wanted: Wanted;
  /** @throws {KitError} `map/unreachable` */
  readonly load: (id: string, signal: AbortSignal) => Promise<Found>;
}

/**
 * `first`: the id of the map that the element was asked for; `opened`: the map that a reader has opened in its place, if any.
 */
export const atlasOf = (
  wanted: () => Wanted,
  first: () => string | undefined,
  opened: () => JourneyMap | undefined,
): Atlas => ({
  wanted: wanted(),
  load: async (id, signal) => {
    const map = opened();
    if (map?.id === id) return {map, remarks: []};
    return (id === first() && (await firstMap(wanted(), signal))) || otherMap(wanted(), id, signal);
  },
});

/** The way to a stage of a map, `club/join`, from where one is: back up where the map stands above, else down to it. */
export function wayTo(trail: readonly string[], place: string): [trail: readonly string[], item: string] {
  const [id, stage] = place.split('/') as [string, string];
  const above = trail.indexOf(id);
  return [above < 0 ? [...trail, id] : trail.slice(0, above + 1), `stage:${stage}`];
}
