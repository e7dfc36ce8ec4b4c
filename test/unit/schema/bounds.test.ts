import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {mustFit} from '../../../src/schema/bounds.guard.js';
import {boundsProblem, utf8Bytes} from '../../../src/schema/bounds.js';
import {KitError} from '../../../src/schema/error.js';
import {itemLimits} from '../../../src/schema/limits.js';
import {item, seed} from '../../support/arbitraries.js';

const runs = {seed, numRuns: 10_000};
const nested = (levels: number): unknown => (levels ? {a: nested(levels - 1)} : 1);

const table: [what: string, value: unknown, problem: {path: string; code: string} | undefined][] = [
  ['a text of 4,000 units', {t: 'x'.repeat(4000)}, undefined],
  ['a text of 4,001 units', {t: 'x'.repeat(4001)}, {path: 'data.t', code: 'text-too-long'}],
  ['4,000 Thai letters, 12,000 bytes', {t: 'ก'.repeat(4000)}, undefined],
  ['2,000 emoji, 4,000 units', {t: '😀'.repeat(2000)}, undefined],
  ['texts of 12,288 bytes together', {a: 'ก'.repeat(4000), b: 'x'.repeat(288)}, undefined],
  ['texts of 12,289 bytes together', {a: 'ก'.repeat(4000), b: 'x'.repeat(289)}, {path: 'data.b', code: 'texts-too-long'}],
  ['many names of 100 units', Array.from({length: 400}, () => 'x'.repeat(100)), undefined],
  ['a key of 4,001 units', {['k'.repeat(4001)]: 1}, {path: 'data', code: 'text-too-long'}],
  ['keys that are texts', Object.fromEntries(Array.from({length: 50}, (_, n) => [`${n}`.padEnd(260, 'k'), 1])), {path: 'data', code: 'texts-too-long'}],
  ['8 levels', nested(7), undefined],
  ['9 levels', nested(8), {path: 'data.a.a.a.a.a.a.a.a', code: 'too-deep'}],
  ['1,000 values', Array.from({length: 999}, () => 0), undefined],
  ['1,001 values', Array.from({length: 1000}, () => 0), {path: 'data.999', code: 'too-many'}],
  ['NaN', {n: NaN}, {path: 'data.n', code: 'not-json'}],
  ['Infinity', {n: -Infinity}, {path: 'data.n', code: 'not-json'}],
  ['a date', {d: new Date(0)}, {path: 'data.d', code: 'not-json'}],
  ['a function', {f: () => 1}, {path: 'data.f', code: 'not-json'}],
  ['a symbol', {s: Symbol('s')}, {path: 'data.s', code: 'not-json'}],
  ['a bigint', {b: 1n}, {path: 'data.b', code: 'not-json'}],
  ['a map', {m: new Map()}, {path: 'data.m', code: 'not-json'}],
  ['an own __proto__', JSON.parse('{"a":{"__proto__":1}}'), {path: 'data.a', code: 'not-json'}],
  ['an object without prototype', Object.create(null), undefined],
  ['undefined values, which JSON leaves out', {a: undefined}, undefined],
  ['nothing', undefined, {path: 'data', code: 'not-json'}],
]; // prettier-ignore

/** JSON values about the limits. */
const nearLimits = fc.oneof(
  fc.jsonValue({maxDepth: 10, depthSize: 'large'}) as fc.Arbitrary<unknown>,
  fc.dictionary(
    fc.string({maxLength: 3}),
    fc.integer({min: 0, max: 4005}).map(length => 'ก'.repeat(length)),
    {maxKeys: 4},
  ),
);

