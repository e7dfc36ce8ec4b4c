/** Sheets to XLSX: texts as inline strings, numbers as numbers, never a formula, a link or a macro. */
import {strToU8, type Zippable, zipSync} from 'fflate';
import {xmlEscape} from '../xml-write.js';
import {unfit} from './clean.js';
import {guardedTyped} from './guard.js';
import {columnName, type Sheet, type Value, type Workbook} from './sheets.js';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const xlsxType = `${types}.sheet`;

/** Text for XML; what it cannot hold as Excel writes it, `_x0007_`. */
const escaped = (text: string): string =>
  xmlEscape(
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(unfit, found => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  );

/** Styles by number: 0 plain, 1 a header, 2 wrapped text. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function cellXml(value: Value, address: string, style: number): string {
  if (value === '') return '';
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(guardedTyped(value))}</t></is></c>`;
}

function sheetXml({rows}: Sheet): string {
  const body = rows.map((row, at) => {
    const cells = row.map((value, column) => cellXml(value, `${columnName(column)}${at + 1}`, at === 0 ? 1 : 2));
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  const columns = widths(rows).map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** Widths in characters, 8 to 40, from the longest line of each column. */
function widths(rows: Sheet['rows']): number[] {
  const longest: number[] = [];
  for (const row of rows)
    row.forEach((value, at) => {
      const units = Math.max(
        ...String(value)
          .split('\n')
          .map(line => line.length),
      );
      longest[at] = Math.max(longest[at] ?? 8, Math.min(40, units + 2));
    });
  return longest;
}

/** The bytes of a workbook; the same sheets give the same bytes. */
export function writeXlsx(book: Workbook): Uint8Array {
  const each = (of: (sheet: Sheet, number: number) => string): string =>
    book.map((sheet, at) => of(sheet, at + 1)).join('');
  const files: Record<string, string> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each(({name}, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${relations}">${each((_, number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${book.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  };
  book.forEach((sheet, at) => (files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)));
  const parts: Zippable = {};
  for (const [name, text] of Object.entries(files)) parts[name] = strToU8(text);
  // The earliest day that a zip archive knows: a file must not differ by when it was written.
  return zipSync(parts, {level: 6, mtime: new Date(1980, 0, 1)});
}
