/** Brings what is in a picture into sight: out from under the heads and the pinned lanes, which stay where they are while it scrolls. */
import {isSeen} from '../../ui/dom.js';

const sticks = (element: Element): boolean => getComputedStyle(element).position === 'sticky';

/** Room for the ring around what has the focus. */
const ring = 4;

/** How much of the place in which an element scrolls is covered from its beginnings, for this element; in CSS pixels. */
function coverOf(element: Element): {above: number; beside: number} {
  const table = element.closest('table');
  const pinned = [...(table?.tBodies ?? [])].filter(({style}) => style.insetBlockStart);
  const heads = [table?.tHead, ...pinned].filter(one => !!one && sticks(one)) as HTMLElement[];
  const isAbove = heads.some(one => one.contains(element));
  const head = table?.querySelector<HTMLElement>('tbody > tr > th:first-child');
  const isBeside = element.closest('tbody > tr > th:first-child, .corner');
  return {
    above: ring + (isAbove ? 0 : heads.reduce((sum, {offsetHeight}) => sum + offsetHeight, 0)),
    beside: ring + (!isBeside && head && sticks(head) ? head.offsetWidth : 0),
  };
}

/** Scrolls the picture, and the page as far as it must, to an element. */
export function reveal(element: Element, inline: ScrollLogicalPosition = 'nearest'): void {
  const place = element.closest<HTMLElement>('.wide, .scroller');
  if (!place) return;
  const {above, beside} = coverOf(element);
  place.style.scrollPaddingBlockStart = `${above}px`;
  place.style.scrollPaddingInlineStart = `${beside}px`;
  element.scrollIntoView({block: 'nearest', inline});
}

/** What the focus comes to by a key; what is pressed is in sight. */
export const revealFocus = ({target}: Event): void => {
  if ((target as Element).matches(':focus-visible')) reveal(target as Element);
};

/**
 * Scrolls the picture, not the page, to an item that has just been opened: a link may lead to any, and the details beside the
 * picture take room from it. `shown`: what stands in the picture for it.
 */
export function bring(shown: readonly Element[]): void {
  const one = shown.find(isSeen);
  const place = one?.closest('.scroller');
  if (!one || !place) return;
  const {left, right, top, bottom} = one.getBoundingClientRect();
  const room = place.getBoundingClientRect();
  const {above, beside} = coverOf(one);
  const [start, end] = getComputedStyle(place).direction === 'rtl' ? [0, beside] : [beside, 0];
  const across = left < room.left + start || right > room.right - end ? (left + right - room.left - room.right) / 2 : 0;
  const down = top < room.top + above || bottom > room.bottom ? (top + bottom - room.top - room.bottom) / 2 : 0;
  place.scrollBy(across, down);
}
