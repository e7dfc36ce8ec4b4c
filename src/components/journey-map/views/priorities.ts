/** Opportunities by what a team gives weight to: the weights, the ranking with its reasons, and what each one leads to. */
import {type Priority, type Ranking, rankingOf} from '../../../journey/priorities.js';
import {type Criterion, weightRange, weightsOf} from '../../../journey/weights.js';
import type {Opportunity} from '../../../schema/journey-map.js';
import {criteria} from '../../../schema/journey-words.js';
import {type Child, h, mark, refill} from '../../../ui/dom.js';
import {itemButton, unseen} from '../marks.js';
import type {Scene} from '../scene.js';
import {chains} from './chain.js';
import {criterionName, say} from './plan-words.js';

/** How long the weights must rest before the new order is told to ears, in milliseconds. */
const rest = 700;

/** Scores that differ must look so: two digits. */
const figure = ({words}: Scene, value: number): string =>
  words.number(value, {minimumFractionDigits: 2, maximumFractionDigits: 2});

/** What a criterion brings, with its sign on the side where the language has it. */
const points = ({words}: Scene, value: number): string =>
  words.number(value, {minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'always'});

const opportunityButton = ({id, title}: Opportunity): HTMLElement =>
  itemButton(`opportunity:${id}`, {class: 'item', tabindex: undefined}, h('span', {class: 'words'}, title));

/** A bar as long as its share of the whole, beside the words that say it. */
function meter(share: number): HTMLElement {
  const bar = h('i');
  bar.style.setProperty('inline-size', `${Math.round(share * 1000) / 10}%`);
  return h('span', {class: 'meter'}, bar);
}

