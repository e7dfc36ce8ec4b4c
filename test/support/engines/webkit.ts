/**
 * WebKitGTK, by MiniBrowser and its WebDriver on a screen that nobody sees. It keeps nothing on disk where it is driven: a
 * context is a browser of its own, and what its pages store lives as long as that.
 */
import {startScreen} from '../../../src/tools/webkit.mjs';
import type {BrowserOptions, TestBrowser, TestContext, TestPage} from '../browser.js';
import {startNames} from './names.js';
import {WebKitPage} from './webkit-page.js';
import {WebKitSession} from './webkit-session.js';

class WebKitContext implements TestContext {
  readonly #session: WebKitSession;
  /** The processes of windows that were there before a page was opened. */
  readonly #earlier = new WeakMap<TestPage, readonly number[]>();
  readonly #pages = new Set<TestPage>();

  constructor(session: WebKitSession) {
    this.#session = session;
  }

  async newPage(): Promise<TestPage> {
    const earlier = this.#session.isUnused ? [] : this.#session.windowProcesses();
    const page = new WebKitPage(this.#session, await this.#session.open()) as unknown as TestPage;
    this.#earlier.set(page, earlier);
    this.#pages.add(page);
    return page;
  }

  holds(page: TestPage): boolean {
    return this.#pages.has(page);
  }

  async killTab(page: TestPage): Promise<void> {
    const own = this.#session.windowProcesses().filter(pid => !this.#earlier.get(page)!.includes(pid));
    if (own.length === 0) throw new Error('the window has no process of its own');
    (page as unknown as WebKitPage).forget();
    this.#pages.delete(page);
    await this.#session.kill(own);
  }

  async close(): Promise<void> {
    for (const page of this.#pages) (page as unknown as WebKitPage).forget();
    await this.#session.stop();
  }
}

export async function startWebKit({hosts, profile, args = [], scheme}: BrowserOptions = {}): Promise<TestBrowser> {
  if (profile) throw new Error('WebKit keeps no profile where it is driven.');
  const screen = await startScreen(scheme === 'light' ? {GTK_THEME: 'Adwaita'} : {});
  const names = hosts && (await startNames());
  const contexts = new Set<WebKitContext>();
  const more = [...(names ? [`--proxy=${names.url}`, '--ignore-host=127.0.0.1'] : []), ...args];
  const newContext = async (): Promise<WebKitContext> => {
    const context = new WebKitContext(await WebKitSession.start(screen.env, more));
    contexts.add(context);
    return context;
  };
  let usual: Promise<WebKitContext> | undefined;
  return {
    engine: 'webkit',
    newPage: async () => (await (usual ??= newContext())).newPage(),
    newContext,
    allowClipboard: async () => {},
    async killTab(page) {
      for (const context of contexts) if (context.holds(page)) await context.killTab(page);
    },
    async stop() {
      for (const context of contexts) await context.close();
      names?.close();
      screen.stop();
    },
  };
}
