/** Boxes of hosts that strip unknown tags. Loaded where a page has one. */

/** Puts `<stagepost-nps survey="x">` into `<div data-stagepost="nps" data-survey="x">`; its content becomes the element's. */
export function fill(box: Element, mark: string, tag: string): void {
  if ([...box.children].some(child => child.localName === tag)) return;
  const element = document.createElement(tag);
  for (const {name, value} of box.attributes)
    if (name.startsWith('data-') && name !== mark) element.setAttribute(name.slice(5), value);
  element.append(...box.childNodes);
  box.append(element);
}
