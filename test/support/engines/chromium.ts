/**
 * Chromium, for the tests that need what Puppeteer can do there alone: `startChromium` instead of `startBrowser`.
 *
 *   const {browser} = await startChromium({profile});          // Puppeteer's own browser, its pages with a debugging session
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Browser, type BrowserContext, type CDPSession, launch, type Page} from 'puppeteer-core';
import {findEngine, missing} from '../../../src/tools/browsers.mjs';
import type {BrowserOptions, TestBrowser} from '../browser.js';
import {contextOf} from './contexts.js';
import {limits, within} from './ends.js';
import {closeOrKill, killAll} from './processes.js';

export interface Chromium extends TestBrowser<Page> {
  readonly browser: Browser;
  readonly profile: string;
  /** Kills it at once, as a power cut would, and keeps the profile. */
  kill(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** A page that stands still cannot be asked for a session any more, so each has one from the start. */
const sessions = new WeakMap<Page, CDPSession>();

/** The tab's debugging session. */
export const sessionOf = (page: Page): CDPSession => sessions.get(page)!;

/** Kills the tab's process, whatever the page is doing, and resolves when it is dead. */
export async function crash(page: Page): Promise<void> {
  const dead = new Promise<void>(done => page.once('error', () => done()));
  sessionOf(page)
    .send('Page.crash')
    .catch(() => {});
  await within(limits.stop, 'the death of a tab', dead);
  await page.close();
}

export async function startChromium(options: BrowserOptions = {}): Promise<Chromium> {
  const programs = findEngine('chromium');
  if (!programs) throw new Error(missing('chromium'));
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'stagepost-browser-'));
  // Left behind by a browser that was killed.
  for (const file of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, file), {force: true});
  const rules = options.hosts?.map(host => `MAP ${host} 127.0.0.1`).join(',');
  const browser = await launch({
    executablePath: programs.CHROME_PATH!,
    headless: true,
    userDataDir: profile,
    protocolTimeout: limits.script * 1000,
    timeout: 60_000,
    args: [...flags, ...(rules ? [`--host-resolver-rules=${rules}`] : []), ...(options.args ?? [])],
  });
  const open = async (context: Browser | BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    // A crash is an error of the page to puppeteer; where it happens it is the plan.
    page.on('error', () => {});
    sessions.set(page, await page.createCDPSession());
    // The TypeScript runner names functions by a helper of its own, also those that are sent to the page.
    await page.evaluateOnNewDocument('globalThis.__name ??= made => made');
    if (options.scheme) await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: options.scheme}]);
    return page;
  };
  return {
    engine: 'chromium',
    browser,
    profile,
    newPage: () => open(browser),
    newContext: () => contextOf(browser, open),
    allowClipboard: origin =>
      browser
        .defaultBrowserContext()
        .overridePermissions(origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']),
    killTab: crash,
    async stop() {
      await closeOrKill(browser);
      if (!options.profile) rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
    },
    async kill() {
      const pid = browser.process()?.pid;
      if (pid) await killAll([pid]);
      await browser.disconnect().catch(() => {});
    },
  };
}
