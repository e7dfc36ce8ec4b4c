/**
 * Makes elements by hand, for what is too big to be rendered again at every change: a map has thousands of cells, and an
 * interaction touches a few. Texts become text nodes, never markup.
 */

export type Child = Node | string | number | false | null | undefined | readonly Child[];
/** `class` and other attributes as they are; `true` for an empty one; `false` and `undefined` leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function grow<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : `${value}`);
  }
  append(element, children);
  return element;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children)
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else if (child instanceof Node) parent.appendChild(child);
    else if (child || child === 0) parent.appendChild(document.createTextNode(`${child as string}`));
}

export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => grow(document.createElement(tag), attributes, children);

export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] => grow(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** Puts other content into an element. */
export function refill(element: Element, ...children: readonly Child[]): void {
  element.textContent = '';
  append(element, children);
}

/** Sets or takes away an attribute, and touches nothing where it is so already. */
export function mark(element: Element, name: string, value: string | boolean): void {
  const text = value === true ? '' : value;
  if (text === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Whether an element takes any room; to ask lays the page out. */
export const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

/** A style sheet of `css`: Lit makes one itself, the lean Lit of the embed files leaves a text. */
export function sheetOf(styles: unknown): CSSStyleSheet {
  const {styleSheet} = styles as {readonly styleSheet?: CSSStyleSheet};
  if (styleSheet) return styleSheet;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String(styles));
  return sheet;
}
