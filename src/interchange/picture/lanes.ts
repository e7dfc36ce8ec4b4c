/** The rows of a picture: for each lane its title, and what it holds at each step or across several. */
import {rowsOf, type Slot} from '../../journey/rows.js';
import type {Lane} from '../../schema/journey-map.js';
import {type Box, nothing, stack} from './box.js';
import type {Band, Column} from './columns.js';
import {cellContent, contentAt, isDerived} from './content.js';
import {type EmotionLane, emotionLane} from './emotion.js';
import type {Pen} from './pen.js';
import {say, type Setting, sizes, styleOf} from './setting.js';
import {paragraph} from './box.js';

/** Of the column with the titles of lanes, in CSS pixels. */
export const headWidth = 168;
const pad = 10;
/** Between two things in a cell. */
const gap = 7;
const least = 40;
const widestText = 520;

export interface LaneRows {
  readonly lane: Lane;
  readonly rows: readonly (readonly Slot[])[];
  readonly emotions: EmotionLane | undefined;
}

/** The lanes that are drawn: those kept in sight first, without hidden ones and live ones that hold nothing of their own. */
export function lanesIn({parts}: Setting, columns: readonly Column[]): Omit<LaneRows, 'emotions'>[] {
  const shown = parts.lanes.filter(({id, kind, hidden}) => !hidden && (kind !== 'live' || parts.cellsOf.has(id)));
  return [...shown.filter(({pinned}) => pinned), ...shown.filter(({pinned}) => !pinned)].map(lane => ({
    lane,
    rows: rowsOf(parts, lane, columns, isDerived(lane.kind)),
  }));
}

export const withEmotions = (setting: Setting, columns: readonly Column[]): LaneRows[] =>
  lanesIn(setting, columns).map(one => ({
    ...one,
    emotions:
      one.lane.kind === 'emotion'
        ? emotionLane(setting, one.lane, columns, laneHead(setting, one.lane).height + pad)
        : undefined,
  }));

interface Filled {
  /** In the band, ends included. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
}

/** What a band holds of a row. */
function filled(setting: Setting, {lane, rows, emotions}: LaneRows, at: number, band: Band): Filled[] {
  const found: Filled[] = [];
  const last = band.columns.length - 1;
  const slots = rows[at]!.filter(({from, to}) => to >= band.from && from <= band.from + last);
  let next = 0;
  for (let place = 0; place <= last; place++) {
    const slot = slots[next];
    const isHere = slot && Math.max(slot.from - band.from, 0) === place;
    const to = isHere ? Math.min(slot.to - band.from, last) : place;
    if (isHere) next++;
    const width = (to - place + 1) * band.width - 2 * pad;
    const column = band.columns[place]!;
    const own = at === 0 && column.step ? contentAt(setting, lane.kind, column.step, width) : [];
    const felt = at === 0 && emotions ? [emotions.reasons(column, width)] : [];
    const cells = isHere ? slot.cells.flatMap(cell => cellContent(setting, cell, Math.min(width, widestText))) : [];
    found.push({from: place, to, box: stack([...felt, ...own, ...cells], gap)});
    place = to;
  }
  return found;
}

/** Draws a lane of a band with its top at `y`; gives its height. */
export function drawLane(setting: Setting, pen: Pen, one: LaneRows, band: Band, start: number, y: number): number {
  const {palette} = setting;
  const {lane, emotions} = one;
  const title = laneHead(setting, lane);
  const rows = one.rows.map((_, at) => filled(setting, one, at, band));
  const chart = emotions?.height ?? 0;
  const heights = rows.map((cells, at) => {
    const content = Math.max(0, ...cells.map(({box}) => box.height));
    const above = at === 0 ? chart : 0;
    return content ? above + content + (above ? pad : 2 * pad) : above || (rows.length > 1 ? 0 : least);
  });
  const height = Math.ceil(
    Math.max(
      title.height + 2 * pad,
      heights.reduce((sum, one_) => sum + one_, 0),
    ),
  );
  const x = start + headWidth;
  const end = x + band.columns.length * band.width;
  pen.rect(start, y, headWidth, height, {fill: palette.sunken});
  title.draw(pen, start + 12, y + pad);
  emotions?.drawScale(pen, x - 6, y);
  let top = y;
  rows.forEach((cells, at) => {
    const bottom = at === rows.length - 1 ? y + height : top + heights[at]!;
    const under = top + (at === 0 ? chart : 0);
    for (const {to} of cells.slice(0, -1)) {
      const side = x + (to + 1) * band.width;
      pen.line({x: side, y: top}, {x: side, y: bottom}, {stroke: palette.hairline});
    }
    if (at === 0) emotions?.draw(pen, band, x, y);
    for (const {from, to, box} of cells) {
      if (!box.height) continue;
      const left = x + from * band.width;
      const inset = under === top ? pad : 0;
      if (to > from)
        pen.rect(
          left + 4,
          under + inset - 6,
          (to - from + 1) * band.width - 8,
          box.height + 12,
          {fill: palette.sunken},
          6,
        );
      box.draw(pen, left + pad, under + inset);
    }
    top = bottom;
  });
  pen.line({x: start, y: y + height}, {x: end, y: y + height}, {stroke: palette.hairline});
  return height;
}

function laneHead(setting: Setting, {title, kind, personaId}: Lane): Box {
  const width = headWidth - 24;
  const persona = personaId === undefined ? undefined : setting.parts.personas.get(personaId);
  const style = {...styleOf(setting, 'strong'), size: sizes.step};
  return stack([
    paragraph(title || setting.words.of('lanes', kind), width, style, setting.measure),
    persona ? say(setting, persona.name, width, 'small') : nothing,
  ]);
}

/** How the three lines of a service blueprint are drawn. */
const blueprint = {'interaction': [], 'visibility': [8, 5], 'internal-interaction': [2, 4]} as const;
const lineHeight = 28;

/** Draws a line of a service blueprint, said in words; gives its height. */
export function drawBlueprintLine(
  setting: Setting,
  pen: Pen,
  line: NonNullable<Lane['lineAbove']>,
  band: Band,
  start: number,
  y: number,
): number {
  const {palette, words, measure} = setting;
  const middle = y + lineHeight / 2;
  const end = start + headWidth + band.columns.length * band.width;
  const style = {...styleOf(setting, 'strong'), size: sizes.small};
  const text = words.t(`line.${line}`);
  const width = measure(text, style);
  pen.text([text], start + 12, middle + style.size * 0.36, style);
  pen.line(
    {x: start + width + 24, y: middle},
    {x: end, y: middle},
    {stroke: palette.text, width: 1.5, dash: blueprint[line]},
  );
  return lineHeight;
}
