/** Eight tabs on one queue: few requests, nothing twice, every tab hears of every delivery; with Web Locks and on plain http. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {crash, startChromium, type Chromium} from '../support/engines/chromium.js';
import {open, until} from '../support/chaos/drive.js';
import type {PageOptions} from '../support/chaos/page/hooks.js';
import {startStage, type Stage} from '../support/chaos/stage.js';

const tabs = 8;
let browser: Chromium;

before(async () => {
  browser = await startChromium({hosts: ['intranet.test']});
});
after(() => browser.stop());

interface Crowd {
  readonly stage: Stage;
  /** The living. */
  readonly pages: Set<Page>;
  readonly items: number;
}

/** Eight tabs that share `items` answers, none of them delivered: the endpoint is away. The first one reports what it hears. */
async function gather(host: string, items: number, options: Partial<PageOptions> = {}): Promise<Crowd> {
  const stage = await startStage();
  const {endpoint, site, ledger} = stage;
  await endpoint.down();
  const address = endpoint.url.replace('127.0.0.1', host);
  const pages: Page[] = [];
  for (let tab = 0; tab < tabs; tab++)
    pages.push(await open(browser, site.page({...options, endpoint: address, tab, quiet: tab > 0}, host)));
  const saving = pages.map(async (page, tab) => {
    const saved = await page.evaluate((prefix, count) => window.chaos.bulk(prefix, count), `t${tab}-`, items / tabs);
    saved.forEach((one, index) => ledger.promise(`t${tab}-${index}`, one));
  });
  await Promise.all(saving);
  return {stage, pages: new Set(pages), items};
}

const heard = (page: Page) => page.evaluate(() => window.chaos.heard().sent.length);

/** Delivered whole, each once, and heard of in every tab that lives. */
async function settled({stage, pages, items}: Crowd): Promise<void> {
  const {ledger} = stage;
  await until(() => ledger.missing().length === 0, 'every answer at the endpoint', 120_000);
  for (const page of pages) await until(async () => (await heard(page)) === items, 'every "sent" in every tab');
  const {accepted, lost, twice, untrue} = ledger.verdict();
  assert.deepEqual({accepted, lost, twice, untrue}, {accepted: items, lost: [], twice: [], untrue: []});
  assert.deepEqual(ledger.errors, []);
}

async function leave({stage, pages}: Crowd): Promise<void> {
  await Promise.all([...pages].map(page => page.close()));
  await stage.close();
}

for (const {name, host, most} of [
  {name: 'with Web Locks', host: '127.0.0.1', most: 22},
  {name: 'on plain http, by a lease', host: 'intranet.test', most: 30},
])
  test(`${tabs} tabs drain 1000 answers in at most ${most} requests ${name}`, async context => {
    const crowd = await gather(host, 1000);
    const [first] = crowd.pages;
    const locks = await first!.evaluate(() => 'locks' in navigator);
    assert.equal(locks, host === '127.0.0.1', 'the page must be the kind of context that this test is about');
    await crowd.stage.endpoint.up();
    await settled(crowd);
    const {batches} = crowd.stage.endpoint;
    context.diagnostic(`${batches} requests for 1000 answers from ${tabs} tabs`);
    assert.ok(batches >= 20 && batches <= most, `${batches} requests`);
    await leave(crowd);
  });

for (const {name, host, options} of [
  {name: 'the lock', host: '127.0.0.1', options: {}},
  // A lease has to run out: its seconds pass faster here.
  {name: 'the lease', host: 'intranet.test', options: {speed: 30, giveUp: 300}},
])
  test(`the tab that holds ${name} dies in the middle, three times: others go on`, async context => {
    const crowd = await gather(host, 400, {...options, requests: true});
    const {stage, pages} = crowd;
    const {endpoint, site, ledger} = stage;
    const all = [...pages];
    let sender = 0;
    site.hear = step => {
      ledger.hear(step);
      if (step.step === 'request') sender = step.tab!;
    };
    const deaths: Promise<void>[] = [];
    // The tab that sends every other batch dies while the endpoint has it.
    endpoint.fault = (_request, n) => {
      const victim = all[sender]!;
      if (n % 2 === 0 || deaths.length === 3 || !pages.delete(victim)) return;
      deaths.push(crash(victim));
      return deaths.length % 2 ? {hang: 'after'} : {hang: 'before'};
    };
    await endpoint.up();
    await until(() => deaths.length === 3, 'three deaths', 120_000);
    await Promise.all(deaths);
    await settled(crowd);
    context.diagnostic(`${deaths.length} senders killed, ${endpoint.batches} requests for ${crowd.items} answers`);
    await leave(crowd);
  });
