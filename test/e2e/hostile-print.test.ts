/** The prompt on paper, also under the print rules that style sheets bring: every text has the contrast that people need. */
import assert from 'node:assert/strict';
import {after, before as beforeAll, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {serveChanged} from '../support/hostile/changed-build.js';
import {Look, plainPage, reach, see} from '../support/hostile/look.js';
import {inkOfTexts, onPaper} from '../support/hostile/paper.js';
import {startChromiumHost} from '../support/host.js';

/** As foundation-sites, html5-boilerplate and Bootstrap before version 5 print. */
const forced = `@media print { *, *::before, *::after, *::first-letter, *::first-line { color: #000 !important;
  background: transparent !important; box-shadow: none !important; text-shadow: none !important } }`;

describe('printed', {skip: chromiumOnly('it prints')}, () => {
  let look: Look;
  beforeAll(async () => void (look = new Look(await startChromiumHost())));
  after(() => look.host.stop());

  /** Contrast on white paper of each text of the prompt. */
  async function contrasts(css: string, scheme: 'light' | 'dark', folder = '/stagepost/'): Promise<number[]> {
    const {page} = await look.open({html: plainPage(css), folder});
    await see(page, {width: 1280, scheme});
    for (const state of ['refused', 'open'] as const) await reach(page, state);
    const found = (await inkOfTexts(page)).map(onPaper);
    await page.browserContext().close();
    assert.ok(found.length > 30, 'every text of the open form is on the paper');
    return found;
  }

  for (const [name, css] of Object.entries({'as it is': '', 'all black on transparent': forced}))
    for (const scheme of ['light', 'dark'] as const)
      it(`${name}, from a ${scheme} screen: legible`, async () => {
        assert.deepEqual(
          (await contrasts(css, scheme)).filter(contrast => contrast < 4.5),
          [],
        );
      });

  it('is caught where the chosen score stays white', async () => {
    const folder = serveChanged(look.host, '/white/', code => code.replaceAll('@media print', '@media (width < 1px)'));
    assert.notDeepEqual(
      (await contrasts('', 'light', folder)).filter(contrast => contrast < 4.5),
      [],
    );
  });
});
