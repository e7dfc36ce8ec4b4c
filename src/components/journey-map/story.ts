/** The map read downwards, where there is no room for columns: stage by stage, step by step, and at each step its lanes. */
import {stepsUnder} from '../../journey/items.js';
import type {Cell, Lane, Stage, Step} from '../../schema/journey-map.js';
import {type Child, h, mark} from '../../ui/dom.js';
import {cellContent, contentAt, ofStage} from './contents.js';
import {feelings} from './emotion.js';
import {Keyed} from './keyed.js';
import {itemButton, keptToPlan, legend, pressLegend, stepName, unseen} from './marks.js';
import type {Picture} from './picture.js';
import {isFolded, laneIs, lanesInOrder, laneTitle, type Scene} from './scene.js';

export class Story implements Picture {
  readonly element: HTMLElement;
  readonly #keyed = new Keyed();

  readonly #stages: HTMLElement;
  /** The order of the lanes that is shown. */
  #order: string;
  #live: Scene['live'];

  constructor(scene: Scene) {
    const {stages, personas} = scene.parts.map;
    this.#stages = h(
      'ol',
      {},
      stages.map((stage, at) => stageOf(scene, stage, at)),
    );
    this.#order = `${orderOf(scene)}`;
    this.#live = scene.live;
    this.element = h('div', {class: 'story'}, personas?.length ? legend(scene) : '', this.#stages);
    this.#keyed.take(this.element);
    this.#tabbable();
  }

  /** One item after the other is in the order of the Tab key: there are no rows and columns to walk through. */
  #tabbable(): void {
    for (const item of this.element.querySelectorAll('[data-do][tabindex="-1"]')) item.removeAttribute('tabindex');
  }

  of = (key: string): readonly HTMLElement[] => this.#keyed.of(key);

  show(scene: Scene, hidden: ReadonlySet<string> = new Set()): void {
    const {parts, view} = scene;
    if (this.#live?.places !== scene.live?.places) this.#enliven(scene);
    this.#arrange(scene);
    mark(this.element, 'data-zoom', view.zoom === 'steps' ? 'steps' : 'detail');
    for (const lane of parts.lanes)
      for (const row of this.element.querySelectorAll(`[data-lane="${CSS.escape(lane.id)}"]`))
        mark(row, 'hidden', laneIs(view.hidden, lane, lane.hidden) || laneIs(view.shut, lane, lane.collapsed));
    parts.map.stages.forEach(({id}, at) => {
      const stage = this.#stages.children[at]!;
      mark(stage.querySelector('.fold')!, 'aria-expanded', `${!isFolded(view, id)}`);
      mark(stage.querySelector('ol')!, 'hidden', isFolded(view, id));
    });
    pressLegend(this.element, scene);
    this.#keyed.hide(hidden);
  }

  /** Puts the live values where they belong. */
  #enliven(scene: Scene): void {
    this.#live = scene.live;
    const lanes = scene.parts.lanes.filter(({kind}) => kind === 'live');
    for (const list of this.element.querySelectorAll<HTMLElement>('dl[data-step]')) {
      const step = scene.parts.steps.get(list.dataset['step']!)!;
      this.#keyed.swap(list, () => {
        for (const old of list.querySelectorAll('.kind-live')) old.remove();
        for (const lane of lanes) list.append(laneOf(scene, lane, step) || '');
      });
    }
    this.#order = '';
    this.#tabbable();
  }

  /** Puts the lanes of every step into the order that is asked for. */
  #arrange(scene: Scene): void {
    const order = orderOf(scene);
    if (`${order}` === this.#order) return;
    this.#order = `${order}`;
    for (const list of this.element.querySelectorAll('dl'))
      for (const id of order) {
        const row = list.querySelector(`:scope>[data-lane="${CSS.escape(id)}"]`);
        if (row) list.append(row);
      }
  }
}

const orderOf = (scene: Scene): string[] => lanesInOrder(scene).map(({id}) => id);

function stageOf(scene: Scene, stage: Stage, at: number): HTMLElement {
  const {parts, words} = scene;
  const head = h(
    'div',
    {class: `tint t${at % 6}`},
    h('button', {'type': 'button', 'class': 'fold', 'data-do': 'fold', 'data-key': stage.id, 'aria-expanded': 'true'}, unseen(words.t('fold', 'name', stage.name))), // prettier-ignore
    h('h3', {}, itemButton(`stage:${stage.id}`, {class: 'item name'}, stage.name)),
  );
  if (stage.color) head.style.setProperty('--_tint', stage.color);
  return h(
    'li',
    {},
    head,
    stage.goal && h('p', {class: 'goal more'}, stage.goal),
    whole(scene, stage),
    h(
      'ol',
      {},
      (parts.stepsOf.get(stage.id) ?? []).map(step => stepOf(scene, step)),
    ),
  );
}

/** What belongs to the stage as a whole. */
function whole(scene: Scene, stage: Stage): Child {
  const rows = lanesInOrder(scene).flatMap(lane => {
    const own = ofStage(scene, lane, stage);
    return own.length ? rowOf(scene, lane, own) : [];
  });
  return rows.length > 0 && h('div', {class: 'scene'}, h('dl', {}, rows));
}

function stepOf(scene: Scene, step: Step): HTMLElement {
  return h(
    'li',
    {class: 'scene'},
    h('h4', {class: 'mark'}, stepName(scene, step)),
    keptToPlan(scene, step),
    h(
      'dl',
      {'data-step': step.id},
      lanesInOrder(scene).map(lane => laneOf(scene, lane, step)),
    ),
  );
}

function laneOf(scene: Scene, lane: Lane, step: Step): HTMLElement | false {
  const own = lane.kind === 'emotion' ? feelings(scene, lane, step) : contentAt(scene, lane, step);
  const cells = (scene.parts.cellsOf.get(lane.id) ?? []).filter(({from}) => from === step.id);
  if (!own.length && !cells.length) return false;
  return rowOf(
    scene,
    lane,
    own,
    cells.map(cell => [cellContent(scene, cell), until(scene, cell)]),
  );
}

const rowOf = (scene: Scene, lane: Lane, ...content: readonly Child[]): HTMLElement =>
  h(
    'div',
    {'data-lane': lane.id, 'class': `kind-${lane.kind}`},
    h(
      'dt',
      {},
      lane.lineAbove && h('span', {class: 'line'}, scene.words.t(`line.${lane.lineAbove}`)),
      laneTitle(scene, lane),
    ),
    h('dd', {}, content),
  );

/** Said once, where it begins. */
function until(scene: Scene, cell: Cell): Child {
  const last = stepsUnder(scene.parts, cell).at(-1)!;
  return (
    last !== cell.from && h('p', {class: 'more'}, scene.words.t('until', 'name', scene.parts.steps.get(last)!.name))
  );
}
