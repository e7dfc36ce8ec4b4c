/** An endpoint, a site and a ledger that belong together; and a browser whose profile outlives it. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startBrowser, type BrowserOptions, type TestBrowser} from '../browser.js';
import {startChromium, type Chromium} from '../engines/chromium.js';
import {startEndpoint, type TestEndpoint} from '../endpoint.js';
import {Ledger} from './ledger.js';
import {startChaosSite, type ChaosSite} from './site.js';

export interface Stage {
  readonly ledger: Ledger;
  readonly endpoint: TestEndpoint;
  readonly site: ChaosSite;
  /** Starts a Chromium that `close` ends, whatever happened before. */
  browser(options?: BrowserOptions): Promise<Chromium>;
  /** The same with a browser of another engine. */
  anyBrowser(options: BrowserOptions): Promise<TestBrowser>;
  close(): Promise<void>;
}

/** `promises`: the places whose report counts as a promise; default `disk`. */
export async function startStage(promises?: readonly string[]): Promise<Stage> {
  const ledger = new Ledger(promises);
  const endpoint = await startEndpoint({judge: ledger.judge});
  const site = await startChaosSite();
  site.hear = step => ledger.hear(step);
  const browsers: Pick<TestBrowser, 'stop'>[] = [];
  const kept = <B extends Pick<TestBrowser, 'stop'>>(browser: B): B => {
    browsers.push(browser);
    return browser;
  };
  return {
    ledger,
    endpoint,
    site,
    browser: async options => kept(await startChromium(options)),
    anyBrowser: async options => kept(await startBrowser(options)),
    async close() {
      for (const browser of browsers) await browser.stop();
      await site.close();
      await endpoint.close();
    },
  };
}

export interface Profile {
  readonly path: string;
  remove(): void;
}

export function makeProfile(): Profile {
  const path = mkdtempSync(join(tmpdir(), 'stagepost-profile-'));
  return {path, remove: () => rmSync(path, {recursive: true, force: true, maxRetries: 5, retryDelay: 200})};
}
