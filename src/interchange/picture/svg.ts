/**
 * Writes a picture as SVG 1.1 that browsers, Inkscape, LibreOffice and PowerPoint open: presentation attributes, no style
 * sheet, no script, nothing from elsewhere; texts are texts.
 */
import type {JourneyMap} from '../../schema/journey-map.js';
import type {Format, Written} from '../reading.js';
import {xmlEscape} from '../xml-write.js';
import {holdsItself, layOut, type PictureOptions, wordsCome} from './layout.js';
import {losses} from './losses.js';
import {type Group, type Mark, type Paint, type Sheet, fonts} from './sheet.js';
import {drawable, isolated, rightToLeft} from './wrap.js';

const escaped = (text: string): string => xmlEscape(drawable(text));

type Value = string | number | undefined | false;

const attributes = (list: Readonly<Record<string, Value>>): string =>
  Object.entries(list)
    .map(([name, value]) => (value === undefined || value === false ? '' : ` ${name}="${escaped(`${value}`)}"`))
    .join('');

const element = (name: string, list: Readonly<Record<string, Value>>, content = ''): string =>
  content ? `<${name}${attributes(list)}>${content}</${name}>` : `<${name}${attributes(list)}/>`;

const painted = ({fill = 'none', stroke, width, dash}: Paint) => ({
  fill,
  stroke,
  'stroke-width': stroke && width !== 1 ? width : undefined,
  'stroke-dasharray': stroke && dash?.length ? dash.join(' ') : undefined,
  'stroke-linecap': stroke && width ? 'round' : undefined,
});

/** Where a text begins, as programs without the attribute `direction` understand it: LibreOffice 7 leaves it out of account. */
const anchors = {
  ltr: {start: undefined, middle: 'middle', end: 'end'},
  rtl: {start: 'end', middle: 'middle', end: undefined},
} as const;

/**
 * Each line is an isolate of its own, so that its controls of direction reach no further. One that is read from the right says
 * so in characters; the space at its end has a place of its own, since it would stand on the right of the line.
 */
function textOf({lines, x, y, leading, anchor, style}: Mark & {kind: 'text'}, isRtl: boolean): string {
  const {size, isBold, ink} = style;
  const look = {
    'font-size': size,
    'font-weight': isBold && 'bold',
    'fill': ink,
    'text-anchor': anchors[isRtl ? 'rtl' : 'ltr'][anchor],
  };
  const only = lines.length === 1 && lines[0]!;
  if (only) return element('text', {x, y, ...look}, escaped(isRtl ? rightToLeft(only) : only));
  const spans = lines.map((line, at) => {
    const place = {x, y: Math.round((y + at * leading) * 100) / 100};
    const shown = isRtl ? line.trimEnd() : line;
    const space = element('tspan', place, line.slice(shown.length));
    return (
      element('tspan', {...place, 'unicode-bidi': 'isolate'}, escaped(isRtl ? rightToLeft(shown) : isolated(shown))) +
      (shown === line ? '' : space)
    );
  });
  return element('text', look, spans.join(''));
}

type Sources = (src: string) => string | undefined;

function markOf(mark: Mark, isRtl: boolean, sourceOf: Sources): string {
  switch (mark.kind) {
    case 'rect': {
      const {x, y, width, height, radius, paint} = mark;
      return element('rect', {x, y, width, height, rx: radius || undefined, ...painted(paint)});
    }
    case 'path': {
      const {d, x, y, scale, paint} = mark;
      const transform = scale === 1 && !x && !y ? undefined : `translate(${x} ${y}) scale(${scale})`;
      return element('path', {d, transform, ...painted(paint)});
    }
    case 'image': {
      const {x, y, width, height, src, alt} = mark;
      const href = sourceOf(src);
      return element(
        'image',
        {x, y, width, height, 'href': href, 'xlink:href': href, 'preserveAspectRatio': 'xMidYMid meet'},
        element('title', {}, escaped(alt)),
      );
    }
    default:
      return textOf(mark, isRtl);
  }
}

/** @param sourceOf the `data:` of a picture that the sheet shows, by its address in the map */
export function svgOf(sheet: Sheet, id: string, sourceOf: Sources = src => src): string {
  const {width, height, isRtl, lang, background, title, description, groups} = sheet;
  const named = (part: string) => `${id}-${part}`;
  const groupOf = (group: Group) =>
    element('g', {id: named(group.id)}, group.marks.map(mark => markOf(mark, isRtl, sourceOf)).join('\n'));
  const root = {
    'xmlns': 'http://www.w3.org/2000/svg',
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    width,
    height,
    'viewBox': `0 0 ${width} ${height}`,
    'xml:lang': lang,
    'role': 'graphics-document',
    'aria-labelledby': named('title'),
    'aria-describedby': named('desc'),
    'font-family': sheet.fonts,
  };
  const content = [
    element('title', {id: named('title')}, escaped(title)),
    element('desc', {id: named('desc')}, escaped(description)),
    element('rect', {width, height, fill: background}),
    ...groups.map(groupOf),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, `\n${content.join('\n')}\n`)}\n`;
}

export {fonts};

export interface SvgOptions extends Omit<PictureOptions, 'holds'> {
  /** Pictures of the map as `data:image/…` by their addresses in it; a picture that is not here becomes its alternative text. */
  readonly pictures?: ReadonlyMap<string, string> | undefined;
}

export function writeSvg(map: JourneyMap, {pictures, ...options}: SvgOptions = {}): Written {
  const sourceOf: Sources = src => pictures?.get(src) ?? (holdsItself(src) ? src : undefined);
  const sheet = layOut(map, {...options, holds: src => sourceOf(src) !== undefined});
  return {
    name: `${map.id}.svg`,
    type: 'image/svg+xml',
    data: svgOf(sheet, `map-${map.id.replaceAll(':', '_')}`, sourceOf),
  };
}

export const svg: Format = {
  async write(map) {
    await wordsCome(map);
    return [writeSvg(map)];
  },
  losses,
};
