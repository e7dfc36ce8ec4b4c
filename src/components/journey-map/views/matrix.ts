/** Opportunities by impact and effort, as a table of five by five. */
import {h} from '../../../ui/dom.js';
import {Keyed} from '../keyed.js';
import {itemButton, unseen} from '../marks.js';
import type {Scene} from '../scene.js';

const scale = [1, 2, 3, 4, 5] as const;

export class Matrix {
  readonly element: HTMLTableElement;
  readonly #keyed = new Keyed();

  constructor({parts, words}: Scene) {
    const all = parts.map.opportunities ?? [];
    const cell = (impact: number, effort: number): HTMLElement =>
      h(
        'td',
        {class: quadrantOf(impact, effort)},
        all
          .filter(one => one.impact === impact && one.effort === effort)
          .map(one =>
            itemButton(
              `opportunity:${one.id}`,
              {class: 'item card'},
              h('span', {class: 'words'}, one.title),
              ' ',
              h('span', {'class': 'pill', 'data-status': one.status}, unseen(', '), words.of('statuses', one.status)),
            ),
          ),
      );
    this.element = h(
      'table',
      {class: 'matrix roving'},
      h('caption', {}, words.t('matrixHint')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td'),
          scale.map(effort => h('th', {scope: 'col'}, words.t('effort', 'n', effort))),
        ),
      ),
      h(
        'tbody',
        {},
        [...scale].reverse().map(impact =>
          h(
            'tr',
            {},
            h('th', {scope: 'row'}, words.t('impact', 'n', impact)),
            scale.map(effort => cell(impact, effort)),
          ),
        ),
      ),
    );
    this.#keyed.take(this.element);
  }

  of = (key: string): readonly HTMLElement[] => this.#keyed.of(key);

  show(_scene: Scene, hidden: ReadonlySet<string>): void {
    this.#keyed.hide(hidden);
  }
}

/** The corner of the matrix, for its tint: quick wins, big bets, fill-ins, and what takes time for little. */
const quadrantOf = (impact: number, effort: number): string =>
  `${impact > 3 ? 'high' : impact < 3 ? 'low' : 'mid'} ${effort < 3 ? 'easy' : effort > 3 ? 'hard' : 'mid'}`;
