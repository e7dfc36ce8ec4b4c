/**
 * One WebKitGTK browser and the WebDriver that reaches it. The two are started apart, so that the driver can find the browser
 * again where a killed tab has ended the session: what the pages stored is in another process and stays.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import type {Client} from 'webdriver';
import {findEngine} from '../../../src/tools/browsers.mjs';
import {freePort, sessionOn} from '../../../src/tools/webkit.mjs';
import {BrowserDied, endOf, limits, untilListening, within} from './ends.js';
import {killAll, processesBelow, processesWith} from './processes.js';

// Its log would say each of its steps.
process.env.WDIO_LOG_LEVEL ??= 'silent';

const settings = [
  '--automation',
  '--javascript-can-access-clipboard=TRUE',
  '--javascript-can-open-windows-automatically=TRUE',
];

/** Where a browser lets a driver in. All its processes have it in their environment, and no other browser's. */
const serverOn = (port: number): string => `127.0.0.1:${port}`;

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** Seconds that one command may take. The client of WebDriver gives it up a little sooner. */
const patience = 25;

/** How sure it is that an error of a command tells of a dead browser. The names of errors that a driver answers are WebDriver's. */
function isDeath(error: Error): boolean | 'perhaps' {
  if (error instanceof BrowserDied || error.name === 'invalid session id') return true;
  if (error.name === 'unknown error') return 'perhaps';
  return error.name === 'Error' && error.message.startsWith('WebDriverError: ');
}

export class WebKitSession {
  readonly #browser: ChildProcess;
  /** With a sentence. */
  readonly #ended: Promise<string>;
  readonly #env: NodeJS.ProcessEnv;
  /** The port for a driver. */
  readonly #target: number;
  #driver: ChildProcess | undefined;
  /** When the browser or the driver has ended; with a sentence. */
  #death: Promise<string>;
  #client: Client | undefined;
  /** The window that commands go to. */
  #current = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(browser: ChildProcess, env: NodeJS.ProcessEnv, target: number) {
    this.#browser = browser;
    this.#env = env;
    this.#target = target;
    this.#death = this.#ended = endOf(browser, 'MiniBrowser');
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
      env: {...env, WEBKIT_INSPECTOR_SERVER: serverOn(target)},
    });
    const session = new WebKitSession(browser, env, target);
    try {
      await untilListening(target, session.#ended);
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
    const args = [`--port=${port}`, '--host=127.0.0.1', `--target=${serverOn(this.#target)}`];
    this.#driver = spawn(findEngine('webkit')!.WEBKIT_DRIVER_PATH!, args, {stdio: 'ignore', env: this.#env});
    this.#death = Promise.race([this.#ended, endOf(this.#driver, 'WebKitWebDriver')]);
    try {
      await untilListening(port, this.#death);
      const {default: WebDriver} = await import('webdriver');
      this.#client = await this.#alive(WebDriver.newSession(sessionOn(port)));
      this.#current = await this.#alive(this.#client.getWindowHandle());
      this.#died = undefined;
    } catch (error) {
      // The browser may not have noticed yet that the old session is over.
      if (performance.now() > end || this.#hasEnded) throw error;
      await pause(50);
      await this.#connect(end);
    }
  }

  get #hasEnded(): boolean {
    return this.#browser.exitCode !== null || this.#browser.signalCode !== null;
  }

  #died: BrowserDied | undefined;
  /** Whether tabs of this browser are killed on purpose. */
  #kills = false;

  /** Why nothing can be asked any more. */
  get died(): BrowserDied | undefined {
    return this.#died;
  }

  /** What is asked of the driver; rejects as soon as it or the browser has ended, and where no answer comes. */
  async #alive<T>(asked: Promise<T>): Promise<T> {
    if (this.#kills) return this.#aliveAmongKills(asked);
    // Of this session: a command that a killed tab cut short says nothing of the next one.
    const death = this.#death;
    const died = death.then((how): never => {
      throw new BrowserDied(how);
    });
    try {
      return await within(patience, 'an answer of WebKitWebDriver', Promise.race([asked, died]));
    } catch (error) {
      const isDead = isDeath(error as Error);
      // A connection breaks a moment before the end of its program is known.
      const how = isDead && (await Promise.race([death, pause(isDead === true ? 300 : 30)]));
      if (!how && isDead !== true) throw error;
      // Nothing else is worth a wait in this session.
      const text = how || 'WebKitWebDriver lost its page or fell silent';
      const fault = error instanceof BrowserDied ? error : new BrowserDied(`${text}; ${(error as Error).message}`);
      if (this.#death === death) {
        this.#death = Promise.resolve(text);
        this.#died = fault;
      }
      throw fault;
    }
  }

  /**
   * The same where tabs are killed on purpose. Whoever kills them knows what their ends look like, so nothing is remembered of
   * an error; what else comes of a driver or a window that failed is nobody's assertion.
   */
  async #aliveAmongKills<T>(asked: Promise<T>): Promise<T> {
    try {
      return await within(patience, 'an answer of WebKitWebDriver', asked);
    } catch (error) {
      const {name, message} = error as Error;
      if (error instanceof BrowserDied || !isDeath(error as Error)) throw error;
      throw new BrowserDied(`WebKitWebDriver failed: ${name}: ${message}`, {cause: error});
    }
  }

  /** One command after the other, to the window that is meant. */
  command<T>(window: string | undefined, run: (client: Client) => Promise<T>): Promise<T> {
    const result = this.#queue.then(async () => {
      const client = this.#client!;
      if (window && window !== this.#current) {
        await this.#alive(client.switchToWindow(window));
        this.#current = window;
      }
      return this.#alive(run(client));
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
    this.#kills = true;
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

  /** With all its processes, also those that a dead browser left: one that outlives it would still write into the home that is about to go. */
  async stop(): Promise<void> {
    const ours = [
      ...processesBelow(this.#browser.pid!).map(([pid]) => pid),
      ...processesWith(`WEBKIT_INSPECTOR_SERVER=${serverOn(this.#target)}`),
    ];
    this.#end();
    await within(limits.stop, 'the end of MiniBrowser', this.#ended);
    await killAll(ours);
  }
}
