/** The journey as slides, one for each step: shown to a room, with the arrow keys. */
import {emotionOf} from '../../../journey/parts.js';
import {stepsUnder} from '../../../journey/items.js';
import type {Step} from '../../../schema/journey-map.js';
import {type Child, h, mark, refill} from '../../../ui/dom.js';
import {cellContent, contentAt} from '../contents.js';
import {feelings} from '../emotion.js';
import {unseen} from '../marks.js';
import {laneIs, lanesInOrder, laneTitle, type Scene} from '../scene.js';

/** Lanes that a slide has no room for. */
const left = new Set(['channels', 'owners', 'links', 'evidence', 'live', 'nested-map', 'kpis', 'persona']);

const button = (what: string, name: string): HTMLElement =>
  h('button', {'type': 'button', 'data-do': what, 'class': what}, name);

export class Storyboard {
  readonly element: HTMLElement;
  readonly #slide: HTMLElement;
  readonly #place: HTMLElement;
  readonly #buttons: readonly HTMLElement[];
  #at = -1;

  constructor({words}: Scene) {
    this.#slide = h('div', {class: 'slide', tabindex: -1});
    this.#place = h('p', {class: 'more', role: 'status'});
    this.#buttons = [button('back', words.t('slideBack')), button('forth', words.t('slideForth'))];
    this.element = h(
      'section',
      {'class': 'storyboard', 'aria-roledescription': words.t('slides'), 'aria-label': words.t('view.storyboard')},
      this.#slide,
      h('div', {class: 'ends'}, this.#buttons, this.#place, button('present', words.t('present'))),
    );
  }

  of = (key: string): readonly HTMLElement[] => [
    ...this.element.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`),
  ];

  show(scene: Scene): void {
    const {steps} = scene.parts.map;
    const at = Math.min(scene.view.slide, steps.length - 1);
    if (at === this.#at) return;
    this.#at = at;
    refill(this.#slide, slide(scene, steps[at]!));
    this.#place.textContent = `${scene.words.number(at + 1)} / ${scene.words.number(steps.length)}`;
    this.#buttons.forEach((one, index) =>
      mark(one, 'aria-disabled', index ? at === steps.length - 1 && 'true' : at === 0 && 'true'),
    );
  }
}

function slide(scene: Scene, step: Step): Child[] {
  const {parts, words, view} = scene;
  const stage = parts.stages.get(step.stageId)!;
  const lanes = lanesInOrder(scene).filter(lane => !left.has(lane.kind) && !laneIs(view.hidden, lane, lane.hidden));
  const cellsAt = (id: string) =>
    (parts.cellsOf.get(id) ?? []).filter(cell => stepsUnder(parts, cell).includes(step.id));
  const pictures = lanes.flatMap(({id}) => cellsAt(id).filter(({media}) => media));
  return [
    h('p', {class: 'more'}, stage.name),
    h('h3', {class: 'headline'}, step.momentOfTruth && h('span', {class: 'diamond'}, unseen(words.t('momentOfTruth'))), step.name), // prettier-ignore
    step.description && h('p', {}, step.description),
    h(
      'div',
      {class: 'scenes'},
      pictures.map(cell => cellContent(scene, cell)),
    ),
    h(
      'dl',
      {},
      lanes.map(lane => {
        const feels = lane.kind === 'emotion' && step.emotions?.length;
        const own = feels ? [feelings(scene, lane, step), reasons(scene, step)] : contentAt(scene, lane, step);
        const cells = cellsAt(lane.id).filter(({media}) => !media);
        return (
          (own.length > 0 || cells.length > 0) &&
          h(
            'div',
            {class: `kind-${lane.kind}`},
            h('dt', {}, laneTitle(scene, lane)),
            h(
              'dd',
              {},
              own,
              cells.map(cell => cellContent(scene, cell)),
            ),
          )
        );
      }),
    ),
  ];
}

/** Why the personas feel as they do: a room cannot open a point. */
const reasons = ({parts}: Scene, step: Step): Child[] =>
  (step.emotions ?? []).flatMap(({personaId}) => {
    const why = emotionOf(step, personaId)?.why;
    const name = parts.personas.get(personaId ?? '')?.name;
    return why ? h('p', {class: 'more'}, name && `${name}: `, why) : [];
  });
