/** The small signs of a map: each says in words what it shows by its shape. */
import type {Confidence, Item} from '../../journey/items.js';
import {showsTagsOf} from '../../journey/parts.js';
import {icons, shapes} from '../../journey/signs.js';
import type {Channel, Persona, Step} from '../../schema/journey-map.js';
import {type Attributes, type Child, h, mark, svg} from '../../ui/dom.js';
import type {Scene} from './scene.js';

/** For ears alone. */
export const unseen = (text: string): HTMLElement => h('span', {class: 'unseen'}, text);

/** A filled, half or empty dot: how well something is backed. */
export const backing = ({words}: Scene, confidence: Confidence | undefined): Child =>
  confidence && h('span', {'class': 'dot', 'data-backing': confidence}, unseen(words.t(confidence)));

/** Five bars, so many of them filled. */
export const bar = (label: string, of: number, kind: string): HTMLElement =>
  h(
    'span',
    {class: `bar ${kind}`},
    Array.from({length: 5}, (_, at) => h('i', {class: at < of && 'on'})),
    unseen(label),
  );

/** What can be opened: a button with the name of its item. */
export const itemButton = (key: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement =>
  h('button', {'type': 'button', 'data-do': 'open', 'data-key': key, 'tabindex': -1, ...attributes}, ...children);

/** The name of a step, with the sign of a moment of truth. */
export const stepName = ({words}: Scene, {id, name, momentOfTruth}: Step): Child => [
  momentOfTruth && h('span', {class: 'diamond'}, unseen(words.t('momentOfTruth'))),
  itemButton(`step:${id}`, {class: 'item name'}, name),
];

/** Where people were watched, the tags of a step say how they kept to the plan: `missing` did not take place. */
export const keptToPlan = ({parts, words}: Scene, {tags = []}: Step): Child =>
  showsTagsOf(parts.map) && tags.length > 0 && h('p', {class: 'more'}, words.list(tags));

/** An item of a list in a cell. */
export const entry = (scene: Scene, item: Item, ...more: readonly Child[]): HTMLElement =>
  itemButton(item.key, {class: 'item'}, backing(scene, item.confidence), h('span', {class: 'words'}, item.title), more);

/** The picture of a channel; its name stands beside it. */
export const channelIcon = ({kind, icon = kind}: Channel): SVGElement =>
  svg('svg', {'class': 'icon', 'viewBox': '0 0 24 24', 'aria-hidden': 'true'}, svg('path', {d: icons[icon]}));

/** The number, 0 to 5, of the colour, dash and shape of a persona; of everybody, where there is none. */
export const seriesOf = ({parts}: Scene, personaId: string | undefined): number =>
  Math.max(
    0,
    (parts.map.personas ?? []).findIndex(({id}) => id === personaId),
  ) % shapes.length;

export const shape = (series: number): SVGElement =>
  svg('svg', {'class': 'shape', 'viewBox': '0 0 16 16', 'aria-hidden': 'true'}, svg('path', {d: shapes[series]!}));

/** Gives an element the colour of a persona: the map's own, else that of its series. */
export function paint<E extends HTMLElement | SVGElement>(element: E, series: number, persona?: Persona): E {
  element.classList.add(`p${series}`);
  if (persona?.color) element.style.setProperty('--_ink', persona.color);
  return element;
}

/** The sign of a persona with its name. */
export const personaSign = (scene: Scene, persona: Persona): HTMLElement => {
  const series = seriesOf(scene, persona.id);
  return paint(h('span', {class: 'sign'}, shape(series), persona.name), series, persona);
};

/** Every persona as a button that shows it alone, or with others. */
export const legend = (scene: Scene): HTMLElement =>
  h(
    'div',
    {'class': 'legend', 'role': 'group', 'aria-label': scene.words.t('facet.persona')},
    (scene.parts.map.personas ?? []).map(persona =>
      h(
        'button',
        {'type': 'button', 'data-do': 'filter', 'data-key': `persona:${persona.id}`, 'aria-pressed': 'false'},
        personaSign(scene, persona),
      ),
    ),
  );

/** Says which personas are asked for. */
export function pressLegend(root: Element, {view}: Scene): void {
  for (const button of root.querySelectorAll<HTMLElement>('.legend button'))
    mark(
      button,
      'aria-pressed',
      `${view.filter.persona?.includes(button.dataset['key']!.slice('persona:'.length)) ?? false}`,
    );
}
