/** The nodes of a JSON-LD document of UJG, whatever way of writing it was chosen. */
import type {Remark} from '../reading.js';
import {extension} from './words.js';

export type Value = Readonly<Record<string, unknown>>;

export interface Node {
  /** Without prefixes or the address of a vocabulary: `Phase`. */
  readonly types: readonly string[];
  readonly id: string;
  /** Empty where there is none. */
  readonly label: string;
  /** Its properties, without prefixes too. */
  readonly value: Value;
  /** Our extension of it; empty where there is none. */
  readonly own: Value;
  /** `items[3]` */
  readonly place: string;
}

export type Say = (level: Remark['level'], code: string, at: Node | undefined, text: string) => void;

export const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** A text as it is, as `{"@value": …}`, or the first of several languages. */
export function textOf(value: unknown): string {
  let at = value;
  while (Array.isArray(at)) at = at[0];
  if (isObject(at)) at = at['@value'] ?? Object.values(at).find(one => typeof one === 'string');
  return typeof at === 'string' ? at : '';
}

/** Texts of a list; what is no text is left out. */
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf).filter(Boolean);

/** The ids that a property refers to. */
export const refsOf = ({value}: Node, ...keys: readonly string[]): string[] =>
  keys.flatMap(key =>
    listOf(value[key]).flatMap(one =>
      typeof one === 'string' ? one : isObject(one) ? textOf(one['id'] ?? one['@id']) : [],
    ),
  );

/** A number as it is, as `{"@value": …}`, or in a list. */
export function numberOf(value: unknown): number | undefined {
  const one = Array.isArray(value) ? (value[0] as unknown) : value;
  const number = isObject(one) ? one['@value'] : one;
  return typeof number === 'number' ? number : undefined;
}

const localName = (name: string): string => name.replace(/^.*[#/:]/, '');

/** Deepest nesting of nodes inside of nodes that is read. */
const deepest = 10;

/** A node, and those that stand inside of it. */
function nodesIn(found: unknown, place: string, depth = 0): Node[] {
  if (!isObject(found) || depth > deepest) return [];
  const value: Value = Object.fromEntries(Object.entries(found).map(([key, one]) => [localName(key), one]));
  const {extensions} = value;
  const own = isObject(extensions) && isObject(extensions[extension]) ? extensions[extension] : {};
  const node: Node = {
    types: textsOf(value['type'] ?? value['@type']).map(localName),
    id: textOf(value['id'] ?? value['@id']),
    label: textOf(value['label']),
    value,
    own,
    place,
  };
  const inside = Object.entries(value).flatMap(([key, one]) =>
    key === 'extensions'
      ? []
      : listOf(one).flatMap(other =>
          isObject(other) && (other['type'] ?? other['@type']) ? nodesIn(other, `${place}.${key}`, depth + 1) : [],
        ),
  );
  return [node, ...inside];
}

/** All nodes of a document; empty where it is none. */
export function nodesOf(document: unknown): Node[] {
  const key = isObject(document) ? ['items', '@graph', 'nodes'].find(name => isList(document[name])) : undefined;
  const list = isObject(document) && key ? document[key] : document;
  return isList(list) ? listOf(list).flatMap((value, at) => nodesIn(value, `${key ?? ''}[${at}]`)) : [];
}

/** One node stands for a list of it. */
const isList = (value: unknown): boolean => Array.isArray(value) || isObject(value);
