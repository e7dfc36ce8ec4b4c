/** What stands in the cells of each kind of lane. */
import {entryKey} from '../../journey/items.js';
import {measured} from '../../locales/journey-map/measured.js';
import type {Cell, Kpi, Lane, LaneKind, Media, Stage, Step} from '../../schema/journey-map.js';
import {type Child, h} from '../../ui/dom.js';
import {liveSigns} from './lives.js';
import {backing, bar, channelIcon, entry, itemButton, personaSign, unseen} from './marks.js';
import {absolute, type Scene} from './scene.js';

type Content = (scene: Scene, step: Step, lane: Lane) => Child[];

const itemOf = ({items}: Scene, key: string) => items.get(key)!;

const touchpoints: Content = (scene, {touchpoints: all = []}) =>
  all.map(({id, channelId}) => {
    const channel = channelId === undefined ? undefined : scene.parts.channels.get(channelId);
    return itemButton(
      `touchpoint:${id}`,
      {class: 'item touchpoint'},
      channel && channelIcon(channel),
      h('span', {class: 'words'}, itemOf(scene, `touchpoint:${id}`).title),
      channel && h('span', {class: 'more'}, unseen(', '), channel.name),
    );
  });

const channels: Content = ({parts}, {touchpoints: all = []}) =>
  [...new Set(all.flatMap(({channelId}) => channelId ?? []))].map(id => {
    const channel = parts.channels.get(id)!;
    return h('span', {class: 'sign'}, channelIcon(channel), channel.name);
  });

const pains: Content = (scene, {id}) =>
  (scene.parts.painsAt.get(id) ?? []).map(pain =>
    itemButton(
      `pain-point:${pain.id}`,
      {class: 'item pain'},
      backing(scene, pain.confidence),
      bar(scene.words.t('severity', 'n', pain.severity), pain.severity, 'severity'),
      h('span', {class: 'words'}, pain.title),
    ),
  );

const opportunities: Content = (scene, {id}) =>
  (scene.parts.opportunitiesAt.get(id) ?? []).map(one =>
    itemButton(
      `opportunity:${one.id}`,
      {class: 'item opportunity'},
      h('span', {class: 'words'}, one.title),
      ' ',
      h('span', {'class': 'pill', 'data-status': one.status}, unseen(', '), scene.words.of('statuses', one.status)),
    ),
  );

/** A value with its unit, as the reader's language writes it. */
export const measure = ({words}: Scene, kpi: Kpi, value: number): string => measured(words, kpi, value);

const kpiIdsOf = (step: Step): string[] => [step, ...(step.touchpoints ?? [])].flatMap(({kpiIds = []}) => kpiIds);

function kpiButton(scene: Scene, id: string): HTMLElement {
  const kpi = scene.parts.kpis.get(id)!;
  const {value, target} = kpi;
  return itemButton(
    `kpi:${id}`,
    {class: 'item kpi'},
    h('span', {class: 'words'}, kpi.name),
    value !== undefined && h('b', {class: 'figure'}, unseen(': '), measure(scene, kpi, value)),
    target !== undefined && [
      ' ',
      h('span', {class: 'more'}, `${scene.words.t('targetValue')} ${measure(scene, kpi, target)}`),
    ],
  );
}

const kpis: Content = (scene, step) => [...new Set(kpiIdsOf(step))].map(id => kpiButton(scene, id));

/** What belongs to a stage as a whole: the measures that none of its steps names. */
export function ofStage(scene: Scene, {kind}: Lane, {id, kpiIds = []}: Stage): HTMLElement[] {
  if (kind !== 'kpis') return [];
  const named = (scene.parts.stepsOf.get(id) ?? []).flatMap(kpiIdsOf);
  return kpiIds.filter(one => !named.includes(one)).map(one => kpiButton(scene, one));
}

