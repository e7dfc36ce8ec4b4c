/** The kit's own format: JSON of `stagepost/journey-map/1`. */
import {KitError} from '../schema/error.js';
import {currentMap} from '../schema/journey-version.js';
import {readJson, refuse} from './json-text.js';
import type {Format, Reading} from './reading.js';
import {sound} from './sound.js';

/** A map that is JSON already, or was given by a script. */
export function readValue(value: unknown): Reading {
  try {
    return sound(currentMap(value));
  } catch (error) {
    // The details begin with the place.
    if (error instanceof KitError) return refuse(error.code, 'schema', error.details!.replace(/^schema /, ''));
    throw error;
  }
}

export const json: Format = {
  async read(data) {
    const parsed = readJson(data);
    return 'remarks' in parsed ? parsed : readValue(parsed.value);
  },

  write: async map => [{name: `${map.id}.json`, type: 'application/json', data: `${JSON.stringify(map, null, 2)}\n`}],

  losses: () => [],
};
