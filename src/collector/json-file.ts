import {readFileSync} from 'node:fs';
import {jsonErrorAt} from '../schema/json-error.js';
import {CollectorError} from './problem.js';

/**
 * Reads a JSON file.
 * @throws {CollectorError} `<area>/unreadable`, or `<area>/invalid` with line and column.
 */
export const parseJsonFile = (path: string, area: string): unknown => parseJsonText(readText(path, area), path, area);

/** @throws {CollectorError} `<area>/unreadable` */
export const readText = (path: string, area: string): string =>
  readBytes(path, area)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

/** @throws {CollectorError} `<area>/unreadable` */
export function readBytes(path: string, area: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be read (${code})`;
    throw new CollectorError(`${area}/unreadable`, `The file ${path} ${reason}; check the path and its permissions.`, {
      cause,
    });
  }
}

/** @throws {CollectorError} `<area>/invalid` with line and column. */
export function parseJsonText(text: string, path: string, area: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const {line, column, expected} = jsonErrorAt(text);
    const where = `${path}:${line}:${column}`;
    throw new CollectorError(`${area}/invalid`, `${where} is no valid JSON: expected ${expected}.`, {cause});
  }
}
