/** Elements as lines of XML. */
import {unfitForXml} from './text.js';

/** What is written: an element with text, or with elements inside it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
  readonly children?: readonly XmlNode[] | undefined;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A text for the inside of an element or an attribute; characters that XML cannot hold are left out. */
export const xmlEscape = (text: string): string =>
  text.replace(unfitForXml, '').replace(/[&<>"\r]/g, sign => references[sign]!);

/** An element as lines of XML, two blanks deeper for each level. */
export function xmlOf({name, attributes = {}, text = '', children = []}: XmlNode, indent = ''): string {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlEscape(value)}"`);
  const start = `${indent}<${name}${own.join('')}`;
  if (!children.length) return text ? `${start}>${xmlEscape(text)}</${name}>\n` : `${start}/>\n`;
  const inside = children.map(child => xmlOf(child, `${indent}  `)).join('');
  return `${start}>${xmlEscape(text.trim())}\n${inside}${indent}</${name}>\n`;
}
