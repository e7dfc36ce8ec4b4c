/** Journey maps on the intranet page of the demo: plain http, a strict Content-Security-Policy, the files that a site gets. */
import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {startBrowser, type TestBrowser, type TestPage} from '../support/browser.js';
import {startProgram, type Program} from '../support/program.js';

const maps = ['shop', 'support-case', 'membership', 'software-trial', 'onboarding', 'service-blueprint'];

describe('the journey maps of the demo', {timeout: 300_000}, () => {
  let browser: TestBrowser;
  let demo: Program;
  let page: TestPage;
  let faults: string[];

  before(async () => {
    browser = await startBrowser();
    demo = await startProgram('dist/demo/server.js', [], /ready at (http:\S+)/, {PORT: '0'});
  });
  after(async () => {
    await demo.stop();
    await browser.stop();
  });
  beforeEach(async () => {
    faults = [];
    page = await browser.newPage();
    page.on('pageerror', error => void faults.push(String(error)));
    page.on('console', message => {
      if (/stagepost:|Content.Security.Policy|TrustedHTML|TrustedScript/i.test(message.text()))
        faults.push(message.text());
    });
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', event => {
        console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(faults, [], 'the page broke, or broke its content security policy');
  });

  const open = async (path: string) => {
    await page.goto(new URL(path, demo.found).href);
    await page.waitForFunction(
      () => document.querySelector('stagepost-journey-map')?.shadowRoot?.querySelector('.grid, .list, .notice li'),
      {timeout: 30_000},
    );
  };
  for (const name of maps)
    it(`shows the template ${name} whole, and breaks no rule of the page`, async () => {
      await open(`/intranet.html?map=${name}`);
      const said = await page.evaluate(async map => {
        const {shadowRoot} = document.querySelector('stagepost-journey-map')!;
        const whole = (await (await fetch(`/maps/${map}.json`)).json()) as {
          title: string;
          stages: {name: string}[];
          steps: {name: string}[];
          lanes: {title: string}[];
        };
        const text = shadowRoot!.querySelector('.grid')!.textContent!;
        return {
          title: shadowRoot!.querySelector('.headline')!.textContent === whole.title,
          missing: [...whole.stages, ...whole.steps].map(({name: one}) => one).filter(one => !text.includes(one)),
          lanes: whole.lanes.map(({title}) => title).filter(one => !text.includes(one)),
        };
      }, name);
      assert.deepEqual(said, {title: true, missing: [], lanes: []});
    });

  it('opens another view from a link, with nothing but files of this site', async () => {
    await open('/intranet.html?map=shop#map=shop&view=items&sort=-rating');
    const rows = await page.evaluate(
      () => document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.list .one').length,
    );
    assert.ok(rows > 200, `${rows}`);
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({name}) => new URL(name).origin),
    );
    assert.ok(asked.length > 5, `${asked.length}`);
    assert.deepEqual([...new Set(asked)], [new URL(demo.found).origin]);
  });

  it('leads from a step to the map of that step', async () => {
    await open('/intranet.html?map=shop#map=shop,support-case');
    await page.waitForFunction(
      () => {
        const root = document.querySelector('stagepost-journey-map')!.shadowRoot!;
        const headline = root.querySelector('.headline')?.textContent;
        return headline === 'From a problem to a solution' && root.querySelector('nav [data-do=ascend]');
      },
      {timeout: 30_000},
    );
    const above = await page.evaluate(
      () =>
        document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('nav [data-do=ascend]')!.textContent,
    );
    assert.equal(above, 'Buying in a web shop');
  });

  it('holds a map against another one, and several beside each other, from the files of the site', async () => {
    await open('/intranet.html?map=software-trial#map=software-trial&view=compare&against=shop');
    const counts = await page.evaluate(
      () => document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('.counts')!.textContent!,
    );
    assert.match(counts, /\+[1-9]\d* added−[1-9]\d* removed/);
    await page.evaluate(() => void (location.hash = 'map=software-trial&view=roll-up'));
    // The map that it leads to, and the others that the collector lists: each takes its row when it comes.
    await page.waitForFunction(
      count =>
        document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.rolled tbody td.total')
          .length === count,
      {timeout: 30_000},
      maps.length,
    );
    const row = await page.evaluate(
      () =>
        document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.rolled tbody tr')[1]!
          .textContent!,
    );
    assert.match(row, /A new business customer gets started/);
  });

  for (const kind of ['json', 'csv', 'xlsx', 'mermaid', 'cjml', 'ujg'])
    it(`saves the map as ${kind}, and opens what it saved, with the files that a site gets`, async () => {
      await open('/intranet.html?map=shop');
      await page.evaluate(format => {
        const {shadowRoot} = document.querySelector('stagepost-journey-map')!;
        const press = (selector: string): boolean => {
          const found = shadowRoot!.querySelector<HTMLElement>(selector);
          found?.click();
          return !!found;
        };
        // Kept by the page in the place of the folder of downloads.
        const saved = Object.assign(window, {saved: new DataTransfer()}).saved;
        const blobs: Blob[] = [];
        URL.createObjectURL = blob => `blob:${blobs.push(blob as Blob)}`;
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          saved.items.add(new File([blobs.at(-1)!], this.download));
        };
        press('[data-do=panel][data-key=files]');
        let isAsked = false;
        const timer = setInterval(() => {
          if (!isAsked) isAsked = press(`[data-do=file-save][data-key=${format}]`);
          else if (press('[data-do=file-anyway]')) clearInterval(timer);
        }, 200);
      }, kind);
      const told = (selector: string, pattern: string) =>
        page.waitForFunction(
          (where, words) =>
            new RegExp(words).test(
              document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector(where)?.textContent ?? '',
            ),
          {timeout: 30_000},
          selector,
          pattern,
        );
      const textOf = (selector: string) =>
        page.evaluate(
          where => document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector(where)!.textContent!,
          selector,
        );
      await told('.panel', 'Saved:|Nothing was saved');
      assert.match(await textOf('.panel'), /Saved: shop\./);
      await page.evaluate(() => {
        const {shadowRoot} = document.querySelector('stagepost-journey-map')!;
        const input = shadowRoot!.querySelector<HTMLInputElement>('[data-do=file-open]')!;
        input.files = (window as unknown as {saved: DataTransfer}).saved.files;
        input.dispatchEvent(new Event('change', {bubbles: true, composed: true}));
      });
      await told('.report', 'Close');
      assert.match(await textOf('.report'), /Buying in a web shop[^]*Show this map/);
    });

  it('is printed with its heads on every page', async () => {
    await open('/intranet.html?map=shop');
    /** The colour of each stage by its name. */
    const colours = (place: string) =>
      page.evaluate(
        where =>
          [...document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll(`${where} .stage`)].map(
            one => [one.querySelector('.name')!.textContent, /\bt\d/.exec(one.className)![0]],
          ),
        place,
      );
    const onScreen = await colours('.scroller');
    // What lays the map out for paper comes soon after it.
    await page.waitForFunction(() => {
      dispatchEvent(new Event('beforeprint'));
      return document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelector('.paper .page');
    });
    assert.deepEqual(await colours('.paper'), onScreen);
    const pages = await page.evaluate(() =>
      [...document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.paper .page')].map(paper => ({
        stages: paper.querySelectorAll('th[scope=colgroup]').length,
        steps: paper.querySelectorAll('th[scope=col].step:not([class^=f])').length,
        lanes: paper.querySelectorAll('tbody th[scope=row]').length,
        buttons: paper.querySelectorAll('button').length,
      })),
    );
    assert.ok(pages.length >= 3, `${pages.length}`);
    for (const {stages, steps, lanes, buttons} of pages) {
      assert.ok(stages >= 1 && steps >= 1 && steps <= 6 && lanes >= 20, JSON.stringify({stages, steps, lanes}));
      assert.equal(buttons, 0);
    }
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(
      await page.evaluate(
        () => document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.paper *').length,
      ),
      0,
    );
  });

  it('shows what was answered in its live lanes, by a token of the page, once there are answers', async () => {
    await open('/intranet.html?map=shop');
    const said = () => page.$eval('#said', note => note.textContent!);
    await page.waitForFunction(() => !document.querySelector<HTMLElement>('#samples')!.hidden);
    assert.match(await said(), /answered in the shop/);
    const signs = () =>
      page.evaluate(() =>
        [...document.querySelector('stagepost-journey-map')!.shadowRoot!.querySelectorAll('.grid .live')].map(
          sign => sign.textContent!,
        ),
      );
    assert.deepEqual(await signs(), []);
    await Promise.all([page.waitForNavigation(), page.click('#samples')]);
    await page.waitForFunction(
      () => document.querySelector('stagepost-journey-map')?.shadowRoot?.querySelector('.grid .live'),
      {timeout: 30_000},
    );
    const shown = (await signs()).join('\n');
    assert.match(shown, /The parcel at the door NPS .*n\s=\s68/);
    assert.match(shown, /Address and delivery day NPS: too few answers/);
    await page.waitForFunction(() =>
      /sample answers, which are made up/.test(document.querySelector('#said')!.textContent!),
    );
    assert.equal(await page.$eval('#samples', button => (button as HTMLElement).hidden), true);
  });
});
