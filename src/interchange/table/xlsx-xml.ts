/** The XML parts of a workbook: its faults, and the characters that Excel writes in its own way. */
import {readXml, XmlFault, type XmlHandlers, xmlTextOf} from '../xml.js';
import {Refusal} from './sheets.js';

/**
 * Reads one part, whose name faults tell.
 * @throws {Refusal} `xlsx/doctype` for a DOCTYPE, which no spreadsheet writes; `xlsx/xml` for what is no XML; and what a
 *   handler throws
 */
export function readPart(data: Uint8Array, part: string, handlers: XmlHandlers): void {
  try {
    readXml(xmlTextOf(data), handlers);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const {kind, line, column, message} = error;
    if (kind === 'doctype')
      throw new Refusal('xlsx/doctype', part, 'It holds a DOCTYPE, which no spreadsheet writes; it was not read.');
    const text = `It is no sound XML: ${message} (line ${line}, column ${column}). Save the workbook again.`;
    throw new Refusal('xlsx/xml', part, text);
  }
}

/** Excel writes a character that XML cannot hold as `_x0007_`, and an underscore that looks like it as `_x005F_`. */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
