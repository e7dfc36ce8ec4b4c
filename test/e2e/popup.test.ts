/** A popup in the built files: the whole way of an answer, under the strictest policy, and where one of its files does not come. */
import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {engine} from '../support/browser.js';
import {startHost, type Host, type Visit} from '../support/host.js';
import {findPrompt} from '../support/nps-walk.js';
import {lateFile} from '../support/site.js';

const popup = '<stagepost-nps survey="after-purchase" mode="popup"></stagepost-nps>';
const text = '<h1>Your order</h1><p>Thank you for buying from us.</p>';

const inPrompt = <T>(visit: Visit, code: string): Promise<T> =>
  visit.page.evaluate(`(root => ${code})(document.querySelector('stagepost-nps').shadowRoot)`) as Promise<T>;
const until = (visit: Visit, code: string): Promise<unknown> =>
  visit.page.waitForFunction(`(root => ${code})(document.querySelector('stagepost-nps')?.shadowRoot)`);
const sleep = (ms: number) => new Promise(resolve => void setTimeout(resolve, ms));

describe('popups', () => {
  let host: Host;
  before(async () => void (host = await startHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  it('take an answer, under a policy without any exception', async () => {
    const policy = [
      `default-src 'none'`,
      `script-src 'self'`,
      `style-src 'self'`,
      `connect-src ${new URL(host.endpoint.url).origin}`,
      `require-trusted-types-for 'script'`,
      `trusted-types stagepost-lit`,
    ].join('; ');
    const visit = await host.visit({
      html: `${host.tag()}${text}${popup}`,
      headers: {'Content-Security-Policy': policy},
    });
    const item = await visit.answer();
    assert.equal((item.data as {survey: string}).survey, 'after-purchase');
    await visit.quiet();
  });

  /** Adds a popup `wait` ms after the load; tells when it was shown, and whether a second had passed since it was added. */
  const shownAfter = async (wait: number): Promise<[sinceLoad: number, sinceAdded: boolean]> => {
    const visit = await host.visit({
      html: `${host.tag()}${text}`,
      before: `
        addEventListener('stagepost-show', () => {
          const [{loadEventStart}] = performance.getEntriesByType('navigation');
          globalThis.shown = [performance.now() - loadEventStart, !!globalThis.over];
        });
        addEventListener('load', () => setTimeout(() => {
          document.body.insertAdjacentHTML('beforeend', '${popup}');
          setTimeout(() => (globalThis.over = true), 990);
        }, ${wait}));`,
    });
    await visit.page.waitForFunction('globalThis.shown');
    return (await visit.page.evaluate('globalThis.shown')) as [number, boolean];
  };

  it('leave a loaded page a second of rest, counted from its load', async () => {
    const [sinceLoad, sinceAdded] = await shownAfter(400);
    assert.ok(sinceLoad >= 990, `${sinceLoad} ms after the load`);
    assert.equal(sinceAdded, false);
  });

  it('leave it another one where they are added later', async () => {
    const [, sinceAdded] = await shownAfter(1500);
    assert.equal(sinceAdded, true);
  });

  it('weigh nothing on a page that has none', async () => {
    const from = host.site.requests.length;
    const visit = await host.visit({html: `${host.tag()}${popup.replace('mode="popup"', '')}`});
    await findPrompt(visit.page);
    assert.ok(host.site.requests.slice(from).every(({path}) => path !== lateFile('popup')));
  });

  it('stay away where their file does not come, leave the page alone, and come once it is there', async () => {
    host.site.broken.add(lateFile('popup'));
    const visit = await host.visit({html: `${host.tag()}${text}${popup}`});
    await visit.page.waitForFunction(() => customElements.get('stagepost-nps'));
    await sleep(2000);
    assert.equal(await inPrompt(visit, `root.querySelector('.box')`), null);
    assert.equal(visit.errors.length, 0);
    assert.ok(visit.messages.length > 0, 'the console says why');
    host.site.broken.clear();
    // Firefox before 155 remembers that a file did not come, for as long as the page is there.
    if (engine === 'firefox') await visit.page.reload();
    else await visit.page.evaluate(() => void dispatchEvent(new Event('online')));
    await until(visit, `root?.querySelector('.box')`);
    await visit.answer();
  });

  for (const mode of ['', 'mode="popup"'])
    it(`a refusal holds where the note about it does not come: the ${mode ? 'popup' : 'prompt'} is simply gone`, async () => {
      host.site.broken.add(lateFile('refusal'));
      const html = `${host.tag()}${text}<stagepost-nps survey="gone" ${mode}></stagepost-nps>`;
      const visit = await host.visit({html});
      await until(visit, `root?.querySelector('.quiet')`);
      await inPrompt(visit, `void root.querySelector('.quiet').click()`);
      await until(visit, `!root.querySelector('.box')`);
      await sleep(300);
      assert.equal(await inPrompt(visit, `root.querySelector('.box')`), null);
      assert.deepEqual(visit.errors, []);
      await visit.page.reload();
      await visit.page.waitForFunction(() => customElements.get('stagepost-nps'));
      await sleep(mode ? 2500 : 500);
      assert.equal(await inPrompt(visit, `root.querySelector('.box')`), null);
    });
});
