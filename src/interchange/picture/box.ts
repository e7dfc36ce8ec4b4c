/** Things of known size that can be drawn anywhere: from lines of text to all that a cell of the map holds. */
import type {Pen} from './pen.js';
import type {Measure, TextStyle} from './sheet.js';
import {wrap} from './wrap.js';

export interface Box {
  readonly width: number;
  readonly height: number;
  /** Draws it with its start and top there. */
  readonly draw: (pen: Pen, x: number, y: number) => void;
}

/** From one line to the next, and from the top of a line to its base line, as shares of the size. */
const leading = 1.4;
const rise = 1.06;

export const nothing: Box = {width: 0, height: 0, draw: () => {}};

/** A paragraph at most `width` wide. */
export function paragraph(text: string, width: number, style: TextStyle, measure: Measure): Box {
  if (!text) return nothing;
  const lines = wrap(text, width, style, measure);
  const step = Math.round(style.size * leading * 10) / 10;
  return {
    width: Math.min(width, Math.max(...lines.map(line => measure(line.trimEnd(), style)))),
    height: lines.length * step,
    draw: (pen, x, y) => pen.text(lines, x, y + style.size * rise, style, step),
  };
}

/** One under another. */
export function stack(boxes: readonly Box[], gap = 0): Box {
  const seen = boxes.filter(({height}) => height);
  return {
    width: Math.max(0, ...seen.map(({width}) => width)),
    height: seen.reduce((sum, {height}) => sum + height, 0) + gap * Math.max(0, seen.length - 1),
    draw: (pen, x, y) => {
      let top = y;
      for (const box of seen) {
        box.draw(pen, x, top);
        top += box.height + gap;
      }
    },
  };
}

/** One beside another, with their tops in a line. */
export function row(boxes: readonly Box[], gap = 0): Box {
  const seen = boxes.filter(({width}) => width);
  return {
    width: seen.reduce((sum, {width}) => sum + width, 0) + gap * Math.max(0, seen.length - 1),
    height: Math.max(0, ...seen.map(({height}) => height)),
    draw: (pen, x, y) => {
      let start = x;
      for (const box of seen) {
        box.draw(pen, start, y);
        start += box.width + gap;
      }
    },
  };
}

/** Beside each other as far as there is room, then in the next line. */
export function flow(boxes: readonly Box[], width: number, gap: number, lineGap = gap): Box {
  const lines: Box[][] = [];
  let left = -1;
  for (const box of boxes.filter(({height}) => height)) {
    if (box.width > left) {
      lines.push([]);
      left = width;
    }
    lines.at(-1)!.push(box);
    left -= box.width + gap;
  }
  return stack(
    lines.map(line => row(line, gap)),
    lineGap,
  );
}

/** Free space around a box. */
export const padded = (box: Box, x: number, y: number): Box => ({
  width: box.width + 2 * x,
  height: box.height + 2 * y,
  draw: (pen, left, top) => box.draw(pen, left + x, top + y),
});
