/** A page of WebKitGTK by classic WebDriver, with what `TestPage` names of Puppeteer's page, in Puppeteer's own words. */
import {EventEmitter} from 'node:events';
import {limits} from './ends.js';
import {watch} from './watch.js';
import {WebKitKeyboard} from './webkit-keys.js';
import {findAll, laterScript, nothing, scriptOf, type Wanted} from './webkit-script.js';
import type {WebKitSession} from './webkit-session.js';

type Code = string | ((...args: never[]) => unknown);

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** Something in the page: an element that WebDriver has a name for, or a plain value. */
export class WebKitHandle {
  readonly #page: WebKitPage;
  readonly value: unknown;

  constructor(page: WebKitPage, value: unknown) {
    this.#page = page;
    this.value = value;
  }

  asElement(): this | null {
    return this.value && typeof this.value === 'object' && elementKey in this.value ? this : null;
  }
  evaluate(code: Code, ...args: unknown[]): Promise<unknown> {
    return this.#page.evaluate(code, this, ...args);
  }
  click(): Promise<void> {
    return this.#page.clickOn(this);
  }
  async focus(): Promise<void> {
    await this.evaluate((element: HTMLElement) => element.focus());
  }
  async type(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.type(text);
  }
  async dispose(): Promise<void> {}
}

export class WebKitPage extends EventEmitter {
  readonly keyboard: WebKitKeyboard;
  readonly #session: WebKitSession;
  readonly #window: string;
  readonly #first: string[] = [watch];
  readonly #listening: NodeJS.Timeout;
  #patience = 30_000;
  #scripts = 0;

  constructor(session: WebKitSession, window: string) {
    super();
    this.#session = session;
    this.#window = window;
    this.keyboard = new WebKitKeyboard(
      run => session.command(window, run),
      text => this.evaluate((words: string) => void document.execCommand('insertText', false, words), text),
    );
    // A test may wait for a message without asking the page for anything.
    this.#listening = setInterval(() => void this.#listen(), 50);
    this.#listening.unref();
  }

  setDefaultTimeout(ms: number): void {
    this.#patience = ms;
  }

  /** Each page has a window of its own, and all are shown. */
  async bringToFront(): Promise<void> {}

  /** Runs after the page has loaded: earlier only what our own site puts in front of it. */
  async evaluateOnNewDocument(code: Code): Promise<void> {
    this.#first.push(typeof code === 'string' ? code : `(${code})()`);
  }

  async goto(address: string): Promise<void> {
    await this.#session.command(this.#window, client => client.navigateTo(address));
    await this.#begin();
  }

  async reload(): Promise<void> {
    await this.#session.command(this.#window, client => client.refresh());
    await this.#begin();
  }

  async #begin(): Promise<void> {
    // A page may have spoilt what the driver needs.
    for (const code of this.#first) await this.#run(code, []).catch(() => {});
    await this.#listen();
  }

  /** Resolves when another document has loaded. */
  async waitForNavigation(): Promise<void> {
    await this.evaluate(() => void Object.assign(globalThis, {stagepostStays: true}));
    await this.waitForFunction(() => !('stagepostStays' in globalThis) && document.readyState === 'complete');
    await this.#begin();
  }

  /** Asks the page for nothing any more. */
  forget(): void {
    clearInterval(this.#listening);
  }

  async close(): Promise<void> {
    this.forget();
    await this.#session.shut(this.#window);
  }

  #asking: Promise<void> | undefined;

  /** What the console and the page's errors have said since the last time. */
  #listen(): Promise<void> {
    return (this.#asking ??= this.#hear().finally(() => (this.#asking = undefined)));
  }

  async #hear(): Promise<void> {
    const count = await this.#run('globalThis.stagepostSeen?.length', []).catch(() => 0);
    // A page that spoils JSON spoils what the driver hears.
    if (typeof count !== 'number' || count === 0) return;
    const seen = await this.#run('globalThis.stagepostSeen.splice(0)', []).catch(() => []);
    // There was something, if not in words.
    if (!Array.isArray(seen) || seen.length === 0) return void this.emit('pageerror', new Error('it cannot be read'));
    for (const [type, text] of seen as [string, string][])
      if (type === 'pageerror') this.emit('pageerror', text);
      else this.emit('console', {type: () => type, text: () => text});
  }

