import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type Database from 'libsql';
import {openSqliteStore} from '../../src/collector/index.js';
import {cli, serve, type Served} from '../unit/collector/process.js';
import {batchOf, bench, response, type VerdictLike} from '../unit/collector/support.js';

const Sqlite = createRequire(import.meta.url)('libsql') as typeof Database;

const send = async (
  served: Served,
  count = 5,
): Promise<{status: number; stored: number; retryAfter: string | null}> => {
  const createdAt = new Date().toISOString();
  const items = Array.from({length: count}, () =>
    response(
      9,
      {answers: {score: {type: 'nps', value: 9}, comment: {type: 'text', value: 'x'.repeat(3000)}}},
      {createdAt},
    ),
  );
  const answer = await fetch(`${served.url}/v1/batch`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(batchOf(items, {sentAt: createdAt})),
  });
  const body = (await answer.json()) as {items?: VerdictLike[]};
  const stored = body.items?.filter(({status}) => status === 'stored').length ?? 0;
  return {status: answer.status, stored, retryAfter: answer.headers.get('retry-after')};
};

const countOf = (file: string): {rows: number; check: string} => {
  const db = new Sqlite(file);
  const {rows} = db.prepare('SELECT count(*) AS rows FROM item').get() as {rows: number};
  const {integrity_check: check} = db.prepare('PRAGMA integrity_check').get() as {integrity_check: string};
  db.close();
  return {rows, check};
};

const skipped = (what: string): void => console.warn(`\n!!! SKIPPED: ${what}; this test does not run.\n`);

/** A disk of `size` in memory, or `undefined`, said aloud. */
function smallDisk(size: string): {path: string; remove: () => void} | undefined {
  const path = mkdtempSync(join(tmpdir(), 'stagepost-disk-'));
  const {status} = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
  if (status === 0)
    return {
      path,
      remove: () => {
        // Lazily: this process may still hold a file of it.
        spawnSync('umount', ['-l', path]);
        rmSync(path, {recursive: true});
      },
    };
  rmSync(path, {recursive: true});
  skipped('a small disk cannot be mounted here');
  return undefined;
}

