/** Seeded generators of what travels: valid items, answers and survey definitions, and ways to spoil any of them. */
import * as fc from 'fast-check';

export const seed = 20261122;

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
export const uuid = fc.uuid();
export const ownerId = fc.stringMatching(/^[a-zA-Z0-9ก-ฮ][a-zA-Z0-9_.:-]{0,12}$/);
export const receipt = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);
export const time = fc
  .record({
    at: fc.date({min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true}),
    digits: fc.integer({min: 0, max: 9}),
  })
  .map(({at, digits}) => {
    const fraction = pad(at.getUTCMilliseconds(), 3).padEnd(9, '0').slice(0, digits);
    return `${at.toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`;
  });
const name = fc
  .string({minLength: 1, maxLength: 20, unit: 'grapheme'})
  .filter(text => text.length <= 100 && text !== '__proto__');
const words = fc.string({maxLength: 60, unit: 'binary'});
const scalar = fc.oneof(words, fc.double({noNaN: true, noDefaultInfinity: true}), fc.boolean(), fc.constant(null));
const scalars = fc.dictionary(name, scalar, {maxKeys: 4});
const partly = <T>(model: {[K in keyof T]: fc.Arbitrary<T[K]>}) => fc.record(model, {requiredKeys: []});

export const context = partly({
  journey: ownerId,
  stage: ownerId,
  touchpoint: ownerId,
  url: fc.webUrl(),
  referrer: fc.webUrl(),
  lang: fc.constantFrom('en', 'th', 'pt-BR'),
  viewport: fc.constant('390x844'),
  variant: name,
});
const contact = fc.record(
  {email: fc.emailAddress(), purpose: name, textVersion: name, at: time},
  {requiredKeys: ['purpose', 'textVersion', 'at']},
);
const rated = (type: string, min: number, max: number) =>
  fc.record({type: fc.constant(type), value: fc.integer({min, max})});
const spoken = (type: string) =>
  fc.record({type: fc.constant(type), value: fc.oneof(words, fc.integer(), fc.boolean())}, {requiredKeys: ['type']});
export const answer = fc.oneof(
  rated('nps', 0, 10),
  rated('csat', 1, 10),
  rated('ces', 1, 10),
  rated('rating', 1, 10),
  fc.record({type: fc.constant('single'), value: ownerId, other: words}, {requiredKeys: ['type', 'value']}),
  fc.record(
    {type: fc.constant('multiple'), values: fc.array(ownerId, {maxLength: 5}), primary: ownerId, other: words},
    {requiredKeys: ['type', 'values']},
  ),
  fc.record({type: fc.constant('text'), value: words}),
  spoken('contact'),
  spoken('statement'),
);

export const data = {
  response: fc.record(
    {
      survey: ownerId,
      version: name,
      impression: uuid,
      complete: fc.boolean(),
      answers: fc.dictionary(ownerId, answer, {maxKeys: 4}),
      hidden: scalars,
      traits: scalars,
      contact,
      startedAt: time,
      endedAt: time,
      order: fc.dictionary(ownerId, fc.array(ownerId, {maxLength: 4}), {maxKeys: 2}),
      context,
    },
    {requiredKeys: ['survey', 'version', 'impression', 'complete', 'answers', 'startedAt', 'context']},
  ),
  event: fc.record({
    name,
    seq: fc.nat(),
    properties: fc.dictionary(name, fc.jsonValue({maxDepth: 2}) as fc.Arbitrary<unknown>, {maxKeys: 4}),
    context,
  }),
  feedback: fc.record(
    {
      kind: fc.constantFrom('problem', 'idea', 'praise', 'question'),
      message: words,
      mood: fc.integer({min: 1, max: 5}),
      contact,
      blobs: fc.array(uuid, {maxLength: 3}),
      context,
    },
    {requiredKeys: ['kind', 'message', 'blobs', 'context']},
  ),
  identity: fc.record({visitor: name, user: name, traits: scalars, proof: words}, {requiredKeys: ['visitor', 'user']}),
  withdrawal: fc.record({target: uuid, receipt}),
};

const itemOf = (kind: keyof typeof data): fc.Arbitrary<unknown> =>
  fc.record(
    {
      id: uuid,
      kind: fc.constant(kind),
      schema: fc.constant(`stagepost/${kind}/1`),
      rev: fc.integer({min: 1, max: 10_000}),
      createdAt: time,
      attempt: fc.integer({min: 1, max: 1000}),
      receipt,
      who: partly({visitor: name, session: name}),
      test: fc.boolean(),
      data: data[kind] as fc.Arbitrary<unknown>,
    },
    {requiredKeys: ['id', 'kind', 'schema', 'rev', 'createdAt', 'attempt', 'receipt', 'data']},
  );

