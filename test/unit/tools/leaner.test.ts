/** What the embed files leave out of their libraries. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {transform} from 'esbuild';
import {cut, cuts} from '../../../src/tools/leaner.js';

const root = new URL('../../../node_modules/', import.meta.url);
const modules = [...new Set(cuts.map(({module}) => module))];

describe('the leaner libraries', () => {
  for (const module of modules) {
    const code = readFileSync(new URL(`.${module}`, root), 'utf8');

    it(`${module}: every cut finds its text, and what is left is a module`, async () => {
      const left = cut(module, code);
      assert.ok(left.length < code.length);
      await transform(left, {format: 'esm'});
    });

    it(`${module}: stops the build where the text is another one`, () => {
      assert.throws(() => cut(module, '/* rewritten */'), /cannot leave out ".+": it is written in another way/);
      assert.throws(() => cut(module, code + code), /written in another way/);
    });
  }

  it('leaves every other module alone', () => {
    assert.equal(cut('/node_modules/lit-html/is-server.js', 'code'), 'code');
  });
});
