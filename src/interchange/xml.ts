/**
 * XML 1.0, strictly, in one pass: what is not well-formed is refused with its place. Only what data files need: a DOCTYPE is
 * refused, and with it every entity of its own; comments and processing instructions are passed over. Nothing is kept but the
 * elements that are open, so that a large file costs no more than what its handlers keep.
 */
import {quoted} from '../schema/issues.js';
import {textOf, unfitForXml} from './text.js';

/** The tokenizer, to be asked where it stands. */
export interface XmlPlace {
  /** The line of the tag that is told, from 1; counted when it is asked for. */
  readonly line: number;
}

/** What is told of a text, in its order. An element of one tag is opened and closed. */
export interface XmlHandlers {
  /** Names of elements without their prefixes; attributes by their names with them, those of namespaces too. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>, place: XmlPlace) => void;
  readonly close?: (name: string) => void;
  /** A piece of the text right inside of what is open; a text may come in several. */
  readonly text?: (text: string) => void;
}

/** Why a text is no XML that is read here. Lines and columns count from 1. */
export class XmlFault extends Error {
  readonly kind: 'doctype' | 'unsound';
  readonly line: number;
  readonly column: number;

  constructor(kind: 'doctype' | 'unsound', line: number, column: number, message: string) {
    super(message);
    this.kind = kind;
    this.line = line;
    this.column = column;
  }
}

/** Deepest nesting that is read; journeys need ten, worksheets eight. */
const deepest = 100;

const start =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const name = `[${start}][${start}.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040-]*`;
const sticky = (source: string): RegExp => new RegExp(source.replaceAll('NAME', name), 'uy');

const opening = sticky('<(NAME)');
const attribute = sticky('[ \\t\\n]+(NAME)[ \\t\\n]*=[ \\t\\n]*(?:"([^<"]*)"|\'([^<\']*)\')');
const openingEnd = sticky('[ \\t\\n]*(/?)>');
const closing = sticky('</(NAME)[ \\t\\n]*>');
const instruction = sticky('<\\?(NAME)(?=[ \\t\\n?])');
const unquoted = sticky('[ \\t\\n]+NAME[ \\t\\n]*=[ \\t\\n]*[^"\'<> \\t\\n]');
const withoutValue = sticky('[ \\t\\n]+NAME[ \\t\\n]*[^= \\t\\n]');

const named: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const isBlank = (text: string): boolean => !/[^ \t\n]/.test(text);

/** A name without its prefix: `q` of `p:q`. */
export const localName = (full: string): string => full.slice(full.indexOf(':') + 1);

interface Open {
  readonly full: string;
  /** Where its tag begins. */
  readonly from: number;
}

class Tokenizer implements XmlPlace {
  readonly #text: string;
  readonly #handlers: XmlHandlers;
  readonly #open: Open[] = [];
  #at = 0;
  #hasRoot = false;
  /** Where the tag begins that is told. */
  #tag = 0;
  #line = 1;
  /** Where the line of that number ends; -1 until it is looked for. */
  #lineEnd = -1;

  constructor(source: string, handlers: XmlHandlers) {
    this.#text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
    this.#handlers = handlers;
  }

