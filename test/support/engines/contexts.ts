import type {Browser, BrowserContext, Page} from 'puppeteer-core';
import type {TestContext} from '../browser.js';

/** A context of Puppeteer's with the pages that `open` makes in it. */
export async function contextOf(
  browser: Browser,
  open: (context: BrowserContext) => Promise<Page>,
): Promise<TestContext<Page>> {
  const context = await browser.createBrowserContext();
  return {
    newPage: () => open(context),
    async close() {
      // A test may have closed it.
      if (!browser.browserContexts().includes(context)) return;
      for (const page of await context.pages()) await page.close();
      await context.close();
    },
  };
}
