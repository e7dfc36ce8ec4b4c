/** What a reader of a map has where the file with what is opened does not come, and once it does. */
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {smallMap} from '../support/journeys.js';
import {startBrowser, type TestBrowser, type TestPage, unless} from '../support/browser.js';
import {embedFolder, lateFile, type Site, startSite} from '../support/site.js';

describe('a map whose details do not come', {timeout: 120_000}, () => {
  let browser: TestBrowser;
  let site: Site;
  let page: TestPage;
  const faults: string[] = [];
  const soon = lateFile('soon', 'journey-map.js');

  before(async () => {
    browser = await startBrowser();
    const map = JSON.stringify(smallMap()).replaceAll('<', '\\u003c');
    const html = `<script type="module" src="/stagepost/stagepost.js"></script><stagepost-journey-map lang="en"><script type="application/json">${map}</script></stagepost-journey-map>`;
    site = await startSite({folders: {'/stagepost/': embedFolder}, pages: {'/': html}});
    site.broken.add(soon);
    page = await browser.newPage();
    page.on('pageerror', error => void faults.push(String(error)));
    page.on('console', message => {
      if (message.text().includes('stagepost:')) faults.push(message.text());
    });
    await page.goto(`${site.url}/`);
    await page.waitForFunction(() =>
      document.querySelector('stagepost-journey-map')?.shadowRoot?.querySelector('.grid'),
    );
  });
  after(async () => {
    await browser.stop();
    await site.close();
  });

  const press = (selector: string) =>
    page.evaluate(one => {
      const {shadowRoot} = document.querySelector('stagepost-journey-map')!;
      shadowRoot!.querySelector<HTMLElement>(one)!.click();
    }, selector);
  /** As long as a file of this machine may take to come. */
  const rest = () => new Promise(done => setTimeout(done, 300));
  const seen = (selector: string) =>
    page.evaluate(
      one => document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll(one).length,
      selector,
    );

  it('says so, opens nothing, and stays', async () => {
    for (const selector of ['tbody [data-do=open]', '[data-key=filter]', '[data-key=lanes]']) {
      await press(selector);
      await rest();
    }
    await page.evaluate(() => document.querySelector('stagepost-journey-map')!.look({query: 'card'}));
    await page.waitForFunction(() =>
      document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('.next'),
    );
    await press('.next');
    await rest();
    assert.deepEqual([await seen('.detail'), await seen('.panel'), await seen('.grid')], [0, 0, 1]);
    assert.equal(await seen('[aria-expanded=true][data-do=panel]'), 0);
    assert.ok(faults.length > 0);
    for (const fault of faults) assert.match(fault, /map\/unreachable: .* the details: /);
  });

  it(
    'opens them once they come',
    {skip: unless({firefox: 'never asks again for a file that did not come'})},
    async () => {
      site.broken.delete(soon);
      await press('tbody [data-do=open]');
      await page.waitForFunction(() =>
        document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('#detail'),
      );
      await press('[data-key=filter]');
      await page.waitForFunction(() =>
        document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('.panel'),
      );
    },
  );
});
