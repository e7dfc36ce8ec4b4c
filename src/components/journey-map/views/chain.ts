/** Pain point, opportunity, experiment, measure: each opportunity as one chain, and beneath them where chains break off. */
import {type Chain, chainsOf, type Link} from '../../../journey/chain.js';
import type {Kpi, PainPoint} from '../../../schema/journey-map.js';
import {type Child, h} from '../../../ui/dom.js';
import {measure} from '../contents.js';
import {bar, itemButton} from '../marks.js';
import type {Scene} from '../scene.js';
import {say} from './plan-words.js';

const own = {class: 'item', tabindex: undefined};

const painButton = ({words}: Scene, {id, title, severity}: PainPoint): HTMLElement =>
  itemButton(
    `pain-point:${id}`,
    own,
    bar(words.t('severity', 'n', severity), severity, 'severity'),
    h('span', {class: 'words'}, title),
  );

const missing = (scene: Scene, link: Link): HTMLElement => h('p', {class: 'gap'}, say(scene, `no.${link}`));

/** How far a measure moved: in points where its values are shares or scores. */
function apart(scene: Scene, kpi: Kpi, by: number): string {
  const far = Math.abs(by);
  return kpi.unit === '%' || kpi.kind === 'nps' ? say(scene, 'pointsApart', 'n', far) : measure(scene, kpi, far);
}

function result(scene: Scene, {kpi, change}: Chain): Child {
  const {words} = scene;
  const {before, after, by, verdict} = change;
  const value = (number: number): string => (kpi ? measure(scene, kpi, number) : words.number(number));
  return [
    before !== undefined && h('p', {class: 'more'}, `${words.t('before')} `, h('b', {class: 'figure'}, value(before))),
    after !== undefined && h('p', {class: 'more'}, `${words.t('after')} `, h('b', {class: 'figure'}, value(after))),
    verdict
      ? h('p', {class: 'verdict', 'data-verdict': verdict}, say(scene, verdict, 'by', apart(scene, kpi!, by!)))
      : before !== undefined && after === undefined && h('p', {class: 'more'}, say(scene, 'running')),
  ]; // prettier-ignore
}

function experimentPart(scene: Scene, chain: Chain): Child {
  const {experiment} = chain;
  if (!experiment) return missing(scene, 'experiment');
  return [h('p', {class: experiment.hypothesis ? 'words' : 'gap'}, experiment.hypothesis ?? say(scene, 'noHypothesis')), result(scene, chain)]; // prettier-ignore
}

function kpiPart(scene: Scene, {kpi}: Chain): Child {
  if (!kpi) return missing(scene, 'kpi');
  const {words} = scene;
  const shown = (name: string, number: number | undefined): Child =>
    number !== undefined && h('p', {class: 'more'}, `${name} `, h('b', {class: 'figure'}, measure(scene, kpi, number)));
  return [
    itemButton(`kpi:${kpi.id}`, own, h('span', {class: 'words'}, kpi.name)),
    shown(words.t('value'), kpi.value),
    shown(words.t('targetValue'), kpi.target),
  ];
}

/** Who answers for it, and by when. */
function opportunityPart(scene: Scene, {opportunity, isOverdue}: Chain): Child {
  const {words} = scene;
  const {id, title, status, owner, due} = opportunity;
  return [
    itemButton(`opportunity:${id}`, own, h('span', {class: 'words'}, title)),
    h('p', {class: 'facts'}, h('span', {'class': 'pill', 'data-status': status}, words.of('statuses', status))),
    h('p', {class: 'more'}, `${words.t('owner')}: ${owner ?? say(scene, 'noOwner')}`),
    due === undefined
      ? h('p', {class: 'more'}, say(scene, 'noDue'))
      : h(
          'p',
          {class: isOverdue ? 'wrong' : 'more'},
          isOverdue ? say(scene, 'overdue', 'date', words.date(due)) : words.t('due', 'date', words.date(due)),
        ),
  ];
}

const part = (kind: string, name: string, content: Child): HTMLElement =>
  h('div', {'class': 'link', 'data-part': kind}, h('dt', {}, name), h('dd', {}, content));

function chainItem(scene: Scene, chain: Chain): HTMLElement {
  const {words} = scene;
  const {pains, opportunity} = chain;
  return h(
    'li',
    {'data-of': `opportunity:${opportunity.id}`},
    h(
      'dl',
      {class: 'chain'},
      part('pain', words.t(pains.length > 1 ? 'painPoints' : 'kind.pain-point'), pains.length ? pains.map(pain => painButton(scene, pain)) : missing(scene, 'pain-point')),
      part('opportunity', words.t('kind.opportunity'), opportunityPart(scene, chain)),
      part('experiment', words.t('experiment'), experimentPart(scene, chain)),
      part('kpi', words.t('kind.kpi'), kpiPart(scene, chain)),
    ),
  ); // prettier-ignore
}

function looseEnds(scene: Scene, all: readonly Chain[], unanswered: readonly PainPoint[]): Child {
  const group = (name: string, buttons: readonly HTMLElement[]): Child =>
    buttons.length > 0 &&
    h(
      'div',
      {},
      h('dt', {}, `${name} (${scene.words.number(buttons.length)})`),
      h('dd', {}, buttons),
    ); // prettier-ignore
  const without = (link: Link): HTMLElement[] =>
    all
      .filter(({missing: links}) => links.includes(link))
      .map(({opportunity: {id, title}}) =>
        itemButton(`opportunity:${id}`, {...own, 'data-of': `opportunity:${id}`}, h('span', {class: 'words'}, title)),
      );
  const groups = [
    group(
      say(scene, 'loose.pain'),
      unanswered.map(pain => painButton(scene, pain)),
    ),
    ...(['pain-point', 'experiment', 'kpi'] as const).map(link => group(say(scene, `loose.${link}`), without(link))),
  ];
  return groups.some(Boolean) ? h('dl', {class: 'loose'}, groups) : h('p', {class: 'more'}, say(scene, 'noLoose'));
}

export function chains(scene: Scene): Child[] {
  const today = new Date().toISOString().slice(0, 10);
  const {chains: all, unanswered} = chainsOf(scene.parts, today);
  return [
    h('h3', {class: 'title'}, say(scene, 'chains')),
    h('p', {class: 'more'}, say(scene, 'chainsHint')),
    h(
      'ol',
      {class: 'chains'},
      all.map(chain => chainItem(scene, chain)),
    ),
    h('h3', {class: 'title'}, say(scene, 'loose')),
    looseEnds(scene, all, unanswered),
  ];
}
