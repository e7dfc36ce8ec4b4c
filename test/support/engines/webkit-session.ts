/**
 * One WebKitGTK browser and the WebDriver that reaches it. The two are started apart, so that the driver can find the browser
 * again where a killed tab has ended the session: what the pages stored is in another process and stays.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {connect} from 'node:net';
import type {Client} from 'webdriver';
import {findEngine} from '../../../src/tools/browsers.mjs';
import {freePort} from '../../../src/tools/webkit.mjs';
import {killAll, processesBelow} from './processes.js';

// Its log would say each of its steps.
process.env.WDIO_LOG_LEVEL ??= 'silent';

const settings = [
  '--automation',
  '--javascript-can-access-clipboard=TRUE',
  '--javascript-can-open-windows-automatically=TRUE',
];

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** Waits until a program listens. */
async function answers(port: number): Promise<void> {
  for (let left = 400; left > 0; left--) {
    const heard = await new Promise<boolean>(done => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      setTimeout(() => socket.destroy(), 20);
    });
    if (heard) return;
    await pause(25);
  }
  throw new Error(`nothing listens on port ${port}`);
}

export class WebKitSession {
  readonly #port: number;
  readonly #browser: ChildProcess;
  readonly #driver: ChildProcess;
  readonly #ended: Promise<unknown>;
  #client: Client | undefined;
  /** The window that commands go to. */
  #current = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(port: number, browser: ChildProcess, driver: ChildProcess) {
    this.#port = port;
    this.#browser = browser;
    this.#driver = driver;
    this.#ended = new Promise(done => browser.once('exit', done));
    process.on('exit', this.#end);
  }

  static async start(env: NodeJS.ProcessEnv, args: readonly string[], tries = 3): Promise<WebKitSession> {
    const {WEBKIT_BROWSER_PATH, WEBKIT_DRIVER_PATH} = findEngine('webkit')!;
    const [port, target] = [await freePort(), await freePort()];
    const browser = spawn(WEBKIT_BROWSER_PATH!, [...settings, ...args], {
      stdio: 'ignore',
      env: {...env, WEBKIT_INSPECTOR_SERVER: `127.0.0.1:${target}`},
    });
    const driver = spawn(WEBKIT_DRIVER_PATH!, [`--port=${port}`, '--host=127.0.0.1', `--target=127.0.0.1:${target}`], {
      stdio: 'ignore',
      env,
    });
    const session = new WebKitSession(port, browser, driver);
    try {
      await answers(target);
      await answers(port);
      await session.connect();
      return session;
    } catch (error) {
      await session.stop();
      // A driver that met the browser too early waits for ever.
      if (tries > 1) return WebKitSession.start(env, args, tries - 1);
      throw error;
    }
  }

  /** Begins a session: at the start, and after one was lost. */
  async connect(): Promise<void> {
    const {default: WebDriver} = await import('webdriver');
    this.#client = await WebDriver.newSession({
      hostname: '127.0.0.1',
      port: this.#port,
      path: '/',
      logLevel: 'silent',
      connectionRetryCount: 0,
      connectionRetryTimeout: 20_000,
      capabilities: {'browserName': 'MiniBrowser', 'wdio:enforceWebDriverClassic': true},
    });
    this.#current = await this.#client.getWindowHandle();
  }

  /** One command after the other, to the window that is meant. */
  command<T>(window: string | undefined, run: (client: Client) => Promise<T>): Promise<T> {
    const result = this.#queue.then(async () => {
      const client = this.#client!;
      if (window && window !== this.#current) {
        await client.switchToWindow(window);
        this.#current = window;
      }
      return run(client);
    });
    this.#queue = result.catch(() => {});
    return result;
  }

  #unused = true;

  /** True while the browser has one window, which no page uses yet. */
  get isUnused(): boolean {
    return this.#unused;
  }

  async open(): Promise<string> {
    return this.command(undefined, async client => {
      const first = this.#unused;
      this.#unused = false;
      return first ? client.getWindowHandle() : (await client.createWindow('window')).handle;
    });
  }

  async shut(window: string): Promise<void> {
    await this.command(window, async client => {
      // Without a window there is no browser any more.
      if ((await client.getWindowHandles()).length === 1) {
        this.#unused = true;
        return client.navigateTo('about:blank');
      }
      this.#current = '';
      await client.closeWindow();
    });
  }

  /** The processes of windows. */
  windowProcesses(): number[] {
    return processesBelow(this.#browser.pid!).flatMap(([pid, command]) =>
      /WebKitWebProcess/.test(command) ? [pid] : [],
    );
  }

  /** Kills processes of windows, and with them the session; a new one follows. */
  async kill(pids: readonly number[]): Promise<void> {
    await killAll(pids);
    await this.#queue;
    this.#queue = Promise.resolve();
    await this.connect();
  }

  #end = (): void => {
    process.off('exit', this.#end);
    this.#driver.kill('SIGKILL');
    this.#browser.kill('SIGKILL');
  };

  async stop(): Promise<void> {
    this.#end();
    await this.#ended;
  }
}
