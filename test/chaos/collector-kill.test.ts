import assert from 'node:assert/strict';
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import type Database from 'libsql';
import {client, Ledger, type Stored} from '../support/collector/load.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kills = Number(process.env['STAGEPOST_KILLS'] ?? 30);
const clients = 6;

/** The command of the real thing, and of the variants that are known to be wrong. */
const commandOf = (file: string, variant?: string): string[] =>
  variant === undefined
    ? ['src/cli/stagepost.ts', 'serve', '--port', '0', '--db', file]
    : ['test/support/collector/served.ts', file, variant];

async function start(command: readonly string[]): Promise<{child: ChildProcess; url: string}> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, log] = ['', ''];
  child.stderr.on('data', data => (log += String(data)));
  return new Promise((resolve, reject) => {
    child.stdout.on('data', data => {
      out += String(data);
      const url = /listening on (\S+)\n/.exec(out)?.[1];
      if (url) resolve({child, url});
    });
    child.once('exit', code => reject(new Error(`ended with ${code} before it listened: ${log}`)));
  });
}

/** Runs `count` collectors on one file, one after the other, each killed at a random moment under load; then reads what is there. */
async function killed(count: number, variant?: string): Promise<{ledger: Ledger; rows: Stored[]; check: string}> {
  const folder = mkdtempSync(join(tmpdir(), 'stagepost-kill-'));
  const file = join(folder, 'kill.db');
  const ledger = new Ledger();
  let serving = start(commandOf(file, variant));
  let isOver = false;
  const addressOf = async () => (await serving).url;
  const loads = Array.from({length: clients}, () => client(ledger, addressOf, () => isOver));
  for (let kill = 0; kill < count; kill++) {
    const {child} = await serving;
    await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 300));
    const ended = once(child, 'exit');
    serving = ended.then(() => start(commandOf(file, variant)));
    child.kill('SIGKILL');
    await ended;
  }
  const {child} = await serving;
  isOver = true;
  await Promise.all(loads);
  // Long enough for what the variants do behind their answer.
  await new Promise(resolve => setTimeout(resolve, 100));
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  const result = {ledger, ...read(file)};
  rmSync(folder, {recursive: true});
  return result;
}

/** Reads the file without the collector: what counts is what is on disk. */
function read(file: string): {rows: Stored[]; check: string} {
  const Sqlite = createRequire(import.meta.url)('libsql') as typeof Database;
  const db = new Sqlite(file);
  const {integrity_check: check} = db.prepare('PRAGMA integrity_check').get() as {integrity_check: string};
  const rows = db.prepare('SELECT rev, body FROM item WHERE state = 0').all() as {rev: number; body: string}[];
  const scores = db.prepare('SELECT count(*) AS count FROM score').get() as {count: number};
  db.close();
  assert.equal(scores.count, rows.length, 'each item has its score');
  return {check, rows: rows.map(({rev, body}) => ({...(JSON.parse(body) as Stored), rev}))};
}

describe('a collector that is killed under load', {timeout: 600_000}, () => {
  it(`${kills} times keeps everything it acknowledged, once`, async () => {
    const {ledger, rows, check} = await killed(kills);
    const {lost, doubled} = ledger.broken(rows);
    console.log(
      `${kills} kills: ${ledger.items.length} items in ${ledger.batches} batches acknowledged, ${ledger.failures} requests cut, ` +
        `${rows.length} rows, ${lost.length} lost, ${doubled.length} doubled, integrity ${check}`,
    );
    assert.deepEqual([lost, doubled, check], [[], [], 'ok']);
    assert.equal(rows.length, ledger.items.length);
    assert.ok(
      rows.every(row => (row.data.hidden as {rev?: number}).rev === row.rev),
      'content and revision belong together',
    );
    assert.ok(ledger.failures >= kills / 2, 'kills that cut nothing prove nothing');
  });

  it('is told from one that answers before it commits', async () => {
    const {ledger, rows} = await killed(6, 'early-answer');
    const {lost} = ledger.broken(rows);
    console.log(`answers before it commits: ${lost.length} of ${ledger.items.length} lost`);
    assert.ok(lost.length > 0);
  });

  it('is told from one that does not know ids', async () => {
    const {ledger, rows} = await killed(6, 'no-ids');
    const {doubled} = ledger.broken(rows);
    console.log(`does not know ids: ${doubled.length} of ${ledger.items.length} doubled`);
    assert.ok(doubled.length > 0);
  });
});
