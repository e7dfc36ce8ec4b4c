/** A map in a page, for tests, and words for what a reader does. */
import {fixture, html} from '@open-wc/testing';
import {StagepostJourneyMap} from '../../src/components/journey-map/journey-map.js';
import {define} from '../../src/ui/define.js';
import {smallMap} from '../support/journeys.js';
import {settled, waitUntil} from './support.js';

define('journey-map', StagepostJourneyMap);

interface Place {
  readonly width?: string;
  readonly lang?: string;
  readonly dir?: string;
  readonly ready?: string;
  /** Other maps that it leads to or is compared with. */
  readonly maps?: readonly unknown[] | undefined;
}

/** The text of an element on one line, without isolates, which nobody sees. */
export const textOf = (node: Element): string =>
  node
    .textContent!.replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A map in a page, and words for what a reader does. */
export async function look(
  map: unknown = smallMap(),
  {width = '1200px', lang = 'en', dir = 'ltr', ready = '.grid, .story', maps}: Place = {},
) {
  const around = await fixture<HTMLElement>(
    html`<div lang=${lang} dir=${dir} style=${`inline-size: ${width}`}>
      <stagepost-journey-map .map=${map} .maps=${maps}></stagepost-journey-map>
    </div>`,
  );
  const element = around.querySelector('stagepost-journey-map')!;
  const root = () => element.shadowRoot!;
  await waitUntil(() => root().querySelector(ready), ready);
  await settled(element);
  const find = <E extends HTMLElement>(selector: string) => root().querySelector<E>(selector)!;
  const seen = (selector: string) =>
    [...root().querySelectorAll<HTMLElement>(selector)].filter(one => one.getClientRects().length > 0);
  const press = async (selector: string) => {
    const pressed = find(selector);
    pressed.click();
    await settled(element);
    // What it holds may still be on its way.
    if (pressed.matches('[data-do=panel][aria-expanded=true]')) await waitUntil(() => root().querySelector('.panel'));
  };
  const words = (selector: string) => textOf(find(selector));
  return {element, root, find, seen, press, words};
}

export const doing = (what: string, key: string) => `[data-do="${what}"][data-key="${key}"]`;
