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

  /** How far the page moves, as browsers add it up, by a prompt whose files come half a second after the text is seen. */
  async function shift(width: number, style: string, lang = 'en', mode = 'inline'): Promise<number> {
    site.pages.set('/', {
      html: `<html lang="${lang}"><style>body {margin: 16px auto; max-width: 720px; font: 16px/1.5 sans-serif} ${style}</style>
        <h1>Thank you</h1>${text}
        <script type="module" src="/stagepost/stagepost.js" data-endpoint="/collect" data-site="pk_demo"></script>
        <stagepost-nps survey="after-purchase" subject="our shop" mode="${mode}"></stagepost-nps>
        ${text.repeat(8)}`,
    });
    const page = await browser.newPage();
    await page.setViewport({width, height: 800});
    await page.setRequestInterception(true);
    page.on('request', request => {
      const late = /\/nps\.js$|\/shared\//.test(request.url()) ? 500 : 0;
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
    const [kept, used] = await page.$eval('stagepost-nps', prompt =>
      [prompt, prompt.shadowRoot!.querySelector('.box')!].map(element => element.getBoundingClientRect().height),
    );
    assert.equal(kept, mode === 'popup' ? 0 : used, 'no more room is kept than the prompt takes');
    await page.close();
    return shifts.reduce((sum, value) => sum + value, 0);
  }

  for (const width of [320, 390, 480, 600, 800, 1280])
    it(`is at most ${most} with the room kept, at ${width} pixels`, async () => {
      const moved = await shift(width, room);
      assert.ok(moved <= most, `${moved}`);
    });

  // One line more of a question is the page's to know.
  for (const [lang, height] of Object.entries({de: '15.5em', ar: '14em', ja: '14em'}))
    it(`is at most ${most} also where the language comes later than the prompt: ${lang}`, async () => {
      const moved = await shift(1280, room.replace('14em', height), lang);
      assert.ok(moved <= most, `${moved}`);
    });

  it('is none where the same page shows a popup', async () => {
    assert.equal(await shift(1280, room, 'de', 'popup'), 0);
  });

  it('is seen where no room is kept', async () => {
    assert.ok((await shift(1280, '')) > most);
  });
});
