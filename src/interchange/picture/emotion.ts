/** The emotion lane: the line of each persona through the steps, its score at each, and below the reasons. */
import {curveOf, halves, type Piece} from '../../journey/curve.js';
import {emotionOf, grouped} from '../../journey/parts.js';
import {shapes} from '../../journey/signs.js';
import type {Emotion, Lane, Persona} from '../../schema/journey-map.js';
import {emotionRange} from '../../schema/journey-words.js';
import {type Box, nothing, row, stack} from './box.js';
import type {Band, Column} from './columns.js';
import {dashes} from './palette.js';
import type {Pen} from './pen.js';
import {figure, inkOf, say, seriesOf, type Setting, styleOf} from './setting.js';
import {dot, drawFace, personaShape} from './signs.js';
import type {Paint} from './sheet.js';

/** From the best to the worst score, in CSS pixels. */
const tall: Readonly<Record<NonNullable<Lane['height']>, number>> = {compact: 100, normal: 150, tall: 200};
/** Below it, so that no point touches an edge; and above it, at the least. */
const edge = 26;

const point = {height: 24, gap: 4} as const;

interface Line {
  readonly persona: Persona | undefined;
  /** By column of the whole map; without one is a gap. */
  readonly emotions: readonly (Emotion | undefined)[];
  readonly now: readonly (Piece | null)[];
  /** Where it should get to; runs on where nothing is to change. */
  readonly later: readonly (Piece | null)[];
}

export interface EmotionLane {
  readonly height: number;
  /** Draws the lines through the columns of a band, whose first starts at `x`. */
  readonly draw: (pen: Pen, band: Band, x: number, y: number) => void;
  /** The reasons at a step. */
  readonly reasons: (column: Column, width: number) => Box;
  /** Words for the ends and the middle of the scale. */
  readonly drawScale: (pen: Pen, end: number, y: number) => void;
}

/** @param above what the title of the lane takes at the top */
export function emotionLane(setting: Setting, lane: Lane, columns: readonly Column[], above: number): EmotionLane {
  const top = Math.max(edge, above + 10);
  const range = tall[lane.height ?? 'normal'];
  const lines = linesOf(setting, lane, columns);
  const levelOf = (score: number): number =>
    top + ((emotionRange.high - score) / (emotionRange.high - emotionRange.low)) * range;
  return {
    height: top + range + edge,
    draw: (pen, band, x, y) => {
      const level = y + levelOf(0);
      const end = x + band.columns.length * band.width;
      pen.line({x, y: level}, {x: end, y: level}, {stroke: setting.palette.border});
      for (const line of lines) drawLine(setting, pen, line, band, x, score => y + levelOf(score));
      band.columns.forEach((_, at) => {
        const middle = x + (at + 0.5) * band.width;
        const place = {column: band.from + at, middle, width: band.width};
        drawTargets(setting, pen, lines, place, score => y + levelOf(score));
        drawPoints(setting, pen, lines, place, score => y + levelOf(score));
      });
    },
    reasons: ({step}, width) =>
      stack(
        lines.map(({persona}) => {
          const emotion = step && emotionOf(step, persona?.id);
          if (!emotion || !(emotion.label || emotion.why)) return nothing;
          const shape = personaShape(seriesOf(setting, persona?.id), inkOf(setting, persona));
          const rest = width - shape.width - 6;
          const {label = '', why = ''} = emotion;
          return row([shape, stack([say(setting, label, rest), say(setting, why, rest, 'small')])], 6);
        }),
        6,
      ),
    drawScale: (pen, end, y) => {
      const small = styleOf(setting, 'small');
      for (const score of [emotionRange.high, 0, emotionRange.low]) {
        const middle = y + levelOf(score);
        pen.text([setting.words.emotion(score)], end - 24, middle + small.size * 0.35, small, 0, 'end');
        drawFace(pen, score, end - 18, middle - 8, 16, small.ink);
      }
    },
  };
}

