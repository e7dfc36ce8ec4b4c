/** Under the style sheets of others the prompt looks as it does on a clean page. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {everyView, most} from '../support/hostile/look.js';
import {wanted} from '../support/hostile/packages.js';
import {sheets, under} from '../support/hostile/sheets.js';
import {hostileStage} from '../support/hostile/stage.js';
import {sharedPath} from '../support/shared-data.js';

const chromium = {skip: chromiumOnly('it compares pictures in colours and a scale that it sets')};

describe('the hostile packages', () => {
  const table = sharedPath('hostile-css/PACKAGES.tsv');
  it('are the ones of the list, in its versions', {skip: !table}, () => {
    const rows = readFileSync(table!, 'utf8').trim().split('\n').slice(1).map(line => line.split('\t')); // prettier-ignore
    assert.equal(rows.length, 13);
    assert.deepEqual({...wanted()}, Object.fromEntries(rows.map(([name, version]) => [name!, version!])));
  });
  it('are each linked by a page', () => {
    assert.deepEqual(sheets.map(sheet => sheet.package).sort(), Object.keys(wanted()).sort());
  });
});

describe('the prompt under the style sheets of others', chromium, async () => {
  const stage = await hostileStage();
  const {skip} = stage;

  for (const {package: name, head} of sheets)
    it(`under ${name}: the prompt is the same in each state`, {skip}, async () => {
      for (const dir of ['ltr', 'rtl'] as const) {
        const found = await stage.look.differences({html: under(head), dir}, everyView[dir]);
        assert.equal(found.length, 8);
        assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
      }
    });
});
