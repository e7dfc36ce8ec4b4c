/** Firefox, by Puppeteer and WebDriver BiDi. Its pages are Puppeteer's; what is not to be had by BiDi is in browser.ts. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Browser, type BrowserContext, launch, type Page} from 'puppeteer-core';
import {findEngine, missing} from '../../../src/tools/browsers.mjs';
import type {BrowserOptions, TestBrowser} from '../browser.js';
import {contextOf} from './contexts.js';
import {limits} from './ends.js';
import {closeOrKill, killAll, processesBelow} from './processes.js';

const preferences = ({hosts = [], scheme}: BrowserOptions) => ({
  'network.dns.localDomains': hosts.join(','),
  // The clipboard is read and written without a click before.
  'dom.events.testing.asyncClipboard': true,
  // It would ask for a picture beside the page, and its policy would be said to refuse that.
  'browser.chrome.site_icons': false,
  // A tab gets a process when it needs one, not one that was waiting: so its process is known.
  'dom.ipc.processPrelaunch.enabled': false,
  ...(scheme && {'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1}),
});

/** Where Puppeteer's keyboard is not the same here: text that comes at once, and the name of one key. */
function completeKeyboard(page: Page): void {
  const {keyboard} = page;
  const press = keyboard.press.bind(keyboard);
  keyboard.press = key => press(key === 'Space' ? ' ' : key);
  keyboard.sendCharacter = text => page.evaluate(words => void document.execCommand('insertText', false, words), text);
}

export async function startFirefox(options: BrowserOptions = {}): Promise<TestBrowser<Page>> {
  const programs = findEngine('firefox');
  if (!programs) throw new Error(missing('firefox'));
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'stagepost-browser-'));
  const browser = await launch({
    browser: 'firefox',
    executablePath: programs.FIREFOX_PATH!,
    headless: true,
    userDataDir: profile,
    protocolTimeout: limits.script * 1000,
    timeout: 60_000,
    args: [...(options.args ?? [])],
    extraPrefsFirefox: preferences(options),
  });
  /** The processes of tabs. */
  const tabs = (): number[] =>
    processesBelow(browser.process()!.pid!).flatMap(([pid, command]) =>
      /-isForBrowser .* tab$/.test(command) ? [pid] : [],
    );
  /** Those that were there before a page was opened. */
  const earlier = new WeakMap<Page, readonly number[]>();
  const open = async (context: Browser | BrowserContext): Promise<Page> => {
    const others = tabs();
    const page = await context.newPage();
    earlier.set(page, others);
    page.setDefaultTimeout(30_000);
    completeKeyboard(page);
    await page.evaluateOnNewDocument('globalThis.__name ??= made => made');
    return page;
  };
  return {
    engine: 'firefox',
    newPage: () => open(browser),
    newContext: () => contextOf(browser, open),
    allowClipboard: async () => {},
    async killTab(page) {
      const own = tabs().filter(pid => !earlier.get(page)!.includes(pid));
      if (own.length === 0) throw new Error('the tab has no process of its own');
      await killAll(own);
      await page.close().catch(() => {});
    },
    async stop() {
      await closeOrKill(browser);
      if (!options.profile) rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
    },
  };
}
