/** The journey as slides, one for each step: shown to a room, with the arrow keys. */
import {emotionOf} from '../../../journey/parts.js';
import {stepsUnder} from '../../../journey/items.js';
import type {Step} from '../../../schema/journey-map.js';
import type {Filter} from '../../../journey/filter.js';
import {type Child, h, mark, refill} from '../../../ui/dom.js';
import {cellContent, contentAt} from '../contents.js';
import {feelings} from '../emotion.js';
import {Keyed} from '../keyed.js';
import {unseen} from '../marks.js';
import {speak} from '../own-words.js';
import {laneIs, lanesInOrder, laneTitle, personasIn, type Scene} from '../scene.js';

/** Lanes that a slide has no room for. */
const left = new Set(['channels', 'owners', 'links', 'evidence', 'live', 'nested-map', 'kpis', 'persona']);

const button = (what: string, name: string): HTMLElement =>
  h('button', {'type': 'button', 'data-do': what, 'class': what}, name);

export class Storyboard {
  readonly element: HTMLElement;
  readonly #slide: HTMLElement;
  readonly #place: HTMLElement;
  readonly #buttons: readonly HTMLElement[];
  readonly #full: HTMLElement;
  readonly #keyed = new Keyed();
  #at = -1;
  #filter: Filter | undefined;

  constructor({words}: Scene) {
    this.#slide = h('div', {class: 'slide', tabindex: -1});
    this.#place = h('p', {class: 'more', role: 'status'});
    this.#buttons = [button('back', words.t('slideBack')), button('forth', words.t('slideForth'))];
    this.#full = button('present', words.t('present'));
    this.#full.setAttribute('aria-pressed', 'false');
    mark(this.#full, 'hidden', !document.fullscreenEnabled);
    this.#full.addEventListener('click', () => void this.#present());
    this.#slide.addEventListener('keydown', event => this.#turn(event));
    this.element = h(
      'section',
      {'class': 'storyboard', 'aria-roledescription': words.t('slides'), 'aria-label': words.t('view.storyboard')},
      this.#slide,
      h('div', {class: 'row'}, this.#buttons, this.#place, this.#full),
    );
  }

  of = (key: string): readonly HTMLElement[] => this.#keyed.of(key);

  show(scene: Scene, hidden: ReadonlySet<string>): void {
    this.#keyed.hide(hidden);
    const {parts, view} = scene;
    const {steps} = parts.map;
    const at = Math.min(view.slide, steps.length - 1);
    if (at === this.#at && view.filter === this.#filter) return;
    this.#at = at;
    this.#filter = view.filter;
    this.#keyed.swap(this.#slide, () => refill(this.#slide, slide(scene, steps[at]!)));
    speak(this.#slide, scene);
    this.#place.textContent = `${scene.words.number(at + 1)} / ${scene.words.number(steps.length)}`;
    this.#buttons.forEach((one, index) =>
      mark(one, 'aria-disabled', index ? at === steps.length - 1 && 'true' : at === 0 && 'true'),
    );
  }

  readonly #tell = ({currentTarget}: Event): void =>
    mark(this.#full, 'aria-pressed', `${(currentTarget as Element).matches(':fullscreen')}`);

  /** While it is presented Space turns the slide, as a presenter's remote has it; otherwise it scrolls the page. */
  #turn(event: KeyboardEvent): void {
    const {key, target, shiftKey} = event;
    if (key !== ' ' || target !== this.#slide || this.#full.getAttribute('aria-pressed') !== 'true') return;
    event.preventDefault();
    this.#buttons[shiftKey ? 0 : 1]!.click();
  }

  /** Over the whole screen, with room for the details of what is opened; or back into the page: not every device has an Escape key. */
  async #present(): Promise<void> {
    const place = this.element.closest<HTMLElement>('.stage-and-detail')!;
    place.addEventListener('fullscreenchange', this.#tell);
    try {
      if (place.matches(':fullscreen')) await document.exitFullscreen();
      else {
        await place.requestFullscreen();
        // From here the keys turn slides; on the button Space would lead back.
        this.#slide.focus({preventScroll: true});
      }
    } catch (error) {
      this.#place.textContent = `${error}`;
    }
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
    h('p', {class: 'more words'}, stage.name),
    h('h3', {class: 'headline'}, step.momentOfTruth && h('span', {class: 'diamond'}, unseen(words.t('momentOfTruth'))), h('span', {class: 'words'}, step.name)), // prettier-ignore
    step.description && h('p', {class: 'words'}, step.description),
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

/** Why the personas that are looked at feel as they do: a room cannot open a point. */
const reasons = (scene: Scene, step: Step): Child[] =>
  [...personasIn(scene), undefined].flatMap(persona => {
    const why = emotionOf(step, persona?.id)?.why;
    return why ? h('p', {class: 'more words'}, persona && `${persona.name}: `, why) : [];
  });
