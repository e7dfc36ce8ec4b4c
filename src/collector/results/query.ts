import {idPattern, isTime} from '../../schema/patterns.js';
import {hideBelow} from '../../core/display.js';
import {Problem} from '../problem.js';
import type {Site} from '../sites.js';
import {dimensions, type Cell, type Selection, type Store} from '../store.js';
import {bucketNames, bucketOf, slotMilliseconds, startOfDate, type BucketName} from './buckets.js';

/** A results route's surroundings. */
export interface Asked {
  readonly store: Store;
  readonly site: Site;
  readonly query: Query;
  readonly params: URLSearchParams;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a results route was asked for. */
export interface Query {
  readonly selection: Selection;
  readonly bucket: BucketName | undefined;
  readonly by: readonly string[];
  /** Rows with fewer answers are suppressed; 0 where nothing splits. */
  readonly minN: number;
  /** Echoed in the answer's `definition`. */
  readonly asked: Readonly<Record<string, unknown>>;
}

export const bad = (name: string, rule: string): Problem =>
  new Problem(400, 'query/invalid', `The parameter ${name} ${rule}.`);

/** A misspelt parameter would otherwise give a result that was not asked for. */
export function refuseUnknown(params: URLSearchParams, known: readonly string[]): void {
  for (const name of params.keys())
    if (!known.includes(name)) throw bad(name.slice(0, 50), `is not known; known are ${known.join(', ')}`);
}

/** `segment` and `segment.plan` are the owner's segments of customers: traits of those names. */
export const traitOf = (name: string): string =>
  name === 'segment' ? 'traits.segment' : name.replace(/^segment\./, 'traits.');

const dimensionRule = `may hold ${dimensions.join(', ')}, segment, segment.<name> and traits.<name>, separated by commas, five at most`;
const traitDimension = /^traits\.[\p{L}\p{N}_ .:-]{1,100}$/u;

/** @throws {Problem} 400 `query/invalid` with the parameter's name. */
export function parseQuery(params: URLSearchParams, site: Site, extra: readonly string[] = []): Query {
  refuseUnknown(params, ['survey', 'from', 'to', 'bucket', 'by', 'question', ...extra]);
  const bucket = bucketIn(params);
  const by = splitsIn(params);
  const [survey, question] = [idOf(params, 'survey'), idOf(params, 'question')];
  const [from, to] = [timeOf(params, 'from', site), timeOf(params, 'to', site)];
  const isSplit = bucket !== undefined || by.length > 0;
  const minN = isSplit ? (site.minN ?? hideBelow) : 0;
  return {
    selection: {site: site.id, survey, question, from, to, by: by.map(traitOf), slot: bucket && slotMilliseconds},
    bucket,
    by,
    minN,
    asked: {
      survey: survey ?? null,
      question: question ?? null,
      from: isoOf(from),
      to: isoOf(to),
      bucket: bucket ?? null,
      by,
      timeZone: site.timeZone,
      time: 'when the visitor answered, corrected for the clock of the device and limited to the 30 days before receipt',
      suppression: isSplit
        ? `rows with fewer than ${minN} answers are left out and counted in "suppressed"`
        : 'none: nothing is split',
      tests: 'items marked as tests are left out',
    },
  };
}

function bucketIn(params: URLSearchParams): BucketName | undefined {
  const bucket = params.get('bucket') ?? undefined;
  if (bucket !== undefined && !isBucket(bucket)) throw bad('bucket', `must be one of ${bucketNames.join(', ')}`);
  return bucket;
}

function splitsIn(params: URLSearchParams): string[] {
  const by = [...new Set((params.get('by') ?? '').split(',').filter(Boolean))];
  if (by.length > 5 || !by.every(name => isDimension(traitOf(name)))) throw bad('by', dimensionRule);
  return by;
}

const isBucket = (name: string): name is BucketName => (bucketNames as readonly string[]).includes(name);

const isDimension = (name: string): boolean =>
  (dimensions as readonly string[]).includes(name) || traitDimension.test(name);

export const isoOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

export function idOf(params: URLSearchParams, name: string): string | undefined {
  const id = params.get(name) ?? undefined;
  if (id !== undefined && !idPattern.test(id)) throw bad(name, 'must be an id');
  return id;
}

/** A date stands for its first moment in the site's zone. */
export function timeOf(params: URLSearchParams, name: string, site: Site): number | undefined {
  const text = params.get(name);
  if (text === null) return;
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDate) return startOfDate(text, site.timeZone);
  if (!isTime(text)) throw bad(name, 'must be a date such as 2026-11-22, or a UTC time such as 2026-11-22T10:00:00Z');
  return Date.parse(text);
}

/** Cells that belong to one row, with the row's keys. */
export interface Group<C> {
  readonly keys: Readonly<Record<string, string | null>>;
  readonly cells: C[];
}

/** Gathers cells into rows, in the order of their keys. Without a split there is always one row. */
export function groupCells<C extends Cell>(cells: readonly C[], {bucket, by}: Query, timeZone: string): Group<C>[] {
  const buckets = new Map<number, string>();
  const startOf = (name: BucketName, slot: number): string => {
    const start = buckets.get(slot) ?? bucketOf(slot, name, timeZone);
    buckets.set(slot, start);
    return start;
  };
  const groups = new Map<string, Group<C>>();
  if (bucket === undefined && by.length === 0) groups.set('', {keys: {}, cells: []});
  for (const cell of cells) {
    const names: [string, string | null][] = by.map((name, index) => [name, cell.keys[index] ?? null]);
    if (bucket !== undefined) names.unshift(['bucket', startOf(bucket, cell.slot)]);
    const id = names.length === 0 ? '' : JSON.stringify(names);
    const group = groups.get(id) ?? {keys: Object.fromEntries(names), cells: []};
    group.cells.push(cell);
    groups.set(id, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The shape of every result. `null` stands for no data, never 0. */
export interface Result<R> {
  readonly definition: Readonly<Record<string, unknown>>;
  /** UTC. */
  readonly asOf: string;
  readonly rows: readonly R[];
  /** How many rows were left out for being too small. */
  readonly suppressed: number;
}

/** Leaves out the rows that are too small. */
export function resultOf<R extends {readonly n: number}>(
  rows: readonly R[],
  {minN, asked}: Query,
  definition: Readonly<Record<string, unknown>>,
  now: number,
): Result<R> {
  const shown = rows.filter(({n}) => n >= minN);
  return {
    definition: {...definition, ...asked},
    asOf: new Date(now).toISOString(),
    rows: shown,
    suppressed: rows.length - shown.length,
  };
}
