/**
 * The prompt's own pixels: on a hostile page, and on a clean one of the same width, scheme and direction.
 *
 *   const look = new Look(await startChromiumHost());
 *   await look.differences({head, body: `…HERE…`}, views)     // [{state, view, share}], in the order of the states
 *
 * HERE is where the two lines of the README go. Both pages name the font and its size, which are inherited on purpose.
 */
import {isDeepStrictEqual} from 'node:util';
import type {ElementHandle, Page} from 'puppeteer-core';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {questionOf} from '../../../src/components/nps/answers.js';
import {other, preset} from '../../../src/components/nps/preset.js';
import type {ChromiumHost, Visit} from '../host.js';
import {findPrompt, inside, untilState} from '../nps-walk.js';

export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** Every pair of width, scheme and direction. */
export const everyView: Readonly<Record<'ltr' | 'rtl', readonly View[]>> = {
  ltr: [{width: 1280, scheme: 'light'}, {width: 320, scheme: 'dark'}],
  rtl: [{width: 1280, scheme: 'dark'}, {width: 320, scheme: 'light'}],
}; // prettier-ignore

export const states = ['empty', 'refused', 'open', 'thanks'] as const;
export type State = (typeof states)[number];

export interface HostilePage {
  /** The whole page. */
  readonly html: string;
  readonly dir?: 'ltr' | 'rtl';
  /** Where the embed files are; another folder for a broken build. */
  readonly folder?: string;
  /** Attributes of the prompt, beyond those of the README. */
  readonly attributes?: string;
}

export interface Difference {
  readonly state: State;
  readonly view: View;
  readonly sheet: string;
  /** Of the pixels of the prompt's box. */
  readonly share: number;
}

/** At most this share of the prompt's pixels may differ. */
export const most = 0.001;

export const font = `:root { --stagepost-font: 'Liberation Sans', 'Noto Sans Arabic', sans-serif; --stagepost-font-size: 16px }`;
/** Tall enough for the prompt with everything open: what is beyond the screen is not photographed without a new layout. */
const heights: Readonly<Record<number, number>> = {320: 2200, 1280: 1500};

/** A draft with the causes in one order, left by an earlier load: each visitor has an order of their own. */
const sameOrder = (survey: string): string => {
  const multiple = questionOf(preset(survey), 'multiple')!;
  const order = [...multiple.options.map(({id}) => id), other];
  return `sessionStorage['stagepost:draft:pk_demo:${survey}#1'] ??= '${JSON.stringify({order})}';`;
};

interface Place {
  /** Of the box, in CSS pixels, on the page. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly scheme: string;
}

/** Where the box is, scrolled to the lower end of the screen: bars that stick to the top of a page are not over it. */
async function locate(page: Page): Promise<Place> {
  const place = await scrollThere(page);
  await page.evaluate(() => new Promise(done => void requestAnimationFrame(() => requestAnimationFrame(done))));
  const later = await scrollThere(page);
  // Some pages move after a change of the window's width.
  return isDeepStrictEqual(place, later) ? place : locate(page);
}

const scrollThere = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const host = document.querySelector('stagepost-nps')!;
    const box = host.shadowRoot!.querySelector('.box')!;
    box.scrollIntoView({block: 'end', behavior: 'instant'});
    const {x, y, width, height} = box.getBoundingClientRect();
    const {pageLeft, pageTop} = visualViewport!;
    const radius = Math.ceil(Number.parseFloat(getComputedStyle(box).borderTopLeftRadius) || 0);
    return {x: x + pageLeft, y: y + pageTop, width, height, radius, scheme: getComputedStyle(host).colorScheme};
  });

/** The pixels of the box, whose edges a browser rounds; its corners, through which the page shows, are left out. */
async function shoot(page: Page, {x, y, width, height, radius}: Place): Promise<PNG> {
  const [left0, top0] = [Math.round(x), Math.round(y)];
  const clip = {x: left0, y: top0, width: Math.round(x + width) - left0, height: Math.round(y + height) - top0};
  const image = PNG.sync.read(Buffer.from(await page.screenshot({clip, captureBeyondViewport: false})));
  for (const left of [0, image.width - radius])
    for (const top of [0, image.height - radius])
      for (let row = top; row < top + radius; row++)
        image.data.fill(0, (row * image.width + left) * 4, (row * image.width + left + radius) * 4);
  return image;
}

/** The share of pixels that differ at all; 1 where the sizes do. */
export function share(a: PNG, b: PNG, into?: PNG): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const count = pixelmatch(a.data, b.data, into?.data, a.width, a.height, {threshold: 0.02, includeAA: true});
  return count / (a.width * a.height);
}

/** Of a pixel: it decides how a browser rounds the place of a line of text. */
const fraction = (value: number): number => value - Math.floor(value);

