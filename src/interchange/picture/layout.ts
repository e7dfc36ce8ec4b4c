/** Lays a whole map out as a picture. */
import {sourcesAt} from '../../journey/evidence.js';
import {itemsOf} from '../../journey/items.js';
import {partsOf} from '../../journey/parts.js';
import {journeyMap} from '../../locales/journey-map/en.js';
import {journeyTexts, journeyLanguages, Words} from '../../locales/journey-map/words.js';
import type {JourneyMap} from '../../schema/journey-map.js';
import {type Band, bandsOf, columnsOf} from './columns.js';
import {about, cards, drawHeads, footer, key} from './heads.js';
import {drawBlueprintLine, drawLane, headWidth, type LaneRows, withEmotions} from './lanes.js';
import {dark, light} from './palette.js';
import {Pen} from './pen.js';
import type {Setting} from './setting.js';
import {fonts, type Measure, type Sheet} from './sheet.js';
import {estimate} from './width.js';

export {fonts};

export interface PictureOptions {
  /** The words of the picture that are not the map's own; in its language where there are texts in it, else in English. */
  readonly words?: Words | undefined;
  /** Measures texts in the fonts of the picture; without it, their widths are estimated. */
  readonly measure?: Measure | undefined;
  readonly isDark?: boolean | undefined;
  /** Whether the picture behind an address of the map can be drawn; without it, those that are in the map itself can. */
  readonly holds?: ((src: string) => boolean) | undefined;
}

/** Around the picture, in CSS pixels. */
const margin = 40;
/** Columns beside each other in a map of usual length, and the width of each: wider where there are few. */
const usual = 20;
const columnWidth = {least: 204, most: 300, all: 1280} as const;
/** Width to height of a map that is longer, so that it fits a wall and not a corridor. */
const shape = 1.3;

/** Resolves when the words in the language of a map are here; where they do not come, a picture has English ones. */
export async function wordsCome({lang = 'en'}: JourneyMap): Promise<void> {
  await Promise.resolve(journeyTexts(lang)).catch(() => {});
}

/** The words in the language of the map where they are here, see `journeyTexts`; else in English. */
export function wordsFor(lang = 'en'): Words {
  const known = journeyLanguages();
  const texts = journeyTexts(lang);
  const isKnown = known.includes(lang) || known.includes(lang.split('-')[0]!);
  return isKnown && !(texts instanceof Promise) ? new Words(texts, lang) : new Words(journeyMap, 'en');
}

const rtl = /^(ar|arc|ckb|dv|fa|he|ks|ku-Arab|ps|sd|ug|ur|yi)\b/i;

export const isRtl = ({dir, lang = ''}: JourneyMap): boolean => (dir ? dir === 'rtl' : rtl.test(lang));

export const holdsItself = (src: string): boolean => src.startsWith('data:image/');

/** @param map sound by `journeyMapSchema` */
export function layOut(map: JourneyMap, options: PictureOptions = {}): Sheet {
  const parts = partsOf(map);
  const setting: Setting = {
    parts,
    sources: sourcesAt(itemsOf(parts)),
    words: options.words ?? wordsFor(map.lang),
    palette: options.isDark ? dark : light,
    measure: options.measure ?? estimate,
    isRtl: isRtl(map),
    holds: options.holds ?? holdsItself,
  };
  const columns = columnsOf(parts);
  const width = Math.min(columnWidth.most, Math.max(columnWidth.least, Math.floor(columnWidth.all / columns.length)));
  const lanes = withEmotions(setting, columns);
  const first = draw(setting, bandsOf(columns, usual, width), lanes);
  const isLong = columns.length > usual && first.height * shape > first.width;
  if (!isLong) return first;
  // As many columns beside each other as give the same area its shape.
  const wide = Math.sqrt(first.width * first.height * shape);
  return draw(
    setting,
    bandsOf(columns, Math.max(usual, Math.floor((wide - headWidth - 2 * margin) / width)), width),
    lanes,
  );
}

/** Between two bands, and around what stands above and below the map. */
const space = 28;

function draw(setting: Setting, bands: readonly Band[], lanes: readonly LaneRows[]): Sheet {
  const {map} = setting.parts;
  const inner = headWidth + Math.max(...bands.map(({columns, width}) => columns.length * width));
  const pen = new Pen(inner + 2 * margin, setting.isRtl);
  let y = margin;
  const put = (id: string, box: ReturnType<typeof about>) => {
    if (!box.height) return;
    pen.group(id);
    box.draw(pen, margin, y);
    y += box.height + space;
  };
  put('about', about(setting, inner));
  put('personas', cards(setting, inner));
  bands.forEach((band, at) => {
    pen.group(`heads-${at + 1}`);
    y += drawHeads(setting, pen, band, margin + headWidth, y);
    lanes.forEach((one, lane) => {
      pen.group(`band-${at + 1}-lane-${lane + 1}`);
      if (one.lane.lineAbove) y += drawBlueprintLine(setting, pen, one.lane.lineAbove, band, margin, y);
      y += drawLane(setting, pen, one, band, margin, y);
    });
    y += space;
  });
  put('key', key(setting, inner));
  put('footer', footer(setting, inner));
  return {
    width: pen.width,
    height: Math.ceil(y - space + margin / 2),
    isRtl: pen.isRtl,
    lang: map.lang ?? setting.words.language,
    background: setting.palette.surface,
    fonts,
    title: map.title,
    description: described(setting),
    groups: pen.groups,
  };
}

/** How much there is to see, in words. */
function described({parts: {map, lanes}, words}: Setting): string {
  const {stages, steps, personas = []} = map;
  return [
    words.list([words.t('stages', 'n', stages.length), words.t('steps', 'n', steps.length)]),
    words.list(stages.map(({name}) => name)),
    words.list(lanes.map(({title, kind}) => title || words.of('lanes', kind))),
    words.list(personas.map(({name}) => name)),
  ]
    .filter(Boolean)
    .join('. ');
}
