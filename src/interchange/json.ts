/** The kit's own format: JSON of `stagepost/journey-map/1`. */
import {KitError} from '../schema/error.js';
import {errorTexts} from '../schema/error-texts.js';
import {currentMap} from '../schema/journey-version.js';
import {jsonErrorAt} from '../schema/json-error.js';
import type {Format, Reading} from './reading.js';
import {sound} from './sound.js';
import {textOf} from './text.js';

const refuse = (code: string, place: string, text: string): Reading => ({
  remarks: [{level: 'error', code, place, text}],
});

/** A map that is JSON already, or was given by a script. */
export function readValue(value: unknown): Reading {
  try {
    return sound(currentMap(value));
  } catch (error) {
    if (error instanceof KitError) return refuse(error.code, 'schema', `${errorTexts[error.code]} ${error.details}`);
    throw error;
  }
}

/** The value of a file that is JSON; or where it is none. */
export function readJson(data: Uint8Array): {readonly value: unknown} | Reading {
  const text = textOf(data);
  try {
    return {value: JSON.parse(text)};
  } catch {
    const {line, column, expected} = jsonErrorAt(text);
    return refuse('json/invalid', `line ${line}, column ${column}`, `is no valid JSON: expected ${expected}.`);
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
