/** The loader against host pages, with stand-ins for what it imports, so that every import and call is seen. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {startBrowser, type TestBrowser, type TestPage} from '../support/browser.js';
import {embedFolder, startSite, type Site, type SitePage} from '../support/site.js';
import {until} from '../support/until.js';

const js = (html: string): SitePage => ({
  html,
  type: 'text/javascript; charset=utf-8',
  headers: {'Access-Control-Allow-Origin': '*'},
});
const loader = readFileSync(join(embedFolder, 'stagepost.js'), 'utf8');

const standIns = {
  'stagepost.js': js(loader),
  'other.js': js(loader.replaceAll('0.1.0', '9.9.9')),
  'nps.js': js(`(window.imported ??= []).push(import.meta.url);
    customElements.get('stagepost-nps') ?? customElements.define('stagepost-nps', class extends HTMLElement {
      connectedCallback() { this.dataset.ready = this.getAttribute('survey') ?? ''; } });`),
  'context.js': js(
    `(window.imported ??= []).push(import.meta.url); customElements.define('stagepost-context', class extends HTMLElement {});`,
  ),
  'kit.js': js(`(window.imported ??= []).push(import.meta.url);
    const log = window.calls ??= [];
    const names = ['identify', 'track', 'at', 'consent', 'flush', 'pending', 'deadLetters', 'retry', 'clear', 'explain'];
    export const kit = Object.fromEntries(names.map(name => [name, async (...args) => { log.push([name, ...args]); return name; }]));
    export const carryOut = (calls, api) => calls.forEach(call => typeof call === 'function' ? call(api) : kit[call[0]](...call.slice(1)));`),
  'box.js': js(readFileSync(join(embedFolder, 'box.js'), 'utf8')),
};

const files = (folder: string): Record<string, SitePage> =>
  Object.fromEntries(Object.entries(standIns).map(([name, page]) => [folder + name, page]));

/** Settings that the loader put into the page's shared record. */
const settings = (page: TestPage) =>
  page.evaluate(
    () =>
      (globalThis as unknown as Record<symbol, {settings: Record<string, unknown>}>)[Symbol.for('stagepost.page.1')]!
        .settings,
  );
const imported = (page: TestPage): Promise<string[]> =>
  page.evaluate(() => ((window as {imported?: string[]}).imported ?? []).map(url => new URL(url).pathname));
const ready = (page: TestPage, selector = 'stagepost-nps[data-ready]') => page.waitForSelector(selector);
const sleep = (ms: number) => new Promise(resolve => void setTimeout(resolve, ms));

const tag = (src: string, kind: 'module' | 'classic' | 'defer' | 'async', more = '') =>
  `<script ${kind === 'module' ? 'type="module"' : kind === 'classic' ? '' : kind} src="${src}" data-endpoint="/in" data-site="pk_demo" ${more}></script>`;

