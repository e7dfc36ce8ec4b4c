/** Journey maps as files, for the commands: how they are read, and how what is said of them is printed. */
import {readBytes} from '../collector/json-file.js';
import {titleOfFile} from '../interchange/names.js';
import type {Format, ReadOptions, Reading, Remark} from '../interchange/reading.js';
import {type FormatEntry, type FormatName, formatNames, formatOf, formats} from '../interchange/formats.js';
import {mapOfFile} from '../interchange/table/file-names.js';
import {lineOf} from '../schema/json-error.js';
import {UsageError} from './args.js';

type Way = 'reads' | 'writes';

const endsOf = (way: Way): string =>
  formatNames.flatMap(name => (formats[name][way] ? formats[name].extensions.map(end => `.${end}`) : [])).join(', ');

const namesOf = (way: Way): string => formatNames.filter(name => formats[name][way]).join(', ');

/**
 * The format that an option names, or else the end of a file's name.
 * @throws {UsageError} none is known by that name, or it is not one that is read, or written
 */
export function formatFor(file: string, way: Way, option?: string, given?: string): FormatName {
  const name = given ?? formatOf(file);
  const isKnown = name !== undefined && Object.hasOwn(formats, name);
  if (isKnown && formats[name as FormatName][way]) return name as FormatName;
  if (way === 'writes' && /(?:^|\.)(?:png|pdf)$/i.test(given ?? file))
    throw new UsageError(
      'A browser makes PNG and PDF: open the map and save it in the panel "Files", or print it; stagepost writes SVG.',
    );
  const choice = `one of ${namesOf(way)}`;
  if (given !== undefined) throw new UsageError(`${option} is "${given}"; give ${choice}.`);
  const remedy = option ? `give ${option} and ${choice}` : `name a file that ends with one of ${endsOf(way)}`;
  throw new UsageError(`The name of ${file} tells no format that stagepost ${way}; ${remedy}.`);
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

/** How several files are called in one line. */
export const calledTogether = ([first, ...others]: readonly string[]): string =>
  `${first}${others.length ? ` and ${others.length} more` : ''}`;

/** The file that a remark is about: the one by whose name its sheet is called, or all of them. */
function fileAt(place: string, files: readonly string[]): string {
  const one = files.find(file => place === titleOfFile(file) || place.startsWith(`${titleOfFile(file)}!`));
  return one ?? calledTogether(files);
}

/** The files of each map: CSV files that are called as the sheets of one map belong together. */
export function filesOfMaps(files: readonly string[]): readonly (readonly string[])[] {
  const maps = new Map<string, string[]>();
  for (const file of new Set(files)) {
    const map = mapOfFile(file);
    const key = map === undefined ? `file ${file}` : `map ${map}`;
    maps.set(key, [...(maps.get(key) ?? []), file]);
  }
  return [...maps.values()];
}

/**
 * The one format of all files.
 * @throws {UsageError} they have several, or one that has a map in one file
 */
export async function formatOfAll(files: readonly string[], option?: string, given?: string): Promise<FormatName> {
  const names = files.map(file => formatFor(file, 'reads', option, given));
  const [name] = names as [FormatName];
  const other = names.findIndex(one => one !== name);
  if (other > 0)
    throw new UsageError(
      `${files[0]} is ${titleOf(name)} and ${files[other]} is ${titleOf(names[other]!)}; several files make one map only in one format.`,
    );
  if (files.length > 1 && !(await loadFormat(name)).readAll)
    throw new UsageError(`A map in ${titleOf(name)} is one file, and ${files.length} are given; name one at a time.`);
  return name;
}

export interface ReadMap extends Reading {
  /** What was remarked, as lines to print. */
  readonly lines: readonly string[];
}

/**
 * Reads a map out of one file, or out of several in a format that parts it.
 * @throws {CollectorError} `file/unreadable`
 */
export async function readMap(
  files: readonly string[],
  format: FormatName,
  options: Omit<ReadOptions, 'name'> = {},
): Promise<ReadMap> {
  const sources = files.map(name => ({name, data: readBytes(name, 'file')}));
  const [{name, data}] = sources as [(typeof sources)[0]];
  const {read, readAll} = await loadFormat(format);
  const reading = await (sources.length > 1 ? readAll!(sources, options) : read!(data, {name, ...options}));
  // In a text that is JSON, a path has a line; in other formats, a path in the map that was made has none.
  const hasLines = ({code}: Remark): boolean => format === 'json' || (format === 'ujg' && code.startsWith('ujg/'));
  const source = data.toString('utf8').replace(/^\uFEFF/, '');
  return {
    ...reading,
    lines: reading.remarks.map(remark =>
      printed(fileAt(remark.place, files), remark, hasLines(remark) ? source : undefined),
    ),
  };
}

/** Losses of a map as lines. */
export const linesOf = (file: string, remarks: readonly Remark[]): string[] =>
  remarks.map(remark => printed(file, remark, undefined));
