/** Texts that are JSON, for the formats that are written in it. */
import {jsonErrorAt} from '../schema/json-error.js';
import type {Reading} from './reading.js';
import {textOf} from './text.js';

/** The reading of what is no map. */
export const refuse = (code: string, place: string, text: string): Reading => ({
  remarks: [{level: 'error', code, place, text}],
});

/** The value of a file that is JSON; or where it is none. */
export function readJson(data: Uint8Array): {readonly value: unknown} | Reading {
  let text: string;
  try {
    text = textOf(data, true);
  } catch {
    return refuse('json/encoding', '', 'is no text in UTF-8; save the file as such.');
  }
  try {
    return {value: JSON.parse(text)};
  } catch {
    const {line, column, expected} = jsonErrorAt(text);
    return refuse('json/invalid', `line ${line}, column ${column}`, `is no valid JSON: expected ${expected}.`);
  }
}
