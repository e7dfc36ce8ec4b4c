/** What is written opens in LibreOffice with the same cells and without a formula; left out, and said, where it is not installed. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {csv} from '../../../src/interchange/csv.js';
import {Zip} from '../../../src/interchange/table/zip.js';
import {xlsx} from '../../../src/interchange/xlsx.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {smallMap} from '../../support/journeys.js';

const program = ['soffice', 'libreoffice'].find(name => spawnSync(name, ['--version']).status === 0);
const skip = program
  ? false
  : 'LibreOffice is not installed (apt-get install libreoffice-calc-nogui): nothing was opened in it';

const folder = mkdtempSync(join(tmpdir(), 'stagepost-office-'));
after(() => rmSync(folder, {recursive: true, force: true}));

/** The files as LibreOffice saves them after it has opened them. */
function resaved(
  files: readonly {readonly name: string; readonly data: string | Uint8Array}[],
  filter: readonly string[],
): Uint8Array[] {
  for (const {name, data} of files) writeFileSync(join(folder, name), data);
  const out = join(folder, 'out');
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const {status, stderr} = spawnSync(
    program!,
    [
      '--headless',
      profile,
      ...filter,
      '--convert-to',
      'xlsx',
      '--outdir',
      out,
      ...files.map(({name}) => join(folder, name)),
    ],
    {encoding: 'utf8', timeout: 120_000},
  );
  assert.equal(status, 0, stderr);
  return files.map(({name}) => new Uint8Array(readFileSync(join(out, name.replace(/\.[^.]*$/, '.xlsx')))));
}

function holdsNoFormula(file: Uint8Array): void {
  const zip = new Zip(file);
  for (const name of zip.names.filter(one => one.startsWith('xl/worksheets/sheet')))
    assert.doesNotMatch(new TextDecoder().decode(zip.part(name)), /<f[\s>/]/, name);
}

/** Everything that a spreadsheet may take for something else. */
function tricky(): JourneyMap {
  const map = smallMap();
  const texts = [
    '=1+1',
    "'=1+1",
    '@SUM(A1)',
    '+49 30',
    '-1',
    '007',
    '1e5',
    'TRUE',
    '2026-11-22',
    '3/4',
    ' a ',
    'a\nb',
    '"',
    '50 %',
    '\t=1',
    '_x0041_',
    '<b>&amp;',
  ];
  map.painPoints = [
    ...map.painPoints!,
    ...texts.map((title, at) => ({
      id: `p${at}`,
      title,
      description: title,
      stepIds: ['search'],
      severity: 3,
    })),
  ];
  map.steps[0]!.name = '=HYPERLINK("http://x.example","y")';
  map.ext = {other: {texts, numbers: [0.1 + 0.2, 1e300, -5e-7]}};
  return map;
}

describe('Exports in LibreOffice', {skip}, () => {
  it('XLSX: the same map, no formula', async () => {
    const map = tricky();
    const [file] = await xlsx.write!(map);
    const [again] = resaved([file!], []);
    holdsNoFormula(again!);
    assert.deepStrictEqual(await xlsx.read!(again!, {name: 'x.xlsx'}), {map, remarks: []});
  });

  it('CSV: no formula, and the same steps', async () => {
    const files = await csv.write!(tricky());
    const opened = resaved(files, ['--infilter=CSV:44,34,76,1,,0,false,true']);
    opened.forEach(holdsNoFormula);
    const direct = await csv.read!(new TextEncoder().encode(String(files[0]!.data)), {name: 'x'});
    const {map} = await xlsx.read!(opened[0]!, {name: 'x'});
    assert.deepEqual(map!.steps, direct.map!.steps);
  });
});
