/** What a page still holds after many elements came and went: counted by the browser itself, after its garbage collection. */
import type {CDPSession, Page} from 'puppeteer-core';

export interface Held {
  /** Objects made by the element's class. */
  readonly elements: number;
  /** Those of the browser's own, in the whole page. */
  readonly nodes: number;
  readonly listeners: number;
  readonly observers: number;
  /** Callbacks in the kit's shared record of the page. */
  readonly callbacks: number;
}

async function count(page: Page, expression: string): Promise<number> {
  const prototype = await page.evaluateHandle(expression);
  const found = await page.queryObjects(prototype);
  const length = await found.evaluate(objects => (objects as unknown as unknown[]).length);
  await Promise.all([found.dispose(), prototype.dispose()]);
  return length;
}

export async function held(page: Page, cdp: CDPSession, tags: readonly string[]): Promise<Held> {
  const metric = async (name: string): Promise<number> =>
    (await cdp.send('Performance.getMetrics')).metrics.find(one => one.name === name)!.value;
  // What ended in a promise goes a turn later than what held it; a popup that was on its way gives up within a second.
  for (let turn = 0, seen = [NaN]; turn < 20; turn++) {
    await new Promise(done => setTimeout(done, 400));
    await cdp.send('HeapProfiler.collectGarbage');
    const now = [await metric('JSEventListeners'), await metric('Nodes')];
    if (turn > 3 && `${now}` === `${seen}`) break;
    seen = now;
  }
  let elements = 0;
  for (const tag of tags) elements += await count(page, `customElements.get('${tag}').prototype`);
  const observers = ['IntersectionObserver', 'MutationObserver', 'ResizeObserver'];
  let watching = 0;
  for (const name of observers) watching += await count(page, `${name}.prototype`);
  return {
    elements,
    nodes: await metric('Nodes'),
    listeners: await metric('JSEventListeners'),
    observers: watching,
    callbacks: await page.evaluate(
      () =>
        (globalThis as unknown as Record<symbol, {listeners: Set<unknown>}>)[Symbol.for('stagepost.page.1')]!.listeners
          .size,
    ),
  };
}

/** How one mount is made and ended. */
export interface Mount {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Tag of an element inside it. */
  readonly child?: string;
  /** Data inside it, as JSON. */
  readonly json?: string;
  /** What it shows once it can be used. */
  readonly ready?: string;
}

/**
 * Mounts and unmounts `times` elements, in groups: a third is taken away at once, a third after the next frame, a third when it is
 * open and has been used. Runs in the page.
 */
export async function mountAndUnmount(
  {tag, attributes = {}, child, json, ready = '.box'}: Mount,
  times: number,
): Promise<void> {
  const frame = () => new Promise(done => void requestAnimationFrame(() => setTimeout(done)));
  const group = 20;
  const use = async (prompt: HTMLElement & {show?(): Promise<void>}): Promise<void> => {
    const isReady = () => prompt.shadowRoot?.querySelector(ready);
    for (let tries = 0; tries < 20 && !isReady(); tries++) {
      await prompt.show?.();
      await frame();
    }
    const field = prompt.shadowRoot?.querySelector<HTMLElement>('[name=score]');
    field?.focus();
    field?.click();
    prompt.shadowRoot?.querySelector<HTMLElement>('[data-do=open]')?.click();
    prompt.shadowRoot?.querySelector<HTMLElement>('.close')?.click();
  };
  for (let done = 0; done < times; done += group) {
    // A popup that was closed is not asked again for some days.
    for (const key of Object.keys(localStorage)) if (key.startsWith('stagepost:no:')) localStorage.removeItem(key);
    const elements = Array.from({length: group}, (_, at) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.setAttribute('survey', `leak-${at}`);
      if (child) element.append(document.createElement(child));
      if (json) {
        const script = element.appendChild(document.createElement('script'));
        script.type = 'application/json';
        script.textContent = json;
      }
      return element;
    });
    document.body.append(...elements);
    for (const element of elements.splice(0, 7)) element.remove();
    await frame();
    for (const element of elements.splice(0, 7)) element.remove();
    for (const element of elements) await use((child ? element.firstElementChild : element) as HTMLElement);
    await frame();
    for (const element of elements) element.remove();
  }
}
