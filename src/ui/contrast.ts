/** Checks that the colours of a theme can be told apart where they meet. Loaded where somebody asks. */
import {contrastRatio, type Rgb} from '../core/contrast.js';
import type {colors} from './styles.js';

export type Role = keyof typeof colors;

/** Two roles that meet in an element, and the least contrast that WCAG 2.2 asks for there: 4.5 for text, 3 for controls. */
export interface Pair {
  readonly front: Role;
  readonly back: Role;
  readonly needs: number;
}

export const pairs: readonly Pair[] = [
  {front: 'text', back: 'surface', needs: 4.5},
  {front: 'muted', back: 'surface', needs: 4.5},
  {front: 'negative', back: 'surface', needs: 4.5},
  {front: 'on', back: 'accent', needs: 4.5},
  {front: 'accent', back: 'surface', needs: 3},
  {front: 'border', back: 'surface', needs: 3},
  {front: 'focus', back: 'surface', needs: 3},
];

export interface Contrast extends Pair {
  /** 1 to 21. */
  readonly ratio: number;
  readonly pass: boolean;
}

/** Any CSS colour as the browser paints it, over white where it lets something through. */
function painted(color: string): Rgb {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d')!;
  for (const fill of ['#fff', color]) {
    context.fillStyle = fill;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** The colour of each role as an element of the kit shows it now; `undefined` where it shows nothing. */
export function rolesOf(element: Element): ((role: Role) => Rgb) | undefined {
  const box = element.shadowRoot?.querySelector('.box');
  if (!box) return;
  return role => {
    const probe = document.createElement('span');
    box.append(probe);
    // Its own colour also where the system forces others.
    probe.style.cssText = `forced-color-adjust: none; color: var(--_${role})`;
    const {color} = getComputedStyle(probe);
    probe.remove();
    return painted(color);
  };
}

/** How the colours of an element's theme stand to each other; nothing where it is closed. */
export function contrastsOf(element: Element): Contrast[] {
  const color = rolesOf(element);
  if (!color) return [];
  return pairs.map(pair => {
    const ratio = contrastRatio(color(pair.front), color(pair.back));
    return {...pair, ratio, pass: ratio >= pair.needs};
  });
}

/** A contrast in words, cut down and never rounded up to a pass. */
export function inWords({front, back, ratio, needs, pass}: Contrast): string {
  const said = (Math.floor(ratio * 10) / 10).toFixed(1);
  const where = `${front} on ${back}: ${said} to 1`;
  return pass ? `${where} is enough (${needs})` : `${where}, needs ${needs}: move the two colours further apart`;
}
