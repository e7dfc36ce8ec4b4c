/** Files that the kit writes itself as trees that keep the order of texts and elements; read by the reader that saxes is held against. */
import {readXml} from '../../src/interchange/xml.js';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** The root of a document; throws for what is not well-formed. */
export function parseXml(document: string): XmlElement {
  const open: {children: (XmlElement | string)[]}[] = [{children: []}];
  readXml(document, {
    open: (name, attributes) => {
      const made = {name, attributes, children: []};
      open.at(-1)!.children.push(made);
      open.push(made);
    },
    text: text => void open.at(-1)!.children.push(text),
    close: () => void open.pop(),
  });
  return open[0]!.children[0] as XmlElement;
}

/** An element and all that it holds. */
export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsOf(child);
}

export const textOf = ({children}: XmlElement): string =>
  children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
