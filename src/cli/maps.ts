/** Journey maps as files, for the commands: how they are read, and how what is said of them is printed. */
import {readBytes} from '../collector/json-file.js';
import type {Format, ReadOptions, Reading, Remark} from '../interchange/reading.js';
import {type FormatEntry, type FormatName, formatNames, formatOf, formats} from '../interchange/formats.js';
import {lineOf} from '../schema/json-error.js';
import {UsageError} from './args.js';

type Way = 'reads' | 'writes';

const namesOf = (way: Way): string => formatNames.filter(name => formats[name][way]).join(', ');

/**
 * The format that an option names, or else the end of a file's name.
 * @throws {UsageError} none is known by that name, or it is not one that is read, or written
 */
export function formatFor(file: string, option: string, given: string | undefined, way: Way): FormatName {
  const name = given ?? formatOf(file);
  const isKnown = name !== undefined && Object.hasOwn(formats, name);
  if (isKnown && formats[name as FormatName][way]) return name as FormatName;
  const choice = `one of ${namesOf(way)}`;
  if (given !== undefined) throw new UsageError(`${option} is "${given}"; give ${choice}.`);
  throw new UsageError(`The name of ${file} tells no format that stagepost ${way}; give ${option} and ${choice}.`);
}

export const titleOf = (name: FormatName): string => formats[name].title;

export const loadFormat = (name: FormatName): Promise<Format> => (formats[name] as FormatEntry).load();

/** A remark as a line: `file:12: text`, `file:steps!C7: text`. Its level is told, unless it is an error. */
function printed(file: string, {level, place, text}: Remark, source: string | undefined): string {
  const [, line, column] = /^line (\d+)(?:, column (\d+))?$/.exec(place) ?? [];
  const what = level === 'error' ? text : `${level}: ${text}`;
  if (line) return `${file}:${[line, column].filter(Boolean).join(':')}: ${what}`;
  if (source === undefined) return `${[file, place].filter(Boolean).join(':')}: ${what}`;
  const path = place.split(/[.[\]]+/).filter(Boolean);
  const at = lineOf(
    source,
    path.map(key => (/^\d+$/.test(key) ? Number(key) : key)),
  );
  return `${file}:${at}: ${place ? `${place} ` : ''}${what}`;
}

export interface ReadMap extends Reading {
  /** What was remarked, as lines to print. */
  readonly lines: readonly string[];
}

/**
 * Reads a map.
 * @throws {CollectorError} `file/unreadable`
 */
export async function readMap(file: string, name: FormatName, options: ReadOptions = {}): Promise<ReadMap> {
  const data = readBytes(file, 'file');
  const {read} = await loadFormat(name);
  const reading = await read!(data, {name: file, ...options});
  // In a text that is JSON, a path has a line; in other formats, a path in the map that was made has none.
  const hasLines = ({code}: Remark): boolean => name === 'json' || (name === 'ujg' && code.startsWith('ujg/'));
  const source = data.toString('utf8').replace(/^\uFEFF/, '');
  return {
    ...reading,
    lines: reading.remarks.map(remark => printed(file, remark, hasLines(remark) ? source : undefined)),
  };
}

/** Losses of a map as lines. */
export const linesOf = (file: string, remarks: readonly Remark[]): string[] =>
  remarks.map(remark => printed(file, remark, undefined));
