/** What a page is, apart from us: its picture, its elements' computed styles, its custom properties, its globals. */
import type {Page} from 'puppeteer-core';
import {PNG} from 'pngjs';
import type {ChromiumHost} from '../host.js';

export interface Portrait {
  /** The whole page, with the place of the prompt blanked. */
  readonly picture: PNG;
  /** Every computed property of some of the page's own elements, and of their selection. */
  readonly styles: Readonly<Record<string, string>>;
  /** Custom properties that the root has. */
  readonly custom: readonly string[];
  readonly sheets: number;
  readonly adopted: number;
  readonly root: string;
  readonly children: readonly string[];
  /** Own names of `window`, symbols by their description. */
  readonly globals: readonly string[];
  /** Functions of the platform that are not the browser's own any more. */
  readonly patched: readonly string[];
}

/** Runs in the page. */
function portray(): Omit<Portrait, 'picture'> {
  const own =
    'html, body, h1, h2, h3, p, a, ul, li, code, hr, label, input, select, button, table, th, td, nav, footer, section, form';
  const styles: Record<string, string> = {};
  // The prompt is no part of the page, and its neighbours stand where they stand without it.
  const elements = [...document.querySelectorAll(own)]
    .filter(element => !element.closest('stagepost-nps'))
    .slice(0, 40);
  for (const [at, element] of elements.entries())
    for (const pseudo of ['', '::selection']) {
      const style = getComputedStyle(element, pseudo);
      // Custom properties come in no certain order.
      const text = [...style]
        .map(name => `${name}:${style.getPropertyValue(name)}`)
        .sort()
        .join(';');
      styles[`${at} ${element.localName}${pseudo}`] = text;
    }
  const isNative = (value: unknown) =>
    typeof value !== 'function' || /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(value));
  const patched = [window, Element.prototype, Node.prototype, Document.prototype, EventTarget.prototype, History.prototype,
    HTMLElement.prototype, Storage.prototype, XMLHttpRequest.prototype, Array.prototype, Object.prototype, Promise, JSON, customElements]
    .flatMap(holder => Object.entries(Object.getOwnPropertyDescriptors(holder)).flatMap(([key, {value, get}]) => (isNative(value) && isNative(get) ? [] : [key]))); // prettier-ignore
  // The tool that drives the browser leaves names of its own.
  const isTool = (key: unknown) => /^__name$|ariaQuery|puppeteer/.test(String(key));
  const root = document.documentElement;
  return {
    styles,
    custom: [...root.computedStyleMap()].map(([name]) => name).filter(name => name.startsWith('--')).sort(),
    sheets: document.styleSheets.length,
    adopted: document.adoptedStyleSheets.length,
    root: (root.cloneNode() as Element).outerHTML + (document.body.cloneNode() as Element).outerHTML,
    children: [...document.head.children, ...document.body.children].map(element => `${element.localName}#${element.id}.${element.className}`),
    globals: Reflect.ownKeys(window)
      .map(key => (typeof key === 'symbol' ? `${key.description}` : key))
      .filter(key => !isTool(key))
      .sort(),
    patched: patched.filter(key => !isTool(key)),
  }; // prettier-ignore
}

/** A box of a fixed size around the prompt, so that the page is laid out as it would be without. */
const room =
  'display: block; box-sizing: border-box; inline-size: 320px; block-size: 700px; margin: 0; overflow: auto; contain: content';

async function blanked(page: Page): Promise<PNG> {
  const {x, y, width, height} = await page.$eval(
    '#stagepost-room',
    element => element.getBoundingClientRect().toJSON() as DOMRect,
  );
  const picture = PNG.sync.read(Buffer.from(await page.screenshot({fullPage: true})));
  const [from, to] = [Math.max(0, Math.floor(x)), Math.min(picture.width, Math.ceil(x + width))];
  for (let row = Math.max(0, Math.floor(y)); row < Math.min(picture.height, Math.ceil(y + height)); row++)
    picture.data.fill(0, (row * picture.width + from) * 4, (row * picture.width + to) * 4);
  return picture;
}

/** The portrait of a page with `HERE` in it; `tag` is our script, or nothing. */
export async function portrait(host: ChromiumHost, html: string, tag: string): Promise<Portrait> {
  const here = `<div id="stagepost-room" style="${room}"><stagepost-nps survey="after-purchase"></stagepost-nps></div>`;
  const visit = await host.visit({html: html.replace('HERE', () => `${tag || '<script></script>'}${here}`)});
  const {page} = visit;
  await page.setViewport({width: 1280, height: 1000});
  await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
  if (tag) await page.waitForFunction(() => document.querySelector('stagepost-nps')?.shadowRoot?.querySelector('.box'));
  await page.evaluate(() => new Promise(done => void requestAnimationFrame(() => setTimeout(done))));
  await page.evaluate(() => document.getAnimations().forEach(animation => animation.finish()));
  const facts = await page.evaluate(portray);
  const found = {picture: await blanked(page), ...facts};
  await page.browserContext().close();
  return found;
}
