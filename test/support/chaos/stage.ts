/** An endpoint, a site and a ledger that belong together; and a browser whose profile outlives it. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startBrowser, type BrowserOptions, type TestBrowser} from '../browser.js';
import {startEndpoint, type TestEndpoint} from '../endpoint.js';
import {Ledger} from './ledger.js';
import {startChaosSite, type ChaosSite} from './site.js';

export interface Stage {
  readonly ledger: Ledger;
  readonly endpoint: TestEndpoint;
  readonly site: ChaosSite;
  /** Starts a browser that `close` ends, whatever happened before. */
  browser(options?: BrowserOptions): Promise<TestBrowser>;
  close(): Promise<void>;
}

/** `promises`: the places whose report counts as a promise; default `disk`. */
export async function startStage(promises?: readonly string[]): Promise<Stage> {
  const ledger = new Ledger(promises);
  const endpoint = await startEndpoint({judge: ledger.judge});
  const site = await startChaosSite();
  site.hear = step => ledger.hear(step);
  const browsers: TestBrowser[] = [];
  return {
    ledger,
    endpoint,
    site,
    async browser(options) {
      const browser = await startBrowser(options);
      browsers.push(browser);
      return browser;
    },
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