/** The lines of a lane: of its persona, else of all, and of everybody where the map says so. */
function linesOf(setting: Setting, lane: Lane, columns: readonly Column[]): Line[] {
  const people = [...(setting.parts.map.personas ?? []).filter(({id}) => (lane.personaId ?? id) === id), undefined];
  return people.flatMap(persona => {
    const emotions = columns.map(({step}) => step && emotionOf(step, persona?.id));
    const scores = emotions.map(emotion => emotion?.score ?? null);
    if (scores.every(score => score === null)) return [];
    const hasTarget = emotions.some(emotion => emotion?.target !== undefined);
    const targets = emotions.map(emotion => (hasTarget ? (emotion?.target ?? emotion?.score ?? null) : null));
    return {persona, emotions, now: curveOf(scores), later: curveOf(targets)};
  });
}

/** The pieces of a line that lie in a band; at its ends the halves of those that lead on. */
function drawLine(setting: Setting, pen: Pen, line: Line, band: Band, x: number, levelOf: (score: number) => number) {
  const {from, width} = band;
  const last = from + band.columns.length - 1;
  const ink = inkOf(setting, line.persona);
  const dash = dashes[seriesOf(setting, line.persona?.id)]!;
  const write = (pieces: readonly (Piece | null | undefined)[]): string => {
    let d = '';
    const add = (piece: Piece | null | undefined, column: number, share: number) => {
      if (!piece) return;
      const start = x + (column - from) * width;
      const at = (part: number) => pen.at({x: start + (part / 3) * share * width, y: levelOf(piece[part]!)});
      d += `M${at(0)}C${at(1)} ${at(2)} ${at(3)}`;
    };
    const before = pieces[from - 1];
    add(before && halves(before)[1], from, 0.5);
    for (let at = from; at < last; at++) add(pieces[at], at + 0.5, 1);
    const after = pieces[last];
    add(after && halves(after)[0], last + 0.5, 0.5);
    return d;
  };
  const paint = (part: Paint, pieces: Line['now']) => {
    const d = write(pieces);
    if (d) pen.path(d, {stroke: ink, dash, ...part});
  };
  paint({width: 1, dash: [2, 3]}, line.later);
  paint({width: 2.25}, line.now);
}

interface Place {
  /** In the whole map. */
  readonly column: number;
  readonly middle: number;
  readonly width: number;
}

/** Where personas should get to: the outlines of their shapes; those at the same place stand side by side. */
function drawTargets(
  setting: Setting,
  pen: Pen,
  lines: readonly Line[],
  {column, middle, width}: Place,
  levelOf: (score: number) => number,
): void {
  const size = 12;
  const targets = lines.filter(({emotions}) => emotions[column]?.target !== undefined);
  const levels = targets.map(({emotions}) => levelOf(emotions[column]!.target!));
  targets.forEach(({persona}, at) => {
    const near = levels.flatMap((level, other) => (Math.abs(level - levels[at]!) < size ? other : []));
    const step = Math.min(size + 2, (width - 2 * size) / near.length);
    const shift = (near.indexOf(at) - (near.length - 1) / 2) * step;
    const paint = {fill: setting.palette.surface, stroke: inkOf(setting, persona), width: 1.6};
    const shape = shapes[seriesOf(setting, persona?.id)]!;
    pen.sign(shape, 16, middle + shift - size / 2, levels[at]! - size / 2, size, paint);
  });
}

interface Point extends Felt {
  readonly level: number;
  readonly box: Box;
}

const widthOf = (points: readonly Point[]): number =>
  points.reduce((sum, {box}) => sum + box.width + point.gap, -point.gap);

/** The points of a column; those that would lie over each other stand side by side. */
function drawPoints(
  setting: Setting,
  pen: Pen,
  lines: readonly Line[],
  {column, middle, width}: Place,
  levelOf: (score: number) => number,
): void {
  const points = lines
    .flatMap(({persona, emotions}): Point[] => {
      const emotion = emotions[column];
      if (!emotion) return [];
      return [{persona, emotion, box: pointOf(setting, {persona, emotion}), level: levelOf(emotion.score)}];
    })
    .sort((a, b) => a.level - b.level);
  const room = width - 4;
  for (let first = 0; first < points.length;) {
    let next = first + 1;
    while (next < points.length && points[next]!.level - points[next - 1]!.level < point.height) next++;
    const near = points.slice(first, next);
    drawBeside(pen, widthOf(near) > room ? together(setting, near, room) : near, middle, room);
    first = next;
  }
}

