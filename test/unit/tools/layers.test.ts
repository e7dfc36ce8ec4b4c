import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

const layers = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../../../src/tools/layers.mjs', import.meta.url)), ...args], {
    encoding: 'utf8',
  });

describe('the check of the layers', () => {
  it('catches a seeded violation of each rule', () => {
    const {status, stdout, stderr} = layers('--self-test');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /\d\d seeded violations caught/);
  });

  it('holds for the sources', () => {
    const {status, stderr} = layers();
    assert.equal(status, 0, stderr);
  });
});
