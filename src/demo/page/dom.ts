/** The element with this id; the page and its script belong together, so a missing one is a mistake of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as T;
}

/** A new element with a text, and a class where one is given. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = '',
  className = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** A figure, which keeps its sign in front in a page that reads from right to left. */
export function figure(text: string): HTMLElement {
  const element = make('bdi', text);
  element.dir = 'ltr';
  return element;
}

/** A cell of a table with a figure. */
export function figureCell(text: string): HTMLTableCellElement {
  const cell = make('td', '', 'number');
  cell.append(figure(text));
  return cell;
}

const signedFormat = new Intl.NumberFormat('en', {signDisplay: 'exceptZero', maximumFractionDigits: 0});
const plainFormat = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

/** Whole points with their sign, and a real minus. */
export const signed = (value: number): string => signedFormat.format(value).replace('-', '\u2212');

export const whole = (value: number): string => plainFormat.format(value);

export const counted = (count: number, one: string, many: string): string =>
  `${whole(count)} ${count === 1 ? one : many}`;