/** Takes all the room that is left. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (const size of [65_536, 4096, 512]) fillBy(handle, Buffer.alloc(size));
  } finally {
    closeSync(handle);
  }
}

function fillBy(handle: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(handle, chunk);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  }
}

describe('a disk that is full', {timeout: 120_000}, () => {
  it('while serving: 503, never an acknowledgement, and on it goes when there is room', async () => {
    const disk = smallDisk('6m');
    if (!disk) return;
    const db = join(disk.path, 'full.db');
    const served = await serve(['--db', db]);
    let stored = 0;
    for (let round = 0; round < 3; round++) {
      const before = await send(served);
      assert.equal(before.status, 200);
      stored += before.stored;
      fill(join(disk.path, 'filler'));
      let refused = 0;
      for (let i = 0; i < 30; i++) {
        const {status, stored: more, retryAfter} = await send(served);
        stored += more;
        assert.ok(status === 200 || status === 503, `${status}`);
        if (status !== 503) continue;
        refused++;
        assert.equal(retryAfter, '30');
      }
      assert.ok(refused >= 10, `${refused} refused`);
      assert.equal((await fetch(`${served.url}/readyz`)).status, 503);
      assert.equal((await fetch(`${served.url}/healthz`)).status, 200);
      rmSync(join(disk.path, 'filler'));
      const after = await send(served);
      stored += after.stored;
      assert.equal(after.status, 200);
      assert.equal((await fetch(`${served.url}/readyz`)).status, 200);
    }
    assert.match(served.log(), /the disk is full; make room/);
    assert.equal(await served.stop(), 0);
    assert.deepEqual(countOf(db), {rows: stored, check: 'ok'});
    disk.remove();
  });

  it('at the start: one sentence with the place and the remedy', () => {
    const disk = smallDisk('64k');
    if (!disk) return;
    fill(join(disk.path, 'filler'));
    const {code, error} = cli('serve', '--db', join(disk.path, 'a.db'), '--port', '0');
    disk.remove();
    assert.equal(code, 1);
    assert.match(error, /stagepost: The file .*a\.db (has no room to grow: the disk is full|cannot be)/);
  });
});

describe('a disk that does not keep what it was given', {timeout: 120_000}, () => {
  it('is never trusted with an acknowledgement: fsync fails, the answer is 503', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stagepost-eio-'));
    const db = join(folder, 'eio.db');
    openSqliteStore(db)
      .close()
      .catch(() => undefined);
    const inject = ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
    inject.push('-e', 'inject=fsync,fdatasync:error=EIO:when=3..9');
    const served = await serve(['--db', db], inject).catch((error: unknown) => {
      skipped(`strace cannot inject errors here (${String(error).slice(0, 80)})`);
      return undefined;
    });
    if (served) {
      let stored = 0;
      const statuses: number[] = [];
      while (statuses.length < 300 && !(statuses.includes(503) && statuses.slice(-3).every(status => status === 200))) {
        const answer = await send(served, 1);
        stored += answer.stored;
        statuses.push(answer.status);
        if (answer.status !== 200) await new Promise(resolve => setTimeout(resolve, 100));
      }
      assert.equal(await served.stop(), 0);
      assert.ok(statuses.includes(503) && statuses.at(-1) === 200, statuses.join(' '));
      const {rows, check} = countOf(db);
      assert.equal(check, 'ok');
      assert.ok(rows >= stored, `${rows} rows of ${stored} acknowledged`);
    }
    rmSync(folder, {recursive: true});
  });
});

describe('a database file at the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stagepost-file-'));
  const made = async (name: string): Promise<string> => {
    const file = join(folder, name);
    const its = bench({store: file});
    for (let i = 0; i < 20; i++) await its.send(Array.from({length: 20}, () => response(i % 11)));
    await its.collector.close();
    return file;
  };
  const damaged = {message: /^The file .* is damaged or no database; move it away and restore a backup/};

  it('that is damaged is refused, in every way of damage, and left as it is', async () => {
    const header = await made('header.db');
    writeFileSync(header, Buffer.concat([Buffer.alloc(100, 'x'), readFileSync(header).subarray(100)]));
    const middle = await made('middle.db');
    const bytes = readFileSync(middle);
    for (let page = 3; page < bytes.length / 4096; page += 2) bytes.fill(0xa5, page * 4096, page * 4096 + 4096);
    writeFileSync(middle, bytes);
    const short = await made('short.db');
    truncateSync(short, Math.floor(statSync(short).size / 2));
    const text = join(folder, 'text.db');
    writeFileSync(text, 'this is a letter, no database\n'.repeat(200));
    for (const file of [header, middle, short, text]) {
      const before = readFileSync(file);
      assert.throws(() => openSqliteStore(file), damaged, file);
      assert.ok(before.equals(readFileSync(file)), `${file} was changed`);
    }
  });

  it('of another program is not written to, and one of a newer version neither', async () => {
    const foreign = join(folder, 'foreign.db');
    const other = new Sqlite(foreign);
    other.exec('CREATE TABLE letters(x)');
    other.close();
    assert.throws(() => openSqliteStore(foreign), /foreign\.db is the database of another program/);
    const newer = await made('newer.db');
    const db = new Sqlite(newer);
    db.exec('PRAGMA user_version=99');
    db.close();
    assert.throws(
      () => openSqliteStore(newer),
      /newer\.db was written by a newer version of stagepost; update this one/,
    );
  });

  it('that a kill left behind is taken up again', async () => {
    const file = await made('again.db');
    const its = bench({store: file});
    const [verdict] = await its.send([response(1)]);
    assert.equal(verdict!.status, 'stored');
    assert.equal((await its.stored()).length, 401);
    await its.collector.close();
    rmSync(folder, {recursive: true});
  });
});