describe('the loader', () => {
  let browser: TestBrowser;
  let site: Site;
  let other: Site;
  let page: TestPage;
  let messages: string[];
  let errors: string[];

  before(async () => {
    browser = await startBrowser();
    site = await startSite({pages: {...files('/stagepost/'), ...files('/deep/er/folder/')}});
    other = await startSite({pages: files('/cdn/')});
  });
  after(async () => {
    await browser.stop();
    await site.close();
    await other.close();
  });
  afterEach(async () => {
    site.broken.clear();
    await page.close();
    assert.deepEqual(errors, [], 'the page saw an error');
  });

  async function open(html: string, headers: Record<string, string> = {}): Promise<TestPage> {
    site.pages.set('/', {html, headers});
    page = await browser.newPage();
    messages = [];
    errors = [];
    page.on('console', message => void (message.text().startsWith('stagepost') && messages.push(message.text())));
    page.on('pageerror', error => void errors.push(String(error)));
    await page.goto(`${site.url}/`);
    return page;
  }

  for (const kind of ['module', 'classic', 'defer', 'async'] as const)
    for (const [where, src] of [
      ['a folder', '/stagepost/stagepost.js'],
      ['a deeper folder, with a query', '/deep/er/folder/stagepost.js?ver=3'],
      ['another origin', 'OTHER/cdn/stagepost.js'],
    ] as const)
      it(`works with two lines of HTML, as ${kind}, from ${where}`, async () => {
        await open(`${tag(src.replace('OTHER', other.url), kind)}<stagepost-nps survey="two-lines"></stagepost-nps>`);
        await ready(page);
        assert.deepEqual(await imported(page), [
          new URL('nps.js', new URL(src.replace('OTHER', 'http://x'), 'http://y')).pathname,
        ]);
        const found = await settings(page);
        assert.equal(found.site, 'pk_demo');
        assert.equal(found.endpoint, '/in');
        assert.deepEqual(messages, []);
      });

  it('reads every setting from its own tag, not from another script', async () => {
    await open(
      `<script src="/nothing.js" data-site="pk_wrong"></script>
      ${tag('/stagepost/stagepost.js', 'module', 'data-endpoint-was="https://a.example/x  https://b.example/y" data-journey="shop" data-stage="pay" data-touchpoint="web" data-consent="granted" data-storage="session" data-lang="th"')}`,
    );
    await page.waitForFunction(() => window.stagepost);
    const expected = {
      endpoint: '/in',
      endpointWas: 'https://a.example/x  https://b.example/y',
      site: 'pk_demo',
      journey: 'shop',
      stage: 'pay',
      touchpoint: 'web',
      lang: 'th',
      storage: 'session',
      consent: 'granted',
    };
    assert.deepEqual(await settings(page), expected);
  });

  it('imports nothing that the page does not use', async () => {
    await open(`${tag('/stagepost/stagepost.js', 'module')}<p>No element here.`);
    await page.waitForFunction(() => window.stagepost);
    await sleep(200);
    assert.deepEqual(await imported(page), []);
  });

  it('meets elements that are added later, once for each file', async () => {
    await open(tag('/stagepost/stagepost.js', 'module'));
    await page.waitForFunction(() => window.stagepost);
    await page.evaluate(() => {
      const deep = document.createElement('section');
      deep.innerHTML = '<div><stagepost-nps survey="a"></stagepost-nps><stagepost-context></stagepost-context></div>';
      document.body.append(deep);
      document.body.append(document.createElement('stagepost-nps'));
    });
    await ready(page, 'stagepost-nps[data-ready="a"]');
    await page.waitForFunction(() => customElements.get('stagepost-context'));
    assert.deepEqual((await imported(page)).sort(), ['/stagepost/context.js', '/stagepost/nps.js']);
  });

  it('meets elements in nested open shadow roots: there already, filled later, and of elements defined later', async () => {
    await open(`${tag('/stagepost/stagepost.js', 'module')}<host-now></host-now><host-late></host-late>`);
    await page.waitForFunction(() => window.stagepost);
    await page.evaluate(() => {
      customElements.define(
        'host-late',
        class extends HTMLElement {
          connectedCallback(): void {
            const inner = document.createElement('div');
            inner.attachShadow({mode: 'open'});
            this.attachShadow({mode: 'open'}).append(inner);
            setTimeout(() => (inner.shadowRoot!.innerHTML = '<stagepost-nps survey="nested"></stagepost-nps>'), 100);
          }
        },
      );
    });
    await page.waitForFunction(() =>
      document
        .querySelector('host-late')
        ?.shadowRoot?.firstElementChild?.shadowRoot?.querySelector('[data-ready="nested"]'),
    );
  });

  it('meets elements in declarative shadow roots', async () => {
    await open(`${tag('/stagepost/stagepost.js', 'module')}
      <div id="h"><template shadowrootmode="open"><p><stagepost-nps survey="declared"></stagepost-nps></p></template></div>`);
    await page.waitForFunction(() =>
      document.querySelector('#h')?.shadowRoot?.querySelector('[data-ready="declared"]'),
    );
  });

  it('fills <div data-stagepost> with the element: attributes, content, and once only', async () => {
    await open(`${tag('/stagepost/stagepost.js', 'classic')}
      <div id="a" data-stagepost="nps" data-survey="boxed" data-stage="pay"><a href="/form">Ask us by form</a></div><div id="b"></div>`);
    await ready(page, '#a > stagepost-nps[data-ready="boxed"]');
    const inner = await page.$eval('#a', box => box.innerHTML);
    assert.equal(
      inner,
      '<stagepost-nps survey="boxed" stage="pay" data-ready="boxed"><a href="/form">Ask us by form</a></stagepost-nps>',
    );
    await page.evaluate(() => document.querySelector('#b')!.append(document.querySelector('#a')!));
    await page.evaluate(
      () => (document.querySelector('#b')!.innerHTML += '<div data-stagepost="nps" data-survey="later"></div>'),
    );
    await ready(page, '[data-ready="later"]');
    assert.equal(await page.$$eval('#a > stagepost-nps', found => found.length), 1);
    await page.evaluate(() => document.querySelector('#a')!.replaceChildren());
    await ready(page, '#a > stagepost-nps');
  });

  it('carries out calls made before it loaded, in their order, and later ones at once', async () => {
    await open(`<script>
        window.stagepostQueue = window.stagepostQueue || [];
        stagepostQueue.push(['identify', 'ada', {plan: 'pro'}], ['track', 'Added to cart', {price: 12}]);
        stagepostQueue.push(api => { api.at({stage: 'pay'}); });
      </script>${tag('/stagepost/stagepost.js', 'module')}`);
    await page.waitForFunction(() => (window as {calls?: unknown[]}).calls?.length === 3);
    const result = await page.evaluate(async () => {
      window.stagepostQueue!.push(['flush'], ['pending']);
      return [await window.stagepost!.clear(), window.stagepost!.version];
    });
    assert.deepEqual(result, ['clear', '0.1.0']);
    assert.deepEqual(await page.evaluate(() => (window as {calls?: unknown[]}).calls), [
      ['identify', 'ada', {plan: 'pro'}],
      ['track', 'Added to cart', {price: 12}],
      ['at', {stage: 'pay'}],
      ['flush'],
      ['pending'],
      ['clear'],
    ]);
  });

  for (const second of ['/stagepost/other.js', '/deep/er/folder/stagepost.js'])
    it(`is loaded twice (${second}): the first stays, one warning names both versions`, async () => {
      await open(`${tag('/stagepost/stagepost.js', 'classic')}${tag(second, 'classic').replace('pk_demo', 'pk_second')}
        <stagepost-nps survey="x"></stagepost-nps>`);
      await ready(page);
      assert.deepEqual(await imported(page), ['/stagepost/nps.js']);
      assert.equal((await settings(page)).site, 'pk_demo');
      const version = second.includes('other') ? '9.9.9' : '0.1.0';
      assert.deepEqual(messages, [`stagepost: version ${version} leaves the page to 0.1.0.`]);
    });

  it('tries a failed import again: when needed next, and when the browser is online', async () => {
    site.broken.add('/stagepost/nps.js');
    site.broken.add('/stagepost/kit.js');
    await open(
      `${tag('/stagepost/stagepost.js', 'module')}<stagepost-nps survey="x">Readable without us.</stagepost-nps>`,
    );
    await page.waitForFunction(() => window.stagepost);
    await until(() => messages.length > 0, 'a word of the first file');
    // Each call needs a file, and so tries again what failed before it.
    const waits = page.evaluate(() => window.stagepost!.pending());
    await until(() => messages.length > 1, 'a word of the second file');
    await page.evaluate(() => void dispatchEvent(new Event('online')));
    await sleep(300);
    assert.equal(await page.$eval('stagepost-nps', el => el.textContent), 'Readable without us.');
    const told = messages.map(text => /(\w+)\.js did not load; retrying/.exec(text)?.[1]);
    assert.deepEqual(told, ['nps', 'kit'], messages.join('\n'));
    site.broken.clear();
    await page.evaluate(() => void dispatchEvent(new Event('online')));
    await ready(page);
    assert.equal(await waits, 'pending');
  });

  it('tells of an element that does not exist, once, and lets foreign elements be', async () => {
    await open(`${tag('/stagepost/stagepost.js', 'module')}<stagepost-npz></stagepost-npz><stagepost-npz></stagepost-npz>
      <div data-stagepost="nbs">Readable.</div><their-own></their-own><svg><font-face></font-face></svg>
      <form><input name="shadowRoot"><input name="localName"><input name="matches"><input name="children"></form>
      <img name="stagepost"><stagepost-nps survey="x"></stagepost-nps>`);
    await ready(page);
    assert.deepEqual(messages.map(text => /no element "(\w+)"/.exec(text)?.[1]).sort(), ['nbs', 'npz']);
    assert.equal(await page.$eval('[data-stagepost]', box => box.textContent), 'Readable.');
  });

  it('is not fooled by an element named like its globals or like document.currentScript', async () => {
    await open(`<img name="currentScript" data-endpoint="https://evil.example" data-site="pk_evil"><a id="stagepost"></a>
      ${tag('/stagepost/stagepost.js', 'classic')}<stagepost-nps survey="x"></stagepost-nps>`);
    await ready(page);
    assert.equal((await settings(page)).site, 'pk_demo');
    assert.equal(await page.evaluate(() => window.stagepost!.version), '0.1.0');
  });
});