const moments: Content = ({words}, {id, momentOfTruth}) =>
  momentOfTruth
    ? [
        itemButton(
          `step:${id}`,
          {class: 'item moment'},
          words.t(momentOfTruth === true ? 'momentOfTruth' : momentOfTruth),
        ),
      ]
    : [];

const engagement: Content = ({words}, {engagement: level}) =>
  level ? [bar(words.t('engagement', 'n', level), level, 'engagement')] : [];

const owners: Content = ({parts}, step) => {
  const own = [
    step.owner ?? parts.stages.get(step.stageId)?.owner,
    ...(step.touchpoints ?? []).map(({owner}) => owner),
  ];
  return [...new Set(own.filter(Boolean))].map(owner => h('span', {class: 'plain'}, owner));
};

const links: Content = ({parts, words}, {next = []}) =>
  next.map(({stepId, condition}) => {
    const {name} = parts.steps.get(stepId)!;
    return itemButton(
      `step:${stepId}`,
      {class: 'item link'},
      h('span', {class: 'arrow'}),
      h('span', {class: 'words'}, words.t('goesTo', 'name', name)),
      condition && h('span', {class: 'more'}, ` ${condition}`),
    );
  });

const nested: Content = ({words}, {childMapId}) =>
  childMapId
    ? [h('button', {'type': 'button', 'class': 'item child', 'data-do': 'descend', 'data-key': childMapId, 'tabindex': -1}, words.t('openMap', 'name', childMapId))]
    : []; // prettier-ignore

const evidence: Content = ({sources, words}, {id}) =>
  (sources.get(id) ?? []).map(({type, label, n}) =>
    h(
      'span',
      {class: 'plain'},
      h('span', {class: 'more'}, `${words.of('refTypes', type)} `),
      label,
      n !== undefined && h('span', {class: 'more'}, ` ${words.t('n', 'n', n)}`),
    ),
  );

const personas: Content = (scene, {emotions = []}) =>
  emotions.flatMap(({personaId}) => {
    const persona = scene.parts.personas.get(personaId ?? '');
    return persona ? itemButton(`persona:${persona.id}`, {class: 'item'}, personaSign(scene, persona)) : [];
  });

/** Lanes that show what the steps themselves hold; every other lane shows its cells alone. */
const derived: Partial<Record<LaneKind, Content>> = {
  touchpoints, channels, engagement, 'pain-points': pains, 'moments-of-truth': moments, opportunities, kpis, owners,
  links, 'nested-map': nested, evidence, persona: personas,
  live: liveSigns,
}; // prettier-ignore

export const isDerived = (kind: LaneKind): boolean => kind in derived;

export const contentAt = (scene: Scene, lane: Lane, step: Step): Child[] =>
  derived[lane.kind]?.(scene, step, lane) ?? [];

/** A picture opens its own details; what plays has controls of its own. */
function picture(scene: Scene, {src: address, type = 'image', alt, caption}: Media, key: string): HTMLElement {
  const src = absolute(scene, address);
  const below = caption && h('span', {class: 'words'}, caption);
  return type === 'image'
    ? itemButton(key, {class: 'item media'}, h('img', {src, alt, loading: 'lazy', decoding: 'async'}), below)
    : h('div', {class: 'media'}, h(type, {src, 'controls': true, 'preload': 'none', 'aria-label': alt}), below);
}

/** What a cell says: its picture, its own words, its entries, and the channels it names. */
export function cellContent(scene: Scene, cell: Cell): Child[] {
  const {items, parts} = scene;
  const own = items.get(entryKey(cell.id));
  const isCaption = cell.text === undefined && cell.media;
  return [
    cell.media && picture(scene, cell.media, entryKey(cell.id)),
    own && !isCaption && entry(scene, own),
    (cell.items ?? []).map((_, at) => entry(scene, itemOf(scene, entryKey(cell.id, at)))),
    (cell.channelIds ?? []).map(id => {
      const channel = parts.channels.get(id)!;
      return h('span', {class: 'sign'}, channelIcon(channel), channel.name);
    }),
  ];
}
