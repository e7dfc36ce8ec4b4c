/** The emotion curves of two maps over each other, persona by persona: before dashed with open marks, after solid with filled ones. */
import type {Comparison} from '../../../journey/compare.js';
import type {Delta, Feeler, Overall} from '../../../journey/feelings.js';
import {emotionKey} from '../../../journey/items.js';
import type {Pair, Side} from '../../../journey/pairs.js';
import type {Step} from '../../../schema/journey-map.js';
import {type Child, h, svg} from '../../../ui/dom.js';
import {fit} from '../columns.js';
import {height, spread, strokes} from '../emotion.js';
import {itemButton, paint, seriesOf, shape, unseen} from '../marks.js';
import type {Scene} from '../scene.js';
import {difference} from './values.js';

const sides = ['before', 'after'] as const;

/** A short piece of a line with its mark, as a key to the curves. */
export const sample = (side: Side): HTMLElement =>
  h(
    'span',
    {class: `sample ${side}`},
    svg(
      'svg',
      {'class': 'curve', 'viewBox': '0 0 100 100', 'preserveAspectRatio': 'none', 'aria-hidden': 'true'},
      svg('path', {class: side === 'before' ? 'then' : 'now', d: 'M0 50H100'}),
    ),
    shape(0),
  );

/** "+0.8 better, −0.5 → +0.3" over so many emotions; the arrow points the way the language is read. */
export const overallOf = ({words}: Scene, {before, after, delta, n}: Overall): Child =>
  delta !== null && [
    difference(words, delta),
    h(
      'span',
      {class: 'more'},
      ` ${words.signed(before!, 2)}`,
      h('span', {class: 'becomes'}, unseen(` ${words.t('becomes')} `)),
      words.facts([words.signed(after!, 2), words.t('feelings', 'n', n)]),
    ),
  ];

/** `own`: which of the maps is the one that is shown, so that its emotions can be opened. `people`: ids in it that are looked at; none: all. */
export function curves(
  scene: Scene,
  {columns, feelings}: Comparison,
  own: Side,
  people: readonly string[],
): HTMLElement | undefined {
  const {words} = scene;
  const feelers = feelings.feelers.filter(({feeler}) => !people.length || people.includes(feeler[own]?.id ?? ''));
  const steps = columns.flatMap(column => column.steps);
  if (!feelers.length) return;
  const table = h(
    'table',
    {class: 'grid roving curves'},
    h('caption', {}, words.t('emotionBetween')),
    h('col', {class: 'lane'}),
    steps.map(() => h('col')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('td', {class: 'corner', rowspan: 2}),
        columns.map(
          ({stage, steps: {length}}, at) =>
            length > 0 && h('th', {class: `stage t${at % 6}`, scope: 'colgroup', colspan: length}, h('div', {class: 'tint'}, (stage.after ?? stage.before)!.name)), // prettier-ignore
        ),
      ),
      h('tr', {}, steps.map(step => h('th', {class: 'step', scope: 'col'}, (step.after ?? step.before)!.name, gone(scene, step)))), // prettier-ignore
    ),
    h(
      'tbody',
      {class: 'kind-emotion'},
      feelers.map(({feeler, deltas, overall}) => {
        const who = personOf(scene, feeler);
        const drawn = Object.fromEntries(sides.map(side => [side, strokes(steps.map(step => deltas.get(step)?.[side] ?? null))])); // prettier-ignore
        return h(
          'tr',
          {},
          h(
            'th',
            {scope: 'row'},
            paint(h('span', {class: 'sign'}, shape(who.series), who.name), who.series, who.persona),
            h('p', {}, overallOf(scene, overall)),
          ),
          steps.map((step, at) => h('td', {}, felt(scene, own, deltas.get(step), who, sides.map(side => drawn[side]![at]!)))), // prettier-ignore
        );
      }),
    ),
  );
  fit(table, steps.length, scene.view.fit);
  return table;
}

/** What is said of a step that only one of the maps has. */
const gone = ({words}: Scene, {before, after}: Pair<Step>): Child =>
  !(before && after) && h('span', {class: 'more'}, words.t(after ? 'how.added' : 'how.removed'));

function personOf(scene: Scene, feeler: Feeler) {
  const persona = feeler.after ?? feeler.before;
  const mine = [feeler.after, feeler.before].find(one => one && scene.parts.personas.get(one.id) === one);
  return {persona, name: persona?.name ?? scene.words.t('everyone'), series: seriesOf(scene, mine?.id)};
}

/** The two curves in one column, with a mark for each of the scores and the difference below. */
function felt(
  scene: Scene,
  own: Side,
  delta: Delta | undefined,
  {series, persona, name}: ReturnType<typeof personOf>,
  drawn: readonly string[],
): Child {
  const {words} = scene;
  const picture = svg(
    'svg',
    {'class': 'curve', 'viewBox': '0 0 100 100', 'preserveAspectRatio': 'none', 'aria-hidden': 'true'},
    svg('path', {class: 'zero', d: `M0 ${height(0)}H100`}),
    drawn.map((d, at) => d && svg('path', {class: at ? 'now' : 'then', d})),
  );
  const here = sides.filter(side => (delta?.[side] ?? null) !== null);
  const scores = here.map(side => delta![side]!);
  const points = here.map((side, at) => {
    const score = scores[at]!;
    const content = [
      unseen(`${words.t(side)}, ${name}: `),
      shape(series),
      h('span', {class: 'score'}, words.signed(score)),
      unseen(`, ${words.emotion(score)}`),
    ];
    const step = delta!.step[own];
    return side === own && step
      ? itemButton(emotionKey(step.id, delta!.feeler[own]?.id), {class: `point ${side}`}, content)
      : h('span', {class: `point ${side}`}, content);
  });
  spread(points, scores);
  return [
    paint(h('div', {class: 'feel'}, picture, points), series, persona),
    delta?.delta !== null && delta?.delta !== undefined && h('p', {class: 'below'}, difference(words, delta.delta)),
  ];
}
