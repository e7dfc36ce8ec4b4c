import assert from 'node:assert/strict';
import test from 'node:test';
import {receipt, unit, uuid} from '../../../src/outbox/random.js';
import {receiptPattern, uuidPattern} from '../../../src/schema/patterns.js';

const many = 20_000;

test('an id is a version 4 UUID, and no two are alike', () => {
  const seen = new Set<string>();
  for (let n = 0; n < many; n++) {
    const id = uuid();
    assert.match(id, uuidPattern);
    assert.match(id, /^.{14}4.{4}[89ab]/);
    seen.add(id);
  }
  assert.equal(seen.size, many);
});

test('a receipt is 128 bits of base64url, and no two are alike', () => {
  const seen = new Set<string>();
  for (let n = 0; n < many; n++) {
    const one = receipt();
    assert.match(one, receiptPattern);
    seen.add(one);
  }
  assert.equal(seen.size, many);
  assert.ok([...seen].some(one => one.includes('-')) && [...seen].some(one => one.includes('_')));
});

test('a receipt holds each of its bytes', () => {
  const bytes = Uint8Array.from({length: 16}, (_, index) => 255 - index);
  assert.equal(receipt(bytes), Buffer.from(bytes).toString('base64url'));
});

test('a number lies in [0, 1), and all of it is used', () => {
  let lowest = 1;
  let highest = 0;
  let sum = 0;
  for (let n = 0; n < many; n++) {
    const number = unit();
    assert.ok(number >= 0 && number < 1);
    lowest = Math.min(lowest, number);
    highest = Math.max(highest, number);
    sum += number;
  }
  assert.ok(lowest < 0.01 && highest > 0.99 && Math.abs(sum / many - 0.5) < 0.02);
  for (const [word, expected] of [
    [0, 0],
    [0xffffffff, 1 - 2 ** -32],
    [0x80000000, 0.5],
  ] as const)
    assert.equal(unit(Uint32Array.of(word)), expected);
});
