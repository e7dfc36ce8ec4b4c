/** Draws on a sheet in the order of reading: 0 is where a line of text starts, on the right where the map is read from there. */
import type {Anchor, Group, Mark, Paint, TextStyle} from './sheet.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

export class Pen {
  readonly width: number;
  readonly isRtl: boolean;
  readonly groups: Group[] = [];
  #marks: Mark[] = [];

  constructor(width: number, isRtl: boolean) {
    this.width = width;
    this.isRtl = isRtl;
  }

  /** What is drawn from here on belongs together. */
  group(id: string): void {
    this.#marks = [];
    this.groups.push({id, marks: this.#marks});
  }

  rect(x: number, y: number, width: number, height: number, paint: Paint, radius = 0): void {
    this.#marks.push({
      kind: 'rect',
      x: this.#x(this.isRtl ? x + width : x),
      y: rounded(y),
      width: rounded(width),
      height: rounded(height),
      radius,
      paint,
    });
  }

  line(from: Point, to: Point, paint: Paint): void {
    this.path(`M${this.at(from)}L${this.at(to)}`, paint);
  }

  /** `d` in the coordinates of the sheet: each point written by `at`. */
  path(d: string, paint: Paint): void {
    this.#marks.push({kind: 'path', d, x: 0, y: 0, scale: 1, paint});
  }

  /** A point of a path. */
  at({x, y}: Point): string {
    return `${this.#x(x)} ${rounded(y)}`;
  }

  /** A sign that is drawn on a square `grid` of its own, `size` wide. Never mirrored. */
  sign(d: string, grid: number, x: number, y: number, size: number, paint: Paint): void {
    const scale = Math.round((size / grid) * 1e4) / 1e4;
    this.#marks.push({kind: 'path', d, x: this.#x(this.isRtl ? x + size : x), y: rounded(y), scale, paint});
  }

  /** `y`: the base line of the first of the lines. */
  text(lines: readonly string[], x: number, y: number, style: TextStyle, leading = 0, anchor: Anchor = 'start'): void {
    this.#marks.push({kind: 'text', lines, x: this.#x(x), y: rounded(y), leading, anchor, style});
  }

  image(src: string, alt: string, x: number, y: number, width: number, height: number): void {
    this.#marks.push({
      kind: 'image',
      src,
      alt,
      x: this.#x(this.isRtl ? x + width : x),
      y: rounded(y),
      width: rounded(width),
      height: rounded(height),
    });
  }

  #x(x: number): number {
    return rounded(this.isRtl ? this.width - x : x);
  }
}
