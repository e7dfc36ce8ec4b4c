/** WebKitGTK for the test runner: one window, in which the files run one after the other. */
import {createServer, request as ask} from 'node:http';
import {WebDriver} from 'webdriver';
import {startWebKit} from './webkit.mjs';
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
    this.#webkit = await startWebKit();
    const {port, capabilities} = this.#webkit;
    this.#proxy = await leadTo(this.#port);
    const httpProxy = `127.0.0.1:${this.#proxy.address().port}`;
    const proxy = {proxyType: 'manual', httpProxy, noProxy: ['127.0.0.1', 'localhost']};
    this.#driver = await WebDriver.newSession({
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      capabilities: {...capabilities, pageLoadStrategy: 'none', proxy},
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
    this.#proxy?.close();
  }
}
