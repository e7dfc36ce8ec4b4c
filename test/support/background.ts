/**
 * A site with a service worker of its own that has our one line, in a browser context of its own: for tests of Background Sync.
 *
 *   const shop = await openShop(host);                         // {worker, options} are optional: the worker's text, how it is registered
 *   const page = await shop.open();                            // a page with the loader, background.js and a prompt
 *   await shop.offline(true);                                  // the browser takes the worker to be offline, and keeps what is asked for
 *   await shop.sync();                                         // has the browser wake the worker: 'resolved' or 'rejected'
 *   await shop.tags()                                          // what the browser still means to do
 *   await shop.stop();                                         // ends the worker in the middle of whatever it does
 */
import type {BrowserContext, CDPSession, Page} from 'puppeteer-core';
import {syncTag} from '../../src/schema/names.js';
import type {ChromiumHost} from './host.js';
import {script} from './host.js';
import {answerAll, findPrompt} from './nps-walk.js';

/** Tells the site's log how each of our events ended; else only the browser hears it. */
export const told = `
  const real = ExtendableEvent.prototype.waitUntil;
  ExtendableEvent.prototype.waitUntil = function (work) {
    if (this.type !== 'sync') return real.call(this, work);
    const tell = how => fetch('/outcome/' + how);
    real.call(this, tell('begun').then(() => work).then(
      () => tell('resolved'),
      error => tell('rejected').then(() => { throw error; })));
  };`;

export const ownWorker = `${told} importScripts('/stagepost/worker.js');`;

/** What a page adds to ask for the event. */
export const asking = '<script defer src="/stagepost/background.js"></script>';

interface Sync {
  readonly sync: {getTags(): Promise<string[]>};
}

export interface ShopOptions {
  readonly worker?: string;
  readonly module?: boolean;
  /** Headers of the worker's file. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class Shop {
  readonly host: ChromiumHost;
  /** A page without our kit: it keeps the context open. */
  readonly desk: Page;
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  #registration = '';
  #worker: CDPSession | undefined;

  constructor(host: ChromiumHost, context: BrowserContext, desk: Page, cdp: CDPSession) {
    this.host = host;
    this.desk = desk;
    this.#context = context;
    this.#cdp = cdp;
  }

