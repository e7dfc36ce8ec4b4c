import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {canonicalJson, cleanJson, contentHash} from '../../../src/schema/canonical.js';
import {item, seed} from '../../support/arbitraries.js';

const runs = {seed, numRuns: 10_000};
const json = fc.jsonValue({maxDepth: 4, stringUnit: 'binary'}) as fc.Arbitrary<unknown>;
type Tree = {[key: string]: unknown};

/** The same value with every object's keys in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).reverse();
  return Object.fromEntries(keys.map(key => [key, reversed((value as Tree)[key])]));
}

/** Runs `body` on a page whose old library gave every prototype a `toJSON`, as Prototype.js does. */
function onHostilePage<T>(body: () => T): T {
  const prototypes = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype];
  for (const prototype of prototypes as unknown as Tree[])
    Object.defineProperty(prototype, 'toJSON', {value: () => 'x', configurable: true, enumerable: true});
  try {
    return body();
  } finally {
    for (const prototype of prototypes as unknown as Tree[]) delete prototype['toJSON'];
  }
}

describe('JSON of our own writing', () => {
  it('cleanJson writes what JSON.stringify writes, 10,000 values', () => {
    fc.assert(
      fc.property(json, value => assert.equal(cleanJson(value), JSON.stringify(value))),
      runs,
    );
  });

  it('both come back from JSON.parse as the value they were, lone surrogates and -0 aside', () => {
    fc.assert(
      fc.property(json, value => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        assert.deepEqual(JSON.parse(cleanJson(value)), plain);
        assert.deepEqual(JSON.parse(canonicalJson(value)), plain);
      }),
      runs,
    );
  });

  it('keeps a lone surrogate and a NUL through a round trip', () => {
    for (const text of ['\ud800', 'a\udfffb', '\0', '\u2028', '😀']) assert.equal(JSON.parse(cleanJson(text)), text);
  });

  it('leaves out what is undefined, as JSON.stringify does', () => {
    assert.equal(cleanJson({a: undefined, b: 1, c: [undefined]}), '{"b":1,"c":[null]}');
  });

  it('is the same on a page that gave its prototypes a toJSON', () => {
    const values = fc.sample(fc.oneof(json, item), runs);
    const before = values.map(value => [cleanJson(value), canonicalJson(value)]);
    const poisoned = onHostilePage(() => values.map(value => [cleanJson(value), canonicalJson(value)]));
    assert.deepEqual(poisoned, before);
    assert.notEqual(
      onHostilePage(() => JSON.stringify({items: [1]})),
      '{"items":[1]}',
      'the page is hostile indeed',
    );
  });
});

describe('contentHash', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, value => {
        assert.equal(contentHash(reversed(value)), contentHash(value));
        assert.equal(canonicalJson(reversed(value)), canonicalJson(value));
      }),
      runs,
    );
  });

  it('tells 10,000 different contents apart', () => {
    const texts = new Set(fc.sample(json, runs).map(canonicalJson));
    const hashes = new Set([...texts].map(text => contentHash(JSON.parse(text))));
    assert.ok(texts.size > 5000);
    assert.equal(hashes.size, texts.size);
  });

  it('is 16 hex digits, and stays what it was', () => {
    assert.equal(contentHash({b: [1, 'ก'], a: null}), contentHash({a: null, b: [1, 'ก']}));
    assert.match(contentHash(''), /^[0-9a-f]{16}$/);
    // Published FNV-1a test vectors of 32 bits, of the text in quotes: the first half is FNV-1a as everybody computes it.
    assert.equal(contentHash('a').slice(0, 8), fnv1a('"a"'));
    assert.equal(fnv1a('foobar'), 'bf9cf968');
  });
});

/** FNV-1a as its authors write it, with exact integers. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  return hash.toString(16).padStart(8, '0');
}
