/** A whole browser killed again and again on one profile, with a database and without: what was called `disk` is never lost. */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {killBrowsers, type BrowserKillReport} from '../support/chaos/browser-kills.js';

const seed = Number(process.env.STAGEPOST_SEED ?? 20261122);

function tell(context: TestContext, {kills, atOnce, reported, stored, lost, twice, untrue}: BrowserKillReport): void {
  const places = Object.entries(reported).map(
    ([place, {answers, arrived}]) => `${place} ${answers} (${arrived} arrived)`,
  );
  context.diagnostic(`seed ${seed}: ${kills} browsers killed, ${atOnce} right after a report; ${stored} stored`);
  context.diagnostic(
    `reported as ${places.join(', ')}; lost ${lost.length}, twice ${twice.length}, untrue ${untrue.length}`,
  );
}

test('25 browsers killed, with IndexedDB and without: nothing called disk is lost', async context => {
  const databases = [undefined, 'gone', undefined, 'throws', undefined, 'refuses', undefined] as const;
  const result = await killBrowsers({kills: 25, seed, databases});
  tell(context, result);
  const {lost, twice, untrue, errors, reported} = result;
  assert.deepEqual({lost, twice, untrue, errors}, {lost: [], twice: [], untrue: [], errors: []});
  assert.ok(reported['disk']!.answers >= 15 && reported['session']!.answers >= 8, 'too few answers to prove anything');
});

test('the harness goes red where a copy in web storage alone counts as a promise', async context => {
  const result = await killBrowsers({kills: 6, seed, databases: ['gone'], promises: ['session']});
  tell(context, result);
  assert.ok(result.lost.length > 0, 'a copy that had not reached the disk should have been lost');
});
