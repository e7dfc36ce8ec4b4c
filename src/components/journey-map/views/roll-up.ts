/** Several maps in one table: this one, those given to the element, those that its endpoint lists and those that its steps lead to. */
import {type Rollup, rollUp, type RollupCell, type RollupColumn, type Tally} from '../../../journey/rollup.js';
import type {JourneyMap} from '../../../schema/journey-map.js';
import {type Child, h, mark, refill} from '../../../ui/dom.js';
import {bar} from '../marks.js';
import {isolated} from '../own-words.js';
import type {Scene} from '../scene.js';
import {askForList, childrenOf, choicesOf, loadOther, troubleOf} from './others.js';

/** A map that did not come. */
interface Missing {
  readonly name: string;
  readonly why: string;
}

export class RollUp {
  readonly element: HTMLElement;
  readonly #place: HTMLElement;
  readonly #status: HTMLElement;
  readonly #scene: Scene;
  /** By their keys, in order; `undefined` has not come. */
  readonly #maps = new Map<string, JourneyMap | undefined>();
  readonly #missing: Missing[] = [];
  /** How many are on their way. */
  #left = 0;
  /** Why maps may be missing that the endpoint has. */
  #trouble = '';

  constructor(scene: Scene) {
    this.#scene = scene;
    const {words, parts} = scene;
    this.#status = h('p', {class: 'hint', role: 'status'});
    this.#place = h('div', {class: 'wide'});
    this.element = h(
      'section',
      {'class': 'roll-up', 'aria-label': words.t('view.roll-up')},
      h('p', {class: 'hint'}, words.t('rollUpHint')),
      this.#status,
      this.#place,
    );
    this.#maps.set('', parts.map);
    this.#loadKnown();
    void this.#askForList();
  }

  /** Items stand in their maps. */
  of = (): readonly HTMLElement[] => [];

  show(): void {
    // What is shown depends on the maps alone.
  }

