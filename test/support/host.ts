/**
 * A host page with the built embed files, an endpoint, and an eye on everything that goes wrong on the page.
 *
 *   const host = await startHost();
 *   const visit = await host.visit({html: `${host.tag()}<stagepost-nps survey="x"></stagepost-nps>`});
 *   await visit.answer();                                      // the whole prompt, until the endpoint acknowledged it
 *   visit.errors; visit.violations(); visit.messages           // page errors, CSP and Trusted Types reports, our console lines
 */
import assert from 'node:assert/strict';
import type {Item} from '../../src/schema/wire.js';
import type {Page} from 'puppeteer-core';
import {
  engine,
  startBrowser,
  type BrowserOptions,
  type TestBrowser,
  type TestContext,
  type TestPage,
} from './browser.js';
import {startEndpoint, type TestEndpoint} from './endpoint.js';
import {startChromium, type Chromium} from './engines/chromium.js';
import {answerAll, findPrompt, untilState, type Walk} from './nps-walk.js';
import {embedFolder, startSite, type Site, type SitePage} from './site.js';

export interface VisitOptions<P extends TestPage = TestPage> {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** More files of the host. */
  readonly files?: Readonly<Record<string, SitePage>>;
  /** Script text that runs before anything else on the page. */
  readonly before?: string;
  /** In place of `http://127.0.0.1:PORT`. */
  readonly origin?: (port: number) => string;
  readonly javascript?: boolean;
  /** Another tab of an earlier visit's browser: it sees what that one left on the device. */
  readonly beside?: Visit<P>;
}

/** Reports of the page's policies, as the page itself hears them. */
const listenForViolations = `
  globalThis.seenViolations = [];
  // WebKit asks for the page's picture by itself, and its policy is said to refuse that.
  const seen = text => void (text.includes('/favicon.ico ') || globalThis.seenViolations.push(text));
  addEventListener('securitypolicyviolation', event => seen(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
  if (globalThis.ReportingObserver) new ReportingObserver(list => list.forEach(({type, body}) => type === 'csp-violation' && seen(type + ' ' + JSON.stringify(body))), {buffered: true}).observe();
`;

export class Visit<P extends TestPage = TestPage> {
  readonly page: P;
  readonly context: TestContext<P>;
  readonly errors: string[] = [];
  /** Lines on the console that begin with our name, and errors and warnings of the browser. */
  readonly messages: string[] = [];
  readonly #host: Host;

  constructor(host: Host, page: P, context: TestContext<P>) {
    this.#host = host;
    this.context = context;
    this.page = page;
    page.on('pageerror', error => {
      // Firefox tells of the network and of policies as of errors of the page; other browsers have them on the console.
      const list = /^Error: (Cross-Origin Request Blocked|Content-Security-Policy|None of the .* hashes)/.test(
        String(error),
      )
        ? this.messages
        : this.errors;
      list.push(String(error));
    });
    page.on('console', message => {
      if (/\bstagepost/.test(message.text()) || message.type() === 'error') this.messages.push(message.text());
    });
  }

  violations(): Promise<string[]> {
    return this.page.evaluate('globalThis.seenViolations') as Promise<string[]>;
  }

  /** Fills the whole prompt and waits until it says "sent"; gives the item that the endpoint holds. */
  async answer(walk: Partial<Walk> = {}): Promise<Item> {
    const comment = `Comment ${Math.random()} – ünïcode 🎈 ไทย`;
    const prompt = await findPrompt(this.page);
    await answerAll(this.page, prompt, {score: 9, comment, email: 'ada@example.com', ...walk});
    await untilState(this.page, prompt, 'sent');
    const mine = [...this.#host.endpoint.held.values()].filter(
      ({kind, data}) => kind === 'response' && JSON.stringify(data).includes((walk.comment ?? comment).slice(0, 20)),
    );
    assert.equal(mine.length, 1, 'the endpoint holds the answer once');
    const item = mine[0]!;
    const {answers} = item.data as {answers: Record<string, {value?: unknown; values?: unknown}>};
    assert.equal(answers.score?.value, walk.score ?? 9);
    assert.equal(answers.comment?.value, walk.comment ?? comment);
    assert.equal((answers.causes!.values as unknown[]).length, 2);
    return item;
  }

