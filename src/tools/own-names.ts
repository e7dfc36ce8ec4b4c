/**
 * Finds the names that only our element classes use among themselves, so that the minifier may shorten them: `protected`
 * members. A name that stands anywhere for something else as well is left alone: what the wire, the device's storage,
 * events, a page, the DOM or another copy of the kit reads is written as a key, a text, a public member, or behind
 * another object than `this`.
 */
import {parseSync} from 'vite';
import {isNode, type Node, walk} from './templates.js';

export interface Names {
  /** Declared as `protected`. */
  readonly inner: Set<string>;
  /** Used in any other way. */
  readonly outer: Set<string>;
}

const isThis = (node: unknown): boolean => isNode(node) && /^(ThisExpression|Super)$/.test(node.type);

/** What a node names, if anything: behind `this` it may be of either kind, so that this says nothing. */
function namedBy(node: Node): unknown {
  const {type, computed, key, object, property, value} = node;
  if (type === 'Literal') return value;
  if (computed) return;
  if (type === 'MemberExpression') return isThis(object) ? undefined : (property as Node)['name'];
  return isNode(key) ? key['name'] : undefined;
}

/** The properties of `{a, b}` in `const {a, b} = this`. */
function takenFromThis({type, id, init}: Node): Node[] {
  const pattern = type === 'VariableDeclarator' && isThis(init) ? (id as Node) : undefined;
  return pattern?.type === 'ObjectPattern' ? (pattern['properties'] as Node[]) : [];
}

/** Adds what the module says to `names`. `code`: TypeScript as it was written, since `protected` is gone afterwards. */
export function readNames(id: string, code: string, {inner, outer}: Names): void {
  const {program} = parseSync(id, code);
  const ofThis = new Set<Node>();
  for (const node of walk(program as unknown as Node)) {
    for (const property of takenFromThis(node)) ofThis.add(property);
    const name = ofThis.has(node) ? undefined : namedBy(node);
    if (typeof name === 'string') (node['accessibility'] === 'protected' ? inner : outer).add(name);
  }
}

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Each name that may be shortened, with a short one that nobody has. */
export function shortNames({inner, outer}: Names): Map<string, string> {
  const free = [...letters, ...letters.map(letter => `_${letter}`)].filter(
    short => !inner.has(short) && !outer.has(short),
  );
  const long = [...inner].filter(name => name.length > 2 && !outer.has(name)).sort();
  return new Map(long.map((name, at) => [name, free[at]!]));
}
