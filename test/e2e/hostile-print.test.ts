/** The prompt on paper, also under the print rules that style sheets bring: every text has the contrast that people need. */
import assert from 'node:assert/strict';
import {after, before as beforeAll, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {serveChanged} from '../support/hostile/changed-build.js';
import {Look, reach, see} from '../support/hostile/look.js';
import {inkOfTexts, onPaper} from '../support/hostile/paper.js';
import {startChromiumHost, type ChromiumHost} from '../support/host.js';

/** As foundation-sites, html5-boilerplate and Bootstrap before version 5 print. */
const forced = `@media print { *, *::before, *::after, *::first-letter, *::first-line { color: #000 !important;
  background: transparent !important; box-shadow: none !important; text-shadow: none !important } }`;

describe('printed', {skip: chromiumOnly('it prints')}, () => {
  let host: ChromiumHost;
  let look: Look;
  beforeAll(async () => {
    host = await startChromiumHost();
    look = new Look(host);
  });
  after(() => host.stop());

  /** Contrast on white paper of each text of the prompt. */
  async function contrasts(css: string, scheme: 'light' | 'dark', folder = '/stagepost/'): Promise<number[]> {
    const html = `<!doctype html><html><head><meta charset="utf-8" /><title>x</title><style>${css}</style></head><body>HERE</body></html>`;
    const {page} = await look.open({html, folder});
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
    const folder = serveChanged(host, '/white/', code => code.replaceAll('@media print', '@media (width < 1px)'));
    assert.notDeepEqual(
      (await contrasts('', 'light', folder)).filter(contrast => contrast < 4.5),
      [],
    );
  });
});