  get line(): number {
    if (this.#lineEnd < 0) this.#lineEnd = this.#endOfLine(0);
    for (; this.#lineEnd < this.#tag; this.#line++) this.#lineEnd = this.#endOfLine(this.#lineEnd + 1);
    return this.#line;
  }

  read(): void {
    const wrong = this.#text.search(unfitForXml);
    if (wrong >= 0) this.#stop(wrong, 'there is a character that XML cannot hold');
    while (this.#at < this.#text.length) this.#next();
    const last = this.#open.at(-1);
    if (last) this.#stop(this.#at, `${this.#told(last)} is not closed`);
    if (!this.#hasRoot) this.#stop(0, 'there is no element');
  }

  #endOfLine(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  #placeOf(at: number): readonly [line: number, column: number] {
    let [line, from] = [1, 0];
    for (let end = this.#endOfLine(0); end < at; end = this.#endOfLine(from), line++) from = end + 1;
    return [line, at - from + 1];
  }

  #stop(at: number, message: string, kind: XmlFault['kind'] = 'unsound'): never {
    throw new XmlFault(kind, ...this.#placeOf(at), message);
  }

  #told = ({full, from}: Open): string => `${quoted(full)} of line ${this.#placeOf(from)[0]}`;

  #starts = (sign: string): boolean => this.#text.startsWith(sign, this.#at);

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }

  /** What stands up to `sign`, which is passed. */
  #upTo(sign: string, from: number, what: string): string {
    const end = this.#text.indexOf(sign, from);
    if (end < 0) this.#stop(this.#at, `the ${what} is not closed`);
    this.#at = end + sign.length;
    return this.#text.slice(from, end);
  }

  #next(): void {
    if (!this.#starts('<')) this.#addText();
    else if (this.#starts('</')) this.#close();
    else if (this.#starts('<!--')) this.#comment();
    else if (this.#starts('<![CDATA[')) this.#cdata();
    else if (this.#starts('<!')) this.#stop(this.#at, 'a DOCTYPE is not read; remove it', 'doctype');
    else if (this.#starts('<?')) this.#instruction();
    else this.#openTag();
  }

  #addText(): void {
    const end = this.#text.indexOf('<', this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? this.#text.length : end);
    const isInside = this.#open.length > 0;
    if (!isInside && !isBlank(text))
      this.#stop(this.#at + text.search(/[^ \t\n]/), 'there is text outside the root element');
    const cut = text.indexOf(']]>');
    if (cut >= 0) this.#stop(this.#at + cut, '"]]>" stands outside of CDATA; write > as &gt;');
    if (isInside) this.#handlers.text?.(this.#resolved(text, this.#at));
    this.#at += text.length;
  }

  /** Text with its references resolved; `from` is where it begins. */
  #resolved(text: string, from: number): string {
    if (!text.includes('&')) return text;
    return text.replace(/&(?:#(\d+);|#x([\da-fA-F]+);|([\w.:-]+);)?/g, (all, decimal, hex, word, offset: number) => {
      const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : -1;
      const known = word && Object.hasOwn(named, word) ? named[word]! : '';
      const character = point < 0 ? known : point <= 0x10ffff ? String.fromCodePoint(point) : '';
      const isSound = character !== '' && character.search(unfitForXml) < 0;
      return isSound
        ? character
        : this.#stop(from + offset, `${quoted(all)} stands for no character; write & as &amp;`);
    });
  }

  #comment(): void {
    const from = this.#at;
    this.#upTo('--', from + 4, 'comment');
    if (!this.#starts('>')) this.#stop(this.#at - 2, '"--" stands inside a comment');
    this.#at++;
  }

  #cdata(): void {
    if (!this.#open.length) this.#stop(this.#at, 'there is text outside the root element');
    this.#handlers.text?.(this.#upTo(']]>', this.#at + 9, 'CDATA'));
  }

  #instruction(): void {
    const target = this.#match(instruction)?.[1] ?? this.#stop(this.#at, 'a processing instruction has no name');
    if (target.toLowerCase() === 'xml' && (this.#at > 0 || target !== 'xml'))
      this.#stop(this.#at, 'the XML declaration must stand at the very beginning');
    this.#upTo('?>', this.#at + 2, 'processing instruction');
  }

  #close(): void {
    const match = this.#match(closing);
    const last = this.#open.pop() ?? this.#stop(this.#at, 'there is no element to close');
    if (match?.[1] !== last.full) this.#stop(this.#at, `${this.#told(last)} is not closed here; close it first`);
    this.#at += match[0].length;
    this.#handlers.close?.(localName(last.full));
  }

  #openTag(): void {
    const from = this.#at;
    const [all, full] = this.#match(opening) ?? this.#stop(from, '"<" begins no tag; write it as &lt;');
    const isInside = this.#open.length > 0;
    if (this.#hasRoot && !isInside) this.#stop(from, 'there is a second root element');
    if (this.#open.length >= deepest) this.#stop(from, `elements are nested deeper than ${deepest}`);
    this.#hasRoot = true;
    this.#tag = from;
    this.#at += all.length;
    const attributes = this.#attributes();
    const end = this.#match(openingEnd) ?? this.#badTag(full!);
    this.#at += end[0].length;
    this.#handlers.open?.(localName(full!), attributes, this);
    if (end[1]) this.#handlers.close?.(localName(full!));
    else this.#open.push({full: full!, from});
  }

  #attributes(): Readonly<Record<string, string>> {
    const found = Object.create(null) as Record<string, string>;
    for (let match = this.#match(attribute); match; match = this.#match(attribute)) {
      const [all, full, double, single] = match;
      if (found[full!] !== undefined) this.#stop(this.#at, `the attribute ${quoted(full!)} is given twice`);
      const value = double ?? single!;
      found[full!] = this.#resolved(value.replace(/[\t\n]/g, ' '), this.#at + all.length - value.length - 1);
      this.#at += all.length;
    }
    return found;
  }

  #badTag(full: string): never {
    const bare = this.#match(unquoted);
    if (bare) this.#stop(this.#at + bare[0].length - 1, `an attribute of ${quoted(full)} has a value without quotes`);
    if (this.#match(withoutValue)) this.#stop(this.#at, `an attribute of ${quoted(full)} has no value in quotes`);
    return this.#stop(this.#at, `the tag ${quoted(full)} is not closed`);
  }
}

/**
 * Reads a text to its end.
 * @throws {XmlFault} where it is no XML that is read; and what a handler throws
 */
export function readXml(source: string, handlers: XmlHandlers): void {
  new Tokenizer(source, handlers).read();
}

/** The text of an XML file, in the encoding that its first line names. */
export function xmlTextOf(data: Uint8Array): string {
  const first = new TextDecoder('latin1').decode(data.subarray(0, 200));
  const encoding = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(first)?.[1];
  if (!encoding || /^utf-?(?:8|16)/i.test(encoding)) return textOf(data);
  try {
    return new TextDecoder(encoding).decode(data);
  } catch {
    // An encoding of no name that is known: what is not UTF-8 of it shows as such.
    return textOf(data);
  }
}
