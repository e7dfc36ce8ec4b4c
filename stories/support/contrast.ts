/** How well two colours can be told apart, by WCAG 2: 1 to 21. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `rgb(27, 35, 48)`, as a browser computes it. */
export const rgbOf = (computed: string): Rgb => {
  const [red = 0, green = 0, blue = 0] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
};

export const hexOf = (color: Rgb): string => `#${color.map(part => part.toString(16).padStart(2, '0')).join('')}`;

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Two roles that meet in an element, and the contrast that they need. */
export interface Pair {
  readonly front: string;
  readonly back: string;
  readonly needs: number;
  readonly what: string;
}

export const pairs: readonly Pair[] = [
  {front: 'text', back: 'surface', needs: 4.5, what: 'Text'},
  {front: 'muted', back: 'surface', needs: 4.5, what: 'Quiet text'},
  {front: 'negative', back: 'surface', needs: 4.5, what: 'What is wrong'},
  {front: 'on', back: 'accent', needs: 4.5, what: 'Text on chosen and main controls'},
  {front: 'accent', back: 'surface', needs: 3, what: 'Chosen and main controls'},
  {front: 'border', back: 'surface', needs: 3, what: 'Borders of controls'},
  {front: 'focus', back: 'surface', needs: 3, what: 'Focus ring'},
];

/** The verdict on a pair in words: cut down, never rounded up to a pass. */
export function verdict(ratio: number, needs: number): string {
  const said = (Math.floor(ratio * 10) / 10).toFixed(1);
  return ratio >= needs
    ? `${said} to 1: passes, ${needs} is enough`
    : `${said} to 1: needs ${needs}, so move the two colours further apart`;
}
