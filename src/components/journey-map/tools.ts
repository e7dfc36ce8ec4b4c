/** The tools of the map: which view it is, how near, what else there is to open, and the search. */
import {html, type TemplateResult} from 'lit';
import {zooms, type ViewName, views} from '../../journey/view.js';
import type {Words} from '../../locales/journey-map/words.js';
import type {Hits} from './hits.js';
import type {Scene} from './scene.js';

export type Panel = 'lanes' | 'key' | 'filter' | 'files' | '';

export const toggle = (action: string, key: string, on: boolean, text: string): TemplateResult =>
  html`<button type="button" data-do=${action} data-key=${key} aria-pressed=${on}>${text}</button>`;

const opener = (panel: Panel, open: Panel, text: string): TemplateResult =>
  html`<button type="button" data-do="panel" data-key=${panel} aria-expanded=${panel === open}>${text}</button>`;

/** Views that are about the whole of a map. */
const unfiltered: readonly ViewName[] = ['check', 'roll-up'];

export const viewBar = ({words, view}: Scene): TemplateResult =>
  html`<div class="views" role="group" aria-label=${words.t('views')}>
    ${views.map(name => toggle('view', name, view.view === name, words.t(`view.${name}`)))}
  </div>`;

export function toolBar(scene: Scene, panel: Panel, hits: Hits): TemplateResult {
  const {words, view} = scene;
  const isMap = view.view === 'map';
  const fit = toggle('fit', '', view.fit, words.t('fit'));
  return html`<div class="tools" role="group" aria-label=${words.t('tools')}>
    ${
      isMap
        ? html`<div class="group" role="group" aria-label=${words.t('zoom')}>
              ${zooms.map(zoom => toggle('zoom', zoom, view.zoom === zoom, words.t(`zoom.${zoom}`)))}
            </div>
            ${fit} ${toggle('compact', '', view.density === 'compact', words.t('compact'))}
            ${opener('lanes', panel, words.t('lanes'))} ${opener('key', panel, words.t('key'))}`
        : view.view === 'compare'
          ? fit
          : ''
    }
    ${unfiltered.includes(view.view) ? '' : opener('filter', panel, filterWord(scene))}
    ${opener('files', panel, words.t('files'))} ${searchBar(scene, hits)}
  </div>`;
}

/** With how much is asked for: closed, the panel itself tells nobody why items are missing. */
function filterWord({words, view}: Scene): string {
  const {length} = Object.values(view.filter).flat();
  return words.t('filter') + (length ? ` (${words.number(length)})` : '');
}

const searchBar = ({words, view}: Scene, hits: Hits): TemplateResult =>
  html`<div class="search" role="search">
    <input
      type="search"
      class="edge"
      maxlength="200"
      data-do="query"
      aria-label=${words.t('search')}
      placeholder=${words.t('search')}
      .value=${view.query}
    />
    ${
      view.query
        ? html`<span class="hits" role="status">${hitsIn(words, hits)}</span>
            <button
              type="button"
              data-do="hit"
              data-key="-1"
              aria-label=${words.t('previous')}
              class="previous"
            ></button>
            <button type="button" data-do="hit" data-key="1" aria-label=${words.t('next')} class="next"></button>`
        : ''
    }
  </div>`;

/** How many there are, and once a reader has gone to one, which. */
function hitsIn(words: Words, {keys: {length}, at, isReached}: Hits): string {
  if (!length) return words.t('noHits');
  return isReached ? `${words.number(at + 1)} / ${words.number(length)}` : words.t('hits', 'n', length);
}
