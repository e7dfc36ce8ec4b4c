import type * as z from 'zod';
import {lineOf} from '../schema/json-error.js';
import {parseJsonText, readText} from '../collector/json-file.js';
import {faultsOf, pathText} from '../schema/issues.js';
import {CollectorError} from '../collector/problem.js';
import {Sites, sitesSchema} from '../collector/sites.js';
import {configSchema} from '../schema/config.js';
import {surveySchema} from '../schema/survey.js';
import {type FormatName, formatNames, formatOf, formats} from '../interchange/formats.js';
import {helpOption, readArgs, UsageError} from './args.js';
import {calledTogether, filesOfMaps, readMap, titleOf} from './maps.js';

const mapEnds = formatNames
  .filter(name => name !== 'json' && formats[name].reads)
  .flatMap(name => formats[name].extensions.map(end => `.${end}`));

const help = `stagepost validate FILE...: checks survey definitions, configuration, sites files and journey maps.

What a JSON file holds is told by its "schema" (stagepost/survey/1, stagepost/config/1, stagepost/journey-map/1) or by its
list of "sites"; a file that ends in ${mapEnds.join(', ')} is a journey map. The CSV files of
one map, called as "stagepost convert" calls them (shop.steps.csv, shop.kpis.csv), are checked together.
Every fault is named with its line and path, or its cell. Ends with 0 where all files are valid, with 1 otherwise.`;

interface Parsed {
  readonly success: boolean;
  readonly error?: {readonly issues: readonly z.core.$ZodIssue[]} | undefined;
}

type Kind = {readonly name: string; readonly parse: (value: unknown) => Parsed};

const kinds: Readonly<Record<string, Kind>> = {
  'stagepost/survey/1': {name: 'survey definition', parse: value => surveySchema.safeParse(value)},
  'stagepost/config/1': {name: 'configuration', parse: value => configSchema.safeParse(value)},
};

const sitesKind: Kind = {name: 'sites file', parse: value => sitesSchema.safeParse(value)};

/** `stagepost validate`. */
export async function run(args: string[]): Promise<number> {
  const {values, positionals} = readArgs('validate', {args, options: helpOption, allowPositionals: true});
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (positionals.length === 0)
    throw new UsageError('No file is given; name one, such as "stagepost validate survey.json".');
  let isValid = true;
  for (const files of filesOfMaps(positionals)) {
    const faults = await validateFiles(files);
    isValid &&= faults.length === 0;
    for (const fault of faults) console.error(fault);
  }
  return isValid ? 0 : 1;
}

/** The faults of a file, or of the files of one map, each as `file:line: path what is wrong`; none where it is valid, which is printed. */
async function validateFiles(files: readonly string[]): Promise<string[]> {
  try {
    const [file] = files as readonly [string];
    const format = formatOf(file);
    if (format && format !== 'json') return await mapFaults(files, format);
    const text = readText(file, 'file');
    const value = parseJsonText(text, file, 'file');
    if (isMap(value)) return await mapFaults(files, 'json');
    const kind = kindOf(value);
    if (!kind) {
      const known = [...Object.keys(kinds), 'stagepost/journey-map/1'].join(', ');
      return [`${file}:1: "schema" must be one of ${known}, or the file must hold "sites".`];
    }
    const {error} = kind.parse(value);
    if (error)
      return faultsOf(error, value).map(
        ({path, text: what}) => `${file}:${lineOf(text, path)}: ${pathText(path) || 'the whole'} ${what}.`,
      );
    // A sites file may name configuration files: reading them is part of the check.
    if (kind === sitesKind) Sites.fromFile(file);
    console.log(`${file}: a valid ${kind.name}`);
    return [];
  } catch (error) {
    if (error instanceof CollectorError) return [error.message];
    throw error;
  }
}

/** The faults of a map, which is valid only without any; what is only noted is printed and does no harm. */
async function mapFaults(files: readonly string[], format: FormatName): Promise<string[]> {
  const file = calledTogether(files);
  if (!formats[format].reads) return [`${file}: ${titleOf(format)} is written, not read; it cannot be checked.`];
  const {map, remarks, lines} = await readMap(files, format);
  const isFault = (at: number): boolean => remarks[at]!.level === 'error';
  for (const line of lines.filter((_, at) => !isFault(at))) console.error(line);
  const faults = lines.filter((_, at) => isFault(at));
  if (map && !faults.length) console.log(`${file}: a valid journey map, as ${titleOf(format)}`);
  return faults;
}

/** True for a journey map of any version: which versions are read is for its reader to say. */
const isMap = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  String((value as {schema?: unknown}).schema).startsWith('stagepost/journey-map/');

function kindOf(value: unknown): Kind | undefined {
  if (typeof value !== 'object' || value === null) return;
  const {schema} = value as {schema?: unknown};
  if (typeof schema === 'string') return Object.hasOwn(kinds, schema) ? kinds[schema] : undefined;
  return 'sites' in value ? sitesKind : undefined;
}
