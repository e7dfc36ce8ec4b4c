/** Nothing of the page moves when a prompt comes late, where the page keeps its room. */
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {startChromium, type Chromium} from '../support/engines/chromium.js';
import {findPrompt} from '../support/nps-walk.js';
import {room} from '../support/peers/products.js';
import {embedFolder, startSite, type Site} from '../support/site.js';

const most = 0.01;
const text = '<p>The parcel is on its way. You can follow it in your account, or send it back within thirty days.</p>';

describe('layout shift', {skip: chromiumOnly('the others do not measure it')}, () => {
  let site: Site;
  let browser: Chromium;
  before(async () => {
    site = await startSite({folders: {'/stagepost/': embedFolder}});
    browser = await startChromium();
  });
  after(async () => {
    await browser.stop();
    await site.close();
  });

  /** How far the page moves, as browsers add it up, by a prompt whose file comes half a second after the text is seen. */
  async function shift(width: number, style: string): Promise<number> {
    site.pages.set('/', {
      html: `<style>body {margin: 16px auto; max-width: 720px; font: 16px/1.5 sans-serif} ${style}</style>
        <h1>Thank you</h1>${text}
        <script type="module" src="/stagepost/stagepost.js" data-endpoint="/collect" data-site="pk_demo"></script>
        <stagepost-nps survey="after-purchase" subject="our shop"></stagepost-nps>
        ${text.repeat(8)}`,
    });
    const page = await browser.newPage();
    await page.setViewport({width, height: 800});
    await page.setRequestInterception(true);
    page.on('request', request => {
      const late = request.url().endsWith('/nps.js') ? 500 : 0;
      setTimeout(() => void request.continue(), late);
    });
    await page.evaluateOnNewDocument(() => {
      const shifts: number[] = [];
      new PerformanceObserver(list =>
        shifts.push(...list.getEntries().map(entry => (entry as PerformanceEntry & {value: number}).value)),
      ).observe({type: 'layout-shift', buffered: true});
      Object.assign(globalThis, {shifts});
    });
    await page.goto(site.url);
    await findPrompt(page);
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 500)));
    const shifts = await page.evaluate(() => (globalThis as unknown as {shifts: number[]}).shifts);
    await page.close();
    return shifts.reduce((sum, value) => sum + value, 0);
  }

  for (const width of [320, 390, 600, 800, 1280])
    it(`is at most ${most} with the room kept, at ${width} pixels`, async () => {
      const moved = await shift(width, room);
      assert.ok(moved <= most, `${moved}`);
    });

  it('is seen where no room is kept', async () => {
    assert.ok((await shift(1280, '')) > most);
  });
});
