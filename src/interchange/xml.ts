/** XML as a tree, strictly: what is no well-formed XML is refused with its line. A DOCTYPE is refused, and with it every entity of its own. */
import {SaxesParser} from 'saxes';
import {textOf} from './text.js';

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

/** Why a text is no XML that is read here. Lines and columns count from 1. */
export interface XmlFault {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Deepest nesting that is read; journeys need ten. */
const deepest = 100;

class Fault extends Error {}

function stop(what: string): never {
  throw new Fault(what);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  readonly texts: string[];
  readonly line: number;
}

/** The root element of a text; or where, and why, it is refused. */
export function parseXml(text: string): {readonly root: XmlElement} | {readonly fault: XmlFault} {
  const parser = new SaxesParser({xmlns: false, position: true});
  const open: Open[] = [];
  let root: XmlElement | undefined;
  parser.on('error', error => stop(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('doctype', () => stop('a DOCTYPE is not read; remove it'));
  let line = 1;
  parser.on('opentagstart', () => (line = parser.line));
  parser.on('opentag', ({name, attributes}) => {
    if (open.length >= deepest) stop(`elements are nested deeper than ${deepest}`);
    const own = Object.entries(attributes).filter(([key]) => key !== 'xmlns' && !/^(?:xmlns|xsi):/.test(key));
    open.push({
      name: local(name),
      attributes: Object.fromEntries(own.map(([key, value]) => [local(key), value])),
      children: [],
      texts: [],
      line,
    });
  });
  const addText = (more: string): void => void open.at(-1)?.texts.push(more);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const {texts, ...rest} = open.pop()!;
    const element = {...rest, text: texts.join('')};
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  try {
    parser.write(text).close();
    return root ? {root} : {fault: {line: 1, column: 1, text: 'there is no element'}};
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {fault: {line: parser.line, column: parser.column + 1, text: error.message}};
  }
}

/** The text of an XML file, in the encoding that its first line names. */
export function xmlTextOf(data: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(data.subarray(0, 200));
  const encoding = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  if (!encoding || /^utf-?(?:8|16)/i.test(encoding)) return textOf(data);
  try {
    return new TextDecoder(encoding).decode(data);
  } catch {
    // An encoding of no name that is known: what is not UTF-8 of it shows as such.
    return textOf(data);
  }
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Characters that XML 1.0 cannot hold, not even by a reference. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text for the inside of an element or an attribute. */
export const xmlEscape = (text: string): string =>
  text.replace(impossible, '').replace(/[&<>"\r]/g, sign => references[sign]!);

/** What is written: an element with text, or with elements inside it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
  readonly children?: readonly XmlNode[] | undefined;
}

/** An element as lines of XML, two blanks deeper for each level. */
export function xmlOf({name, attributes = {}, text = '', children = []}: XmlNode, indent = ''): string {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlEscape(value)}"`);
  const start = `${indent}<${name}${own.join('')}`;
  if (!children.length) return text ? `${start}>${xmlEscape(text)}</${name}>\n` : `${start}/>\n`;
  const inside = children.map(child => xmlOf(child, `${indent}  `)).join('');
  return `${start}>${xmlEscape(text.trim())}\n${inside}${indent}</${name}>\n`;
}
