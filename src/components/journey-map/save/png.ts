/** A map as a PNG, painted in the browser. Loaded when somebody asks for one. */
import type {PictureOptions} from '../../../interchange/picture/layout.js';
import type {Remark} from '../../../interchange/reading.js';
import {KitError} from '../../../schema/error.js';
import type {JourneyMap} from '../../../schema/journey-map.js';
import {measureOn, paintSheet} from './canvas.js';
import {picturesOf} from './pictures.js';

export interface PngOptions extends Pick<PictureOptions, 'words' | 'isDark'> {
  /** The address that pictures of the map are relative to: the map's own; that of the page unless said. */
  readonly base?: string | undefined;
  /** Pixels to a CSS pixel: 2 unless said, fewer where the picture would be larger than browsers can paint. */
  readonly scale?: number | undefined;
  /** Hears what the picture is otherwise than asked for. */
  readonly tell?: ((remark: Remark) => void) | undefined;
}

/** Longest side, and most pixels, of a canvas that today's browsers on desks paint. */
const longest = 16_384;
const most = 2 ** 26;
/** Below this many pixels to a CSS pixel nothing can be read. */
const least = 0.1;

/** The scale at which a picture can be painted. */
export const scaleFor = (width: number, height: number, asked: number): number =>
  Math.min(asked, longest / width, longest / height, Math.sqrt(most / (width * height)));

/** Smaller devices paint less than they say: what is too large stays transparent, or gives no file. */
async function fileOf(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): Promise<Blob | null> {
  const isPainted = context.getImageData(0, 0, 1, 1).data[3]! > 0;
  return isPainted ? new Promise(resolve => canvas.toBlob(resolve, 'image/png')) : null;
}

/** The name of the file. */
export const pngName = ({id}: JourneyMap): string => `${id}.png`;

/** @throws {KitError} `map/unpaintable`: this browser can paint no picture of the map, not even a small one */
export async function paintPng(map: JourneyMap, options: PngOptions = {}): Promise<Blob> {
  const {words, isDark, base = document.baseURI, scale: asked = 2, tell} = options;
  const [{fonts, layOut, wordsCome}, pictures] = await Promise.all([
    import('../../../interchange/picture/layout.js'),
    picturesOf(map, base),
  ]);
  if (!words) await wordsCome(map);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new KitError('map/unpaintable', 'the browser gives no canvas.');
  const sheet = layOut(map, {words, isDark, measure: measureOn(context, fonts), holds: src => pictures.has(src)});
  const {width, height} = sheet;
  for (let scale = scaleFor(width, height, asked); scale >= least; scale /= 2) {
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    paintSheet(context, sheet, pictures, scale);
    const blob = await fileOf(canvas, context);
    if (!blob) continue;
    if (scale < asked)
      tell?.({
        level: 'note',
        code: 'picture/scaled',
        place: '',
        text: `The picture is ${canvas.width} by ${canvas.height} pixels, smaller than asked for: browsers paint no larger ones. Save it as SVG to have every detail.`,
      });
    return blob;
  }
  throw new KitError(
    'map/unpaintable',
    `${Math.ceil(width)} by ${Math.ceil(height)} pixels are too many; save it as SVG.`,
  );
}