/** A valid item of any kind. */
export const item: fc.Arbitrary<unknown> = fc.oneof(...(Object.keys(data) as (keyof typeof data)[]).map(itemOf));

/** A valid answer to a batch. */
export const batchAnswer: fc.Arbitrary<unknown> = fc.record({
  v: fc.constant(1),
  serverTime: time,
  items: fc.array(
    fc.record(
      {
        id: uuid,
        rev: fc.integer({min: 1, max: 10_000}),
        status: fc.constantFrom('stored', 'duplicate', 'rejected', 'retry'),
        code: fc.constantFrom('invalid', 'too-large', 'conflict', 'schema/newer', 'of a later server'),
        retryAfter: fc.double({min: 0, max: 1e6, noNaN: true}),
      },
      {requiredKeys: ['id', 'rev', 'status']},
    ),
    {maxLength: 8},
  ),
});

const localText = fc.oneof(
  fc.string({minLength: 1, maxLength: 30}),
  fc.dictionary(fc.constantFrom('en', 'de', 'th', 'pt-BR', 'zh-Hant-TW'), fc.string({minLength: 1, maxLength: 30}), {
    minKeys: 1,
  }),
);
const bySegment = <T>(shape: fc.Arbitrary<T>) => partly({detractor: shape, passive: shape, promoter: shape});
const texts = {text: localText, hint: localText};
const distinct = (entries: fc.Arbitrary<{id: string}>, maxLength: number) =>
  fc.uniqueArray(entries, {selector: entry => entry.id, minLength: 1, maxLength});
