/** Whoever builds the sources gets the bytes that we publish: on another path, in another time zone and language. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {it} from 'node:test';
import {filesIn} from '../../../src/tools/embed.mjs';
import {buildInputs} from '../../../src/tools/setup.mjs';
import {ensureBuilt, root} from '../../support/installed.js';

/** Each file with the hash of its bytes. */
const sums = (folder: string): Record<string, string> =>
  Object.fromEntries(
    filesIn(folder).map(file => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );

it('a second build, elsewhere, comes out with the same files and the same bytes', t => {
  ensureBuilt();
  const elsewhere = mkdtempSync(join(tmpdir(), 'stagepost-built-'));
  try {
    const project = join(elsewhere, 'a longer path/with ünïcode');
    mkdirSync(project, {recursive: true});
    for (const input of buildInputs) cpSync(join(root, input), join(project, input), {recursive: true});
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
    const env = {
      ...process.env,
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      NODE_ENV: 'test',
    };
    const {status, stdout, stderr} = spawnSync(process.execPath, ['src/tools/build.mjs'], {
      cwd: project,
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
    const built = sums(join(project, 'dist'));
    assert.deepEqual(built, sums(join(root, 'dist')));
    t.diagnostic(`${Object.keys(built).length} files`);
  } finally {
    rmSync(elsewhere, {recursive: true, force: true});
  }
});