  #run(code: Code, args: unknown[], id = 'unasked', wanted: Wanted = 'value'): Promise<unknown> {
    const plain = args.map(arg => (arg instanceof WebKitHandle ? arg.value : arg) as object);
    return this.#session.command(this.#window, client => client.executeScript(scriptOf(code, id, wanted), plain));
  }

  evaluate(code: Code, ...args: unknown[]): Promise<unknown> {
    return this.#ask(code, args, 'value');
  }

  async #ask(code: Code, args: unknown[], wanted: Wanted): Promise<unknown> {
    const id = `kept${this.#scripts++}`;
    try {
      let result = await this.#run(code, args, id, wanted);
      if (result === id) result = await this.#later(id);
      await this.#listen();
      return result === nothing ? undefined : result;
    } catch (error) {
      await this.#listen();
      // What a page's process leaves behind when it ends has no clear words.
      throw this.#session.died ?? error;
    }
  }

  async #later(id: string): Promise<unknown> {
    for (const end = performance.now() + limits.script * 1000; ;) {
      const settled = (await this.#run(laterScript(id), [])) as {value?: unknown; error?: string} | null;
      if (settled?.error !== undefined) throw new Error(settled.error);
      if (settled) return settled.value;
      if (performance.now() > end) throw new Error(`a function on the page did not end within ${limits.script} s`);
      await pause(20);
    }
  }

  async waitForFunction(code: Code, {timeout = this.#patience} = {}, ...args: unknown[]): Promise<WebKitHandle> {
    for (const end = performance.now() + timeout; ; await pause(20)) {
      const value = await this.#ask(code, args, 'truth');
      if (value) return new WebKitHandle(this, value);
      if (performance.now() > end) throw new Error(`waited ${timeout} ms for: ${code}`);
    }
  }

  waitForSelector(selector: string): Promise<WebKitHandle> {
    return this.waitForFunction(`(${findAll})(${JSON.stringify(selector)})[0]`);
  }

  async $$(selector: string): Promise<WebKitHandle[]> {
    const found = (await this.evaluate(findAll as Code, selector)) as unknown[];
    return found.map(value => new WebKitHandle(this, value));
  }

  $$eval(selector: string, code: Code, ...args: unknown[]): Promise<unknown> {
    return this.evaluate(`(${code})((${findAll})(${JSON.stringify(selector)}), ...${JSON.stringify(args)})`);
  }

  $eval(selector: string, code: Code, ...args: unknown[]): Promise<unknown> {
    return this.evaluate(`(${code})((${findAll})(${JSON.stringify(selector)})[0], ...${JSON.stringify(args)})`);
  }

  async focus(selector: string): Promise<void> {
    await this.$eval(selector, (element: HTMLElement) => element.focus());
  }

  async click(selector: string): Promise<void> {
    await this.clickOn(await this.waitForSelector(selector));
  }

  /** A real click in the middle of an element. */
  async clickOn(element: WebKitHandle): Promise<void> {
    const [x, y] = (await element.evaluate((target: HTMLElement) => {
      target.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
      const {left, top, width, height} = target.getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    })) as [number, number];
    const actions = [
      {type: 'pointerMove', duration: 0, x, y},
      {type: 'pointerDown', button: 0},
      {type: 'pointerUp', button: 0},
    ];
    await this.#session.command(this.#window, client =>
      client.performActions([{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions}]),
    );
  }

  /** In CSS pixels; the scale of the screen stays 1. */
  async setViewport({width, height}: {width: number; height: number}): Promise<void> {
    await this.#session.command(this.#window, client => client.setWindowRect(0, 0, width, height));
    const inner = (await this.evaluate('innerHeight')) as number;
    await this.#session.command(this.#window, client => client.setWindowRect(0, 0, width, 2 * height - inner));
    await this.waitForFunction(`innerWidth === ${width}`, {timeout: 2000}).catch(() => {});
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await this.#session.command(this.#window, client => client.takeScreenshot()), 'base64');
  }
}
