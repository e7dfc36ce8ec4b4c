/** What holds of the elements without a browser: they import, they are documented, English is complete, the version is one. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {en} from '../../../src/locales/en.js';
import {version} from '../../../src/schema/version.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const sources = {
  'nps': [
    'src/components/nps/nps.ts',
    'src/components/nps/flow.ts',
    'src/components/nps/own.ts',
    'src/components/nps/styles.ts',
    'src/ui/prompt-element.ts',
    'src/ui/kit-element.ts',
  ],
  'sync-status': [
    'src/components/sync-status/sync-status.ts',
    'src/components/sync-status/styles.ts',
    'src/ui/kit-element.ts',
  ],
  'context': ['src/components/context/context.ts'],
};
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(match => match[1]!))].sort();

describe('the elements', () => {
  it('import in plain Node, and register nothing there', async () => {
    const entry = await import('../../../src/index.js');
    assert.equal(typeof entry.StagepostNps, 'function');
    for (const name of Object.keys(sources)) await import(`../../../src/define/${name}.js`);
  });

  it('carry the version of the package', () => {
    assert.equal((JSON.parse(read('package.json')) as {version: string}).version, version);
  });

  it('the tokens that all share are those of the style sheet', async () => {
    const {colors} = await import('../../../src/ui/styles.js');
    const documented = all(read('src/ui/kit-element.ts'), /@cssprop \[?--stagepost-color-(\w+)/g);
    assert.deepEqual(documented, Object.keys(colors).sort());
  });

  it('every English text is used, and none is missing', () => {
    for (const [section, paths] of [
      ['nps', sources['nps']],
      ['syncStatus', sources['sync-status']],
    ] as const) {
      const code = paths.map(read).join('\n');
      const names = Object.keys(en[section].texts);
      const unused = names.filter(
        key => !new RegExp(`'${key}'|'${key.split('_')[0]}_|\`${key.split('_')[0]}_`).test(code),
      );
      // Chosen by where an answer stands or is kept, and by the code of what went wrong.
      const chosen = [
        'sent',
        'dead-letter',
        'withdrawing',
        'withdrawn',
        'disk',
        'session',
        'outbox/full',
        'answer/too-large',
      ];
      assert.deepEqual(
        unused.filter(key => !chosen.includes(key)),
        [],
      );
    }
  });
});
