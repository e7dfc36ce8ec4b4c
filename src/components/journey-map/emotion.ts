/** The emotion lane: the line of each persona through the steps, and at each step a point that opens the reason. */
import {curveOf, halves, type Piece} from '../../journey/curve.js';
import {emotionKey} from '../../journey/items.js';
import {emotionOf, meanOf} from '../../journey/parts.js';
import type {Lane, Persona, Step} from '../../schema/journey-map.js';
import {emotionRange} from '../../schema/journey-words.js';
import {h, refill, svg} from '../../ui/dom.js';
import type {Column} from './columns.js';
import {backing, itemButton, paint, seriesOf, shape, unseen} from './marks.js';
import {personasIn, type Scene} from './scene.js';

/** Where a score stands from the top, in percent: below the title of the lane, and not at the edge, so that no point is cut. */
export const height = (score: number): number =>
  22 + ((emotionRange.high - score) / (emotionRange.high - emotionRange.low)) * 66;

interface Line {
  readonly persona: Persona | undefined;
  readonly series: number;
  /** By column; `null` is a gap. */
  readonly scores: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
}

/** The lines of a lane: of its persona, else of those looked at, and of everybody where the map says so. */
function linesOf(scene: Scene, lane: Lane, columns: readonly Column[]): Line[] {
  return peopleOf(scene, lane).flatMap(persona => {
    const emotions = columns.map(({step}) => step && emotionOf(step, persona?.id));
    const scores = columns.map(({step, steps}, at) =>
      step ? (emotions[at]?.score ?? null) : meanOf(steps.flatMap(one => emotionOf(one, persona?.id)?.score ?? [])),
    );
    if (scores.every(score => score === null)) return [];
    // The line to come runs on where nothing is to change.
    const hasTarget = emotions.some(emotion => emotion?.target !== undefined);
    const targets = scores.map((score, at) => (hasTarget ? (emotions[at]?.target ?? score) : null));
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

/** Moves points with nearly the same score apart. */
function spread(points: readonly HTMLElement[], lines: readonly Line[], at: number): void {
  points.forEach((made, index) => {
    const near = lines.filter(line => Math.abs(line.scores[at]! - lines[index]!.scores[at]!) < 0.4);
    const place = near.indexOf(lines[index]!) - (near.length - 1) / 2;
    if (place) made.style.setProperty('--_shift', `${place * 4.4}em`);
  });
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
    const points = here.map(({persona, scores}) => {
      const made = feeling(scene, persona, scores[at]!, column.step);
      made.style.insetBlockStart = `${height(scores[at]!)}%`;
      return made;
    });
    spread(points, here, at);
    refill(cells[at]!, h('div', {class: 'feel'}, picture, points));
  });
}
