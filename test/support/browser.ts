/**
 * A headless Chromium with a profile of its own, for tests.
 *
 *   const browser = await startBrowser();                       // {hosts, profile, args} are optional
 *   const page = await browser.newPage();
 *   …
 *   await browser.stop();                                       // closes it and deletes the profile
 *
 * `hosts: ['intranet.test']` lets names lead to 127.0.0.1: an origin that is no secure context. A `profile` that is given
 * is kept, so that a browser can be killed and started again on it.
 */
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Browser, launch, type Page} from 'puppeteer-core';

export interface BrowserOptions {
  /** Host names that lead to 127.0.0.1. */
  readonly hosts?: readonly string[];
  /** A profile folder to use and keep. */
  readonly profile?: string;
  readonly args?: readonly string[];
}

export interface TestBrowser {
  readonly browser: Browser;
  readonly profile: string;
  newPage(): Promise<Page>;
  /** Ends the browser; a profile of its own goes with it. */
  stop(): Promise<void>;
  /** Kills it at once, as a power cut would, and keeps the profile. */
  kill(): Promise<void>;
}

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The program to start: `CHROME_PATH`, which `npm test` sets, else a usual place. */
export function browserPath(): string {
  const found = process.env.CHROME_PATH ?? usual.find(path => existsSync(path));
  if (!found) throw new Error('No Chrome or Chromium was found: set CHROME_PATH, or let npm test install one.');
  return found;
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

export async function startBrowser(options: BrowserOptions = {}): Promise<TestBrowser> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'stagepost-browser-'));
  // Left behind by a browser that was killed.
  for (const file of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, file), {force: true});
  const rules = options.hosts?.map(host => `MAP ${host} 127.0.0.1`).join(',');
  const browser = await launch({
    executablePath: browserPath(),
    headless: true,
    userDataDir: profile,
    protocolTimeout: 120_000,
    timeout: 60_000,
    args: [...flags, ...(rules ? [`--host-resolver-rules=${rules}`] : []), ...(options.args ?? [])],
  });
  const remove = (): void => {
    if (!options.profile) rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
  };
  return {
    browser,
    profile,
    async newPage() {
      const page = await browser.newPage();
      page.setDefaultTimeout(30_000);
      // The TypeScript runner names functions by a helper of its own, also those that are sent to the page.
      await page.evaluateOnNewDocument('globalThis.__name ??= made => made');
      return page;
    },
    async stop() {
      await browser.close().catch(() => {});
      remove();
    },
    async kill() {
      const child = browser.process();
      const ended = new Promise(resolve => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
      await browser.disconnect().catch(() => {});
    },
  };
}
