import {existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {CollectorError} from '../collector/problem.js';
import {type FormatName, formatNames, formatOf, formats} from '../interchange/formats.js';
import {several} from '../interchange/names.js';
import type {Reading, Scale, Written} from '../interchange/reading.js';
import {helpOption, readArgs, UsageError} from './args.js';
import {readTrace, type Wanted, wantedOf} from './trace.js';
import {calledTogether, formatFor, formatOfAll, linesOf, loadFormat, readMap, titleOf} from './maps.js';

const formatLines = formatNames.map(name => {
  const {title, extensions, reads, writes} = formats[name];
  const ways = [reads && 'reads', writes && 'writes'].filter(Boolean).join(', ');
  const ends = extensions.map(end => `.${end}`).join(' ');
  return `  ${name.padEnd(10)} ${`${title} (${ends})`.padEnd(40)} ${ways}`;
});

const help = `stagepost convert INPUT... OUTPUT: reads a journey map in one format and writes it in another.

  --from FORMAT   format of INPUT (default: by the end of its name)
  --to FORMAT     format of OUTPUT (default: by the end of its name)
  --scale LOW..HIGH  what the scores of INPUT mean, such as 1..10: the worst and the best
  --lossy         write although something is left out; without it, what would be lost is listed, and nothing is written
  --force         replace files that exist
  --visitor ID    write the journey of this visitor, held against the map, instead of the map itself
  --trace FILE    an export of the collector as NDJSON in which the visitor is looked for; may be given several times

OUTPUT may be a folder, with --to; a format of several files needs one. All of them are INPUT on the way back:

  stagepost convert map.json out/ --to csv
  stagepost convert out/*.csv map.json

A journey that took place, in CJML with its times, its satisfaction and how it kept to the plan:

  stagepost convert map.json way.cjml --lossy --visitor ID --trace responses.ndjson --trace events.ndjson

Formats:

${formatLines.join('\n')}

Every remark is printed as file:place: text. Ends with 0 where the map was written, with 1 where it was not.`;

const options = {
  ...helpOption,
  from: {type: 'string'},
  to: {type: 'string'},
  scale: {type: 'string'},
  lossy: {type: 'boolean', default: false},
  force: {type: 'boolean', default: false},
  visitor: {type: 'string'},
  trace: {type: 'string', multiple: true},
} as const;

/** @throws {UsageError} */
function scaleOf(text: string): Scale {
  const [, low, high] = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (low === undefined || high === undefined || Number(low) >= Number(high))
    throw new UsageError(`--scale is "${text}"; give its lowest and its highest number, such as 1..10.`);
  return {low: Number(low), high: Number(high)};
}

interface Files {
  readonly inputs: readonly string[];
  readonly from: FormatName;
  readonly output: string;
  readonly to: FormatName;
}

/** @throws {UsageError} */
async function filesOf(named: readonly string[], from?: string, to?: string): Promise<Files> {
  const inputs = named.slice(0, -1);
  const output = named.at(-1);
  if (output === undefined || inputs.length === 0)
    throw new UsageError(
      `${several(named.length, 'file')} given; name two, such as "stagepost convert map.json map.mmd".`,
    );
  const format = await formatOfAll(inputs, '--from', from);
  if (inputs.length > 1 && to === undefined && formatOf(output) === format)
    throw new UsageError(
      `${output} is ${titleOf(format)} like the files before it; name the file to write last, in another format.`,
    );
  return {inputs, from: format, output, to: formatFor(output, 'writes', '--to', to)};
}

interface Asked {
  readonly inputs: readonly string[];
  readonly from: FormatName;
  readonly scale: Scale | undefined;
  readonly wanted: Wanted | undefined;
}

/** The map that is to be written, and what was remarked on the way to it, which is printed. */
async function readAsked({inputs, from, scale, wanted}: Asked): Promise<Reading> {
  const {map, remarks, lines, scales} = await readMap(inputs, from, {scale});
  for (const line of lines) console.error(line);
  if (scales && scales.length > 1) {
    const choice = scales.map(({low, high}) => `--scale ${low}..${high}`).join(', or ');
    console.error(`${calledTogether(inputs)}: how the scores are read can be said: ${choice}.`);
  }
  if (!map || !wanted) return {map, remarks};
  const trace = await readTrace(map, wanted);
  for (const line of trace.lines) console.error(line);
  return {map: trace.map, remarks: [...remarks, ...trace.remarks]};
}

/** `stagepost convert`. */
export async function run(args: string[]): Promise<number> {
  const {values, positionals} = readArgs('convert', {args, options, allowPositionals: true});
  if (values.help) {
    console.log(help);
    return 0;
  }
  const {inputs, from, output, to} = await filesOf(positionals, values.from, values.to);
  const scale = values.scale === undefined ? undefined : scaleOf(values.scale);

  const {map, remarks} = await readAsked({inputs, from, scale, wanted: wantedOf(values.visitor, values.trace)});
  if (!map) return 1;
  const {write, losses} = await loadFormat(to);
  const lost = losses?.(map) ?? [];
  for (const line of linesOf(calledTogether(inputs), lost)) console.error(line);
  const count = lost.length + remarks.filter(({level}) => level === 'error').length;
  if (count > 0 && !values.lossy) {
    console.error(
      `stagepost: nothing was written: ${count} of the above would be missing from ${output}; add --lossy to write it all the same.`,
    );
    return 1;
  }
  const files = placesOf(await write!(map), output, titleOf(to));
  writeAll(files, values.force);
  const held = `${several(map.stages.length, 'stage')} and ${several(map.steps.length, 'step')}`;
  for (const [path] of files) console.log(`${path}: ${held}, as ${titleOf(to)}`);
  return 0;
}

type Placed = readonly [path: string, data: string | Uint8Array];

/** Where each file goes: into the folder by its own name, or the only one to the place that is named. */
function placesOf(files: readonly Written[], output: string, title: string): Placed[] {
  const isFolder = /[\\/]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
  const [first, ...others] = files;
  if (!isFolder && first && others.length === 0) return [[output, first.data]];
  if (!isFolder && (existsSync(output) || /\.\w+$/.test(output)))
    throw new UsageError(
      `${title} is written as ${files.length} files, and ${output} is one; give a folder, with --to.`,
    );
  return files.map(({name, data}) => [join(output, name), data]);
}

/** @throws {CollectorError} `file/exists`, before anything is written; `file/unwritable` */
function writeAll(files: readonly Placed[], force: boolean): void {
  const taken = files.filter(([path]) => existsSync(path)).map(([path]) => path);
  if (taken.length && !force)
    throw new CollectorError(
      'file/exists',
      `${taken.join(', ')} exists already; give another name, or --force to replace it.`,
    );
  for (const [path, data] of files)
    try {
      mkdirSync(dirname(path), {recursive: true});
      writeFileSync(path, data, {flag: force ? 'w' : 'wx'});
    } catch (cause) {
      const {code} = cause as NodeJS.ErrnoException;
      throw new CollectorError(
        'file/unwritable',
        `The file ${path} cannot be written (${code}); check the path and its permissions.`,
        {cause},
      );
    }
}
