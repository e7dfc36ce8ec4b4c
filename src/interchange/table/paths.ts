/**
 * A value told as rows of path and value, which people can read and a program can put together again:
 *
 *   steps[pay].emotions[#1].refs[#1].label   NPS+
 *
 * `[pay]` is the one with this id, `[#1]` the first of a list without ids. A value is JSON where it reads as JSON, else the
 * text as it stands. An empty value: what stands there is taken away. `cells (order)` lists the ids of a list in their order.
 */
import {isId} from '../ids.js';
import {isClean} from './clean.js';

export type PathRow = readonly [path: string, value: string];

type Json = unknown;
type Objects = Record<string, Json>;

const orderMark = ' (order)';
/** Deepest path; a map of its own has ten. */
const deepest = 60;

const isObject = (value: Json): value is Objects =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (value: Objects, key: string): Json => (Object.hasOwn(value, key) ? value[key] : undefined);
const keysOf = (value: Objects): string[] => Object.keys(value).filter(key => value[key] !== undefined);

/** The ids of a list whose items all have one of their own. */
function idsOf(list: readonly Json[]): string[] | undefined {
  const ids = list.map(item => (isObject(item) ? own(item, 'id') : undefined));
  const isWhole =
    ids.every((id): id is string => typeof id === 'string' && isId(id)) && new Set(ids).size === ids.length;
  return isWhole && ids.length ? (ids as string[]) : undefined;
}

