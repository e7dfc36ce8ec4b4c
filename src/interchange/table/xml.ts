/** The XML parts of a workbook, read in one pass; names without their prefix. */
import {SaxesParser} from 'saxes';
import {Refusal} from './sheets.js';

export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads one part.
 * @throws {Refusal} for a DOCTYPE, which no spreadsheet writes, and for what is no XML; and what a handler throws
 */
export function readXml(data: Uint8Array, part: string, {open, close, text}: XmlHandlers): void {
  const parser = new SaxesParser({xmlns: false, position: false});
  parser.on('error', error => {
    throw new Refusal('xlsx/xml', part, `It is no sound XML: ${error.message.slice(0, 100)}. Save the workbook again.`);
  });
  parser.on('doctype', () => {
    throw new Refusal('xlsx/doctype', part, 'It holds a DOCTYPE, which no spreadsheet writes; it was not read.');
  });
  if (open) parser.on('opentag', ({name, attributes}) => open(localName(name), attributes));
  if (close) parser.on('closetag', ({name}) => close(localName(name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new TextDecoder();
  const piece = 65_536;
  for (let at = 0; at < data.length; at += piece)
    parser.write(decoder.decode(data.subarray(at, at + piece), {stream: true}));
  parser.write(decoder.decode());
  parser.close();
}

/** Excel writes a character that XML cannot hold as `_x0007_`, and an underscore that looks like it as `_x005F_`. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
