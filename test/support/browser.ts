/**
 * A browser with a profile of its own, for tests, in one of three engines: `STAGEPOST_ENGINE` is `chromium` (also where it
 * says nothing), `firefox` or `webkit`.
 *
 *   const browser = await startBrowser();                       // {engine, hosts, profile, args, scheme} are optional
 *   const page = await browser.newPage();
 *   …
 *   await browser.stop();                                       // closes it and deletes the profile
 *
 * A page is Puppeteer's, or has of it what `TestPage` names. `hosts: ['intranet.test']` lets names lead to 127.0.0.1: an
 * origin that is no secure context. A `profile` that is given is kept, so that a browser can be killed and started again on it.
 */
import type {Page} from 'puppeteer-core';
import {type Engine, findEngine, missing} from '../../src/tools/browsers.mjs';

export interface BrowserOptions {
  readonly engine?: Engine;
  /** Host names that lead to 127.0.0.1. */
  readonly hosts?: readonly string[];
  /** A profile folder to use and keep; not in WebKit, which keeps nothing where it is driven. */
  readonly profile?: string;
  readonly args?: readonly string[];
  /** What the visitor prefers; without a say, WebKit prefers dark. */
  readonly scheme?: 'light' | 'dark';
}

/** What tests need of a page: Puppeteer's own words for it. */
export type TestPage = Pick<
  Page,
  | '$$'
  | '$$eval'
  | '$eval'
  | 'bringToFront'
  | 'click'
  | 'close'
  | 'evaluate'
  | 'evaluateOnNewDocument'
  | 'focus'
  | 'goto'
  | 'keyboard'
  | 'on'
  | 'reload'
  | 'screenshot'
  | 'setDefaultTimeout'
  | 'setViewport'
  | 'waitForFunction'
  | 'waitForNavigation'
  | 'waitForSelector'
>;

/** Pages that share one store of their own, which goes with them. */
export interface TestContext<P extends TestPage = TestPage> {
  newPage(): Promise<P>;
  close(): Promise<void>;
}

export interface TestBrowser<P extends TestPage = TestPage> {
  readonly engine: Engine;
  newPage(): Promise<P>;
  newContext(): Promise<TestContext<P>>;
  /** Lets the pages of an origin read and write the clipboard. */
  allowClipboard(origin: string): Promise<void>;
  /** Kills the process of a tab, whatever the page is doing, and resolves when it is dead. */
  killTab(page: P): Promise<void>;
  /** Ends the browser; a profile of its own goes with it. */
  stop(): Promise<void>;
}

/** The engine that the tests of this run are for. */
export const engine = (process.env.STAGEPOST_ENGINE ?? 'chromium') as Engine;

/** `skip` of a test that an engine cannot run, with the reason; `false` in the others. */
export const unless = (reasons: Partial<Record<Engine, string>>): string | false =>
  reasons[engine] ? `not in ${engine}: ${reasons[engine]}` : false;

/** `skip` of tests that need what only Chromium's protocol can do. */
export const chromiumOnly = (need: string): string | false => unless({firefox: need, webkit: need});

/** `skip` of a test that is for one engine, where that is not here; in CI its absence is a failure. */
export const without = (wanted: Engine): string | false =>
  findEngine(wanted) || process.env.CI ? false : missing(wanted);

export async function startBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  const wanted = options.engine ?? engine;
  if (!(wanted in starts)) throw new Error(`STAGEPOST_ENGINE is ${wanted}: chromium, firefox and webkit are known.`);
  return starts[wanted](options);
}

const starts: Readonly<Record<Engine, (options: BrowserOptions) => Promise<TestBrowser>>> = {
  chromium: async options => (await import('./engines/chromium.js')).startChromium(options),
  firefox: async options => (await import('./engines/firefox.js')).startFirefox(options),
  webkit: async options => (await import('./engines/webkit.js')).startWebKit(options),
};
