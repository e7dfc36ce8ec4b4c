import type {Role} from '../ui/contrast.js';

/** A colour in light and in dark surroundings. */
export type Shade = readonly [light: string, dark: string];

/** Roles that the map adds to those of every element. */
export type MapRole = 'sunken' | 'positive' | 'caution';

/** Colours for roles of the kit; a role that is left out keeps the kit's own. */
export type Shades = Readonly<Partial<Record<Role | MapRole, Shade>>>;

const rule = (shades: Shades, colorOf: (shade: Shade) => string): string => {
  const lines = Object.entries(shades).map(([role, shade]) => `  --stagepost-color-${role}: ${colorOf(shade)};\n`);
  return `:root {\n${lines.join('')}}\n`;
};

/**
 * The style sheet that gives a page these colours. Where a browser does not know `light-dark()` (before Chrome 123,
 * Firefox 120, Safari 17.5) they are the light ones, as the kit's own are.
 */
export const themeCss = (shades: Shades): string =>
  `${rule(shades, ([light]) => light)}@supports (color: light-dark(red, red)) {\n${rule(shades, ([light, dark]) => `light-dark(${light}, ${dark})`)}}\n`;
