/** The maps that the element's endpoint serves, for the views that show others beside the one that is looked at. */
import {routeOf} from '../../../schema/endpoint.js';
import {KitError} from '../../../schema/error.js';
import type {Atlas} from '../atlas.js';
import {fetchedOrKept, statusOf} from '../fetched.js';

/** A map by its id. */
export interface Listed {
  readonly id: string;
  readonly title: string;
}

/** @throws {Error} where it is no list of journeys */
async function readList(data: Uint8Array): Promise<Listed[]> {
  const {journeys} = JSON.parse(new TextDecoder().decode(data)) as {readonly journeys?: readonly Listed[]};
  const isListed = (one: Partial<Listed> | null) => typeof one?.id === 'string' && typeof one.title === 'string';
  if (!Array.isArray(journeys) || !journeys.every(isListed))
    throw new Error('"journeys" must be a list, each entry with an "id" and a "title"');
  return journeys;
}

/**
 * What the endpoint lists. Nothing where there is no endpoint, or it knows of no list: it may serve single maps alone.
 * @throws {KitError} `map/unreachable`
 */
export async function listed({wanted: {endpoint, keeps, token}}: Atlas): Promise<readonly Listed[]> {
  if (!endpoint) return [];
  const {signal} = new AbortController();
  const way = {signal, keeps, token, read: readList, isSound: () => true};
  try {
    return (await fetchedOrKept(routeOf(endpoint, '/v1/journeys'), way, 'map/unreachable')).value;
  } catch (error) {
    if (error instanceof KitError && statusOf(error) === 404) return [];
    throw error;
  }
}
