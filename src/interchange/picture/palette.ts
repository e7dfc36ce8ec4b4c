/** The colours of a picture: those of the kit's plain theme, light and dark. */
import {contrastRatio, type Rgb} from '../../core/contrast.js';

export interface Palette {
  readonly surface: string;
  readonly sunken: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly hairline: string;
  readonly accent: string;
  readonly positive: string;
  readonly caution: string;
  readonly negative: string;
  /** Of personas and of stages, in turn. */
  readonly series: readonly string[];
}

export const light: Palette = {
  surface: '#ffffff',
  sunken: '#f5f6f8',
  text: '#1b2330',
  muted: '#566072',
  border: '#7d879a',
  hairline: '#dfe3ea',
  accent: '#2a5bd7',
  positive: '#1a7f4b',
  caution: '#7a5c00',
  negative: '#b3261e',
  series: ['#2a5bd7', '#b3261e', '#1a7f4b', '#7a5c00', '#7b3fa8', '#00707a'],
};

export const dark: Palette = {
  surface: '#14181f',
  sunken: '#0e1116',
  text: '#e8ecf2',
  muted: '#a3adbd',
  border: '#6b7688',
  hairline: '#2b3340',
  accent: '#8fb0ff',
  positive: '#6fd6a0',
  caution: '#e6c25a',
  negative: '#ff9a92',
  series: ['#8fb0ff', '#ff9a92', '#6fd6a0', '#e6c25a', '#d3a6f5', '#6cd3dd'],
};

/** The dashes of personas, in turn: never told apart by colour alone. */
export const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 4], [10, 3, 2, 3], [1, 6], [14, 4]];

/** `#rgb` or `#rrggbb` as three numbers from 0 to 255. */
function channels(color: string): Rgb {
  const hex = color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color;
  return [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** So much of one colour, 0 to 1, on another: both `#rgb` or `#rrggbb`. */
export function mix(color: string, share: number, ground: string): string {
  const under = channels(ground);
  return `#${channels(color)
    .map((value, at) =>
      Math.round(value * share + under[at]! * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** A line or a sign is seen from this contrast on: WCAG 2.2, 1.4.11. */
const least = 3;

/** The colour, with as much of the colour of texts in it as makes it seen on the surface: both `#rgb` or `#rrggbb`. */
export function legible(color: string, {surface, text}: Pick<Palette, 'surface' | 'text'>): string {
  for (let share = 1; share > 0; share -= 0.1) {
    const mixed = mix(color, share, text);
    if (contrastRatio(channels(mixed), channels(surface)) >= least) return mixed;
  }
  return text;
}
