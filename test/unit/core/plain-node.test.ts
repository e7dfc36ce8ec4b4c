import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const wait = {timeout: 120_000};

/** Compiles `src/core` alone, with neither the DOM nor Node among the types, and runs what comes out in plain Node. */
describe('stagepost/core', () => {
  let out = '';
  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'stagepost-core-'));
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        lib: ['ES2022'],
        types: [],
        noEmit: false,
        rootDir: join(root, 'src/core'),
        outDir: join(out, 'core'),
      },
      include: [join(root, 'src/core')],
    };
    await writeFile(join(out, 'package.json'), '{"type":"module"}');
    await writeFile(join(out, 'tsconfig.json'), JSON.stringify(config));
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', out], wait);
  }, wait);
  after(() => rm(out, {recursive: true, force: true}));

  it('imports nothing from outside', async () => {
    for (const file of await readdir(join(out, 'core'))) {
      const text = await readFile(join(out, 'core', file), 'utf8');
      for (const [, from] of text.matchAll(/\b(?:from|import) ['"]([^'"]+)['"]/g))
        assert.match(from!, /^\.\/[\w-]+\.js$/, file);
    }
  });

  it('what a visitor downloads of it imports nothing at all', async () => {
    for (const file of ['segment-index.js', 'shuffle.js'])
      assert.doesNotMatch(await readFile(join(out, 'core', file), 'utf8'), /\bimport\b/);
  });

  it('works in plain Node', async () => {
    const script = `
      import * as core from './core/index.js';
      const {nps} = core.npsOf(core.countScores([10, 9, 8, 0]));
      console.log(JSON.stringify({nps, names: Object.keys(core)}));`;
    await writeFile(join(out, 'use.mjs'), script);
    const {stdout, stderr} = await run(process.execPath, [join(out, 'use.mjs')], wait);
    const {nps, names} = JSON.parse(stdout) as {nps: number; names: string[]};
    assert.equal(stderr, '');
    assert.equal(nps, 25);
    for (const name of [
      'segmentOf',
      'npsOf',
      'npsChange',
      'csatOf',
      'cesOf',
      'causesOf',
      'responseRate',
      'wilsonInterval',
      'shuffle',
    ])
      assert.ok(names.includes(name), name);
  });
});
