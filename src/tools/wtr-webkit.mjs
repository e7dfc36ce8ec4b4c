/** WebKitGTK for the test runner: one window, in which the files run one after the other. */
import {createServer, request as ask} from 'node:http';
import {WebDriver} from 'webdriver';
import {sessionOn, startWebKit} from './webkit.mjs';
import {WebKitPage} from './webkit-page.mjs';

/** A proxy behind which every host name leads to one server: WebKitGTK asks the system alone where a name leads. */
const leadTo = port =>
  new Promise(resolve => {
    const proxy = createServer(({url, method, headers}, response) => {
      const {pathname, search} = new URL(url);
      ask({host: '127.0.0.1', port, path: pathname + search, method, headers}, answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }).end();
    });
    proxy.listen(0, '127.0.0.1', () => resolve(proxy));
  });

export class WebKitLauncher {
  name = 'WebKitGTK';
  // So that the runner's own commands find their way: its pages have what they ask of Puppeteer's.
  type = 'puppeteer';
  concurrency = 1;
  #urls = new Map();
  #port;
  #proxy;
  #starting;
  #webkit;
  #driver;

  initialize({port}) {
    this.#port = port;
  }

  async #start() {
    this.#proxy = await leadTo(this.#port);
    // Not by the session's capabilities: every tenth browser died of that as it started.
    const proxy = `http://127.0.0.1:${this.#proxy.address().port}`;
    this.#driver = await this.#open({http_proxy: proxy, no_proxy: '127.0.0.1,localhost'});
    return new WebKitPage(this.#driver);
  }

  /** The driver waits for ever for a browser that died as it started: then both begin anew. */
  async #open(environment, tries = 4) {
    this.#webkit = await startWebKit(environment);
    const {port, capabilities} = this.#webkit;
    try {
      return await WebDriver.newSession(sessionOn(port, {...capabilities, pageLoadStrategy: 'none'}));
    } catch (error) {
      this.#webkit.stop();
      if (tries === 1) throw error;
      return this.#open(environment, tries - 1);
    }
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
    await this.page.leave();
    return {};
  }

  isActive = id => this.#urls.has(id);
  getBrowserUrl = id => this.#urls.get(id);
  getPage = () => this.page;

  async stop() {
    await this.#driver?.deleteSession().catch(() => {});
    this.#webkit?.stop();
    this.#proxy?.close();
  }
}
