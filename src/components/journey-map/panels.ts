/** The tools of the map: how near it is, which lanes and items are shown, and the search. */
import {html, type TemplateResult} from 'lit';
import {choicesOf, type Facet, isFiltering} from '../../journey/filter.js';
import {zooms, views as allViews, type ViewName} from '../../journey/view.js';
import type {JourneyText} from '../../locales/journey-map/words.js';
import {laneIs, lanesInOrder, laneTitle, type Scene} from './scene.js';

export type Panel = 'lanes' | 'filter' | 'files' | '';

const toggle = (action: string, key: string, on: boolean, text: string): TemplateResult =>
  html`<button type="button" data-do=${action} data-key=${key} aria-pressed=${on}>${text}</button>`;

const opener = (panel: Panel, open: Panel, text: string): TemplateResult =>
  html`<button type="button" data-do="panel" data-key=${panel} aria-expanded=${panel === open}>${text}</button>`;

export const shownViews: readonly ViewName[] = [
  'map',
  'items',
  'matrix',
  'priorities',
  'storyboard',
  'personas',
  'check',
  'compare',
  'roll-up',
];

export const viewBar = ({words, view}: Scene, names: readonly ViewName[]): TemplateResult =>
  html`<div class="views" role="group" aria-label=${words.t('views')}>
    ${allViews.filter(name => names.includes(name)).map(name => toggle('view', name, view.view === name, words.t(`view.${name}`)))}
  </div>`;

/** `folded`: whether all stages are. */
export function toolBar(scene: Scene, panel: Panel, hits: number, hit: number): TemplateResult {
  const {words, view} = scene;
  const isMap = view.view === 'map';
  return html`<div class="tools" role="group" aria-label=${words.t('tools')}>
    ${
      isMap
        ? html`<div class="group" role="group" aria-label=${words.t('zoom')}>
              ${zooms.map(zoom => toggle('zoom', zoom, view.zoom === zoom, words.t(`zoom.${zoom}`)))}
            </div>
            ${toggle('fit', '', view.fit, words.t('fit'))}
            ${toggle('compact', '', view.density === 'compact', words.t('compact'))}
            ${opener('lanes', panel, words.t('lanes'))}`
        : ''
    }
    ${opener('filter', panel, words.t('filter'))} ${opener('files', panel, words.t('files'))}
    ${searchBar(scene, hits, hit)}
  </div>`;
}

const searchBar = ({words, view}: Scene, hits: number, hit: number): TemplateResult =>
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
        ? html`<span class="hits" role="status"
              >${hits ? `${words.number(hit + 1)} / ${words.number(hits)}` : words.t('noHits')}</span
            >
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

export const lanesPanel = (scene: Scene): TemplateResult => {
  const {words, view} = scene;
  const lanes = lanesInOrder(scene);
  return html`<div class="panel" role="group" aria-label=${words.t('lanes')}>
    <p class="more">${words.t('lanesHint')}</p>
    <ul class="choices">
      ${lanes.map(lane => {
        const title = laneTitle(scene, lane);
        const button = (action: 'up' | 'down') =>
          html`<button
            type="button"
            data-do=${action}
            data-key=${lane.id}
            class=${action}
            aria-label=${`${words.t(action)}: ${title}`}
          ></button>`;
        return html`<li>
          <label
            ><input
              type="checkbox"
              data-do="show"
              data-key=${lane.id}
              .checked=${!laneIs(view.hidden, lane, lane.hidden)}
            />
            ${title}</label
          >
          <span class="row">
            ${toggle('pin', lane.id, laneIs(view.pinned, lane, lane.pinned), words.t('pin'))}${button('up')}${button('down')}
          </span>
        </li>`;
      })}
    </ul>
    <button type="button" data-do="reset">${words.t('reset')}</button>
  </div>`;
};

/** A value of a facet as people read it. */
export function facetWord({words, parts}: Scene, facet: Facet, value: string): string {
  switch (facet) {
    case 'persona':
      return parts.personas.get(value)?.name ?? value;
    case 'channel':
      return parts.channels.get(value)?.name ?? value;
    case 'status':
      return words.of('statuses', value as 'idea');
    case 'evidence':
      return words.t(value as JourneyText);
    default:
      return value;
  }
}

export function filterPanel(scene: Scene, fitting: number): TemplateResult {
  const {words, view, list} = scene;
  return html`<div class="panel" role="group" aria-label=${words.t('filter')}>
    ${choicesOf(list).map(
      ({facet, values}) =>
        html`<fieldset class="facet">
          <legend>${words.t(`facet.${facet}`)}</legend>
          ${values.map(value => toggle('filter', `${facet}:${value}`, !!view.filter[facet]?.includes(value), facetWord(scene, facet, value)))}
        </fieldset>`,
    )}
    <p class="row" role="status">
      ${
        isFiltering(view.filter)
          ? html`${words.t('filtering', 'n', fitting)}
              <button type="button" data-do="clear">${words.t('clear')}</button>`
          : ''
      }
    </p>
  </div>`;
}
