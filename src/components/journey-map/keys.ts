/** The keys of the map: in a table one item is in the order of the Tab key, and the arrows move from item to item. */

import {isSeen} from '../../ui/dom.js';

const items = '[data-do]:not([hidden])';

const itemsIn = (cell: Element): HTMLElement[] => [...cell.querySelectorAll<HTMLElement>(items)].filter(isSeen);

/** The cell of a row that stands over or under the same place. */
function cellAt(row: HTMLTableRowElement, x: number): HTMLElement | undefined {
  return [...row.cells].find(cell => {
    const {left, right, width} = cell.getBoundingClientRect();
    return width > 0 && left <= x && x < right;
  });
}

/** The next row, upwards or downwards, whose cell at this place has an item. */
function vertical(table: HTMLTableElement, cell: HTMLTableCellElement, by: number): HTMLElement | undefined {
  const rows = [...table.rows].filter(isSeen);
  const {left, width} = cell.getBoundingClientRect();
  const first = rows.indexOf(cell.parentElement as HTMLTableRowElement);
  const start = by > 0 ? first + cell.rowSpan : first - 1;
  for (let at = start; rows[at]; at += by) {
    const found = itemsIn(cellAt(rows[at]!, left + Math.min(width / 2, 40)) ?? rows[at]!.cells[0]!);
    if (found.length && found[0]!.closest('td,th') !== cell) return by > 0 ? found[0] : found.at(-1);
  }
  return;
}

/** The next cell of the row that has an item. */
function horizontal(cell: Element, by: 'nextElementSibling' | 'previousElementSibling'): HTMLElement | undefined {
  for (let next = cell[by]; next; next = next[by]) {
    const [found] = itemsIn(next);
    if (found) return found;
  }
  return;
}

/** Where a key leads from an item; `undefined` for a key that leads nowhere. */
function step(table: HTMLTableElement, from: HTMLElement, {key, ctrlKey}: KeyboardEvent): HTMLElement | undefined {
  const cell = from.closest<HTMLTableCellElement>('td,th');
  if (!cell) return;
  const isRtl = getComputedStyle(table).direction === 'rtl';
  const beside = itemsIn(cell);
  const at = beside.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return beside[at + 1] ?? vertical(table, cell, 1);
    case 'ArrowUp':
      return beside[at - 1] ?? vertical(table, cell, -1);
    case 'ArrowRight':
    case 'ArrowLeft':
      return horizontal(cell, (key === 'ArrowRight') === isRtl ? 'previousElementSibling' : 'nextElementSibling');
    case 'Home':
    case 'End': {
      const all = itemsIn(ctrlKey ? table : cell.parentElement!);
      return key === 'Home' ? all[0] : all.at(-1);
    }
    default:
      return;
  }
}

/** Whether keys are held that belong to the browser or to what reads the page aloud: with Control, Home and End alone are ours. */
export const isOthers = ({key, ctrlKey, altKey, metaKey, shiftKey}: KeyboardEvent): boolean =>
  altKey || metaKey || shiftKey || (ctrlKey && key !== 'Home' && key !== 'End');

/** Moves the focus where a key leads in a table with such a way through it; false where it leads nowhere. */
export function walk(from: HTMLElement, event: KeyboardEvent): boolean {
  if (isOthers(event)) return false;
  const table = from.closest<HTMLTableElement>('table.roving');
  const to = table && step(table, from, event);
  if (!to) return false;
  for (const other of table.querySelectorAll('[data-do][tabindex="0"]')) other.setAttribute('tabindex', '-1');
  to.setAttribute('tabindex', '0');
  to.focus();
  return true;
}

/** The keys that turn slides. */
export const slideKeys = /^(Arrow(Left|Right)|Page(Up|Down))$/;

/** Whether such a key leads to the next slide: on a page from right to left the arrows do the other thing. */
export const leadsOn = (from: Element, key: string): boolean =>
  key.startsWith('A') ? (key === 'ArrowRight') === (getComputedStyle(from).direction === 'ltr') : key === 'PageDown';
