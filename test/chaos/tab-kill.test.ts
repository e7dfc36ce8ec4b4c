/**
 * Tabs of a real browser killed while answers are on their way, aimed at every phase of the way: nothing that was reported as
 * kept is lost, nothing is stored twice, no "sent" is untrue. `npm run soak` does the same with 1,000 kills.
 */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {phases} from '../support/chaos/ledger.js';
import {killTabs, tableOf, type KillOptions, type KillReport} from '../support/chaos/tab-kills.js';

const kills = Number(process.env.STAGEPOST_KILLS ?? 200);
const seed = Number(process.env.STAGEPOST_SEED ?? 20261122);

async function report(context: TestContext, options: KillOptions): Promise<KillReport> {
  const result = await killTabs({...options, progress: line => context.diagnostic(line)});
  for (const line of tableOf(result).split('\n')) context.diagnostic(line);
  return result;
}

const found = ({lost, twice, untrue, errors}: KillReport) => ({lost, twice, untrue, errors});
const nothing = {lost: [], twice: [], untrue: [], errors: []};

test(`${kills} tabs killed: nothing lost, nothing twice, every "sent" true`, async context => {
  const result = await report(context, {kills, seed, least: kills / 10});
  assert.deepEqual(found(result), nothing);
  assert.ok(result.accepted >= kills, `too few answers were kept to prove anything: ${result.accepted}`);
  for (const phase of phases)
    assert.ok(result.aimed[phase] >= kills / 10, `${phase}: only ${result.aimed[phase]} kills`);
});

test('without a database, what was reported as kept in this browser outlives its tab', async context => {
  const aims = ['committed', 'in flight', 'stored, not acknowledged', 'random'] as const;
  const result = await report(context, {kills: 24, seed, database: 'gone', promises: ['session'], aims});
  assert.deepEqual(found(result), nothing);
  assert.ok(result.accepted >= 24);
});

test('the harness goes red on a queue that deletes before it sends', async context => {
  const aims = ['in flight', 'random'] as const;
  const {lost} = await report(context, {kills: 24, seed, client: 'delete-first', aims});
  assert.ok(lost.length > 0, 'answers should have been lost');
});

test('the harness goes red on a queue that sends without an id of its own', async context => {
  const aims = ['stored, not acknowledged', 'random'] as const;
  const {twice} = await report(context, {kills: 24, seed, client: 'no-id', aims});
  assert.ok(twice.length > 0, 'answers should have been stored twice');
});