export class Priorities {
  readonly element: HTMLElement;
  readonly #fields = new Map<Criterion, {readonly input: HTMLInputElement; readonly value: HTMLElement}>();
  readonly #reset: HTMLElement;
  readonly #heads = new Map<Criterion, HTMLElement>();
  readonly #rows: ReadonlyMap<Opportunity, HTMLTableRowElement>;
  readonly #body: HTMLElement;
  readonly #reasons: HTMLElement;
  readonly #told: HTMLElement;
  /** The weights that are shown. */
  #shown = '';
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(scene: Scene) {
    const {opportunities = []} = scene.parts.map;
    this.#reset = h('button', {'type': 'button', 'data-do': 'unweigh'}, say(scene, 'unweigh'));
    this.#rows = new Map(opportunities.map(one => [one, rowOf(scene, one)]));
    this.#body = h('tbody', {role: 'rowgroup'});
    this.#reasons = h('section', {class: 'reasons'});
    this.#told = h('p', {class: 'unseen', role: 'status'});
    this.element = h(
      'div',
      {class: 'plan'},
      opportunities.length > 0
        ? [this.#weights(scene), this.#told, this.#reasons, this.#table(scene), chains(scene)]
        : h('p', {class: 'more'}, say(scene, 'noOpportunities')),
    );
  }

  of = (key: string): readonly HTMLElement[] => [
    ...this.element.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`),
  ];

  show(scene: Scene, hidden: ReadonlySet<string>): void {
    const weights = weightsOf(scene.parts.map, scene.view.weights);
    const now = Object.values(weights).join();
    if (now !== this.#shown) this.#rank(scene, rankingOf(scene.parts.map, weights));
    this.#shown = now;
    mark(this.#reset, 'aria-disabled', scene.view.weights.length === 0 && 'true');
    for (const part of this.element.querySelectorAll<HTMLElement>('[data-of]'))
      mark(part, 'hidden', hidden.has(part.dataset['of']!));
  }

  #weights(scene: Scene): HTMLElement {
    return h(
      'fieldset',
      {class: 'weights'},
      h('legend', {class: 'title'}, say(scene, 'weights')),
      h('p', {class: 'more'}, say(scene, 'weightsHint')),
      h(
        'div',
        {class: 'fields'},
        criteria.map(name => {
          const {low: min, high: max} = weightRange;
          const input = h('input', {'type': 'range', min, max, 'step': 1, 'data-do': 'weigh', 'data-key': name});
          const value = h('b', {class: 'figure'});
          this.#fields.set(name, {input, value});
          return h('label', {}, h('span', {class: 'ends'}, criterionName(scene, name), value), input);
        }),
      ),
      this.#reset,
    );
  }

  #table(scene: Scene): HTMLElement {
    return h(
      'table',
      {class: 'ranking', role: 'table'},
      h('caption', {}, say(scene, 'rule')),
      h(
        'thead',
        {role: 'rowgroup'},
        h(
          'tr',
          {role: 'row'},
          head(say(scene, 'rank')),
          head(say(scene, 'opportunity')),
          head(say(scene, 'score')),
          criteria.map(name => {
            const weight = h('span', {class: 'more'});
            this.#heads.set(name, weight);
            return head(criterionName(scene, name), ' ', weight);
          }),
        ),
      ),
      this.#body,
    );
  }

  /** Shows a ranking: the weights it comes from, its rows in order, and its reasons. */
  #rank(scene: Scene, ranking: Ranking): void {
    for (const [name, {input, value}] of this.#fields) {
      const weight = ranking.weights[name];
      input.value = `${weight}`;
      value.textContent = scene.words.number(weight);
      this.#heads.get(name)!.textContent = say(scene, 'weight', 'n', weight);
    }
    if (!this.#rows.size) return;
    const top = Math.max(0, ...ranking.priorities.flatMap(({shares}) => shares.map(share => share.points)));
    const rows = ranking.priorities.map(priority => {
      const row = this.#rows.get(priority.opportunity)!;
      fillRow(scene, row, priority, top);
      return row;
    });
    this.#body.append(...rows);
    refill(this.#reasons, reasons(scene, ranking));
    if (this.#shown) this.#tell(scene, ranking);
  }

  /** Tells the new order once the weights rest: not at every step of a slider. */
  #tell(scene: Scene, ranking: Ranking): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(
      () =>
        (this.#told.textContent = `${headline(scene, ranking)}. ${firmness(scene, ranking) || say(scene, 'nobodyHint')}`),
      rest,
    );
  }
}

const head = (name: string, ...more: readonly Child[]): HTMLElement =>
  h('th', {scope: 'col', role: 'columnheader'}, name, ...more);

function rowOf({words}: Scene, opportunity: Opportunity): HTMLTableRowElement {
  const {id, status} = opportunity;
  return h(
    'tr',
    {'role': 'row', 'data-of': `opportunity:${id}`},
    h('td', {class: 'rank', role: 'cell'}),
    h(
      'th',
      {scope: 'row', role: 'rowheader'},
      opportunityButton(opportunity),
      ' ',
      h('span', {'class': 'pill', 'data-status': status}, words.of('statuses', status)),
      h('p', {class: 'more'}),
    ),
    h('td', {class: 'score', role: 'cell'}),
    criteria.map(() => h('td', {class: 'criterion', role: 'cell'})),
  );
}

/** `top`: the most points that any criterion brings; its bar is the longest. */
function fillRow(scene: Scene, row: HTMLTableRowElement, priority: Priority, top: number): void {
  const {rank, score, shares, missing, unranked} = priority;
  const [place, name, total, ...rated] = row.cells;
  const {words} = scene;
  mark(row, 'data-rank', rank !== undefined && `${rank}`);
  refill(place!, rank === undefined ? ['–', unseen(say(scene, 'noRank'))] : words.number(rank));
  const names = words.list(missing.map(one => criterionName(scene, one)));
  name!.querySelector('p')!.textContent = [
    unranked && say(scene, `unranked.${unranked}`),
    missing.length > 0 && missing.length < criteria.length && say(scene, 'missing', 'list', names),
  ]
    .filter(Boolean)
    .join('. ');
  refill(
    total!,
    score === undefined
      ? ['–', unseen(say(scene, 'notRated'))]
      : [h('b', {class: 'figure'}, figure(scene, score)), unseen(` ${say(scene, 'scoreOf', 'n', 5)}`), meter(score / 5)],
  ); // prettier-ignore
  criteria.forEach((criterion, at) => {
    const share = shares.find(one => one.criterion === criterion);
    refill(
      rated[at]!,
      h('span', {class: 'label'}, criterionName(scene, criterion)),
      share
        ? [
            h('span', {class: 'figure'}, words.number(share.rating)),
            h('span', {class: 'more figure'}, unseen(', '), points(scene, share.points)),
            meter(top && share.points / top),
          ]
        : ['–', unseen(say(scene, 'notRated'))],
    );
  });
}

function headline(scene: Scene, {first}: Ranking): string {
  if (!first.length) return say(scene, 'nobody');
  const [one] = first;
  return first.length > 1
    ? say(scene, 'shared', 'n', first.length)
    : say(scene, 'first', 'title', one!.opportunity.title);
}

/** How firmly the first place stands. */
const firmness = (scene: Scene, {first, shifts}: Ranking): string =>
  first.length > 0 ? say(scene, shifts.length ? 'shaky' : first.length > 1 ? 'stableShared' : 'stable') : '';

function reasons(scene: Scene, ranking: Ranking): Child[] {
  const {first, lead, shifts} = ranking;
  const {words} = scene;
  const title = h('h3', {class: 'title'}, headline(scene, ranking));
  if (!first.length) return [title, h('p', {}, say(scene, 'nobodyHint'))];
  const most = [...first[0]!.shares].sort((a, b) => b.points - a.points).slice(0, 2);
  const list = words.list(most.map(share => `${criterionName(scene, share.criterion)} ${points(scene, share.points)}`));
  return [
    title,
    h(
      'p',
      {},
      first.length === 1 && [`${say(scene, 'most', 'list', list)} `, lead !== undefined && `${say(scene, 'lead', 'n', figure(scene, lead))} `], // prettier-ignore
      firmness(scene, ranking),
    ),
    shifts.length > 0 &&
      h(
        'ul',
        {class: 'dots'},
        shifts.map(({criterion, to, first: then}) =>
          h(
            'li',
            {},
            `${criterionName(scene, criterion)}, ${say(scene, 'weight', 'n', to)}: `,
            then.length > 1 ? say(scene, 'shared', 'n', then.length) : then[0] ? jump(then[0]) : say(scene, 'nobody'),
          ),
        ),
      ),
  ];
}

const jump = ({id, title}: Opportunity): HTMLElement =>
  h('button', {'type': 'button', 'class': 'jump', 'data-do': 'open', 'data-key': `opportunity:${id}`}, title);
