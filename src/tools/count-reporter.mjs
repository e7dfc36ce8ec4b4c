/**
 * A `node:test` reporter that writes what `npm test` adds up: how many passed and failed, what was left out, and why; the files
 * where a browser died and nothing else went wrong, with their numbers; and the tests that were running when their file's time was up.
 */

import {resolve} from 'node:path';

/** Consequences of another failure, which is told of too. */
const follows = new Set(['subtestsFailed', 'cancelledByParent']);

/** True where a failure says that a browser went away (test/support/engines/ends.ts), not that something is wrong. */
export function isDeath(error) {
  for (let cause = error; cause; cause = cause.cause) if (cause.code === 'BROWSER_DIED') return true;
  return false;
}

/** Adds a test that has ended to the numbers of its file. */
function add(numbers, {details: {error, type: kind}}, hasPassed) {
  // A suite counts for nothing in the sum, but what was wrong there by itself, in a hook, is not forgotten.
  if (!hasPassed && isDeath(error)) numbers.died += 1;
  else if (!hasPassed && !follows.has(error?.failureType)) numbers.wrong += 1;
  if (kind !== 'suite') numbers[hasPassed ? 'passed' : 'failed'] += 1;
}

/** More browsers than this do not die by chance. */
const mostDeaths = 3;

/**
 * Of the files that a reporter names, those that may run once more: all of them, or none where there are too many. A test is
 * known by the file in which it stands, so none either where that is no file that was run: it would pass with nothing in it.
 */
export function mayRunAgain(died, files) {
  const known = new Set(files.map(file => resolve(file)));
  return died.length <= mostDeaths && died.every(file => known.has(resolve(file))) ? died : [];
}

export default async function* count(events) {
  const skipped = [];
  const hung = [];
  const files = new Map();
  const running = new Map();
  for await (const {type, data} of events) {
    const key = `${data?.file} ${data?.nesting} ${data?.name}`;
    if (type === 'test:dequeue') running.set(key, data);
    if (type === 'test:complete') running.delete(key);
    const hasPassed = type === 'test:pass';
    if (!hasPassed && type !== 'test:fail') continue;
    const {file, name, skip} = data;
    if (skip !== undefined) {
      if (hasPassed) skipped.push(`${name}: ${skip}`);
      continue;
    }
    if (!files.has(file)) files.set(file, {passed: 0, failed: 0, died: 0, wrong: 0});
    add(files.get(file), data, hasPassed);
    if (data.details.error?.failureType === 'testTimeoutFailure')
      for (const other of running.values()) if (other.file === file) hung.push(`${file}: ${other.name}`);
  }
  const all = [...files];
  const sum = name => all.reduce((total, [, numbers]) => total + numbers[name], 0);
  const died = all.filter(([, numbers]) => numbers.died && !numbers.wrong);
  yield JSON.stringify({
    passed: sum('passed'),
    failed: sum('failed'),
    skipped,
    hung,
    died: Object.fromEntries(died.map(([file, {passed, failed}]) => [file, {passed, failed}])),
  });
}
