/**
 * The XML parts of a workbook, read in one pass: tags, attributes, texts and the five entities of XML itself. No DOCTYPE, so no
 * entity of its own and no other file; nothing is kept but the names of the tags that are open.
 */
import {textOf} from '../text.js';
import {Refusal} from './sheets.js';

export interface XmlHandlers {
  /** Names without their prefix; attributes with it. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Open tags inside of one another; a worksheet has eight. */
const deepest = 100;

const startOf = /<([^\s/>"'=<!?]+)/y;
const attributeOf = /\s+([^\s=/>"'<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const endOf = /\s*(\/?)>/y;
const closing = /<\/([^\s/>"'=<]+)\s*>/y;

/** What is skipped or taken as it stands, by how it begins and ends. */
const blocks = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Reads one part.
 * @throws {Refusal} for a DOCTYPE, which no spreadsheet writes, and for what is no XML; and what a handler throws
 */
export function readXml(data: Uint8Array, part: string, handlers: XmlHandlers): void {
  new XmlReader(textOf(data), part, handlers).read();
}

class XmlReader {
  #at = 0;
  readonly #open: string[] = [];
  #isDone = false;

  constructor(
    readonly xml: string,
    readonly part: string,
    readonly handlers: XmlHandlers,
  ) {}

  read(): void {
    const {xml} = this;
    while (this.#at < xml.length) {
      const next = xml.indexOf('<', this.#at);
      const end = next < 0 ? xml.length : next;
      if (end > this.#at) this.#text(xml.slice(this.#at, end));
      this.#at = end;
      if (next >= 0) this.#markup();
    }
    if (this.#open.length || !this.#isDone) this.#refuse('it ends too early');
  }

  #markup(): void {
    const {xml} = this;
    const block = blocks.find(([start]) => xml.startsWith(start, this.#at));
    if (block) {
      const [start, stop] = block;
      const end = xml.indexOf(stop, this.#at + start.length);
      if (end < 0) this.#refuse(`"${start}" has no end`);
      if (start === '<![CDATA[' && this.#open.length) this.handlers.text?.(xml.slice(this.#at + start.length, end));
      this.#at = end + stop.length;
    } else if (xml.startsWith('<!', this.#at))
      throw new Refusal('xlsx/doctype', this.part, 'It holds a DOCTYPE, which no spreadsheet writes; it was not read.');
    else if (xml[this.#at + 1] === '/') this.#closeTag();
    else this.#openTag();
  }

  #openTag(): void {
    const [, name] = this.#match(startOf) ?? this.#refuse('a tag has no name');
    if (this.#isDone && !this.#open.length) this.#refuse('it goes on after its end');
    if (this.#open.length >= deepest) this.#refuse('its tags lie too deep in one another');
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (let found = this.#match(attributeOf); found; found = this.#match(attributeOf))
      attributes[found[1]!] = this.#decoded(found[2] ?? found[3]!);
    const [, alone] = this.#match(endOf) ?? this.#refuse(`the tag ${name!.slice(0, 20)} has no end`);
    this.#open.push(name!);
    this.handlers.open?.(localName(name!), attributes);
    if (alone) this.#pop();
  }

  #closeTag(): void {
    const [, name] = this.#match(closing) ?? this.#refuse('a closing tag has no end');
    if (name !== this.#open.at(-1)) this.#refuse(`the tag ${name!.slice(0, 20)} is closed where it is not open`);
    this.#pop();
  }

  #pop(): void {
    const name = this.#open.pop()!;
    this.handlers.close?.(localName(name));
    if (!this.#open.length) this.#isDone = true;
  }

  #text(text: string): void {
    if (this.#open.length)
      this.handlers.text?.(this.#decoded(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text));
    else if (text.trim()) this.#refuse('it holds text outside of its tags');
  }

  #decoded(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(/&([^;&]{0,12});?/g, (whole, entity: string) => {
      const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity);
      const point = code ? Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10) : Number.NaN;
      const found = point <= 0x10ffff ? String.fromCodePoint(point) : entities[entity];
      return found !== undefined && whole.endsWith(';') ? found : this.#refuse(`"${whole}" is no entity of XML`);
    });
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.xml);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #refuse(why: string): never {
    throw new Refusal('xlsx/xml', this.part, `It is no sound XML: ${why}. Save the workbook again.`);
  }
}

const entities: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  lt: '<', gt: '>', amp: '&', quot: '"', apos: "'",
}); // prettier-ignore

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Excel writes a character that XML cannot hold as `_x0007_`, and an underscore that looks like it as `_x005F_`. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