/** The points of one score in one frame. */
function together(setting: Setting, points: readonly Point[], room: number): Point[] {
  const scores = [...grouped(points, ({emotion}) => [`${emotion.score}`]).values()];
  const share = (room + point.gap) / scores.length - point.gap;
  return scores.map(same => (same.length > 1 ? {...same[0]!, box: sharedPoint(setting, same, share)} : same[0]!));
}

/** Points beside each other; more than there is room for lie over each other, the last on top. */
function drawBeside(pen: Pen, points: readonly Point[], middle: number, room: number): void {
  const needed = widthOf(points);
  const last = points.at(-1)!.box.width;
  const squeeze = needed > room ? Math.max(0, room - last) / (needed - last) : 1;
  let start = middle - Math.min(room, needed) / 2;
  for (const {box, level} of points) {
    box.draw(pen, start, level - point.height / 2);
    start += (box.width + point.gap) * squeeze;
  }
}

interface Felt {
  readonly persona: Persona | undefined;
  readonly emotion: Emotion;
}

const spread = (boxes: readonly Box[]): number => boxes.reduce((sum, box) => sum + box.width + 3, -3);

/** One score of several personas: the shape of each, as closely as it must be, and the number once. */
function sharedPoint(setting: Setting, felt: readonly Felt[], room: number): Box {
  const {palette, words, measure} = setting;
  const style = {...styleOf(setting, 'strong'), size: 13};
  const text = figure(setting, words.signed(felt[0]!.emotion.score));
  const signs = (marked: boolean) =>
    felt.map(({persona, emotion}) => {
      const shape = personaShape(seriesOf(setting, persona?.id), inkOf(setting, persona));
      return row([shape, marked ? dot(emotion.confidence, palette) : nothing], 2);
    });
  const ends = 7 + 4 + Math.ceil(measure(text, style)) + 7;
  // Where there is no room for all of it, how well each is backed gives way.
  const boxes = spread(signs(true)) + ends <= room ? signs(true) : signs(false);
  const wide = Math.min(spread(boxes), Math.max(boxes.at(-1)!.width, room - ends));
  const squeeze = (wide - boxes.at(-1)!.width) / (spread(boxes) - boxes.at(-1)!.width);
  const top = (point.height - boxes[0]!.height) / 2;
  return {
    width: wide + ends,
    height: point.height,
    draw: (pen, x, y) => {
      const frame = {fill: palette.surface, stroke: palette.muted, width: 1};
      pen.rect(x, y, wide + ends, point.height, frame, point.height / 2);
      let start = x + 7;
      for (const box of boxes) {
        box.draw(pen, start, y + top);
        start += (box.width + 3) * squeeze;
      }
      pen.text([text], x + 11 + wide, y + point.height / 2 + style.size * 0.36, style);
    },
  };
}

/** The score of a persona in a frame: its shape, the number, and how well it is backed. */
function pointOf(setting: Setting, {persona, emotion: {score, confidence}}: Felt): Box {
  const {palette, words, measure} = setting;
  const style = {...styleOf(setting, 'strong'), size: 13};
  const text = figure(setting, words.signed(score));
  const ink = inkOf(setting, persona);
  const shape = personaShape(seriesOf(setting, persona?.id), ink);
  const mark = dot(confidence, palette);
  const textWidth = Math.ceil(measure(text, style));
  const width = 7 + shape.width + 4 + textWidth + (mark.width ? 4 + mark.width : 0) + 7;
  const top = (point.height - shape.height) / 2;
  return {
    width,
    height: point.height,
    draw: (pen, x, y) => {
      pen.rect(x, y, width, point.height, {fill: palette.surface, stroke: ink, width: 1}, point.height / 2);
      shape.draw(pen, x + 7, y + top);
      pen.text([text], x + 11 + shape.width, y + point.height / 2 + style.size * 0.36, style);
      mark.draw(pen, x + 15 + shape.width + textWidth, y + top);
    },
  };
}
