/** What is checked of killed tabs in an engine beside Chromium: 50 kills aimed at every phase, and the queues that must be caught. */
import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import type {Engine} from '../../../src/tools/browsers.mjs';
import {phases} from './ledger.js';
import {killTabs, tableOf, type KillOptions, type KillReport} from './tab-kills.js';

const seed = Number(process.env.STAGEPOST_SEED ?? 20261125);

export interface KillCheck {
  readonly title: string;
  readonly run: (context: TestContext) => Promise<void>;
}

/** The checks, for a file to make its own tests of: a test is known by the file in which it stands. */
export function killChecks(engine: Engine, kills = 50): readonly KillCheck[] {
  const report = async (context: TestContext, options: Omit<KillOptions, 'seed'>): Promise<KillReport> => {
    const result = await killTabs({...options, engine, seed});
    for (const line of tableOf(result).split('\n')) context.diagnostic(line);
    return result;
  };
  return [
    {
      title: `${kills} tabs killed: nothing lost, nothing twice, every "sent" true`,
      async run(context) {
        const least = kills / 10;
        const result = await report(context, {kills, least});
        const {lost, twice, untrue, errors} = result;
        assert.deepEqual({lost, twice, untrue, errors}, {lost: [], twice: [], untrue: [], errors: []});
        assert.ok(result.accepted >= kills, `too few answers were kept to prove anything: ${result.accepted}`);
        for (const phase of phases)
          assert.ok(result.aimed[phase] >= least, `${phase}: only ${result.aimed[phase]} kills`);
      },
    },
    {
      title: 'the harness goes red on a queue that deletes before it sends',
      async run(context) {
        const {lost} = await report(context, {kills: 6, client: 'delete-first', aims: ['in flight']});
        assert.ok(lost.length > 0, 'answers should have been lost');
      },
    },
    {
      title: 'the harness goes red on a queue that sends without an id of its own',
      async run(context) {
        const {twice} = await report(context, {kills: 6, client: 'no-id', aims: ['stored, not acknowledged']});
        assert.ok(twice.length > 0, 'answers should have been stored twice');
      },
    },
  ];
}
