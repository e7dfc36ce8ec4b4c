/** The people whose journey it is, each on a card. */
import {meanOf} from '../../../journey/parts.js';
import type {Persona} from '../../../schema/journey-map.js';
import {type Child, h} from '../../../ui/dom.js';
import {Keyed} from '../keyed.js';
import {itemButton, paint, seriesOf, shape} from '../marks.js';
import {absolute, type Scene} from '../scene.js';

export class Personas {
  readonly element: HTMLElement;
  readonly #keyed = new Keyed();

  constructor(scene: Scene) {
    const {personas = []} = scene.parts.map;
    this.element = h(
      'ul',
      {class: 'personas'},
      personas.length
        ? personas.map(persona => card(scene, persona))
        : h('li', {class: 'more'}, scene.words.t('noPersonas')),
    );
    this.#keyed.take(this.element);
  }

  of = (key: string): readonly HTMLElement[] => this.#keyed.of(key);

  show(_scene: Scene, hidden: ReadonlySet<string>): void {
    this.#keyed.hide(hidden);
  }
}

const list = (title: string, texts: readonly string[] = []): Child =>
  texts.length > 0 && [
    h('dt', {}, title),
    h(
      'dd',
      {},
      h(
        'ul',
        {class: 'dots'},
        texts.map(text => h('li', {class: 'words'}, text)),
      ),
    ),
  ];

function card(scene: Scene, persona: Persona): HTMLElement {
  const {words, parts} = scene;
  const scores = parts.map.steps.flatMap(({emotions = []}) =>
    emotions.flatMap(({personaId, score}) => (personaId === persona.id ? score : [])),
  );
  const mean = meanOf(scores);
  const series = seriesOf(scene, persona.id);
  return paint(
    h(
      'li',
      {class: 'persona'},
      persona.image && h('img', {src: absolute(scene, persona.image), alt: persona.imageAlt ?? '', loading: 'lazy'}),
      h(
        'h3',
        {},
        itemButton(`persona:${persona.id}`, {class: 'item sign', tabindex: undefined}, shape(series), persona.name),
      ),
      h('p', {class: 'more'}, words.list([persona.role, persona.segment].filter(one => one !== undefined))),
      persona.summary && h('p', {class: 'words'}, persona.summary),
      h(
        'dl',
        {},
        Object.entries(persona.attributes ?? {}).map(([name, value]) => [
          h('dt', {}, name),
          h('dd', {class: 'words'}, value),
        ]),
        list(words.t('goals'), persona.goals),
        list(words.t('needs'), persona.needs),
        list(words.t('frustrations'), persona.frustrations),
      ),
      mean !== null && h('p', {class: 'more'}, words.t('mean', 'score', words.scored(mean))),
    ),
    series,
    persona,
  );
}
