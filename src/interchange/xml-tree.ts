/** XML as a tree, for files that are small enough to be one. */
import {localName, readXml, XmlFault} from './xml.js';

export interface XmlElement {
  /** Without its prefix, as it was written. */
  readonly name: string;
  /** By their names without prefixes, as they were written; those of namespaces are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text right inside it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

function ownAttributes(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.entries(all).filter(([full]) => full !== 'xmlns' && !/^(?:xmlns|xsi):/.test(full));
  return Object.fromEntries(own.map(([full, value]) => [localName(full), value]));
}

/** The root element of a text; or where, and why, it is refused. */
export function parseXml(source: string): {readonly root: XmlElement} | {readonly fault: XmlFault} {
  const above: Growing = {name: '', attributes: {}, children: [], text: '', line: 0};
  const open = [above];
  try {
    readXml(source, {
      open: (name, attributes, {line}) => {
        const made: Growing = {name, attributes: ownAttributes(attributes), children: [], text: '', line};
        open.at(-1)!.children.push(made);
        open.push(made);
      },
      text: text => void (open.at(-1)!.text += text),
      close: () => void open.pop(),
    });
  } catch (error) {
    if (error instanceof XmlFault) return {fault: error};
    throw error;
  }
  return {root: above.children[0]!};
}
