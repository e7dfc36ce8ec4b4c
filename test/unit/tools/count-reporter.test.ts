/** What `npm test` adds up, and which files it may run once more: those where a browser died and nothing else went wrong. */
import assert from 'node:assert/strict';
import {resolve} from 'node:path';
import {test} from 'node:test';
// @ts-expect-error It is of the tools, which have no types.
import reporter, {mayRunAgain} from '../../../src/tools/count-reporter.mjs';

type Event = [
  type: string,
  file: string,
  name: string,
  error?: object | undefined,
  kind?: string | undefined,
  skip?: string,
];

async function counted(...events: Event[]): Promise<Record<string, unknown>> {
  const stream = events.map(([type, file, name, error, kind, skip]) => ({
    type: `test:${type}`,
    data: {file, name, nesting: 0, details: {error, type: kind}, skip},
  }));
  for await (const text of (reporter as (from: unknown) => AsyncIterable<string>)(stream))
    return JSON.parse(text) as Record<string, unknown>;
  throw new Error('nothing was written');
}

const assertion = {failureType: 'testCodeFailure', cause: {code: 'ERR_ASSERTION'}};
const death = {failureType: 'testCodeFailure', cause: {code: 'BROWSER_DIED'}};
const inHook = {failureType: 'hookFailed', cause: new Error('before', {cause: {code: 'BROWSER_DIED'}})};
const follows = {failureType: 'subtestsFailed'};
const cancelled = {failureType: 'cancelledByParent'};

test('tests count, suites and what is left out do not', async () => {
  const numbers = await counted(
    ['pass', 'a', 'one'],
    ['fail', 'a', 'two', assertion],
    ['fail', 'a', 'suite', follows, 'suite'],
    ['pass', 'a', 'three', undefined, undefined, 'not here'],
  );
  assert.deepEqual(numbers, {passed: 1, failed: 1, skipped: ['three: not here'], hung: [], died: {}});
});

test('a file is named where its browser died and all else follows from that', async () => {
  const {died} = await counted(
    ['pass', 'a', 'one'],
    ['fail', 'a', 'two', death],
    ['fail', 'a', 'suite', follows, 'suite'],
    ['fail', 'b', 'one', cancelled],
    ['fail', 'b', 'suite', inHook, 'suite'],
    ['pass', 'c', 'one'],
  );
  assert.deepEqual(died, {a: {passed: 1, failed: 1}, b: {passed: 0, failed: 1}});
});

test('a file is not named where an assertion failed too, in a test or in a hook', async () => {
  for (const [wrong, kind] of [[assertion], [{...assertion, failureType: 'hookFailed'}, 'suite']] as const) {
    const {died} = await counted(['fail', 'a', 'one', death], ['fail', 'a', 'two', wrong, kind]);
    assert.deepEqual(died, {});
  }
});

test('where the time of a file is up, what it was at is named', async () => {
  const timeout = {failureType: 'testTimeoutFailure', cause: 'test timed out after 480000ms'};
  const {hung, died} = await counted(
    ['dequeue', 'a', 'one'],
    ['complete', 'a', 'one'],
    ['dequeue', 'a', 'two'],
    ['dequeue', 'b', 'three'],
    ['fail', 'a', 'a', timeout],
  );
  assert.deepEqual(hung, ['a: two']);
  assert.deepEqual(died, {});
});

test('a few files run again, none where a test stands in a file that cannot be run alone, none where browsers die in many', () => {
  const again = mayRunAgain as (died: string[], files: string[]) => string[];
  const files = ['test/a', 'test/b', 'test/c', 'test/d'];
  const [a, ...others] = files.map(file => resolve(file)) as [string, ...string[]];
  assert.deepEqual(again([a], files), [a]);
  assert.deepEqual(again([a, resolve('support/helper')], files), []);
  assert.deepEqual([again([a, ...others.slice(1)], files).length, again([a, ...others], files)], [3, []]);
});
