/** Tables that want to run something, fill the memory, or are broken: refused or read within bounds, in one sentence. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {csv} from '../../../src/interchange/csv.js';
import type {Reading} from '../../../src/interchange/reading.js';
import {xlsx} from '../../../src/interchange/xlsx.js';
import {guarded, guardedTyped, unguarded} from '../../../src/interchange/table/guard.js';
import {tableLimits} from '../../../src/interchange/table/sheets.js';
import {Zip} from '../../../src/interchange/table/zip.js';
import {type ExcelSheet, excelFile, excelParts, zipOf, type ZipPart} from '../../support/excel-dialect.js';
import {smallMap} from '../../support/journeys.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const good: ExcelSheet = {
  name: 'steps',
  rows: [
    ['Stage', 'Step'],
    ['Find', 'Search'],
  ],
};
const bad = 'xl/worksheets/sheet1.xml';

/** A sound workbook of which one part is another. */
const changed = (name: string, change: (part: ZipPart) => ZipPart): Uint8Array =>
  zipOf(excelParts([good]).map(part => (part.name === name ? change(part) : part)));
const sheetOf = (rows: string, before = ''): Uint8Array =>
  changed(bad, part => ({
    ...part,
    data: `<?xml version="1.0"?>${before}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  }));

/** Refused with one remark; gives it. */
async function refusal(reading: Promise<Reading>): Promise<string> {
  const {map, remarks} = await reading;
  assert.equal(map, undefined);
  assert.equal(remarks.length, 1, JSON.stringify(remarks));
  const {level, code, place, text} = remarks[0]!;
  assert.equal(level, 'error');
  return `${code} ${place}: ${text}`;
}

/** Milliseconds of this process, so that a busy machine fails nothing. */
async function spent<T>(run: () => Promise<T>): Promise<{result: T; ms: number}> {
  const before = process.cpuUsage();
  const result = await run();
  const {user, system} = process.cpuUsage(before);
  return {result, ms: (user + system) / 1000};
}

describe('A hostile XLSX file', () => {
  it('with a row that is none is refused', async () => {
    for (const row of ['0', '-3', 'x', '1.5', '1e9x'])
      assert.match(
        await refusal(xlsx.read!(sheetOf(`<row r="${row}"><c t="inlineStr"><is><t>a</t></is></c></row>`))),
        /is no row of a sheet/,
      );
  });

  it('with 100,000 merges over everything is refused in time', async () => {
    const rows = Array.from({length: 2000}, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="inlineStr"><is><t>a</t></is></c></row>`).join(''); // prettier-ignore
    const merges = `<mergeCells>${'<mergeCell ref="A1:C2000"/>'.repeat(100_000)}</mergeCells>`;
    const file = changed(bad, part => ({...part, data: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>`})); // prettier-ignore
    const {result, ms} = await spent(() => refusal(xlsx.read!(file)));
    assert.match(result, /too many merged cells/);
    assert.ok(ms < 5000, `${ms} ms`);
  });

  it('is read when it is sound', async () => {
    assert.deepEqual((await xlsx.read!(excelFile([good]))).remarks, []);
  });

  it('with 20 MB of zeros in a sheet is refused before they are unpacked', async () => {
    const file = changed(bad, part => ({...part, data: new Uint8Array(20_000_000)}));
    assert.ok(file.length < 100_000);
    const {result, ms} = await spent(() => refusal(xlsx.read!(file)));
    assert.match(result, /^zip\/too-big xl\/worksheets\/sheet1\.xml: It unpacks to 20 MB/);
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('that says its bomb is small is refused when it grows', async () => {
    const file = changed(bad, part => ({...part, data: new Uint8Array(5_000_000), lies: {unpacked: 1000}}));
    const {result, ms} = await spent(() => refusal(xlsx.read!(file)));
    assert.match(result, /^zip\/broken .*longer than it says/);
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('of thousands of parts is refused', async () => {
    const parts = Array.from({length: 2001}, (_, at) => ({name: `xl/${at}`, data: ''}));
    assert.match(await refusal(xlsx.read!(zipOf(parts))), /^zip\/too-big : The archive holds 2001 parts/);
  });

  it('with a wrong checksum, an end that is missing, or a hole is refused', async () => {
    const file = excelFile([good]);
    assert.match(
      await refusal(xlsx.read!(changed(bad, part => ({...part, lies: {crc: 1}})))),
      /^zip\/broken .*checksum/,
    );
    assert.match(await refusal(xlsx.read!(file.subarray(0, file.length - 30))), /^zip\/broken : .*end is missing/);
    assert.match(await refusal(xlsx.read!(file.subarray(100))), /^xlsx\/none/);
    assert.match(
      await refusal(xlsx.read!(changed(bad, part => ({...part, lies: {flags: 1}})))),
      /^zip\/encrypted .*password/,
    );
  });

  it('cut or changed at any byte throws nothing', async () => {
    const file = excelFile([good]);
    for (let at = 0; at < file.length; at += 23) {
      const spoilt = Uint8Array.from(file);
      spoilt[at] = spoilt[at]! ^ 0xff;
      await xlsx.read!(spoilt);
      await xlsx.read!(file.subarray(0, at));
    }
  });

  it('with a DOCTYPE is refused, so that no entity grows', async () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    assert.match(
      await refusal(xlsx.read!(sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', lol))),
      /^xlsx\/doctype/,
    );
    assert.match(await refusal(xlsx.read!(sheetOf('<row r="1"><c r="A1"><v>&b;</v></c></row>'))), /^xlsx\/xml/);
    assert.match(
      await refusal(xlsx.read!(sheetOf('\n<row r="1"><c'))),
      /^xlsx\/xml xl\/worksheets\/sheet1\.xml: It is no sound XML: the tag "c" is not closed \(line 2, column 14\)\. Save/,
    );
  });

  it('with cells far out is refused where it says so', async () => {
    const at = (address: string): Uint8Array => sheetOf(`<row r="1"><c r="${address}"><v>1</v></c></row>`);
    assert.match(await refusal(xlsx.read!(at('XFD1'))), /^table\/limit steps!XFD1: .*more than 500 columns/);
    assert.match(await refusal(xlsx.read!(at('A1048576'))), /^table\/limit steps!A1048576: .*rows/);
    assert.match(await refusal(xlsx.read!(at('A0'))), /^xlsx\/xml .*no sound address/);
  });

  it('with formulas, links and other files runs and opens none of them', async () => {
    const cell =
      '<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://x.example")</f><v>Stage</v></c><c r="B1" t="str"><v>Step</v></c></row><row r="2"><c r="A2" t="str"><v>Find</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>NOW()</f></c></row>';
    const parts = excelParts([good]).map(part =>
      part.name === bad
        ? {
            ...part,
            data: `<worksheet><sheetData>${cell}</sheetData><hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks></worksheet>`,
          }
        : part,
    );
    const link = {name: 'xl/externalLinks/externalLink1.xml', data: '<!DOCTYPE a><externalLink/>'};
    const reading = await xlsx.read!(zipOf([...parts, link]));
    assert.deepEqual(
      reading.remarks.map(({code, place}) => `${code} ${place}`),
      ['table/external ', 'table/formula steps!A1', 'table/formula steps!C2'],
    );
    assert.equal(reading.map!.stages[0]!.name, 'Find');
  });

  it('that asks for a sheet outside of itself gets none', async () => {
    const file = changed('xl/_rels/workbook.xml.rels', part => ({
      ...part,
      data: String(part.data).replace(
        'Target="worksheets/sheet1.xml"',
        'Target="file:///etc/passwd" TargetMode="External"',
      ),
    }));
    const {map, remarks} = await xlsx.read!(file);
    assert.equal(map, undefined);
    assert.equal(remarks[0]!.code, 'table/part');
  });

  it('and other files by that name are refused with what to do', async () => {
    assert.match(await refusal(xlsx.read!(utf8('Stage,Step'))), /^xlsx\/none : .*saved as one/);
    assert.match(
      await refusal(xlsx.read!(zipOf([{name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet'}]))),
      /^xlsx\/none : .*save it as an Excel workbook/,
    );
    assert.match(await refusal(xlsx.read!(new Uint8Array(0))), /^xlsx\/none/);
  });

  it('whose rows write into the prototype of objects writes nowhere', async () => {
    const rows = [
      ['Map path', 'Value'],
      ['__proto__.polluted', 'yes'],
      ['ext["__proto__"].polluted', 'yes'],
      ['constructor.prototype.polluted', 'yes'],
      ['steps[#1].__proto__.polluted', 'yes'],
      [`${'a.'.repeat(1000)}a`, 'yes'],
      ['stages[#9999999]', 'x'],
    ];
    await xlsx.read!(excelFile([good, {name: 'more', rows}]));
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});

describe('A hostile CSV file', () => {
  it('whose cells are called as members of every object is read as words', async () => {
    for (const name of ['constructor', 'toString', '__proto__', 'valueOf']) {
      const sheet = `Phase,Step,Channel,Emotion,Pain,Severity,${name}\n${name},Ask,${name},${name} site,${name},${name},x\n`;
      const {map, remarks} = await csv.read!(utf8(sheet));
      assert.deepEqual([map?.stages[0]!.name, map?.steps[0]!.emotions, map?.painPoints![0]!.title], [name, undefined, name]);
      assert.deepEqual(map!.cells!.map(({text}) => text).sort(), [`${name} site`, 'x'].sort());
      assert.ok(remarks.some(({text}) => text.startsWith(`"${name}" is no`)), 'the severity is told');
    }
  }); // prettier-ignore

  it('of 50 MB is refused in bounded time, whatever it is made of', async () => {
    const size = 50_000_000;
    for (const [unit, expected] of [
      ['Stage,Step\n', /rows/],
      ['a', /longer than/],
      ['"', /never closed|longer/],
      [',', /columns/],
      ['a,b,c,d,e,f,g,h,i,j,k,l,m,n,o\n', /filled cells|rows/],
    ] as const) {
      // As many bytes for each; the reader stops long before the end of most.
      const data = utf8(unit.repeat(size / unit.length));
      const {result, ms} = await spent(() => refusal(csv.read!(data)));
      assert.match(result, expected);
      assert.ok(ms < 5000, `${JSON.stringify(unit)} took ${ms} ms`);
    }
  });

  it('of more than 60 MB is refused unread', async () => {
    assert.match(
      await refusal(csv.read!(new Uint8Array(tableLimits.fileBytes + 1))),
      /^table\/limit : The file has 60 MB/,
    );
  });

  it('of a million columns is refused', async () => {
    assert.match(
      await refusal(csv.read!(utf8(`Stage,Step${',x'.repeat(1_000_000)}\n`))),
      /^table\/limit sheet!row 1|more than 500 columns/,
    );
  });

  it('of more steps and cells than a map holds is read as far as a map goes', async () => {
    const rows = Array.from({length: 29_000}, (_, at) => `S${(at % 700) % 60},step ${at % 700},text ${at}\n`);
    const {result, ms} = await spent(() => csv.read!(utf8(`Stage,Step,Actions\n${rows.join('')}`)));
    assert.equal(result.map!.stages.length, 50);
    assert.equal(result.map!.steps.length, 500);
    assert.equal(result.map!.cells!.length, 20_000);
    assert.ok(result.remarks.length <= 201);
    assert.match(result.remarks.at(-1)!.text, /^and \d+ more/);
    assert.ok(ms < 8000, `${ms} ms`);
  });

  it('with a quote that is never closed names its row', async () => {
    assert.match(await refusal(csv.read!(utf8('Stage,Step\nA,"b\n'), {name: 'x.csv'})), /^table\/quote x!row 2/);
  });

  it('with bytes of any kind throws nothing', async () => {
    for (const text of [
      '',
      '\uFEFF',
      '\n\n\n',
      ',,,',
      '"',
      '"a"b,c',
      'sep=;\nStage;Step\nA;b',
      '\u0000',
      'Stage\rStep',
    ])
      await csv.read!(utf8(text));
    await csv.read!(Uint8Array.from([0xff, 0xfe, 0x00]));
    await csv.read!(Uint8Array.from({length: 5000}, (_, at) => (at * 7919) % 256));
  });
});

describe('A text that is a formula', () => {
  const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\n=1', ' =1', '\u200B=1', '＝1', '＋1', "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")', '-', '+'];

  it('is disarmed in CSV, and is itself again when it is read', () => {
    for (const text of formulas) {
      assert.equal(guarded(text), `'${text}`);
      assert.equal(unguarded(guarded(text)), text);
    }
    for (const text of ['-1', '+2.5', '-1,5', '1e5', 'a=b', "it's", "'quoted'", '']) {
      assert.equal(guarded(text), text);
      assert.equal(unguarded(text), text);
    }
    for (const text of ["'=1", "''=1", "'-1", "'@"]) for (const guard of [guarded, guardedTyped]) assert.equal(unguarded(guard(text)), text);
  });

  it('is a typed text in XLSX: no cell of what is written is a formula', async () => {
    const map = {...smallMap(), title: '=1+1', description: '@x'};
    map.steps[0]!.name = '=HYPERLINK("http://x.example","y")';
    const [file] = await xlsx.write!(map);
    const zip = new Zip(file!.data as Uint8Array);
    const sheets = zip.names.filter(name => name.startsWith('xl/worksheets/'));
    assert.ok(sheets.length > 5);
    for (const name of sheets) {
      const xml = new TextDecoder().decode(zip.part(name));
      assert.doesNotMatch(xml, /<f[\s>]|hyperlink |externalLink/);
      assert.match(xml, /t="inlineStr"/);
    }
    const files = await csv.write!(map);
    assert.ok(files.every(({data}) => String(data).startsWith('\uFEFF')));
    for (const cell of files.flatMap(({data}) => String(data).slice(1).split(/\r\n|,/))) assert.doesNotMatch(cell, /^"?[=+@]/);
  });
}); // prettier-ignore

describe('A CSV file that is no UTF-8', () => {
  it('is read as Excel in German saves it, and that is said', async () => {
    const text = 'Phase;Schritt;Kontaktpunkt\nFinden;Käufer prüft Größe;Geschäft\n';
    const bytes = Uint8Array.from(text, letter => letter.charCodeAt(0));
    const {map, remarks} = await csv.read!(bytes, {name: 'karte.csv'});
    assert.equal(map?.steps[0]!.name, 'Käufer prüft Größe');
    assert.match(remarks.map(({code, text: said}) => `${code} ${said}`).join(), /table\/encoding .*Windows-1252/);
    assert.deepEqual((await csv.read!(utf8(text), {name: 'karte.csv'})).remarks, []);
  });
});
