/** The nodes of a JSON-LD document of UJG, whatever way of writing it was chosen. */
import {extension} from './words.js';

export type Value = Readonly<Record<string, unknown>>;

export interface Node {
  /** Without a prefix or the address of a vocabulary: `Phase`. */
  readonly type: string;
  readonly id: string;
  /** Empty where there is none. */
  readonly label: string;
  readonly value: Value;
  /** Our extension of it; empty where there is none. */
  readonly own: Value;
  /** `items[3]` */
  readonly place: string;
}

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

const localName = (type: unknown): string => String(type).replace(/^.*[#/:]/, '');

function nodeOf(value: unknown, place: string): Node[] {
  if (!isObject(value)) return [];
  const type = listOf(value['type'] ?? value['@type'])[0];
  const {extensions} = value;
  const own = isObject(extensions) && isObject(extensions[extension]) ? extensions[extension] : {};
  return [
    {type: localName(type), id: textOf(value['id'] ?? value['@id']), label: textOf(value['label']), value, own, place},
  ];
}

/** All nodes of a document; empty where it is none. */
export function nodesOf(document: unknown): Node[] {
  const key = isObject(document) ? ['items', '@graph', 'nodes'].find(name => Array.isArray(document[name])) : undefined;
  const list = isObject(document) ? (key ? document[key] : [document]) : document;
  return Array.isArray(list) ? list.flatMap((value, at) => nodeOf(value, `${key ?? ''}[${at}]`)) : [];
}
