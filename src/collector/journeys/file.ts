import {readFile, stat} from 'node:fs/promises';
import {KitError} from '../../schema/error.js';
import {faultsOf, pathText} from '../../schema/issues.js';
import {journeyMapSchema, type JourneyMap} from '../../schema/journey-map.js';
import {currentMap} from '../../schema/journey-version.js';
import {jsonErrorAt, lineOf} from '../../schema/json-error.js';
import {hashOf} from '../hash.js';

/** The largest file that is read as a map, in bytes. */
export const largestMap = 8 * 1024 * 1024;

/** Milliseconds after which a file counts as settled; some file systems count in steps of 2 seconds. */
const settledAfter = 3000;

/** A map as it is served. */
export interface ServedMap {
  readonly map: JourneyMap;
  /** The document as JSON. */
  readonly body: string;
  /** A strong entity tag of `body`. */
  readonly etag: string;
}

/** What a file held when it was last read: a map, or what is wrong with it, in one sentence with the place. */
export type FileContent = {readonly served: ServedMap} | {readonly fault: string};

/** A file with the marks by which a later change of it shows. */
export interface KnownFile {
  readonly marks: string;
  /** False where it was changed just before it was read: file systems count time so coarsely that a further change may show no other marks. */
  readonly isSettled: boolean;
  readonly content: FileContent;
}

/** Reads a file, unless it is the one that is known. Never rejects: a file that is gone or may not be read is a fault. */
export async function fileAt(path: string, known: KnownFile | undefined): Promise<KnownFile> {
  try {
    const found = await stat(path, {bigint: true});
    const {size, ino, mtimeNs, ctimeNs, ctimeMs} = found;
    const marks = [size, ino, mtimeNs, ctimeNs].join(' ');
    if (marks === known?.marks && known.isSettled) return known;
    const isSettled = Date.now() - Number(ctimeMs) > settledAfter;
    const of = (content: FileContent): KnownFile => ({marks, isSettled, content});
    if (!found.isFile()) return of({fault: 'is no file'});
    if (size > largestMap) return of({fault: `is larger than ${largestMap} bytes`});
    return of(contentOf(await readFile(path)));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const fault = code === 'EACCES' ? 'may not be read; check its permissions' : `cannot be read (${code})`;
    return {marks: code, isSettled: false, content: {fault}};
  }
}

function contentOf(data: Uint8Array): FileContent {
  let text: string;
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(data);
  } catch {
    return {fault: 'is no text in UTF-8; save it as such'};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const {line, column, expected} = jsonErrorAt(text);
    return {fault: `is no valid JSON at line ${line}, column ${column}: expected ${expected}`};
  }
  return mapOf(value, text);
}

function mapOf(value: unknown, text: string): FileContent {
  let current: unknown;
  try {
    current = currentMap(value);
  } catch (error) {
    if (error instanceof KitError) return {fault: error.message};
    throw error;
  }
  const {data: map, error} = journeyMapSchema.safeParse(current);
  if (!map) return {fault: firstFault(error, current, text)};
  const body = JSON.stringify(map);
  return {served: {map, body, etag: `"${hashOf(body).slice(0, 32)}"`}};
}

function firstFault(error: Parameters<typeof faultsOf>[0], value: unknown, text: string): string {
  const faults = faultsOf(error, value);
  const {path, text: what} = faults[0]!;
  const more = faults.length > 1 ? `; and ${faults.length - 1} more` : '';
  return `line ${lineOf(text, path)}: ${pathText(path) || 'the whole'} ${what}${more}`;
}