  /** Nothing went wrong on the page: no error, no violation of its policy, nothing said on the console. */
  async quiet(): Promise<void> {
    assert.deepEqual(this.errors, []);
    assert.deepEqual(await this.violations(), []);
    assert.deepEqual(this.messages, []);
  }
}

export class Host<P extends TestPage = TestPage, B extends TestBrowser<P> = TestBrowser<P>> {
  readonly browser: B;
  readonly site: Site;
  readonly endpoint: TestEndpoint;
  readonly #contexts: TestContext<P>[] = [];
  #visits = 0;

  constructor(browser: B, site: Site, endpoint: TestEndpoint) {
    this.browser = browser;
    this.site = site;
    this.endpoint = endpoint;
  }

  /** The script tag: `more` is further attributes, `kind` is `type="module"` unless given. */
  tag(more = '', kind = 'type="module"', src = '/stagepost/stagepost.js'): string {
    return `<script ${kind} src="${src}" data-endpoint="${this.endpoint.url}" data-site="pk_demo" ${more}></script>`;
  }

  async visit({
    html,
    headers = {},
    files = {},
    before = '',
    origin,
    javascript = true,
    beside,
  }: VisitOptions<P>): Promise<Visit<P>> {
    const path = `/page-${(this.#visits += 1)}`;
    const first = `globalThis.__name ??= made => made; ${listenForViolations} ${before}`;
    // A document in a sandbox without scripts is one in a browser without them.
    const policy = javascript ? {} : {'Content-Security-Policy': 'sandbox allow-same-origin'};
    this.site.pages.set(path, {html, headers: {...headers, ...policy}, first});
    for (const [name, file] of Object.entries(files)) this.site.pages.set(name, file);
    // A context of its own: no visit sees what an earlier one left on the device.
    const context = beside?.context ?? (await this.browser.newContext());
    if (!beside) this.#contexts.push(context);
    const page = await context.newPage();
    if (engine !== 'webkit') await page.evaluateOnNewDocument(first);
    const visit = new Visit(this, page, context);
    await page.goto((origin?.(this.site.port) ?? this.site.url) + path);
    return visit;
  }

  /** Closes every page, so that the next test begins with none. */
  async leave(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
    this.site.broken.clear();
    this.endpoint.fault = undefined;
    this.endpoint.held.clear();
  }

  async stop(): Promise<void> {
    await this.browser.stop();
    await this.site.close();
    await this.endpoint.close();
  }
}

type Folders = Readonly<Record<string, string>>;

async function hostOf<P extends TestPage, B extends TestBrowser<P>>(browser: B, folders: Folders): Promise<Host<P, B>> {
  const endpoint = await startEndpoint();
  const site = await startSite({folders: {'/stagepost/': embedFolder, '/deep/er/': embedFolder, ...folders}});
  return new Host<P, B>(browser, site, endpoint);
}

/** `folders`: more of the host's own, by their path. */
export const startHost = async (options: BrowserOptions = {}, folders: Folders = {}): Promise<Host> =>
  hostOf<TestPage, TestBrowser>(await startBrowser(options), folders);

/** The same for tests that need what only Chromium's protocol can do. */
export type ChromiumHost = Host<Page, Chromium>;
export const startChromiumHost = async (options: BrowserOptions = {}, folders: Folders = {}): Promise<ChromiumHost> =>
  hostOf<Page, Chromium>(await startChromium(options), folders);

export const script = (code: string): SitePage => ({html: code, type: 'text/javascript; charset=utf-8'});
