/** What the signs of a map mean: of those alone that are in it. */
import {html, type TemplateResult} from 'lit';
import {confidences} from '../../schema/journey-words.js';
import {type Child, h, mark, refill, svg} from '../../ui/dom.js';
import {bar, paint, seriesOf, shape} from './marks.js';
import type {Scene} from './scene.js';

/** What is said in words beside it needs no words of its own. */
const row = (sign: Child, text: string): HTMLElement =>
  h('li', {class: 'sign'}, h('span', {'aria-hidden': 'true'}, sign), text);

const stroke = (kind: 'now' | 'later', sign?: Child): HTMLElement =>
  h(
    'span',
    {class: 'stroke'},
    svg('svg', {class: 'curve', viewBox: '0 0 100 100', preserveAspectRatio: 'none'}, svg('path', {class: kind, d: 'M0 50H100'})), // prettier-ignore
    sign,
  );

/** The line of each persona, and the thinner one to come. */
function lines(scene: Scene): Child {
  const {steps, personas = []} = scene.parts.map;
  const emotions = steps.flatMap(step => step.emotions ?? []);
  return [
    personas
      .filter(({id}) => emotions.some(({personaId}) => personaId === id))
      .map(persona => {
        const series = seriesOf(scene, persona.id);
        return row(paint(stroke('now', shape(series)), series, persona), persona.name);
      }),
    emotions.some(({target}) => target !== undefined) &&
      row(paint(stroke('later', '\u00a0'), 0, personas[0]), scene.words.t('targetLine')),
  ];
}

/** The signs of a map with their meaning, for the screen and for paper. */
export function keyOf(scene: Scene): HTMLElement {
  const {list, words, parts} = scene;
  const {steps, painPoints = []} = parts.map;
  const rating = (kind: 'severity' | 'engagement') => row(bar('', 4, kind), words.t(kind, 'n', 4));
  return h(
    'ul',
    {class: 'key'},
    lines(scene),
    confidences
      .filter(one => list.some(({confidence}) => confidence === one))
      .map(one => row(h('span', {'class': 'dot', 'data-backing': one}), words.t(one))),
    steps.some(({momentOfTruth}) => momentOfTruth) && row(h('span', {class: 'diamond'}), words.t('momentOfTruth')),
    painPoints.length > 0 && rating('severity'),
    steps.some(({engagement}) => engagement) && rating('engagement'),
  );
}

export const keyPanel = ({words}: Scene): TemplateResult =>
  html`<div class="panel" role="group" aria-label=${words.t('key')}>
    <p class="more">${words.t('howToRead')}</p>
    <div class="signs"></div>
  </div>`;

/** Fills the panel, where it is open. */
export function explain(root: ParentNode, scene: Scene): void {
  const place = root.querySelector('.signs');
  if (!place) return;
  refill(place, keyOf(scene));
  // Of columns and arrow keys nothing is said where the map is read downwards.
  mark(place.previousElementSibling!, 'hidden', root.querySelector('.tools')!.matches('[data-narrow]'));
}
