/**
 * One WebKitGTK browser and the WebDriver that reaches it. The two are started apart, so that the driver can find the browser
 * again where a killed tab has ended the session: what the pages stored is in another process and stays.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {connect} from 'node:net';
import type {Client} from 'webdriver';
import {findEngine} from '../../../src/tools/browsers.mjs';
import {freePort, sessionOn} from '../../../src/tools/webkit.mjs';
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
  readonly #browser: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #env: NodeJS.ProcessEnv;
  /** Where the browser lets a driver in. */
  readonly #target: number;
  #driver: ChildProcess | undefined;
  #client: Client | undefined;
  /** The window that commands go to. */
  #current = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(browser: ChildProcess, env: NodeJS.ProcessEnv, target: number) {
    this.#browser = browser;
    this.#env = env;
    this.#target = target;
    this.#ended = new Promise(done => browser.once('exit', done));
    process.on('exit', this.#end);
  }

  /** Starts a browser, and another one where the first does not come up: on a busy machine it sometimes does not. */
  static async start(env: NodeJS.ProcessEnv, args: readonly string[], tries = 2): Promise<WebKitSession> {
    try {
      return await WebKitSession.#startOnce(env, args);
    } catch (error) {
      if (tries === 0) throw error;
      process.emitWarning(`WebKitGTK did not come up, and is started again: ${error}`);
      return WebKitSession.start(env, args, tries - 1);
    }
  }

  static async #startOnce(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<WebKitSession> {
    const target = await freePort();
    const browser = spawn(findEngine('webkit')!.WEBKIT_BROWSER_PATH!, [...settings, ...args], {
      stdio: 'ignore',
      env: {...env, WEBKIT_INSPECTOR_SERVER: `127.0.0.1:${target}`},
    });
    const session = new WebKitSession(browser, env, target);
    try {
      await answers(target);
      await session.#connect();
    } catch (error) {
      await session.stop();
      throw error;
    }
    return session;
  }

  /** Begins a session, with a driver of its own: one whose tab was killed is of no more use. */
  async #connect(end = performance.now() + 40_000): Promise<void> {
    this.#driver?.kill('SIGKILL');
    const port = await freePort();
    const args = [`--port=${port}`, '--host=127.0.0.1', `--target=127.0.0.1:${this.#target}`];
    this.#driver = spawn(findEngine('webkit')!.WEBKIT_DRIVER_PATH!, args, {stdio: 'ignore', env: this.#env});
    try {
      await answers(port);
      const {default: WebDriver} = await import('webdriver');
      this.#client = await WebDriver.newSession(sessionOn(port));
      this.#current = await this.#client.getWindowHandle();
    } catch (error) {
      // The browser may not have noticed yet that the old session is over.
      if (performance.now() > end || this.#browser.exitCode !== null) throw error;
      await pause(50);
      await this.#connect(end);
    }
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
    this.#driver?.kill('SIGKILL');
    await this.#queue;
    await this.#connect();
  }

  #end = (): void => {
    process.off('exit', this.#end);
    this.#driver?.kill('SIGKILL');
    this.#browser.kill('SIGKILL');
  };

  /** With all its processes: one that outlives it would still write into the home that is about to go. */
  async stop(): Promise<void> {
    const below = processesBelow(this.#browser.pid!).map(([pid]) => pid);
    this.#end();
    await this.#ended;
    await killAll(below);
  }
}
