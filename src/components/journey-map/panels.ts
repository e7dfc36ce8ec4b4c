/** What the tools open: which lanes are shown, what the signs mean, and which items. */
import {html, type TemplateResult} from 'lit';
import {choicesOf, type Facet, fits, isFiltering} from '../../journey/filter.js';
import type {JourneyText} from '../../locales/journey-map/words.js';
import {keyPanel} from './key.js';
import {isMovable, isPinned} from './panel-actions.js';
import {laneIs, lanesInOrder, laneTitle, type Scene} from './scene.js';
import {type Panel, toggle} from './tools.js';

const lanesPanel = (scene: Scene): TemplateResult => {
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
            aria-disabled=${!isMovable(scene, lane, action === 'up' ? -1 : 1)}
          ></button>`;
        const held = (action: 'shut' | 'pin', is: boolean, text: string) =>
          html`<button
            type="button"
            data-do=${action}
            data-key=${lane.id}
            aria-label=${`${text}: ${title}`}
            aria-pressed=${is}
          >
            ${text}
          </button>`;
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
            ${held('shut', laneIs(view.shut, lane, lane.collapsed), words.t('collapsed'))}
            ${held('pin', isPinned(scene, lane), words.t('pin'))}${button('up')}${button('down')}
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

function filterPanel(scene: Scene): TemplateResult {
  const {words, view, list} = scene;
  const fitting = list.filter(item => fits(item, view.filter, view.view === 'items')).length;
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

const panels: Partial<Record<Panel, (scene: Scene) => TemplateResult>> = {
  lanes: lanesPanel,
  key: keyPanel,
  filter: filterPanel,
};

export const panelOf = (scene: Scene, panel: Panel): TemplateResult | '' => panels[panel]?.(scene) ?? '';
