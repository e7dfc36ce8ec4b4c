/** Paints a picture of a map on a canvas: no policy of a page forbids that, as it does pictures made of text or of bytes. */
import type {Mark, Measure, Paint, Sheet, TextStyle} from '../../../interchange/picture/sheet.js';

type Pictures = ReadonlyMap<string, HTMLImageElement>;

const fontOf = ({size, isBold}: Pick<TextStyle, 'size' | 'isBold'>, fonts: string): string =>
  `${isBold ? 'bold ' : ''}${size}px ${fonts}`;

/** Most texts whose widths are kept: words come again and again. */
const mostKept = 50_000;

/** Measures as the browser will draw. */
export function measureOn(context: CanvasRenderingContext2D, fonts: string): Measure {
  const kept = new Map<string, number>();
  return (text, style) => {
    const font = fontOf(style, fonts);
    const key = `${font}\n${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (context.font !== font) context.font = font;
    const {width} = context.measureText(text);
    if (kept.size < mostKept) kept.set(key, width);
    return width;
  };
}

/** `path` in the units of the canvas as it is transformed. */
function paintPath(context: CanvasRenderingContext2D, path: Path2D, {fill, stroke, width = 1, dash = []}: Paint): void {
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.lineCap = width === 1 ? 'butt' : 'round';
  context.setLineDash([...dash]);
  context.stroke(path);
}

/** Every browser knows arcs of paths; not all of them know rectangles with round corners. */
function rounded({x, y, width, height, radius}: Mark & {kind: 'rect'}): string {
  const r = Math.min(radius, width / 2, height / 2);
  const [w, h] = [width - 2 * r, height - 2 * r];
  const turn = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${w}${turn(r, r)}v${h}${turn(-r, r)}h${-w}${turn(-r, -r)}v${-h}${turn(r, -r)}z`;
}

/** What is the same for all marks of a sheet. */
interface Sources {
  readonly pictures: Pictures;
  readonly fonts: string;
}

const paintMark: {
  readonly [K in Mark['kind']]: (context: CanvasRenderingContext2D, mark: Mark & {kind: K}, sources: Sources) => void;
} = {
  rect(context, mark) {
    paintPath(context, new Path2D(rounded(mark)), mark.paint);
  },
  path(context, {d, x, y, scale, paint}) {
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    paintPath(context, new Path2D(d), paint);
    context.restore();
  },
  text(context, {lines, x, y, leading, anchor, style}, {fonts}) {
    context.font = fontOf(style, fonts);
    context.fillStyle = style.ink;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    lines.forEach((line, at) => context.fillText(line.trimEnd(), x, y + at * leading));
  },
  image(context, {src, x, y, width, height}, {pictures}) {
    const picture = pictures.get(src)!;
    const fit = Math.min(width / picture.naturalWidth, height / picture.naturalHeight);
    const [w, h] = [picture.naturalWidth * fit, picture.naturalHeight * fit];
    context.drawImage(picture, x + (width - w) / 2, y + (height - h) / 2, w, h);
  },
};

/** @param scale pixels of the canvas to a CSS pixel */
export function paintSheet(context: CanvasRenderingContext2D, sheet: Sheet, pictures: Pictures, scale: number): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = sheet.background;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.direction = sheet.isRtl ? 'rtl' : 'ltr';
  for (const {marks} of sheet.groups)
    for (const mark of marks) paintMark[mark.kind](context, mark as never, {pictures, fonts: sheet.fonts});
}