/** A page with nothing on it but these. */
export const plainPage = (css = '', before = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8" /><title>x</title><style>${css}</style></head><body>${before}HERE</body></html>`;

export class Look {
  readonly host: ChromiumHost;
  /** Called with both images of each comparison. */
  readonly #seen: ((name: string, hostile: PNG, clean: PNG) => void) | undefined;
  /** Clean pages, each in one state. */
  readonly #clean = new Map<string, Promise<Visit<Page>>>();
  readonly #images = new Map<string, Promise<PNG>>();

  constructor(host: ChromiumHost, seen?: (name: string, hostile: PNG, clean: PNG) => void) {
    this.host = host;
    this.#seen = seen;
  }

  /** Opens a page with the prompt on it, which has rendered. */
  async open({html, dir = 'ltr', folder = '/stagepost/', attributes = ''}: HostilePage): Promise<Visit<Page>> {
    const tag = this.host.tag('', 'type="module"', `${folder}stagepost.js`);
    const lines = `${tag}<stagepost-nps survey="after-purchase" subject="our shop" ${attributes}></stagepost-nps>`;
    const visit = await this.host.visit({
      html: html
        .replace(/<html[^>]*>/, found =>
          found
            .replace(/ (lang|dir)="[^"]*"/g, '')
            .replace('>', dir === 'rtl' ? ' lang="ar" dir="rtl">' : ' lang="en">'),
        )
        .replace(/<head>/, '<head><meta name="color-scheme" content="light dark" />')
        .replace(/<\/head>/, `<style>${font}</style></head>`)
        .replace('HERE', () => lines),
      before: sameOrder('after-purchase'),
    });
    // What fades in would be photographed on its way.
    await visit.page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    await findPrompt(visit.page);
    await visit.page.waitForFunction(
      lang => document.querySelector('stagepost-nps')!.shadowRoot!.querySelector<HTMLElement>('.box')!.lang === lang,
      {},
      dir === 'rtl' ? 'ar' : 'en',
    );
    return visit;
  }

  /** The differences in each state and view; where `sheets` are given, under each of them, the page's last style element, in its turn. */
  async differences(
    page: HostilePage,
    views: readonly View[],
    wanted: readonly State[] = states,
    sheets: readonly string[] = [''],
  ): Promise<Difference[]> {
    const visit = await this.open(page);
    const style = await visit.page.evaluateHandle(() => document.head.appendChild(document.createElement('style')));
    const found: Difference[] = [];
    for (const state of states.slice(0, Math.max(...wanted.map(one => states.indexOf(one))) + 1)) {
      await reach(visit.page, state);
      if (wanted.includes(state))
        for (const sheet of sheets) {
          await style.evaluate((element, css) => void (element.textContent = css), sheet);
          for (const view of views)
            found.push({state, view, sheet, share: await this.#compare(visit.page, page, state, view)});
        }
      await style.evaluate(element => void (element.textContent = ''));
    }
    await visit.page.browserContext().close();
    return found;
  }

  async #compare(page: Page, {dir = 'ltr', attributes = ''}: HostilePage, state: State, view: View): Promise<number> {
    await see(page, view);
    const place = await locate(page);
    const image = await shoot(page, place);
    const place0 = {...place, x: fraction(place.x), y: fraction(place.y)};
    const key = [
      dir,
      attributes,
      state,
      view.width,
      view.scheme,
      place0.x,
      place0.y,
      place0.width,
      place0.scheme,
    ].join();
    if (!this.#images.has(key)) this.#images.set(key, this.#cleanImage(dir, attributes, state, view, place0));
    const clean = await this.#images.get(key)!;
    this.#seen?.(key, image, clean);
    return share(image, clean);
  }

  async #cleanImage(dir: 'ltr' | 'rtl', attributes: string, state: State, view: View, place: Place): Promise<PNG> {
    const key = [dir, attributes, state].join();
    if (!this.#clean.has(key)) {
      const html = `<!doctype html><html><head><meta charset="utf-8" /><title>Clean</title></head><body><div id="place">HERE</div></body></html>`;
      this.#clean.set(
        key,
        this.open({html, dir, attributes}).then(async visit => {
          for (const step of states.slice(0, states.indexOf(state) + 1)) await reach(visit.page, step);
          return visit;
        }),
      );
    }
    const {page} = await this.#clean.get(key)!;
    await see(page, view);
    await page.evaluate(
      ({x, y, width, scheme}) => {
        document.documentElement.style.colorScheme = scheme;
        const {style} = document.querySelector<HTMLElement>('#place')!;
        style.cssText = `position: absolute; left: ${x}px; top: ${y}px; width: ${width}px`;
      },
      {...place},
    );
    return shoot(page, await locate(page));
  }
}

export async function see(page: Page, {width, scheme}: View): Promise<void> {
  await page.setViewport({width, height: heights[width]!});
  await page.emulateMediaFeatures([
    {name: 'prefers-color-scheme', value: scheme},
    {name: 'prefers-reduced-motion', value: 'reduce'},
  ]);
}

/** From the state before it to this one, by real events. */
export async function reach(page: Page, state: State): Promise<void> {
  const prompt = (await page.$('stagepost-nps')) as ElementHandle<HTMLElement>;
  const click = async (selector: string) => (await inside(page, prompt, selector)).evaluate(found => found.click());
  if (state === 'refused') {
    await click('button.quiet');
    await inside(page, prompt, 'p.title');
  }
  if (state === 'open') {
    await click('button.quiet');
    await click('[name=score][value="3"]');
    for (const cause of ['support', other]) await click(`.choices [value=${cause}]`);
    await click('[name=contact]');
    await inside(page, prompt, '[name=email]');
  }
  if (state === 'thanks') {
    await click('[name=contact]');
    await click('button.main');
    await untilState(page, prompt, 'sent');
  }
  // The focus of the thank-you, and the last rendering.
  await page.evaluate(() => new Promise(done => void requestAnimationFrame(() => setTimeout(done))));
}
