/** 1,000 elements of each kind come and go, and the page holds none of them: no element, no node, no listener, no observer. */
import assert from 'node:assert/strict';
import {after, afterEach, before as beforeAll, describe, it} from 'node:test';
import {chromiumOnly} from '../support/browser.js';
import {startChromiumHost, type ChromiumHost} from '../support/host.js';
import {smallMap} from '../support/journeys.js';
import {held, mountAndUnmount, type Held, type Mount} from '../support/leaks.js';

const times = 1000;
/** What may come and go by itself in a page: not a thousandth part of what a leak leaves. */
const slack: Held = {elements: 0, nodes: 30, listeners: 10, observers: 0, callbacks: 0};

const mounts: Readonly<Record<string, Mount>> = {
  'stagepost-nps': {tag: 'stagepost-nps'},
  'stagepost-nps in a popup': {tag: 'stagepost-nps', attributes: {mode: 'popup'}},
  'stagepost-context with a prompt inside': {
    tag: 'stagepost-context',
    attributes: {stage: 'order'},
    child: 'stagepost-nps',
  },
  'stagepost-sync-status': {tag: 'stagepost-sync-status'},
  'stagepost-nps in Arabic': {tag: 'stagepost-nps', attributes: {lang: 'ar'}},
  'stagepost-journey-map': {
    tag: 'stagepost-journey-map',
    attributes: {'without-hash': '', 'endpoint': '/nowhere'},
    json: JSON.stringify(smallMap()),
    ready: '.grid, .story',
  },
};

describe('nothing is left of', {skip: chromiumOnly('it counts what the heap and the renderer hold')}, () => {
  let host: ChromiumHost;
  beforeAll(async () => void (host = await startChromiumHost()));
  afterEach(() => host.leave());
  after(() => host.stop());

  /** What grew, by how much, while elements came and went; `meddle` runs in the page first. */
  async function left(mount: Mount, count = times, meddle = ''): Promise<Partial<Record<keyof Held, number>>> {
    const visit = await host.visit({
      html: `${host.tag()}<${mount.tag}>${mount.child ? `<${mount.child}></${mount.child}>` : ''}</${mount.tag}>`,
    });
    const {page} = visit;
    const cdp = await page.createCDPSession();
    await cdp.send('Performance.enable');
    const tags = [mount.tag, ...(mount.child ? [mount.child] : [])];
    await page.waitForFunction(names => names.every(name => customElements.get(name)), {}, tags);
    await page.evaluate(tag => document.querySelector(tag)!.remove(), mount.tag);
    await page.evaluate(mountAndUnmount, mount, 60);
    const before = await held(page, cdp, tags);
    await page.evaluate(meddle);
    await page.evaluate(mountAndUnmount, mount, count);
    // What is only late goes yet; a leak stays.
    for (let tries = 1; ; tries++) {
      const later = await held(page, cdp, tags);
      const grown = (Object.keys(later) as (keyof Held)[])
        .map(key => [key, later[key] - (key === 'elements' ? 0 : before[key])] as const)
        .filter(([key, by]) => by > slack[key]);
      assert.deepEqual(visit.errors, []);
      if (!grown.length || tries === 3) return Object.fromEntries(grown);
    }
  }

  for (const [name, mount] of Object.entries(mounts)) {
    const count = mount.json ? times / 5 : times;
    it(`${count} of ${name}`, async () => assert.deepEqual(await left(mount, count), {}));
  }

  it('is noticed where a page keeps the elements', async () => {
    const found = await left(
      mounts['stagepost-nps']!,
      100,
      `{
      const kept = window.kept = [];
      const {append} = Element.prototype;
      document.body.append = function (...elements) { kept.push(...elements); append.apply(this, elements); };
    }`,
    );
    assert.equal(found.elements, 100);
    assert.ok(found.nodes! >= 100);
  });

  it('is noticed where a page keeps no more than a listener for each', async () => {
    const found = await left(
      mounts['stagepost-nps']!,
      100,
      `{
      const {append} = Element.prototype;
      document.body.append = function (...elements) {
        for (const _ of elements) addEventListener('online', () => {});
        append.apply(this, elements);
      };
    }`,
    );
    assert.deepEqual(Object.keys(found), ['listeners']);
    assert.ok(found.listeners! >= 100);
  });

  it('is noticed where an observer stays for each', async () => {
    const found = await left(
      mounts['stagepost-nps']!,
      100,
      `{
      const {append} = Element.prototype;
      document.body.append = function (...elements) {
        for (const _ of elements) (window.watching ??= []).push(new MutationObserver(() => {}));
        append.apply(this, elements);
      };
    }`,
    );
    assert.deepEqual(Object.keys(found), ['observers']);
  });
});
