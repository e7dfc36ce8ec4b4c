/** One cold visit of one product, with a slow processor. */
import type {Browser} from 'puppeteer-core';
import {type Probe, probe, type Seen} from './probe.js';
import type {Product} from './products.js';
import type {Shop} from './shop.js';

const slowdown = 4;
const viewport = {width: 1280, height: 800};
const settle = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
type Window = typeof globalThis & {probe: Probe};

export interface Visit extends Seen {
  /** What was asked for until then, the page itself left out. */
  readonly requests: number;
  /** Of these, what was fetched: what the prompt tells of its display may leave a moment before or after it is ready. */
  readonly fetched: number;
  /** Of these, as they went over the wire, headers left out. */
  readonly bytes: number;
}

export async function visit(browser: Browser, shop: Shop, product: Product): Promise<Visit> {
  const {first, scores = true} = product;
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport(viewport);
    await page.setCacheEnabled(false);
    // As a visitor's: a peer leaves out part of its work for what it takes for a robot.
    await page.setUserAgent((await browser.userAgent()).replace('Headless', ''));
    // The TypeScript runner names functions by a helper of its own, also those that are sent to the page.
    await page.evaluateOnNewDocument(`{const __name = made => made; (${probe})(${JSON.stringify(first)})}`);
    const session = await page.createCDPSession();
    await session.send('Emulation.setCPUThrottlingRate', {rate: slowdown});
    shop.sent();
    await page.goto(shop.page(product), {waitUntil: 'domcontentloaded'});
    await page.evaluate(() => (globalThis as Window).probe.ready);
    await settle(1000);
    if (scores) {
      const {x, y} = await page.evaluate(() => (globalThis as Window).probe.middle());
      await page.mouse.click(x, y);
      await settle(700);
    }
    const seen = await page.evaluate(() => (globalThis as Window).probe.seen());
    const until = seen.ready + (await page.evaluate(() => performance.timeOrigin));
    const sent = shop.sent().filter(({at}) => at <= until);
    return {
      ...seen,
      requests: sent.length,
      fetched: sent.filter(({fetched}) => fetched).length,
      bytes: sent.reduce((sum, {bytes}) => sum + bytes, 0),
    };
  } finally {
    await context.close();
  }
}
