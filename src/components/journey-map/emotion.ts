/** The emotion lane: the line of each persona through the steps, and at each step a point that opens the reason. */
import {curveOf, halves, type Piece} from '../../journey/curve.js';
import {fits} from '../../journey/filter.js';
import {emotionKey} from '../../journey/items.js';
import {emotionOf, meanOf} from '../../journey/parts.js';
import type {Lane, Persona, Step} from '../../schema/journey-map.js';
import {emotionRange} from '../../schema/journey-words.js';
import {h, refill, svg} from '../../ui/dom.js';
import type {Column} from './columns.js';
import {backing, itemButton, paint, seriesOf, shape, unseen} from './marks.js';
import {personasIn, type Scene} from './scene.js';

/** Where a score stands from the top, in percent: not at the edge, so that no point is cut. */
export const height = (score: number): number =>
  10 + ((emotionRange.high - score) / (emotionRange.high - emotionRange.low)) * 80;

interface Line {
  readonly persona: Persona | undefined;
  readonly series: number;
  /** By column; `null` is a gap. */
  readonly scores: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
}

/** A line has gaps where the filter leaves nothing of it. */
function isShown({items, view}: Scene, step: Step, persona: Persona | undefined): boolean {
  const item = items.get(emotionKey(step.id, persona?.id));
  return !!item && fits(item, view.filter);
}

/** The lines of a lane: of its persona, else of those looked at, and of everybody where the map says so. */
function linesOf(scene: Scene, lane: Lane, columns: readonly Column[]): Line[] {
  return peopleOf(scene, lane).flatMap(persona => {
    // Of a folded stage the mean.
    const felt = columns.map(({steps}) =>
      steps.flatMap(step => (isShown(scene, step, persona) && emotionOf(step, persona?.id)) || []),
    );
    const scores = felt.map(emotions => meanOf(emotions.map(({score}) => score)));
    if (scores.every(score => score === null)) return [];
    // The line to come runs on where nothing is to change.
    const hasTarget = felt.flat().some(({target}) => target !== undefined);
    const targets = felt.map(emotions =>
      hasTarget ? meanOf(emotions.map(({score, target = score}) => target)) : null,
    );
    return {persona, series: seriesOf(scene, persona?.id), scores, targets};
  });
}

const path = (pieces: readonly (readonly [piece: Piece | undefined, from: number])[]): string =>
  pieces
    .map(([piece, from]) => {
      if (!piece) return '';
      const [start, first, second, end] = piece.map(score => height(score).toFixed(2));
      const x = (part: number) => (from + part * 50).toFixed(1);
      return `M${from} ${start}C${x(1 / 3)} ${first} ${x(2 / 3)} ${second} ${from + 50} ${end}`;
    })
    .join('');

/** What each column draws of a line: the end of the piece that comes in, and the beginning of the one that leaves. */
export function strokes(scores: readonly (number | null)[]): string[] {
  const cut = curveOf(scores).map(piece => (piece ? halves(piece) : undefined));
  return scores.map((_, at) => path([[cut[at - 1]?.[1], 0], [cut[at]?.[0], 50]])); // prettier-ignore
}

/** What a persona feels, as a button that opens the reason; of a folded stage, the mean alone. */
function feeling(scene: Scene, persona: Persona | undefined, score: number, step?: Step): HTMLElement {
  const {words} = scene;
  const series = seriesOf(scene, persona?.id);
  const emotion = step && emotionOf(step, persona?.id);
  const said = [
    words.emotion(score),
    emotion?.label,
    emotion?.target === undefined ? '' : words.t('target', 'score', words.signed(emotion.target)),
  ];
  const content = [
    unseen(`${persona?.name ?? words.t('everyone')}: `),
    shape(series),
    h('span', {class: 'score'}, words.signed(score)),
    unseen(words.t('comma') + words.facts(said.filter(one => one !== undefined && one !== '') as string[])),
    backing(scene, emotion?.confidence),
  ];
  const made = step
    ? itemButton(emotionKey(step.id, persona?.id), {class: 'point'}, content)
    : h('span', {class: 'point'}, content);
  return paint(made, series, persona);
}

/** The personas of a lane, and everybody. */
const peopleOf = (scene: Scene, lane: Lane): (Persona | undefined)[] => {
  const all = scene.parts.map.personas ?? [];
  return [...(lane.personaId ? all.filter(({id}) => id === lane.personaId) : personasIn(scene)), undefined];
};

/** The emotions of one step in words, without a line. */
export const feelings = (scene: Scene, lane: Lane, step: Step): HTMLElement[] =>
  peopleOf(scene, lane).flatMap(persona => {
    const emotion = emotionOf(step, persona?.id);
    if (!emotion) return [];
    const words = `${persona?.name ?? scene.words.t('everyone')}: ${scene.words.emotion(emotion.score)}`;
    return h(
      'div',
      {class: 'felt'},
      feeling(scene, persona, emotion.score, step),
      h('span', {'aria-hidden': 'true'}, words),
    );
  });

/** Scores that are nearer to each other have points that would stand over each other. */
const near = 0.9;

/** Puts the points of a column where their scores are, and beside each other where they would stand over each other. */
export function spread(points: readonly HTMLElement[], scores: readonly number[]): void {
  const order = [...points.keys()].sort((one, other) => scores[one]! - scores[other]!);
  const groups: number[][] = [];
  order.forEach((at, index) => {
    if (index && scores[at]! - scores[order[index - 1]!]! < near) groups.at(-1)!.push(at);
    else groups.push([at]);
  });
  for (const group of groups) {
    // The last score at each place: a point that is clear of it stands there, too.
    const last: number[] = [];
    const places = group.map(at => {
      const free = last.findIndex(score => scores[at]! - score >= near);
      const place = free < 0 ? last.length : free;
      last[place] = scores[at]!;
      return place;
    });
    group.forEach((at, index) => {
      const {style} = points[at]!;
      style.insetBlockStart = `${height(scores[at]!)}%`;
      style.setProperty('--_place', `${places[index]! - (last.length - 1) / 2}`);
      style.setProperty('--_beside', `${last.length}`);
    });
  }
}

/** Fills the cells of an emotion lane, one for each column that is in sight. */
export function fillEmotions(scene: Scene, lane: Lane, columns: readonly Column[], cells: readonly Element[]): void {
  const lines = linesOf(scene, lane, columns);
  const drawn = lines.map(({scores, targets}) => ({now: strokes(scores), later: strokes(targets)}));
  columns.forEach((column, at) => {
    const picture = svg(
      'svg',
      {'class': 'curve', 'viewBox': '0 0 100 100', 'preserveAspectRatio': 'none', 'aria-hidden': 'true'},
      svg('path', {class: 'zero', d: `M0 ${height(0)}H100`}),
      lines.flatMap(({series, persona}, index) =>
        (['later', 'now'] as const).flatMap(kind => {
          const d = drawn[index]![kind][at];
          return d ? paint(svg('path', {class: kind, d}), series, persona) : [];
        }),
      ),
    );
    const here = lines.filter(({scores}) => scores[at] !== null);
    const points = here.map(({persona, scores}) => feeling(scene, persona, scores[at]!, column.step));
    spread(points, here.map(({scores}) => scores[at]!)); // prettier-ignore
    refill(cells[at]!, h('div', {class: 'feel'}, picture, points));
  });
}
