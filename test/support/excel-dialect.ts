/** Workbooks as Excel writes them, and zip archives of any content, sound or not, for tests. */
import {deflateRawSync} from 'node:zlib';
import {crc32 as crcOf} from '../../src/interchange/table/zip.js';

export interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Fields of the headers that lie. */
  readonly lies?: {readonly crc?: number; readonly unpacked?: number; readonly flags?: number};
}

/** A zip archive; each part deflated. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {name, data, lies = {}} of parts) {
    const raw = Buffer.from(data as Uint8Array);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(lies.flags ?? 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(lies.crc ?? crcOf(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(lies.unpacked ?? raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    bodies.push(Buffer.from('PK\u0003\u0004'), common, title, packed);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, entry, title);
    offset += 30 + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\u0005\u0006'), end]);
}

/** A text, a number, a date, a share of one that is shown in per cent, a formula with its last result, or rich text in two runs. */
export type ExcelCell =
  | string
  | number
  | Date
  | {readonly percent: number}
  | {readonly formula: string; readonly result: string | number}
  | {readonly runs: readonly string[]};

export interface ExcelSheet {
  readonly name: string;
  readonly rows: readonly (readonly ExcelCell[])[];
  /** `A2:A5`. */
  readonly merges?: readonly string[];
  readonly state?: 'hidden';
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const column = (at: number): string =>
  (at < 26 ? '' : column(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** The parts of a workbook; change, add or leave out some before they are zipped. */
export function excelParts(sheets: readonly ExcelSheet[]): ZipPart[] {
  const shared: string[] = [];
  const share = (item: string): number => (shared.includes(item) ? shared.indexOf(item) : shared.push(item) - 1);
  const cellXml = (cell: ExcelCell, at: string): string => {
    if (cell === '') return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'string')
      return `<c r="${at}" t="s"><v>${share(`<t xml:space="preserve">${xml(cell)}</t>`)}</v></c>`;
    if (cell instanceof Date) return `<c r="${at}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`;
    if ('percent' in cell) return `<c r="${at}" s="2"><v>${cell.percent}</v></c>`;
    if ('runs' in cell)
      return `<c r="${at}" t="s"><v>${share(`${cell.runs.map(run => `<r><rPr><b/></rPr><t xml:space="preserve">${xml(run)}</t></r>`).join('')}<rPh sb="0" eb="1"><t>phonetic</t></rPh>`)}</v></c>`;
    const isText = typeof cell.result === 'string';
    return `<c r="${at}"${isText ? ' t="str"' : ''}><f>${xml(cell.formula)}</f><v>${xml(String(cell.result))}</v></c>`;
  };
  const bodies = sheets.map(({rows, merges = []}) => {
    const data = rows
      .map(
        (row, y) =>
          `<row r="${y + 1}" spans="1:${row.length}">${row.map((cell, x) => cellXml(cell, `${column(x)}${y + 1}`)).join('')}</row>`,
      )
      .join('');
    const merged = merges.length
      ? `<mergeCells count="${merges.length}">${merges.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '';
    return `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>${data}</sheetData>${merged}<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`;
  });
  const each = (of: (sheet: ExcelSheet, number: number) => string): string =>
    sheets.map((sheet, at) => of(sheet, at + 1)).join('');
  return [
    {
      name: '[Content_Types].xml',
      data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr defaultThemeVersion="124226"/><sheets>${each(({name, state}, number) => `<sheet name="${xml(name)}" sheetId="${number}"${state ? ` state="${state}"` : ''} r:id="rId${number}"/>`)}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmm\\ yyyy;@"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `${head}<sst xmlns="${main}" count="${shared.length}" uniqueCount="${shared.length}">${shared.map(item => `<si>${item}</si>`).join('')}</sst>`,
    },
    ...bodies.map((data, at) => ({name: `xl/worksheets/sheet${at + 1}.xml`, data})),
  ];
}

export const excelFile = (sheets: readonly ExcelSheet[]): Uint8Array => zipOf(excelParts(sheets));