export function valueText(value: Json): string {
  if (Object.is(value, -0)) return '-0';
  if (
    typeof value === 'string' &&
    value !== '' &&
    value === value.trim() &&
    isClean(value) &&
    !/^["[{]/.test(value) &&
    !isJson(value)
  )
    return value;
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g,
    one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function valueOfText(text: string): Json {
  return isJson(text) ? (JSON.parse(text) as Json) : text;
}

const withKey = (path: string, key: string): string => {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key);
  return isPlain ? (path ? `${path}.${key}` : key) : `${path}[${valueText([key]).slice(1, -1)}]`;
};

/** The rows that make `is` into `should`. */
export function differences(is: Json, should: Json, path = '', rows: PathRow[] = []): PathRow[] {
  if (Array.isArray(should)) listDifferences(is, should as Json[], path, rows);
  else if (isObject(should)) {
    const from = isObject(is) ? is : {};
    if (!isObject(is) && !keysOf(should).length) rows.push([path, '{}']);
    for (const key of keysOf(from)) if (own(should, key) === undefined) rows.push([withKey(path, key), '']);
    for (const key of idFirst(keysOf(should))) differences(own(from, key), should[key], withKey(path, key), rows);
  } else if (!Object.is(is, should)) rows.push([path, valueText(should)]);
  return rows;
}

/** An id comes first: it is what makes a new item. */
const idFirst = (keys: string[]): string[] =>
  keys.includes('id') ? ['id', ...keys.filter(key => key !== 'id')] : keys;

function listDifferences(is: Json, should: readonly Json[], path: string, rows: PathRow[]): void {
  const from: readonly Json[] = Array.isArray(is) ? (is as Json[]) : [];
  const ids = idsOf(should);
  const known = from.length ? idsOf(from) : [];
  if (!should.length) {
    if (!Array.isArray(is) || is.length) rows.push([path, '[]']);
  } else if (ids && known) idDifferences(from, known, should, ids, path, rows);
  else {
    // Items with ids are found by them, so a list that mixes both is written anew.
    const isNew = ids !== undefined || !!known?.length;
    if (isNew && from.length) rows.push([path, '[]']);
    const old = isNew ? [] : from;
    for (let at = old.length; at > should.length; at--) rows.push([`${path}[#${at}]`, '']);
    should.forEach((item, at) => differences(old[at], item, `${path}[#${at + 1}]`, rows));
  }
}

function idDifferences(
  from: readonly Json[],
  known: readonly string[],
  should: readonly Json[],
  ids: readonly string[],
  path: string,
  rows: PathRow[],
): void {
  const items = new Map(known.map((id, at) => [id, from[at]]));
  const wanted = new Set(ids);
  for (const id of known) if (!wanted.has(id)) rows.push([`${path}[${id}]`, '']);
  ids.forEach((id, at) => differences(items.get(id), should[at], `${path}[${id}]`, rows));
  const after = [...known.filter(id => wanted.has(id)), ...ids.filter(id => !items.has(id))];
  if (after.some((id, at) => id !== ids[at])) rows.push([path + orderMark, ids.join(', ')]);
}

/** The path of a value of a map as its row has it: `steps[pay].emotions[#1].score`. */
export function rowPath(root: Json, path: readonly PropertyKey[]): string {
  let at: Json = root;
  let text = '';
  for (const key of path) {
    at = (at as Record<PropertyKey, Json> | undefined)?.[key];
    const id = isObject(at) ? own(at, 'id') : undefined;
    if (typeof key === 'number') text += typeof id === 'string' ? `[${id}]` : `[#${key + 1}]`;
    else text = withKey(text, String(key));
  }
  return text;
}

interface Segment {
  readonly kind: 'key' | 'id' | 'index';
  readonly name: string;
}

function segmentsOf(path: string): Segment[] | undefined {
  const segments: Segment[] = [];
  const part = /\[("(?:[^"\\]|\\.)*")\]|\[#(\d{1,7})\]|\[([^[\]"#][^[\]]*)\]|(^|\.)([\p{L}_][\p{L}\p{N}_-]*)/uy;
  while (part.lastIndex < path.length) {
    const match = part.exec(path);
    if (!match || segments.length >= deepest) return undefined;
    const [, quoted, index, id, , key] = match;
    if (quoted !== undefined) {
      if (!isJson(quoted)) return undefined;
      segments.push({kind: 'key', name: JSON.parse(quoted) as string});
    } else if (index !== undefined) segments.push({kind: 'index', name: index});
    else if (id !== undefined) segments.push({kind: 'id', name: id});
    else segments.push({kind: 'key', name: key!});
  }
  return segments.length ? segments : undefined;
}

/** Puts rows into a value, one by one. */
export class Patch {
  readonly #index = new WeakMap<object, Map<string, Objects>>();

  readonly root: Objects;

  constructor(root: Objects) {
    this.root = root;
  }

  /** Puts one row in; says why where it cannot. */
  apply(path: string, text: string): string | undefined {
    const isOrder = path.endsWith(orderMark);
    const segments = segmentsOf(isOrder ? path.slice(0, -orderMark.length) : path);
    if (!segments) return 'this is no path';
    let at: Objects | Json[] = this.root;
    const last = segments.length - 1;
    for (let step = 0; step < last; step++) {
      const next: Objects | Json[] | undefined = this.#enter(
        at,
        segments[step]!,
        segments[step + 1]!,
        step + 1 === last,
      );
      if (!next) return `nothing is found at ${segments[step]!.name}`;
      at = next;
    }
    if (isOrder) return this.#order(this.#get(at, segments[last]!), text);
    return text === '' ? this.#remove(at, segments[last]!) : this.#set(at, segments[last]!, valueOfText(text));
  }

  #get(from: Objects | Json[], {kind, name}: Segment): Json {
    if (!Array.isArray(from)) return kind === 'key' ? own(from, name) : undefined;
    if (kind === 'index') return from[Number(name) - 1];
    return kind === 'id' ? this.#indexOf(from).get(name) : undefined;
  }

  /** The object or list at a segment; made where the next one can stand in it. */
  #enter(from: Objects | Json[], segment: Segment, next: Segment, nextIsLast: boolean): Objects | Json[] | undefined {
    const there = this.#get(from, segment);
    if (isObject(there) ? next.kind === 'key' : Array.isArray(there) && next.kind !== 'key')
      return there as Objects | Json[];
    const made: Objects | Json[] = next.kind === 'key' ? {} : [];
    if (segment.kind !== 'id') return this.#set(from, segment, made) === undefined ? made : undefined;
    // A new item of a list with ids begins with its id; any other row speaks of one that is gone.
    if (!Array.isArray(from) || next.name !== 'id' || !nextIsLast) return undefined;
    from.push(made);
    this.#indexOf(from).set(segment.name, made as Objects);
    return made;
  }

  #set(into: Objects | Json[], {kind, name}: Segment, value: Json): string | undefined {
    if (!Array.isArray(into)) {
      if (kind !== 'key') return 'this is no list';
      Object.defineProperty(into, name, {value, writable: true, enumerable: true, configurable: true});
      return undefined;
    }
    const at = Number(name) - 1;
    if (kind !== 'index' || at < 0 || at > into.length) return 'the list has no such place';
    into[at] = value;
    return undefined;
  }

  #remove(from: Objects | Json[], segment: Segment): string | undefined {
    const {kind, name} = segment;
    if (!Array.isArray(from)) {
      delete from[name];
      return undefined;
    }
    const at = kind === 'index' ? Number(name) - 1 : from.indexOf(this.#get(from, segment));
    if (at < 0 || at >= from.length) return undefined;
    from.splice(at, 1);
    this.#index.delete(from);
    return undefined;
  }

  #order(list: Json, text: string): string | undefined {
    if (!Array.isArray(list)) return 'there is no such list';
    const rank = new Map(text.split(',').map((id, at) => [id.trim(), at]));
    const of = (item: Json): number => rank.get(String(isObject(item) ? own(item, 'id') : '')) ?? rank.size;
    list.sort((a, b) => of(a) - of(b));
    return undefined;
  }

  #indexOf(list: Json[]): Map<string, Objects> {
    let index = this.#index.get(list);
    if (!index) {
      index = new Map();
      for (const item of list) {
        const id = isObject(item) ? own(item, 'id') : undefined;
        if (typeof id === 'string' && !index.has(id)) index.set(id, item as Objects);
      }
      this.#index.set(list, index);
    }
    return index;
  }
}