  /** Asks for all maps that are known and have not been asked for, at once; each takes its row as soon as it is there. */
  #loadKnown(): void {
    for (const key of keysOf(this.#scene)) if (!this.#maps.has(key)) void this.#load(key);
    this.#tell();
  }

  async #load(key: string): Promise<void> {
    this.#maps.set(key, undefined);
    this.#left++;
    try {
      const {map, remarks} = await loadOther(this.#scene, key, new AbortController().signal);
      if (map) this.#maps.set(key, map);
      else this.#missing.push({name: key, why: `${remarks[0]!.place} ${remarks[0]!.text}`});
    } catch (error) {
      this.#missing.push({name: key, why: troubleOf(error)});
    }
    this.#left--;
    this.#tell();
  }

  /** Adds what the endpoint lists. */
  async #askForList(): Promise<void> {
    try {
      await askForList(this.#scene);
    } catch (error) {
      this.#trouble = troubleOf(error);
    }
    this.#loadKnown();
  }

  #tell(): void {
    const loading = this.#left > 0 && this.#scene.words.t('rollUpLoading', 'n', this.#left);
    const told = [loading, this.#trouble].filter(Boolean).join(' ');
    this.#status.textContent = told;
    mark(this.#status, 'hidden', !told);
    this.#fill();
  }

  /** Shows what is there; the focus stays where it was. */
  #fill(): void {
    const focused = (this.element.getRootNode() as Document | ShadowRoot).activeElement;
    const key = focused instanceof HTMLElement && this.#place.contains(focused) ? focused.dataset['key'] : undefined;
    refill(
      this.#place,
      tableOf(this.#scene, rollUp([...this.#maps.values()].filter(map => map !== undefined)), this.#missing),
    );
    const buttons = [...this.#place.querySelectorAll<HTMLElement>('[data-do]')];
    const first = buttons.find(button => button.dataset['key'] === key) ?? buttons[0];
    first?.setAttribute('tabindex', '0');
    if (key !== undefined) first?.focus();
  }
}

/** Other journeys: neither versions of the map, or of another one, nor the one that it is compared with. */
function keysOf(scene: Scene): string[] {
  const {map} = scene.parts;
  const isVersion = (key: string): boolean => key.startsWith(`${map.id}@`) || key.includes('~');
  const keys = new Set([...choicesOf(scene).map(({key}) => key), ...childrenOf(scene)]);
  return [...keys].filter(key => !isVersion(key) && key !== map.compareTo);
}

const columnName = ({words}: Scene, {lifecycle, name}: RollupColumn): string =>
  lifecycle ? words.of('lifecycles', lifecycle) : name;

function tableOf(scene: Scene, rollup: Rollup, missing: readonly Missing[]): HTMLElement {
  const {words} = scene;
  const {columns, rows, totals, worst} = rollup;
  const names = columns.map(column => columnName(scene, column));
  const felt = (place: string, cell: Tally | undefined) =>
    cell?.mean === null || !cell ? place : `${place} (${words.scored(cell.mean!)})`;
  return h(
    'table',
    {class: 'rolled roving'},
    h(
      'caption',
      {},
      worst && words.t('lowestOfAll', 'name', felt(words.facts([isolated(rows[worst.row]!.map.title), isolated(names[worst.column]!)]), rows[worst.row]!.cells[worst.column])), // prettier-ignore
    ),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', {scope: 'col', class: 'corner'}, words.t('kind.map')),
        h('th', {scope: 'col', class: 'total'}, words.t('wholeOf')),
        names.map(name => h('th', {scope: 'col'}, name)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row, at) =>
        h(
          'tr',
          {},
          h('th', {scope: 'row'}, h('span', {class: 'name'}, row.map.title), row.map.state && h('span', {class: 'more'}, words.t(`state.${row.map.state}`))), // prettier-ignore
          h('td', {class: 'total'}, tally(scene, row.total), row.worst !== undefined && h('p', {class: 'lowest'}, words.t('lowest', 'name', felt(isolated(names[row.worst]!), row.cells[row.worst])))), // prettier-ignore
          row.cells.map(
            (cell, column) =>
              h('td', {class: worst?.row === at && worst.column === column ? 'worst' : ''}, cell ? stageCell(scene, row.map, cell) : h('span', {class: 'more'}, words.t('noSuchStage'))), // prettier-ignore
          ),
        ),
      ),
      missing.map(
        ({name, why}) =>
          h('tr', {}, h('th', {scope: 'row'}, name), h('td', {colspan: columns.length + 1}, h('span', {class: 'wrong'}, words.t('notLoaded')), ` ${why}`)), // prettier-ignore
      ),
    ),
    rows.length > 1 &&
      h(
        'tfoot',
        {},
        h(
          'tr',
          {},
          h('th', {scope: 'row'}, words.t('allOf')),
          h('td', {class: 'total'}, tally(scene, rollup.total)),
          totals.map(
            ({total, worst: at}, column) =>
              h('td', {class: 'total'}, tally(scene, total), at !== undefined && h('p', {class: 'lowest'}, words.t('lowest', 'name', felt(isolated(rows[at]!.map.title), rows[at]!.cells[column])))), // prettier-ignore
          ),
        ),
      ),
  );
}

/** A cell that leads to its stage. */
const stageCell = (scene: Scene, map: JourneyMap, cell: RollupCell): HTMLElement =>
  h(
    'button',
    {'type': 'button', 'class': 'item', 'data-do': 'visit', 'data-key': `${map.id}/${cell.stages[0]!.id}`, 'tabindex': -1}, // prettier-ignore
    h('span', {class: 'more'}, scene.words.list(cell.stages.map(({name}) => name))),
    tally(scene, cell),
  );

/** The mean emotion on its scale, and what is counted. */
function tally({words}: Scene, one: Tally): Child {
  const {mean, low, high, n} = one;
  return [
    mean === null
      ? h('span', {class: 'felt more'}, words.t('noEmotions'))
      : h(
          'span',
          {class: 'felt'},
          h('strong', {class: 'figure'}, words.signed(mean)),
          ` ${words.emotion(mean)}`,
          range(one),
          h(
            'span',
            {class: 'more'},
            words.facts([`${words.signed(low)} … ${words.signed(high)}`, words.t('n', 'n', n)]),
          ),
        ),
    one.pains > 0 && h('span', {class: 'count'}, words.t('pains', 'n', one.pains), ' ', bar(`, ${words.t('worstPain', 'n', one.worstPain)}`, one.worstPain, 'severity')), // prettier-ignore
    (one.open > 0 || one.shipped > 0) && h('span', {class: 'count'}, `${words.t('opportunities')}: ${words.list([words.t('open', 'n', one.open), words.t('shipped', 'n', one.shipped)])}`), // prettier-ignore
    one.onTarget > 0 && h('span', {class: 'count on'}, h('span', {'class': 'sign', 'aria-hidden': 'true'}, '✓ '), words.t('onTarget', 'n', one.onTarget)), // prettier-ignore
    one.offTarget > 0 && h('span', {class: 'count off'}, h('span', {'class': 'sign', 'aria-hidden': 'true'}, '✗ '), words.t('offTarget', 'n', one.offTarget)), // prettier-ignore
  ];
}

const share = (score: number): string => `${((score + 2) / 4) * 100}%`;

/** The lowest, the mean and the highest on a line from -2 to 2. */
function range({mean, low, high}: Tally): HTMLElement {
  const span = h('i', {class: 'span'});
  span.style.insetInlineStart = share(low);
  span.style.inlineSize = `${((high - low) / 4) * 100}%`;
  const point = h('i', {class: 'mean'});
  point.style.insetInlineStart = share(mean!);
  return h('span', {'class': 'range', 'aria-hidden': 'true'}, span, point);
}
