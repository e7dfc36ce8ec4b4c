/**
 * XML 1.0 as a tree, strictly: what is not well-formed is refused with its place. Only what data files need: a DOCTYPE is
 * refused, and with it every entity of its own; comments and processing instructions are passed over.
 */
import {quoted} from '../schema/issues.js';
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

class Fault extends Error {
  readonly at: number;
  constructor(at: number, text: string) {
    super(text);
    this.at = at;
  }
}

function stop(at: number, text: string): never {
  throw new Fault(at, text);
}

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

/** Characters that XML 1.0 cannot hold, not even by a reference. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const named: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const local = (full: string): string => full.slice(full.indexOf(':') + 1);
const isBlank = (text: string): boolean => !/[^ \t\n]/.test(text);

/** Text with its references resolved; `from` is where it begins in the file. */
function resolved(text: string, from: number): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d+);|#x([\da-fA-F]+);|([\w.:-]+);)?/g, (all, decimal, hex, word, offset: number) => {
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : -1;
    const character =
      point >= 0
        ? point <= 0x10ffff
          ? String.fromCodePoint(point)
          : ''
        : word && Object.hasOwn(named, word)
          ? named[word]!
          : '';
    const isSound = character !== '' && character.search(impossible) < 0;
    return isSound ? character : stop(from + offset, `${quoted(all)} stands for no character; write & as &amp;`);
  });
}

interface Open {
  readonly full: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  readonly texts: string[];
  readonly line: number;
}

class Reader {
  readonly #text: string;
  readonly #open: Open[] = [];
  #at = 0;
  #line = 1;
  #counted = 0;
  root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    const wrong = this.#text.search(impossible);
    if (wrong >= 0) stop(wrong, 'there is a character that XML cannot hold');
    while (this.#at < this.#text.length) this.#next();
    const last = this.#open.at(-1);
    if (last) stop(this.#at, `${quoted(last.full)} of line ${last.line} is not closed`);
    return this.root ?? stop(0, 'there is no element');
  }

  #starts = (sign: string): boolean => this.#text.startsWith(sign, this.#at);

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }

  /** What stands up to `sign`, which is passed. */
  #upTo(sign: string, from: number, what: string): string {
    const end = this.#text.indexOf(sign, from);
    if (end < 0) stop(this.#at, `the ${what} is not closed`);
    this.#at = end + sign.length;
    return this.#text.slice(from, end);
  }

  #next(): void {
    if (!this.#starts('<')) this.#addText();
    else if (this.#starts('</')) this.#close();
    else if (this.#starts('<!--')) this.#comment();
    else if (this.#starts('<![CDATA[')) this.#cdata();
    else if (this.#starts('<!')) stop(this.#at, 'a DOCTYPE is not read; remove it');
    else if (this.#starts('<?')) this.#instruction();
    else this.#openTag();
  }

  #addText(): void {
    const {length} = this.#text;
    const end = this.#text.indexOf('<', this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? length : end);
    const top = this.#open.at(-1);
    if (!top && !isBlank(text)) stop(this.#at + text.search(/[^ \t\n]/), 'there is text outside the root element');
    const cut = text.indexOf(']]>');
    if (cut >= 0) stop(this.#at + cut, '"]]>" stands outside of CDATA; write > as &gt;');
    top?.texts.push(resolved(text, this.#at));
    this.#at += text.length;
  }

  #comment(): void {
    const from = this.#at;
    this.#upTo('--', from + 4, 'comment');
    if (!this.#starts('>')) stop(this.#at - 2, '"--" stands inside a comment');
    this.#at++;
  }

  #cdata(): void {
    const top = this.#open.at(-1) ?? stop(this.#at, 'there is text outside the root element');
    top.texts.push(this.#upTo(']]>', this.#at + 9, 'CDATA'));
  }

  #instruction(): void {
    const target = this.#match(instruction)?.[1] ?? stop(this.#at, 'a processing instruction has no name');
    if (target.toLowerCase() === 'xml' && (this.#at > 0 || target !== 'xml'))
      stop(this.#at, 'the XML declaration must stand at the very beginning');
    this.#upTo('?>', this.#at + 2, 'processing instruction');
  }

  #close(): void {
    const match = this.#match(closing);
    const {full, texts, ...rest} = this.#open.pop() ?? stop(this.#at, 'there is no element to close');
    if (match?.[1] !== full) stop(this.#at, `${quoted(full)} of line ${rest.line} is not closed here; close it first`);
    this.#at += match[0].length;
    this.#done({...rest, name: local(full), text: texts.join('')});
  }

  #done(element: XmlElement): void {
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
  }

  #openTag(): void {
    const from = this.#at;
    const match = this.#match(opening) ?? stop(from, '"<" begins no tag; write it as &lt;');
    if (this.root) stop(from, 'there is a second root element');
    if (this.#open.length >= deepest) stop(from, `elements are nested deeper than ${deepest}`);
    for (; this.#counted < from; this.#counted++) if (this.#text[this.#counted] === '\n') this.#line++;
    this.#at += match[0].length;
    const attributes = this.#attributes();
    const end = this.#match(openingEnd) ?? this.#badTag(match[1]!);
    this.#at += end[0].length;
    const opened = {attributes, children: [], line: this.#line};
    if (end[1]) this.#done({...opened, name: local(match[1]!), text: ''});
    else this.#open.push({...opened, full: match[1]!, texts: []});
  }

  #attributes(): Readonly<Record<string, string>> {
    const found = new Map<string, string>();
    for (let match = this.#match(attribute); match; match = this.#match(attribute)) {
      const [all, full, double, single] = match;
      if (found.has(full!)) stop(this.#at, `the attribute ${quoted(full!)} is given twice`);
      const value = double ?? single!;
      found.set(full!, resolved(value.replace(/[\t\n]/g, ' '), this.#at + all.length - value.length - 1));
      this.#at += all.length;
    }
    const own = [...found].filter(([full]) => full !== 'xmlns' && !/^(?:xmlns|xsi):/.test(full));
    return Object.fromEntries(own.map(([full, value]) => [local(full), value]));
  }

  #badTag(full: string): never {
    const bare = this.#match(unquoted);
    if (bare) return stop(this.#at + bare[0].length - 1, `an attribute of ${quoted(full)} has a value without quotes`);
    if (this.#match(withoutValue)) return stop(this.#at, `an attribute of ${quoted(full)} has no value in quotes`);
    return stop(this.#at, `the tag ${quoted(full)} is not closed`);
  }
}

/** The root element of a text; or where, and why, it is refused. */
export function parseXml(source: string): {readonly root: XmlElement} | {readonly fault: XmlFault} {
  const text = source.replace(/\r\n?/g, '\n');
  try {
    return {root: new Reader(text).read()};
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return {fault: {line: before.length, column: before.at(-1)!.length + 1, text: error.message}};
  }
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
