/** Background Sync in a real browser: what waits is sent after the last page was closed, once, by the site's own worker. */
import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {syncTag} from '../../src/schema/names.js';
import {chromiumOnly} from '../support/browser.js';
import {asking, openShop, told, until} from '../support/background.js';
import {faults, startEndpoint, type TestEndpoint} from '../support/endpoint.js';
import {script, startChromiumHost, type ChromiumHost} from '../support/host.js';
import {findPrompt} from '../support/nps-walk.js';

/** The answers among what an endpoint holds; that a prompt was shown is there, too. */
const answers = ({held}: TestEndpoint): string[] =>
  [...held.values()].filter(({kind}) => kind === 'response').map(({id}) => id);

/** How often the item arrived, duplicates included. */
const arrivals = ({endpoint}: ChromiumHost, id: string): number =>
  [...(endpoint.arrivals.get(id)?.values() ?? [])].reduce((sum, n) => sum + n, 0);

describe('background sync', {skip: chromiumOnly('the others have no Background Sync')}, () => {
  let host: ChromiumHost;
  before(async () => void (host = await startChromiumHost({hosts: ['intranet.test']})));
  afterEach(async () => {
    await host.leave();
    await host.endpoint.up();
  });
  after(() => host.stop());

  it('sends an answer once, by the browser itself, when the network is back and no page is open', async () => {
    const shop = await openShop(host);
    await host.endpoint.down();
    await shop.offline(true);
    const page = await shop.open();
    const id = await shop.answer(page, 'after the page is gone');
    await until(async () => (await shop.tags()).includes(syncTag), 'the registration');
    await page.close();
    await host.endpoint.up();
    await shop.offline(false);
    await host.endpoint.until(() => host.endpoint.held.has(id));
    await until(async () => !(await shop.tags()).length, 'the end of the registration');
    assert.deepEqual(shop.outcomes(), ['resolved']);
    assert.equal(arrivals(host, id), 1);

    // A page that comes later takes its own copy neither for waiting nor for lost.
    assert.ok((await shop.stored()).copies.some(key => key.endsWith(id)));
    const later = await shop.open();
    await findPrompt(later);
    assert.equal((await later.evaluate(() => window.stagepost!.pending())).answers, 0);
    await until(async () => !(await shop.stored()).copies.length, 'the end of the copy');
    await later.evaluate(() => window.stagepost!.flush());
    assert.deepEqual(await shop.heard(later), []);
    assert.equal(arrivals(host, id), 1);
  });

  it('rejects while the endpoint cannot be reached, so that the browser tries again', async () => {
    const shop = await openShop(host);
    await host.endpoint.down();
    const page = await shop.open();
    const id = await shop.answer(page, 'not yet');
    await page.close();
    // The browser believes to be online, and sent its event at once.
    await until(() => shop.outcomes().length > 0, 'the first event');
    assert.deepEqual(shop.outcomes(), ['rejected']);
    assert.deepEqual(await shop.tags(), [syncTag], 'the browser means to try again');
    assert.equal(await shop.sync(), 'rejected');
    await host.endpoint.up();
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
    assert.deepEqual((await shop.stored()).rows, ['gate', 'gone']);
  });

  it('sends beside an open page: one of the two, and the page says "sent"', async () => {
    const shop = await openShop(host);
    await host.endpoint.down();
    const page = await shop.open();
    const id = await shop.answer(page, 'both of us');
    await until(() => shop.outcomes().length > 0, 'the first event');
    await host.endpoint.up();
    // Long enough for the worker to try twice meanwhile.
    host.endpoint.fault = () => faults.slowHeaders(4500);
    await page.evaluate(() => void dispatchEvent(new Event('online')));
    // A worker that finds a page sending may have to come again.
    await shop.sync();
    await shop.says(page, 'sent');
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
  });

  it('tells an open page that does not send itself, which sends it no more, not even when it leaves', async () => {
    const shop = await openShop(host);
    await host.endpoint.down();
    await shop.offline(true);
    const page = await shop.open();
    const id = await shop.answer(page, 'told by the worker');
    // Its own requests fail from here on: what arrives comes from the worker.
    await page.setOfflineMode(true);
    await host.endpoint.up();
    await shop.offline(false);
    await shop.says(page, 'sent');
    await until(async () => !(await shop.stored()).copies.length, 'the end of the copy');
    await page.setOfflineMode(false);
    await page.goto(`${host.site.url}/desk`);
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
  });

  it('sends what two sites of one origin left, each to the endpoint it was accepted for', async () => {
    const shop = await openShop(host);
    const other = await startEndpoint({keys: ['pk_other']});
    try {
      await host.endpoint.down();
      await other.down();
      const first = await shop.open('');
      const mine = await shop.answer(first, 'for the first');
      const second = await shop.open(
        '',
        host.tag().replace(host.endpoint.url, other.url).replace('pk_demo', 'pk_other'),
      );
      const theirs = await shop.answer(second, 'for the second');
      await first.close();
      await second.close();
      await host.endpoint.up();
      // One of them is still away: its answer waits, the other's does not.
      assert.equal(await shop.sync(), 'rejected');
      assert.deepEqual(answers(host.endpoint), [mine]);
      await other.up();
      assert.equal(await shop.sync(), 'resolved');
      assert.deepEqual(answers(other), [theirs]);
      assert.deepEqual(answers(host.endpoint), [mine]);
    } finally {
      await other.close();
    }
  });

  it('leaves alone what the owner does in the same worker', async () => {
    const shop = await openShop(host, {
      worker: `${told}
        addEventListener('install', event => event.waitUntil(caches.open('shop').then(cache => cache.put('/cached', new Response('from the cache')))));
        addEventListener('activate', event => event.waitUntil(clients.claim()));
        addEventListener('fetch', event => { if (event.request.url.endsWith('/cached')) event.respondWith(caches.match('/cached')); });
        addEventListener('sync', event => { if (event.tag === 'theirs') event.waitUntil(fetch('/theirs')); });
        importScripts('/stagepost/worker.js');`,
    });
    const fromCache = () => shop.desk.evaluate(async () => (await fetch('/cached')).text());
    await shop.desk.waitForFunction(() => navigator.serviceWorker.controller);
    assert.equal(await fromCache(), 'from the cache');
    await host.endpoint.down();
    const page = await shop.open('');
    const id = await shop.answer(page, 'beside a cache');
    await page.close();
    await host.endpoint.up();
    const earlier = host.endpoint.requests.length;
    assert.equal(await shop.sync('theirs'), 'resolved');
    assert.ok(host.site.requests.some(({path}) => path === '/theirs'));
    assert.equal(host.endpoint.requests.length, earlier, 'their event is theirs');
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
    assert.equal(await fromCache(), 'from the cache');
  });

  for (const [when, fault] of [
    ['before the endpoint stored it', faults.hangBefore()],
    ['after the endpoint stored it', faults.hangAfter()],
  ] as const)
    it(`loses and doubles nothing when the worker is ended in the middle, ${when}`, async () => {
      const shop = await openShop(host);
      await host.endpoint.down();
      const page = await shop.open('');
      const id = await shop.answer(page, 'cut short');
      await page.close();
      await host.endpoint.up();
      host.endpoint.fault = () => fault;
      const earlier = host.endpoint.batches;
      await shop.wake();
      await until(() => host.endpoint.batches > earlier, 'the request');
      await shop.stop();
      host.endpoint.fault = undefined;
      assert.ok((await shop.stored()).rows.includes('item'));
      assert.equal(await shop.sync(), 'resolved');
      assert.deepEqual(answers(host.endpoint), [id]);
      assert.equal(host.endpoint.commits.filter(commit => commit.id === id).length, 1);
      assert.deepEqual((await shop.stored()).rows, ['gate', 'gone']);
    });

  for (const mode of ['session', 'none'])
    it(`finds nothing, and is not asked for, with storage="${mode}"`, async () => {
      const shop = await openShop(host);
      await host.endpoint.down();
      const page = await shop.open(undefined, host.tag(`data-storage="${mode}"`));
      await shop.answer(page, 'for this tab alone');
      await until(async () => (await shop.heard(page)).some(([name]) => name === 'failed'), 'the first failure');
      await page.close();
      assert.deepEqual(await shop.tags(), []);
      assert.deepEqual(await shop.stored(), {rows: [], copies: []});
      await host.endpoint.up();
      assert.equal(await shop.sync(), 'resolved');
      assert.deepEqual(answers(host.endpoint), []);
    });

  it('sends nothing of what the visitor deleted, and the withdrawal of what may have left', async () => {
    const shop = await openShop(host);
    await host.endpoint.down();
    const page = await shop.open('');
    const id = await shop.answer(page, 'regretted');
    await page.evaluate(() => window.stagepost!.clear());
    await page.close();
    await host.endpoint.up();
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(host.endpoint.held.has(id), false);
    assert.equal(arrivals(host, id), 0);
  });

  it('works in a worker that is a module', async () => {
    host.site.pages.set('/told.js', script(told));
    const shop = await openShop(host, {worker: `import '/told.js'; import '/stagepost/worker.js';`, module: true});
    await host.endpoint.down();
    const page = await shop.open('');
    const id = await shop.answer(page, 'from a module');
    await page.close();
    await host.endpoint.up();
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
  });

  const strict = () => ({
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self' ${host.endpoint.origin}; require-trusted-types-for 'script'`,
  });

  it('works under a strict policy, whose owner registers the worker by a policy of the own', async () => {
    const shop = await openShop(host);
    host.site.pages.set(
      '/register.js',
      script(`const own = trustedTypes.createPolicy('shop', {createScriptURL: url => url});
        navigator.serviceWorker.register(own.createScriptURL('/sw.js'));`),
    );
    await host.endpoint.down();
    const page = await shop.open(`<script defer src="/register.js"></script>${asking}`, host.tag(), strict());
    const id = await shop.answer(page, 'under a policy');
    await until(async () => (await shop.tags()).includes(syncTag), 'the registration');
    assert.deepEqual(await page.evaluate('refused'), []);
    await page.close();
    await host.endpoint.up();
    await until(() => shop.outcomes().length > 0, 'the first event');
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
  });

  it('works in a module worker whose own file is under a strict policy; a classic one cannot import there', async () => {
    host.site.pages.set('/told.js', script(told));
    await assert.rejects(openShop(host, {headers: strict()}), /TrustedScriptURL|ServiceWorker|evaluation/);
    const module = {worker: `import '/told.js'; import '/stagepost/worker.js';`, module: true};
    const shop = await openShop(host, {...module, headers: strict()});
    await host.endpoint.down();
    const page = await shop.open('');
    const id = await shop.answer(page, 'a strict module');
    await page.close();
    await host.endpoint.up();
    assert.equal(await shop.sync(), 'resolved');
    assert.equal(arrivals(host, id), 1);
  });

  for (const [where, origin] of [
    ['a page without a service worker', undefined],
    ['plain http', (port: number) => `http://intranet.test:${port}`],
  ] as const)
    it(`is silent on ${where}`, async () => {
      const visit = await host.visit({
        html: `${host.tag()}${asking}<stagepost-nps survey="x"></stagepost-nps>`,
        ...(origin && {origin}),
      });
      await visit.answer();
      await visit.quiet();
    });
});
