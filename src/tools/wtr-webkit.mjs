/** WebKitGTK for the test runner: one window, in which the files run one after the other. */
import {WebDriver} from 'webdriver';
import {startWebKit} from './webkit.mjs';
import {WebKitPage} from './webkit-page.mjs';

export class WebKitLauncher {
  name = 'WebKitGTK';
  // So that the runner's own commands find their way: its pages have what they ask of Puppeteer's.
  type = 'puppeteer';
  concurrency = 1;
  #urls = new Map();
  #starting;
  #webkit;
  #driver;

  async #start() {
    this.#webkit = await startWebKit();
    const {port, capabilities} = this.#webkit;
    this.#driver = await WebDriver.newSession({
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      capabilities: {...capabilities, pageLoadStrategy: 'none'},
    });
    return new WebKitPage(this.#driver);
  }

  async startSession(id, url) {
    const page = await (this.#starting ??= this.#start());
    this.#urls.set(id, url);
    await page.setViewport({width: 800, height: 600});
    await page.goto(url);
    this.page = page;
  }

  async stopSession(id) {
    this.#urls.delete(id);
    // Ends all that still runs in the page.
    await this.page.goto('about:blank');
    return {};
  }

  isActive = id => this.#urls.has(id);
  getBrowserUrl = id => this.#urls.get(id);
  getPage = () => this.page;

  async stop() {
    await this.#driver?.deleteSession().catch(() => {});
    this.#webkit?.stop();
  }
}
