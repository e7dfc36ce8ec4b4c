/** What visitors said, beside what the team assumes: as signs in the live lanes. */
import {
  disagreement,
  type LivePlaces,
  livesAt,
  lowN,
  type Measured,
  measuredOf,
  type Metric,
  metricRange,
} from '../../journey/live.js';
import type {Lane, Step, Touchpoint} from '../../schema/journey-map.js';
import type {Words} from '../../locales/journey-map/words.js';
import type {LiveValue} from '../../schema/overlay.js';
import {type Child, h} from '../../ui/dom.js';
import type {Live} from './living.js';
import {itemButton, unseen} from './marks.js';
import type {Scene} from './scene.js';

/** The live values of the map; none until they have come. */
export const placesIn = ({live}: Scene): LivePlaces => live?.places ?? none;
const none: LivePlaces = new Map();

/** A measured number as its metric is written. */
export function figure({words}: Scene, metric: Metric, value: number): string {
  if (metric === 'nps') return words.signed(value, 0);
  return metric === 'csat'
    ? words.number(value / 100, {style: 'percent', maximumFractionDigits: 0})
    : words.number(value, {minimumFractionDigits: 1, maximumFractionDigits: 1});
}

export const range = (scene: Scene, {metric, low, high}: Measured): string =>
  `${figure(scene, metric, low!)} – ${figure(scene, metric, high!)}`;

/** The interval on the whole range of its metric. That of few answers may reach beyond the scale: it is drawn to its end. */
function track({metric, value, low, high}: Measured): HTMLElement {
  const ends = metricRange[metric];
  const share = (number: number) => Math.min(100, Math.max(0, (100 * (number - ends.low)) / (ends.high - ends.low)));
  const span = h('i', {class: 'reach'});
  span.style.insetInlineStart = `${share(low!)}%`;
  span.style.inlineSize = `${share(high!) - share(low!)}%`;
  const point = h('i', {class: 'tip'});
  point.style.insetInlineStart = `${share(value!)}%`;
  return h('span', {'class': 'track', 'aria-hidden': 'true'}, h('i', {class: 'middle'}), span, point);
}

/** What a measured value says beside its number. */
export const facts = (scene: Scene, {n, beyond, at}: Measured): string[] => [
  scene.words.t('n', 'n', n!),
  ...(beyond ? [scene.words.t('live.beyond', 'n', beyond)] : []),
  ...(n! < lowN ? [scene.words.t('live.lowN')] : []),
  ...(at ? [scene.words.ago(at)] : []),
];

function sign(scene: Scene, measured: Measured, name: string | undefined, step?: Step, touchpoint?: Touchpoint): Child {
  const {words, parts} = scene;
  const {metric, value} = measured;
  const title = name && h('span', {class: 'words'}, `${name} `);
  if (value === undefined)
    return [title, h('span', {class: 'more'}, `${words.t(`live.${metric}`)}: ${words.t('live.few')}`)];
  const against = step && disagreement(parts, step, measured, touchpoint, scene.live?.persona);
  return [
    title,
    h('span', {class: 'measured'}, h('span', {class: 'more'}, `${words.t(`live.${metric}`)} `), h('b', {class: 'figure'}, figure(scene, metric, value))), // prettier-ignore
    track(measured),
    h('span', {class: 'more'}, unseen(`${words.t('comma')}${words.t('live.interval')} `), words.facts([range(scene, measured), ...facts(scene, measured)])), // prettier-ignore
    against && h('span', {class: `against ${against}`}, unseen(words.t('comma')), words.t(`live.${against}`)),
  ];
}

/** The measured values of the touchpoints of a step. */
export const liveSigns = (scene: Scene, step: Step, lane?: Lane): Child[] =>
  livesAt(placesIn(scene), step).flatMap(({touchpoint, value}) =>
    measuredOf(value, lane).map(measured =>
      itemButton(
        `touchpoint:${touchpoint.id}`,
        {class: 'item live'},
        sign(scene, measured, touchpoint.name, step, touchpoint),
      ),
    ),
  );

/** The measured values of a stage, where it is folded. */
export const liveSum = (scene: Scene, stageId: string, value: LiveValue | undefined, lane: Lane): Child[] =>
  value
    ? measuredOf(value, lane).map(measured =>
        itemButton(`stage:${stageId}`, {class: 'item live'}, sign(scene, measured, undefined)),
      )
    : [];

/** How the live values came here. */
export function liveState({state, at}: Live, words: Words): string {
  return state === 'shown' || state === 'kept' ? words.t(`live.${state}`, 'time', words.time(at!)) : words.t(`live.${state}`); // prettier-ignore
}
