/** What a reader's eye meets of an element: the colours of its texts on what lies behind them, and their sizes. Runs in the page. */
import {contrastRatio, type Rgb} from '../../src/core/contrast.js';

const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const pen = canvas.getContext('2d', {willReadFrequently: true})!;

/** Colours over each other, the last one on top. */
function mixed(colors: readonly string[]): Rgb {
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 1, 1);
  for (const color of colors) {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

const above = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;

/** The backgrounds behind an element, the farthest first. */
function behind(element: Element): string[] {
  const found: string[] = [];
  for (let at: Element | null = element; at; at = above(at)) found.unshift(getComputedStyle(at).backgroundColor);
  return found;
}

export interface PaintedText {
  readonly text: string;
  /** 1 to 21. */
  readonly contrast: number;
  /** CSS pixels. */
  readonly size: number;
}

/** Every text that is seen under a root; what is for ears alone (`.unseen`) is not. */
export function textsIn(root: ParentNode): PaintedText[] {
  return [...root.querySelectorAll('*')].flatMap(element => {
    const text = [...element.childNodes].flatMap(node => (node instanceof Text ? node.data.trim() : [])).join(' ');
    const {width, height} = element.getBoundingClientRect();
    const {color, fontSize, visibility} = getComputedStyle(element);
    if (!text.trim() || element.closest('.unseen') || width <= 1 || height <= 1 || visibility === 'hidden') return [];
    const ground = behind(element);
    const contrast = contrastRatio(mixed([...ground, color]), mixed(ground));
    return [{text: text.trim(), contrast, size: Number.parseFloat(fontSize)}];
  });
}

/** The contrast of what a picture draws with what lies behind it. */
export const inkOf = (
  element: Element,
  property: 'stroke' | 'fill' | 'background-color' | 'border-top-color',
): number => {
  const ground = behind(above(element)!);
  return contrastRatio(mixed([...ground, getComputedStyle(element).getPropertyValue(property)]), mixed(ground));
};
