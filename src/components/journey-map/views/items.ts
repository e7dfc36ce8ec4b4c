/** All items of a map as a table: sorted, grouped, and as the filter and the search leave them. */
import {fits, isFiltering} from '../../../journey/filter.js';
import type {Item} from '../../../journey/items.js';
import {search} from '../../../journey/search.js';
import {type Child, h, mark} from '../../../ui/dom.js';
import {itemButton} from '../marks.js';
import type {Scene} from '../scene.js';
import {columns, comparing, groups, valueOf} from './rows.js';

export class Items {
  readonly element: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #heads: HTMLElement[];
  readonly #rows: ReadonlyMap<Item, HTMLTableRowElement>;
  readonly #count: HTMLElement;
  readonly #grouping: HTMLSelectElement;
  #arranged: unknown[] = [];

  constructor(scene: Scene) {
    const {words, parts} = scene;
    this.#heads = columns.map(
      column =>
        h('th', {scope: 'col'}, h('button', {'type': 'button', 'data-do': 'sort', 'data-key': column}, words.t(`column.${column}`))), // prettier-ignore
    );
    this.#rows = new Map(scene.list.map(item => [item, rowOf(scene, item)]));
    this.#table = h(
      'table',
      {class: 'list everything roving'},
      h('caption', {class: 'unseen'}, `${parts.map.title}: ${words.t('view.items')}`),
      h('thead', {}, h('tr', {}, this.#heads)),
    );
    this.#count = h('p', {role: 'status', class: 'more'});
    this.#grouping = h(
      'select',
      {'class': 'edge', 'data-do': 'group'},
      h('option', {value: ''}, words.t('noGroups')),
      groups.map(column => h('option', {value: column}, words.t(`column.${column}`))),
    );
    this.element = h(
      'div',
      {class: 'items'},
      h('div', {class: 'ends'}, h('label', {class: 'row'}, words.t('group'), this.#grouping), this.#count),
      this.#table,
    );
  }

  of = (key: string): readonly HTMLElement[] => [
    ...this.#table.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`),
  ];

  show(scene: Scene): void {
    const {view, words} = scene;
    const found = view.query ? new Set(search(scene.list, view.query)) : undefined;
    let count = 0;
    for (const [item, row] of this.#rows) {
      const isShown = (!isFiltering(view.filter) || fits(item, view.filter, true)) && (!found || found.has(item));
      mark(row, 'hidden', !isShown);
      if (isShown) count++;
    }
    this.#count.textContent = words.t('items', 'n', count);
    this.#grouping.value = view.group;
    columns.forEach((column, at) => {
      const turned = view.sort === `-${column}` ? 'descending' : view.sort === column && 'ascending';
      mark(this.#heads[at]!, 'aria-sort', turned);
    });
    const arrangement = [view.sort, view.group];
    if (arrangement.some((part, at) => part !== this.#arranged[at])) this.#arrange(scene);
    this.#arranged = arrangement;
    for (const body of this.#table.tBodies)
      mark(body, 'hidden', ![...body.querySelectorAll('tr.one')].some(row => !row.hasAttribute('hidden')));
  }

  /** Puts the rows in order, under a heading for each group. */
  #arrange(scene: Scene): void {
    const {view, words} = scene;
    const sorted = [...scene.list].sort(comparing(scene, view.sort));
    const group = groups.find(name => name === view.group);
    const bodies = new Map<string, Item[]>();
    if (group) sorted.sort(comparing(scene, group));
    for (const item of sorted) {
      const name = group ? valueOf(scene, item, group).text : '';
      const body = bodies.get(name);
      if (body) body.push(item);
      else bodies.set(name, [item]);
    }
    while (this.#table.tBodies[0]) this.#table.tBodies[0].remove();
    for (const [name, items] of bodies)
      this.#table.append(
        h(
          'tbody',
          {},
          group && h('tr', {}, h('th', {scope: 'rowgroup', colspan: columns.length}, name || words.t('none'))),
          items.map(item => this.#rows.get(item)!),
        ),
      );
  }
}

/** How well an item is backed; the word stands beside it. */
const backingSign = ({confidence}: Item): Child =>
  confidence && h('span', {'class': 'dot', 'data-backing': confidence, 'aria-hidden': 'true'});

function rowOf(scene: Scene, item: Item): HTMLTableRowElement {
  const [, ...rest] = columns;
  return h(
    'tr',
    {class: 'one'},
    h('th', {scope: 'row'}, itemButton(item.key, {class: 'item'}, item.title)),
    rest.map(column => h('td', {}, column === 'backing' && backingSign(item), valueOf(scene, item, column).text)),
  );
}
