/** What stands above a map: where one is, what it is called, and in what state it is. */
import {html, type TemplateResult} from 'lit';
import type {Remark} from '../../interchange/reading.js';
import type {Words} from '../../locales/journey-map/words.js';
import {liveState} from './lives.js';
import {remarkList} from './remarks.js';
import type {Scene} from './scene.js';

/** What is said of a map in one line. */
function factsOf({parts, words}: Scene, today: string): string[] {
  const {state, status, version, reviewBy, updatedAt, owner} = parts.map;
  return [
    state && words.t(`state.${state}`),
    status && words.t(`status.${status}`),
    version && words.t('version', 'version', version),
    owner,
    updatedAt && words.t('updated', 'date', words.date(updatedAt)),
    reviewBy && reviewBy.slice(0, 10) >= today && words.t('reviewBy', 'date', words.date(reviewBy)),
  ].filter((fact): fact is string => !!fact);
}

/** What is known of a map beside the map itself. */
export interface Origin {
  /** ISO day. */
  readonly today: string;
  /** Titles of other maps, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** When the map was fetched, where that is not now. */
  readonly keptAt: string | undefined;
  /** What was said when it was read. */
  readonly remarks: readonly Remark[];
}

export function head(scene: Scene, {today, titles, keptAt, remarks}: Origin): TemplateResult {
  const {parts, words, view} = scene;
  const {map} = parts;
  const {reviewBy} = map;
  const isLate = reviewBy !== undefined && reviewBy.slice(0, 10) < today;
  // A link may lead to a map that is still on its way.
  const above = view.trail.at(-1) === map.id ? view.trail.slice(0, -1) : [];
  return html`<div class="head">
    ${
      above.length
        ? html`<nav aria-label=${words.t('trail')}>
            ${above.map(id => html`<button type="button" class="jump" data-do="ascend" data-key=${id}>${titles.get(id) ?? id}</button> / `)}
          </nav>`
        : ''
    }
    <h2 class="headline" id="headline" part="title" tabindex="-1" lang=${map.lang ?? words.language}>${map.title}</h2>
    <p class="more">
      ${factsOf(scene, today).join(' · ')}${isLate ? html` <strong class="wrong">${words.t('overdue', 'date', words.date(reviewBy))}</strong>` : ''}
    </p>
    ${keptAt ? html`<p class="badge" role="status">${words.t('cached', 'time', words.time(keptAt))}</p>` : ''}
    ${
      remarks.length
        ? html`<details>
            <summary>${words.t('files.remarks', 'n', remarks.length)}</summary>
            ${remarkList(words, remarks)}
          </details>`
        : ''
    }
    ${liveLine(scene)} ${map.scenario || map.description || map.objectives || map.expectations ? about(map, words) : ''}
  </div>`;
}

/** How the live values came here. */
const liveLine = (scene: Scene) =>
  scene.live
    ? html`<p class=${scene.live.state === 'shown' ? 'more' : 'badge'} role="status">
        ${liveState(scene.live, scene.words)}${scene.live.persona ? ` (${scene.words.t('live.of', 'name', scene.live.persona.name)})` : ''}
      </p>`
    : '';

const section = (title: string, texts: readonly string[]): TemplateResult | '' =>
  texts.length ? html`<dt>${title}</dt><dd>${texts.map(text => html`<p>${text}</p>`)}</dd>` : ''; // prettier-ignore

function about(
  {description, scenario, expectations = [], objectives = []}: Scene['parts']['map'],
  words: Scene['words'],
) {
  return html`<details>
    <summary>${words.t('about')}</summary>
    <dl>
      ${section('', description ? [description] : [])}${section(words.t('scenario'), scenario ? [scenario] : [])}
      ${section(words.t('expectations'), expectations)}${section(words.t('objectives'), objectives)}
    </dl>
  </details>`;
}

/** What is said where there is no map to show. */
export const notice = (
  words: Words,
  state: 'loading' | 'empty' | 'broken' | 'unreachable',
  remarks: readonly Remark[],
): TemplateResult =>
  html`<div class="notice" role="status">
    <p class="title">${words.t(state)}</p>
    ${
      state === 'broken'
        ? html`<p>${words.t('faults', 'n', remarks.length)}</p>
            ${remarkList(words, remarks)}`
        : ''
    }
    ${state === 'unreachable' ? html`<button type="button" data-do="again">${words.t('again')}</button>` : ''}
  </div>`;
