/** The terms under which others' work comes with ours. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {dependencies, isWelcome, packageOf, termsOf} from '../../../src/tools/licences.mjs';
import {ensureBuilt, root} from '../../support/installed.js';

describe('the licences', () => {
  for (const [terms, welcome] of [
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND BSD-3-Clause', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['MPL-2.0', false],
    ['CC-BY-4.0', false],
    ['SEE LICENSE IN LICENSE', false],
    ['UNLICENSED', false],
    ['none given', false],
    ['(MIT OR Apache-2.0) AND (GPL-2.0-only)', false],
    ['', false],
  ] as const)
    it(`${welcome ? 'welcome' : 'refuse'} "${terms}"`, () => assert.equal(isWelcome(terms), welcome));

  it('are read in every way that a package.json says them', () => {
    assert.equal(termsOf({license: 'ISC'}), 'ISC');
    assert.equal(termsOf({license: {type: 'MIT'}}), 'MIT');
    assert.equal(termsOf({licenses: [{type: 'MIT'}, {type: 'Apache-2.0'}]}), 'MIT OR Apache-2.0');
    assert.equal(termsOf({}), 'none given');
  });

  it('tell whose a module is', () => {
    assert.equal(packageOf('/a/node_modules/@lit/context/lib/x.js'), '/a/node_modules/@lit/context');
    assert.equal(packageOf('/a/node_modules/b/node_modules/c/x.js'), '/a/node_modules/b/node_modules/c');
    assert.equal(packageOf('/a/src/x.ts'), undefined);
  });

  it('of all that a user installs are welcome, and the report says so', () => {
    const shipped = dependencies().filter(({dev}) => !dev);
    for (const name of ['lit', 'idb', 'zod', 'hono', 'libsql', '@lit/reactive-element'])
      assert.ok(
        shipped.some(one => one.name === name),
        name,
      );
    assert.deepEqual(
      shipped.filter(({terms}) => !isWelcome(terms)),
      [],
    );
    assert.ok(!shipped.some(({name}) => name === 'typescript' || name === 'axe-core'));
    ensureBuilt();
    const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'src/tools/licences.mjs')], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /hold of others: @lit\/context [\d.]+ \(BSD-3-Clause\)/);
  });

  it('of what the embed files hold travel with them, word for word', () => {
    ensureBuilt();
    const text = readFileSync(join(root, 'dist/embed/THIRD-PARTY.txt'), 'utf8');
    assert.ok(text.includes(readFileSync(join(root, 'node_modules/@lit/context/LICENSE'), 'utf8').trim()));
    // What checks journey maps holds zod; the stand-ins take the place of these.
    assert.match(text, /^zod /m);
    assert.doesNotMatch(text, /^(lit|idb) /m);
  });
});