const option = fc.record(
  {id: ownerId, ...texts, bySegment: bySegment(localText), stage: ownerId, touchpoint: ownerId},
  {requiredKeys: ['id']},
);
const questionOf = (type: string, more: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<{id: string}> =>
  fc.record(
    {
      id: ownerId,
      type: fc.constant(type),
      ...texts,
      bySegment: bySegment(partly(texts)),
      required: fc.boolean(),
      ...more,
    },
    {requiredKeys: ['id', 'type']},
  );
const ends = {low: localText, high: localText};
const points = fc.integer({min: 2, max: 10});
const choice = {options: distinct(option, 4), other: fc.boolean(), shuffle: fc.boolean()};
const question = fc.oneof(
  questionOf('nps', ends),
  questionOf('csat', {...ends, points, satisfiedFrom: points}),
  questionOf('ces', {...ends, points}),
  questionOf('rating', {...ends, points, shape: fc.constantFrom('stars', 'emoji', 'thumbs')}),
  questionOf('single', choice),
  questionOf('multiple', {...choice, max: fc.integer({min: 1, max: 50}), primary: fc.boolean()}),
  questionOf('text', {max: fc.integer({min: 1, max: 4000})}),
  questionOf('contact', {purpose: name}),
  questionOf('statement', {}),
);
const href = fc.constantFrom('/thanks', 'https://example.com/a?b=c', 'mailto:a@example.com', 'tel:+66123', '../up');
const thanks = {
  ...texts,
  actions: fc.array(fc.record({id: ownerId, text: localText, href}), {maxLength: 2}),
};
const days = fc.integer({min: 0, max: 3650});

/** A valid survey definition; from the second question on, conditions name the first. */
export const survey: fc.Arbitrary<unknown> = fc
  .record(
    {
      $schema: fc.string(),
      schema: fc.constant('stagepost/survey/1'),
      id: ownerId,
      version: name,
      lang: fc.constantFrom('en', 'zh-Hant-TW'),
      questions: distinct(question, 4),
      thanks: partly({...thanks, bySegment: bySegment(partly(thanks))}),
      reask: partly({
        afterComplete: days,
        afterPartial: days,
        afterDismiss: days,
        afterSnooze: days,
        afterIgnore: days,
      }),
      maxDisplays: fc.integer({min: 1, max: 100}),
    },
    {requiredKeys: ['schema', 'id', 'questions']},
  )
  .map(definition => {
    const [first, ...rest] = definition.questions;
    const showIf = [{question: first!.id, in: [1, 'a', true], atLeast: 0.5}];
    return Object.assign({}, definition, {questions: [first, ...rest.map(one => Object.assign({}, one, {showIf}))]});
  });

/** Values at the edges of every type and limit. */
export const edges: readonly unknown[] = [
  undefined, null, true, false, 0, 1, -1, 2, 5, 6, 10, 11, 50, 100, 101, 3650, 3651, 4000, 4001, 10_000, 10_001, 0.5, -0,
  2 ** 53 - 1, 2 ** 53, NaN, Infinity, '', ' ', 'a', 'a'.repeat(20), 'a'.repeat(21), 'a'.repeat(35), 'a'.repeat(36),
  'a'.repeat(100), 'a'.repeat(101), 'a'.repeat(256), 'a'.repeat(257), 'a'.repeat(320), 'a'.repeat(321), 'a'.repeat(2000),
  'a'.repeat(2001), 'a'.repeat(4000), 'a'.repeat(4001), 'ก'.repeat(4000), '\ud800', '\0', '-a', 'a b', '😀', 'é', 'constructor',
  '00000000-0000-4000-8000-000000000000', 'ABCDEF00-0000-4000-8000-00000000000G', 'ABCDEF00-0000-4000-8000-000000000000',
  '2026-11-22T10:00:00Z', '2026-11-22T10:00:00.123456789Z', '2026-11-22T10:00:00.1234567890Z', '2026-02-29T10:00:00Z',
  '2028-02-29T10:00:00Z', '2026-04-31T00:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T10:00:60Z', '2026-13-01T00:00:00Z',
  '2026-11-22T10:00:00+01:00', '2026-11-22', '0000-01-01T00:00:00Z', 'AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAA=',
  'nps', 'single', 'multiple', 'response', 'event', 'withdrawal', 'stagepost/response/1', 'stagepost/response/2', 'stored', 'en',
  'en-', 'javascript:alert(1)', '/path', [], {}, [null], [1], ['a'], Array.from({length: 50}, (_, n) => `o${n}`),
  Array.from({length: 51}, (_, n) => `o${n}`), {a: 1}, {en: 'Hi'}, {'': 1}, {type: 'nps', value: 3}, {type: 'text', value: 'x'},
  [[[[[[[[[[]]]]]]]]]], {a: {b: {c: {d: {e: {f: {g: {h: {}}}}}}}}}, Array.from({length: 1001}, () => 0),
  JSON.parse('{"__proto__": {"a": 1}}'), new Date(0), () => 1,
]; // prettier-ignore

type Tree = {[key: string]: unknown};
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every path of a JSON value, the root (`[]`) first. */
export function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const below = isTree(value) ? Object.keys(value).flatMap(key => pathsOf(value[key], [...path, key])) : [];
  return [[...path], ...below];
}

/** A copy with `change` made to the object or value at `path`. */
export function changed(value: unknown, path: readonly string[], change: (at: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : {...(value as Tree)}) as Tree;
  copy[key] = changed(copy[key], rest, change);
  return copy;
}

/** Replaces, removes, adds or doubles something anywhere in what `valid` makes, once to three times; sometimes nothing. */
export const spoilt = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      valid,
      fc.array(
        fc.record({
          where: fc.nat({max: 999_999}),
          how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'double'),
          edge: fc.nat({max: edges.length - 1}),
          key: fc.constantFrom('extra', '__proto__', 'constructor', 'toString', 'value', 'a b', 'x'.repeat(101), '0'),
        }),
        {maxLength: 2},
      ),
    )
    .map(([value, steps]) =>
      steps.reduce((at, {where, how, edge, key}) => {
        const paths = pathsOf(at);
        const path = paths[where % paths.length]!;
        return changed(at, path, old => altered(old, how, edges[edge], key));
      }, value),
    );

function altered(old: unknown, how: string, edge: unknown, key: string): unknown {
  if (how === 'replace') return edge;
  if (Array.isArray(old))
    return how === 'remove' ? old.slice(1) : [...(old as unknown[]), how === 'add' ? edge : old[0]];
  if (!isTree(old)) return edge;
  const copy = {...old};
  if (how === 'remove') delete copy[Object.keys(copy)[0] ?? ''];
  else Object.defineProperty(copy, key, {value: edge, enumerable: true, configurable: true, writable: true});
  return copy;
}

/** Anything at all that JavaScript can hold, JSON or not. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({withNullPrototype: true, withDate: true, withSparseArray: false, maxDepth: 3}),
  fc.jsonValue() as fc.Arbitrary<unknown>,
  fc.constantFrom(...edges),
);