  async start({worker = ownWorker, module = false, headers}: ShopOptions): Promise<void> {
    const {site} = this.host;
    site.pages.set('/sw.js', {...script(worker), ...(headers && {headers})});
    site.pages.set('/desk', {html: 'No kit here.'});
    await this.desk.evaluateOnNewDocument('globalThis.__name ??= made => made;');
    await this.desk.goto(`${site.url}/desk`);
    const known = new Promise<string>(resolve => {
      this.#cdp.on('ServiceWorker.workerRegistrationUpdated', ({registrations}) => {
        for (const {registrationId, scopeURL} of registrations)
          if (scopeURL === `${site.url}/`) resolve(registrationId);
      });
    });
    await this.#cdp.send('ServiceWorker.enable');
    await this.desk.evaluate(
      async type => {
        await navigator.serviceWorker.register('/sw.js', {type});
        await navigator.serviceWorker.ready;
      },
      (module ? 'module' : 'classic') as WorkerType,
    );
    this.#registration = await known;
  }

  /** A page of the shop; `more` stands before the prompt, and takes the place of `background.js`. */
  async open(more = asking, tag = this.host.tag(), headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const path = `/shop-${Math.random()}`;
    this.host.site.pages.set(path, {html: `${tag}${more}<stagepost-nps survey="x"></stagepost-nps>`, headers});
    const page = await this.#context.newPage();
    page.setDefaultTimeout(30_000);
    await page.evaluateOnNewDocument(`globalThis.__name ??= made => made; globalThis.heard = []; globalThis.refused = [];
      addEventListener('securitypolicyviolation', event => void refused.push(event.effectiveDirective + ' ' + event.sample));
      for (const name of ['saved', 'sent', 'failed', 'storage-recovered', 'error'])
        document.addEventListener('stagepost-' + name, event => void heard.push([name, event.detail]));`);
    await page.goto(this.host.site.url + path);
    return page;
  }

  /** Answers the page's prompt, whose endpoint cannot be reached, and gives the answer's id. */
  async answer(page: Page, comment: string): Promise<string> {
    const prompt = await findPrompt(page);
    await answerAll(page, prompt, {score: 9, comment});
    await this.says(page, 'saved');
    const [, detail] = (await this.heard(page)).find(([name]) => name === 'saved')!;
    return detail.id;
  }

  /** Waits until the prompt says where its answer stands. */
  async says(page: Page, state: string): Promise<void> {
    await page.waitForFunction(
      wanted => document.querySelector('stagepost-nps')!.shadowRoot!.querySelector(`[part=state].${wanted}`),
      {},
      state,
    );
  }

  heard(page: Page): Promise<[name: string, detail: {id: string; persisted: string}][]> {
    return page.evaluate('globalThis.heard') as never;
  }

  /** Has the browser send the event, and says how it ends. */
  async sync(tag = syncTag): Promise<'resolved' | 'rejected'> {
    const before = this.outcomes().length;
    await this.wake(tag);
    await until(() => this.outcomes().length > before, 'the end of the event');
    return this.outcomes()[before]!;
  }

  /** Has the browser send the event. */
  async wake(tag = syncTag): Promise<void> {
    const begun = this.#told('begun').length;
    await this.#cdp.send('ServiceWorker.dispatchSyncEvent', {
      origin: this.host.site.url,
      registrationId: this.#registration,
      tag,
      lastChance: false,
    });
    if (tag === syncTag) await until(() => this.#told('begun').length > begun, 'the event');
  }

  #told = (how: string) => this.host.site.requests.filter(({path}) => path === `/outcome/${how}`);

  /** How our events ended so far. */
  outcomes(): ('resolved' | 'rejected')[] {
    return this.host.site.requests.flatMap(({path}) =>
      path === '/outcome/resolved' ? ['resolved'] : path === '/outcome/rejected' ? ['rejected'] : [],
    );
  }

  tags(): Promise<string[]> {
    return this.desk.evaluate(async () => ((await navigator.serviceWorker.ready) as unknown as Sync).sync.getTags());
  }

  async offline(offline: boolean): Promise<void> {
    // Each session has a network of its own: it has to be the same one that takes it back.
    const cdp = (this.#worker ??= await (
      await this.#context.waitForTarget(target => target.type() === 'service_worker')
    ).createCDPSession());
    await cdp.send('Network.enable');
    const speed = offline ? 0 : -1;
    await cdp.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: speed,
      uploadThroughput: speed,
    });
  }

  async stop(): Promise<void> {
    await this.#cdp.send('ServiceWorker.stopAllWorkers');
  }

  /** What kinds of rows the outbox's database holds, and the copies in localStorage. */
  stored(): Promise<{rows: string[]; copies: string[]}> {
    return this.desk.evaluate(async () => {
      const found = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('stagepost-1');
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('items', {keyPath: 'id'}));
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error!));
      });
      const all = await new Promise<object[]>(resolve => {
        const request = found.transaction('items').objectStore('items').getAll();
        request.addEventListener('success', () => resolve(request.result as object[]));
      });
      found.close();
      const shape = (row: object) => ('item' in row ? 'item' : 'gone' in row ? 'gone' : 'gate');
      const copies = Object.keys(localStorage).filter(key => key.startsWith('stagepost:item:'));
      return {rows: [...new Set(all.map(shape))].sort(), copies};
    });
  }
}

export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + 60_000; !(await holds()); await new Promise(done => void setTimeout(done, 20)))
    if (performance.now() > end) throw new Error(`waited 60 s for ${what}`);
}

export async function openShop(host: ChromiumHost, options: ShopOptions = {}): Promise<Shop> {
  const context = await host.browser.browser.createBrowserContext();
  const desk = await context.newPage();
  const shop = new Shop(host, context, desk, await desk.createCDPSession());
  host.site.requests.length = 0;
  await shop.start(options);
  return shop;
}