describe('boundsProblem', () => {
  it('accepts 10,000 valid items whole, and their data', () => {
    fc.assert(
      fc.property(item, value => {
        assert.equal(boundsProblem(value, '', 0), undefined);
        assert.equal(boundsProblem((value as {data: unknown}).data), undefined);
      }),
      runs,
    );
  });

  for (const [what, value, problem] of table) it(what, () => assert.deepEqual(boundsProblem(value), problem));

  it('ends on a cycle, and on a depth that would end the stack', () => {
    const cycle: {self?: unknown} = {};
    cycle.self = cycle;
    assert.equal(boundsProblem(cycle)?.code, 'too-deep');
    assert.equal(boundsProblem(JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`))?.code, 'too-deep');
  });

  it('accepts exactly what a plain reading of the limits accepts: 10,000 JSON values', () => {
    const seen = {fits: 0, breaks: 0};
    fc.assert(
      fc.property(nearLimits, one => {
        const expected = fits(one);
        seen[expected ? 'fits' : 'breaks']++;
        assert.equal(boundsProblem(one) === undefined, expected);
      }),
      runs,
    );
    assert.ok(seen.fits > 500 && seen.breaks > 500, JSON.stringify(seen));
  });

  it('counts UTF-8 as Node does', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => assert.equal(utf8Bytes(text), Buffer.byteLength(text))),
      runs,
    );
    assert.equal(utf8Bytes('\ud800'), 3);
  });
});

describe('mustFit, the guard that visitors carry', () => {
  /** What it throws for an item of this `data` is what `boundsProblem` says of it. */
  function agree(data: unknown): 'fits' | 'breaks' {
    const problem = boundsProblem({rev: 1, attempt: 1, data}, '', 0);
    try {
      mustFit({data});
    } catch (error) {
      assert.ok(error instanceof KitError && problem, String(error));
      assert.equal(error.code, problem.code === 'not-json' ? 'answer/invalid' : 'answer/too-large');
      assert.ok(error.details?.startsWith(problem.path), `${error.details} for ${problem.path}`);
      return 'breaks';
    }
    assert.equal(problem, undefined);
    return 'fits';
  }

  for (const [what, value] of table) it(what, () => void agree(value));

  it('agrees on 10,000 valid items, with a revision and an attempt to come', () => {
    fc.assert(
      fc.property(item, value => {
        const {rev: _rev, attempt: _attempt, ...rest} = value as Record<string, unknown>;
        mustFit(rest);
      }),
      runs,
    );
  });

  it('agrees on 10,000 JSON values, and where something in them is none', () => {
    const seen = {fits: 0, breaks: 0};
    const none = fc.constantFrom(NaN, new Date(0), Symbol('s'), new Map(), () => 1, 1n, undefined);
    const value = fc.oneof(
      nearLimits,
      fc.array(fc.oneof({weight: 9, arbitrary: nearLimits}, {weight: 1, arbitrary: none})),
    );
    fc.assert(
      fc.property(value, one => void seen[agree(one)]++),
      runs,
    );
    assert.ok(seen.fits > 500 && seen.breaks > 500, JSON.stringify(seen));
  });

  it('ends on a cycle, and on a depth that would end the stack', () => {
    const cycle: {self?: unknown} = {};
    cycle.self = cycle;
    assert.equal(agree(cycle), 'breaks');
    assert.equal(agree(JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)), 'breaks');
  });
});

/** The limits read off a flat list of what a value holds, level by level. */
function fits(value: unknown): boolean {
  const texts: string[] = [];
  let level: unknown[] = [value];
  let nodes = 0;
  let levels = 0;
  while (level.length) {
    levels++;
    nodes += level.length;
    texts.push(...level.filter(one => typeof one === 'string'));
    const objects = level.filter(one => typeof one === 'object' && one !== null) as object[];
    const keys = objects.flatMap(Object.keys);
    if (keys.includes('__proto__')) return false;
    texts.push(...keys);
    level = objects.flatMap(one => Object.values(one) as unknown[]);
  }
  const long = texts.filter(text => text.length > itemLimits.idUnits);
  return (
    levels <= itemLimits.depth &&
    nodes <= itemLimits.nodes &&
    texts.every(text => text.length <= itemLimits.textUnits) &&
    Buffer.byteLength(long.join('')) <= itemLimits.textBytes
  );
}
