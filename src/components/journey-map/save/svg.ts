/** A map as an SVG file with its pictures in it, written in the browser. Loaded when somebody asks for one. */
import type {PictureOptions} from '../../../interchange/picture/layout.js';
import type {Written} from '../../../interchange/reading.js';
import type {JourneyMap} from '../../../schema/journey-map.js';
import {measureOn} from './canvas.js';
import {picturesOf} from './pictures.js';

export interface SaveOptions extends Pick<PictureOptions, 'words' | 'isDark'> {
  /** The address that pictures of the map are relative to: the map's own; that of the page unless said. */
  readonly base?: string | undefined;
}

/** A picture is drawn at most 260 by 162 pixels; twice as many are sharp in print. */
const widest = 520;
const highest = 324;

/** The bytes of a picture as every program opens them. */
function bytesOf(image: HTMLImageElement): string {
  const scale = Math.min(widest / image.naturalWidth, highest / image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

export async function saveSvg(map: JourneyMap, options: SaveOptions = {}): Promise<Written> {
  const {words, isDark, base = document.baseURI} = options;
  const [{fonts, writeSvg}, {wordsCome}, images] = await Promise.all([
    import('../../../interchange/picture/svg.js'),
    import('../../../interchange/picture/layout.js'),
    picturesOf(map, base),
  ]);
  if (!words) await wordsCome(map);
  const context = document.createElement('canvas').getContext('2d');
  const pictures = new Map([...images].map(([src, image]) => [src, bytesOf(image)]));
  return writeSvg(map, {words, isDark, pictures, measure: context ? measureOn(context, fonts) : undefined});
}
