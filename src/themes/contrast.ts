/** Black and white: text at 7 to 1 and more (WCAG AAA), controls at 4.5 and more. */
import {type Shades, themeCss} from './theme.js';

export const shades: Shades = {
  accent: ['#0a3a9e', '#b8ceff'],
  on: ['#ffffff', '#000000'],
  focus: ['#000000', '#ffffff'],
  surface: ['#ffffff', '#000000'],
  text: ['#000000', '#ffffff'],
  muted: ['#3a3f47', '#cdd2da'],
  border: ['#55595f', '#9aa1ab'],
  hairline: ['#55595f', '#9aa1ab'],
  negative: ['#8c0f0a', '#ffb3ad'],
  positive: ['#0a5a31', '#8fe6b8'],
  caution: ['#5a4300', '#f2d47c'],
  sunken: ['#f1f2f4', '#14171c'],
};
export const css = themeCss(shades);
export default css;
