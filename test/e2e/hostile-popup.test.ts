/** Under the style sheets of others the popup looks as it does on a clean page. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {everyView, most} from '../support/hostile/look.js';
import {sheets, under} from '../support/hostile/sheets.js';
import {hostileStage} from '../support/hostile/stage.js';

const chromium = {skip: chromiumOnly('it compares pictures in colours and a scale that it sets')};

describe('the popup under the style sheets of others', chromium, async () => {
  const stage = await hostileStage();
  const {skip} = stage;

  for (const [at, {package: name, head}] of sheets.entries())
    it(`under ${name}: the popup is the same in each state`, {skip}, async () => {
      const view = [...everyView.ltr, ...everyView.rtl][at % 4]!;
      const dir = at % 4 < 2 ? 'ltr' : 'rtl';
      // At the top its edge is on a whole pixel: a browser rounds what stands between two by what it painted before.
      const attributes = 'mode="popup" placement="top-end"';
      const found = await stage.look.differences({html: under(head), dir, attributes}, [view]);
      assert.equal(found.length, 4);
      assert.deepEqual(found.filter(one => one.share > most), []); // prettier-ignore
    });
});
