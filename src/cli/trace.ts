/** The journey of one visitor, out of what a collector exported. */
import {open} from 'node:fs/promises';
import {CollectorError} from '../collector/problem.js';
import type {Remark} from '../interchange/reading.js';
import {Collected} from '../interchange/trace/collected.js';
import {traceOf} from '../interchange/trace/trace.js';
import type {JourneyMap} from '../schema/journey-map.js';
import {UsageError} from './args.js';
import {linesOf, type ReadMap} from './maps.js';

/** Whose journey is asked for. */
export interface Wanted {
  readonly visitor: string;
  /** Exports as NDJSON. */
  readonly files: readonly string[];
}

/** @throws {UsageError} one of the two options stands without the other */
export function wantedOf(visitor: string | undefined, files: readonly string[] = []): Wanted | undefined {
  if (visitor === undefined && !files.length) return;
  if (!visitor) throw new UsageError('--trace needs --visitor and the id of whom to look for.');
  if (!files.length)
    throw new UsageError('--visitor needs --trace and an export of the collector, such as responses.ndjson.');
  return {visitor, files};
}

/** @throws {CollectorError} `file/unreadable` */
async function readLines(file: string, collected: Collected): Promise<readonly Remark[]> {
  try {
    const opened = await open(file);
    try {
      return await collected.read(opened.readLines());
    } finally {
      await opened.close();
    }
  } catch (cause) {
    const {code} = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    const text = `The file ${file} cannot be read (${code}); check the path and its permissions.`;
    throw new CollectorError('file/unreadable', text, {cause});
  }
}

/**
 * Holds what was collected of a visitor against a map.
 * @throws {CollectorError} `file/unreadable`
 */
export async function readTrace(map: JourneyMap, {visitor, files}: Wanted): Promise<ReadMap> {
  const collected = new Collected({journey: map.id, visitor});
  const told: {readonly remarks: readonly Remark[]; readonly lines: readonly string[]}[] = [];
  for (const file of files) {
    const remarks = await readLines(file, collected);
    told.push({remarks, lines: linesOf(file, remarks)});
  }
  const trace = traceOf(map, visitor, collected);
  told.push({remarks: trace.remarks, lines: linesOf('stagepost', trace.remarks)});
  return {map: trace.map, remarks: told.flatMap(({remarks}) => remarks), lines: told.flatMap(({lines}) => lines)};
}
