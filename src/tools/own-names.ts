/**
 * Finds what our element classes use among themselves alone, so that the minifier may shorten it: `protected` members, which
 * TypeScript lets nobody reach but by `this`. They are marked where they are declared and behind `this`; another thing of
 * the same name (on the wire, on the device, in an event, of the DOM) stays as it is.
 */
import {parseSync} from 'vite';
import {isNode, type Node, walk} from './templates.js';

/** What a marked name begins with; the minifier shortens these and no others. */
export const mark = 'own$';

/**
 * What modules of the outbox call things among themselves: in no row, on no wire, in no message to another tab, exported from
 * no file. A test holds that no other layer has such a name.
 */
export const outboxNames = [
  'database', 'deliver', 'fail', 'fresh', 'ids', 'joinTabs', 'journal', 'judge', 'lane', 'lasting', 'learn', 'leave', 'lock',
  'monotonic', 'notice', 'nudge', 'offer', 'patch', 'pause', 'ports', 'prepare', 'reply', 'row', 'seen', 'sound', 'tell',
  'touched', 'transport', 'trouble', 'visible', 'wait', 'waiting', 'wake',
] as const; // prettier-ignore

/** Public in Lit, where nobody but an element itself uses them. */
const ownOfLit = new Set(['renderRoot', 'requestUpdate']);

const nodesOf = (id: string, code: string): Iterable<Node> => walk(parseSync(id, code).program as unknown as Node);

const isThis = (node: unknown): boolean => isNode(node) && /^(ThisExpression|Super)$/.test(node.type);
const nameOf = (node: unknown): string | undefined =>
  isNode(node) && /^(Identifier|Literal)$/.test(node.type) ? String(node['name'] ?? node['value']) : undefined;

/** A member of a class that only the class and its heirs use. */
const isOwn = (node: Node): boolean =>
  node['accessibility'] === 'protected' ||
  (/^(PropertyDefinition|MethodDefinition)$/.test(node.type) && ownOfLit.has(nameOf(node['key'])!));

export interface Names {
  /** Declared as `protected`, or as good as that. */
  readonly inner: Set<string>;
  /** Every name of a property anywhere: none of them may be what another one is shortened to. */
  readonly all: Set<string>;
}

/** Adds what the module says to `names`. `code`: TypeScript as it was written, since `protected` is gone afterwards. */
export function readNames(id: string, code: string, {inner, all}: Names): void {
  for (const node of nodesOf(id, code)) {
    const name = nameOf(node.type === 'MemberExpression' ? node['property'] : node['key']);
    if (name === undefined || node['computed']) continue;
    all.add(name);
    if (isOwn(node)) inner.add(name);
  }
}

/** The properties of `{a, b}` in `const {a, b} = this`. */
function takenFromThis({type, id, init, left, right}: Node): Node[] {
  const pattern =
    type === 'VariableDeclarator' && isThis(init)
      ? (id as Node)
      : type === 'AssignmentExpression' && isThis(right)
        ? (left as Node)
        : undefined;
  return pattern?.type === 'ObjectPattern' ? (pattern['properties'] as Node[]) : [];
}

/** The module with each name of `inner` marked where it is one of a class of ours. */
export function markNames(id: string, code: string, inner: ReadonlySet<string>): string {
  const edits: {at: number; text: string}[] = [];
  // A class of the module's own may have such a name for everybody: behind `this` it stays as well.
  const open = new Set<string | undefined>();
  for (const node of nodesOf(id, code))
    if (/^(PropertyDefinition|MethodDefinition)$/.test(node.type) && !isOwn(node) && !node['computed'])
      open.add(nameOf(node['key']));
  const add = (key: unknown, text = mark): void => {
    const name = nameOf(key);
    if (name !== undefined && inner.has(name) && !open.has(name))
      edits.push({at: (key as Node).start, text: text.replace('*', name)});
  };
  for (const node of nodesOf(id, code)) {
    if (node.type === 'MemberExpression' && !node['computed'] && isThis(node['object'])) add(node['property']);
    if (isOwn(node)) add(node['key']);
    for (const {key, shorthand} of takenFromThis(node)) add(key, shorthand ? `${mark}*:` : mark);
  }
  return edits.sort((a, b) => b.at - a.at).reduce((out, {at, text}) => out.slice(0, at) + text + out.slice(at), code);
}

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Each name that may be shortened, marked ones with their mark and `others` as they are, with a short one that nobody has. */
export function shortNames({inner, all}: Names, others: readonly string[] = outboxNames): Map<string, string> {
  const free = [...letters, ...letters.map(letter => `_${letter}`)].filter(short => !all.has(short));
  const long = [...[...inner].sort().map(name => mark + name), ...others];
  return new Map(long.map((name, at) => [name, free[at]!]));
}
