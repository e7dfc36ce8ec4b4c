/**
 * The page's side of `itemSchema` without zod, for what a page hands over freely: events, traits, identities.
 * Property tests hold the two equal. What the endpoint answers is judged in `answer.guard.ts`.
 */
import {boundsProblem, type BoundsProblem} from './bounds.js';
import {itemLimits} from './limits.js';
import {idPattern, isTime, receiptPattern, uuidPattern} from './patterns.js';

/** The first thing wrong with an item; `path` is `''` for the item itself. */
export interface ItemProblem {
  readonly path: string;
  readonly code: BoundsProblem['code'] | 'invalid';
}

type Keyed = {readonly [key: string]: unknown};
/** True, false, or the spec to go on with. */
type Leaf = (value: unknown) => unknown;
/** A spec a key. A key that ends in `?` may be absent; `*` stands for every key, and `@` says which keys there may be. */
type Shape = {readonly [key: string]: Spec};
type List = readonly [entry: Spec, most: number];
type Spec = Leaf | Shape | List;

const own = Object.hasOwn;
const units = itemLimits.idUnits;
const like =
  (pattern: RegExp): Leaf =>
  value =>
    typeof value === 'string' && pattern.test(value);
const text =
  (most = Infinity, least = 0): Leaf =>
  value =>
    typeof value === 'string' && value.length >= least && value.length <= most;
const whole =
  (least: number, most = Infinity): Leaf =>
  value =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const among =
  (...values: unknown[]): Leaf =>
  value =>
    values.includes(value);
const plain: Leaf = value => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
/** The spec that the text under `key` chooses. */
const by =
  (key: string, specs: Shape): Leaf =>
  value => {
    const word = (value as Keyed | null | undefined)?.[key];
    return typeof word === 'string' && own(specs, word) && specs[word];
  };

/** The path of the first part that does not fit, or `undefined`. */
function misfit(spec: Spec, value: unknown, path = ''): string | undefined {
  const rule = typeof spec === 'function' ? (spec(value) as Spec | boolean) : spec;
  if (typeof rule === 'boolean') return rule ? undefined : path;
  const list = Array.isArray(rule);
  if (typeof value !== 'object' || !value || Array.isArray(value) !== list) return path;
  return list
    ? misfitOfList(rule as List, value as unknown[], path)
    : misfitOfShape(rule as Shape, value as Keyed, path);
}

function misfitOfList([entry, most]: List, value: readonly unknown[], path: string): string | undefined {
  if (value.length > most) return path;
  return first(value.keys(), at => misfit(entry, value[at], `${path}.${at}`));
}

function misfitOfShape(shape: Shape, value: Keyed, path: string): string | undefined {
  const {'@': names, '*': every} = shape;
  return first(Object.keys(every ? value : shape), name => {
    const key = every ? name : name.replace('?', '');
    const part = own(value, key) ? value[key] : undefined;
    const where = path ? `${path}.${key}` : key;
    if (part === undefined && key !== name) return;
    return (names && misfit(names, key, where)) ?? misfit(every ?? shape[name]!, part, where);
  });
}

function first<T>(of: Iterable<T>, find: (one: T) => string | undefined): string | undefined {
  for (const one of of) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return;
}

const id = like(idPattern);
const uuid = like(uuidPattern);
const receipt = like(receiptPattern);
const name = text(units, 1);
const flag = among(true, false);
const words = text();
const scalars: Shape = {'@': name, '*': value => value === null || plain(value)};
const contact: Shape = {'email?': text(320), 'purpose': name, 'textVersion': name, 'at': isTime};
const context: Shape = {
  'journey?': id,
  'stage?': id,
  'touchpoint?': id,
  'url?': text(2000),
  'referrer?': text(2000),
  'lang?': text(35),
  'viewport?': text(20),
  'variant?': text(units),
};
const points: Shape = {value: whole(1, 10)};
const spoken: Shape = {'value?': plain};
const answers: Shape = {
  nps: {value: whole(0, 10)},
  csat: points,
  ces: points,
  rating: points,
  single: {'value': id, 'other?': words},
  multiple: {'values': [id, 50], 'primary?': id, 'other?': words},
  text: {value: words},
  contact: spoken,
  statement: spoken,
};

/** `data` by kind. */
const data: Shape = {
  response: {
    'survey': id,
    'version': name,
    'impression': uuid,
    'complete': flag,
    'answers': {'@': id, '*': by('type', answers)},
    'hidden?': scalars,
    'traits?': scalars,
    'contact?': contact,
    'startedAt': isTime,
    'endedAt?': isTime,
    'order?': {'@': id, '*': [id, 50]},
    context,
  },
  event: {name, seq: whole(0), properties: {'*': () => true}, context},
  feedback: {
    'kind': among('problem', 'idea', 'praise', 'question'),
    'message': words,
    'mood?': whole(1, 5),
    'contact?': contact,
    'blobs': [uuid, 10],
    context,
  },
  identity: {'visitor': name, 'user': text(256, 1), 'traits?': scalars, 'proof?': text(itemLimits.textUnits)},
  withdrawal: {target: uuid, receipt},
};

const rev = whole(1, itemLimits.rev);
const envelope: Shape = {
  'id': uuid,
  rev,
  'createdAt': isTime,
  'attempt': whole(1),
  receipt,
  'who?': {'visitor?': name, 'session?': name},
  'test?': flag,
};
const item: Leaf = value => {
  const found = by('kind', data)(value) as Spec | false;
  return found && {...envelope, schema: among(`stagepost/${(value as Keyed)['kind']}/1`), data: found};
};

/** What keeps an item from travelling; `undefined` for a sound one. Its size in bytes is judged where its JSON is at hand. */
export function itemProblem(value: unknown): ItemProblem | undefined {
  const path = misfit(item, value);
  return path === undefined ? boundsProblem(value, '', 0) : {path, code: 'invalid'};
}
