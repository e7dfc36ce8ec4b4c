/** Green, for shops and gardens. */
import {type Shades, themeCss} from './theme.js';

export const shades: Shades = {
  accent: ['#1f6b4f', '#7fd3ac'],
  on: ['#ffffff', '#0b2419'],
  focus: ['#14503a', '#a9e6c8'],
  surface: ['#ffffff', '#141a17'],
  text: ['#1c2a23', '#e3ece7'],
  muted: ['#55645c', '#a2b3aa'],
  border: ['#78887f', '#6f8278'],
  hairline: ['#dde6e1', '#2b3630'],
  sunken: ['#f3f7f5', '#0e1311'],
};
export const css = themeCss(shades);
export default css;
