/** What everything in a picture needs to know: the map, the words, and how texts look. */
import type {Parts} from '../../journey/parts.js';
import type {Words} from '../../locales/journey-map/words.js';
import type {Persona, Ref} from '../../schema/journey-map.js';
import {cut} from '../names.js';
import {type Box, paragraph} from './box.js';
import {legible, type Palette} from './palette.js';
import type {Measure, TextStyle} from './sheet.js';
import {isolated} from './wrap.js';

export interface Setting {
  readonly parts: Parts;
  /** The sources at each step. */
  readonly sources: ReadonlyMap<string, readonly Ref[]>;
  readonly words: Words;
  readonly palette: Palette;
  readonly measure: Measure;
  readonly isRtl: boolean;
  /** Whether the picture behind an address of the map can be drawn; else its alternative text is. */
  readonly holds: (src: string) => boolean;
}

/** Sizes of text in CSS pixels. */
export const sizes = {title: 28, stage: 16, step: 14, text: 13, small: 12} as const;

/** Most UTF-16 units of one text; what is longer ends in an ellipsis. */
export const mostUnits = 1000;

export const shortened = (text: string): string => cut(text, mostUnits);

type Look = 'text' | 'strong' | 'muted' | 'small';

export const styleOf = ({palette}: Setting, look: Look): TextStyle => ({
  size: look === 'small' ? sizes.small : sizes.text,
  isBold: look === 'strong',
  ink: look === 'muted' || look === 'small' ? palette.muted : palette.text,
});

/** A text of the map, or several beside each other. */
export const say = (setting: Setting, text: string, width: number, look: Look = 'text'): Box =>
  paragraph(shortened(text), width, styleOf(setting, look), setting.measure);

/** Texts in a line with a dot between them; each keeps its direction to itself. */
export const joined = (texts: readonly (string | undefined | false)[]): string =>
  texts.flatMap(text => (text ? isolated(text) : [])).join(' · ');

/** A number with its sign and unit in the order in which it is read, also among text from right to left. */
export const figure = ({isRtl}: Setting, text: string): string => (isRtl ? `\u2068${text}\u2069` : text);

/** The number of the colour, dash and shape of a persona; of everybody, where there is none. */
export const seriesOf = ({parts}: Setting, personaId: string | undefined): number =>
  Math.max(
    0,
    (parts.map.personas ?? []).findIndex(({id}) => id === personaId),
  ) % 6;

/** The colour of a persona: the map's own, as far as it is seen on the picture, else that of its series. */
export const inkOf = (setting: Setting, persona: Persona | undefined): string =>
  persona?.color ? legible(persona.color, setting.palette) : setting.palette.series[seriesOf(setting, persona?.id)]!;
