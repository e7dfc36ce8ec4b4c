/** Purple, warm. */
import {type Shades, themeCss} from './theme.js';

export const shades: Shades = {
  accent: ['#7b2d7f', '#e0a6e3'],
  on: ['#ffffff', '#2b0d2d'],
  focus: ['#5f1f63', '#efc8f1'],
  surface: ['#ffffff', '#1b151c'],
  text: ['#2a1f2b', '#eee5ef'],
  muted: ['#66586a', '#b4a5b7'],
  border: ['#8a7c8d', '#837487'],
  hairline: ['#e9e1ea', '#372c39'],
  sunken: ['#f8f4f8', '#140f15'],
};
export const css = themeCss(shades);
export default css;
