/** The layouts in which people keep journey maps as tables, each in several dialects of CSV and XLSX. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {csv} from '../../../src/interchange/csv.js';
import type {ReadOptions, Reading} from '../../../src/interchange/reading.js';
import {xlsx} from '../../../src/interchange/xlsx.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {type ExcelCell, excelFile} from '../../support/excel-dialect.js';

const folder = new URL('../../fixtures/journeys/tables/', import.meta.url);

const fixture = (name: string, options: ReadOptions = {}): Promise<Reading> =>
  (name.endsWith('xlsx') ? xlsx : csv).read!(new Uint8Array(readFileSync(new URL(name, folder))), {name, ...options});
const text = (table: string, options: ReadOptions = {}): Promise<Reading> =>
  csv.read!(new TextEncoder().encode(table), {name: 'map.csv', ...options});

/** `Find: Search, Compare; Buy: Pay` */
const outline = ({stages, steps}: JourneyMap): string =>
  stages
    .map(({id, name}) => `${name}: ${steps.flatMap(step => (step.stageId === id ? step.name : [])).join(', ')}`)
    .join('; ');
/** The scores of each step, by persona: `ana 1 ben -1`. */
const feelings = ({steps}: JourneyMap): string[] =>
  steps.map(({emotions = []}) =>
    emotions.map(({personaId, score}) => [personaId, score].filter(one => one !== undefined).join(' ')).join(' '),
  );
/** The texts of a lane: `search..compare ben Too much`. */
const lane = ({lanes = [], cells = []}: JourneyMap, title: string): string[] => {
  const {id} = lanes.find(one => one.title === title)!;
  return cells
    .filter(({laneId}) => laneId === id)
    .map(({from, to, personaId, text: said}) =>
      [to ? `${from}..${to}` : from, personaId, said].filter(Boolean).join(' '),
    );
};
const pains = ({painPoints = []}: JourneyMap): string[] =>
  painPoints.map(({title, severity, stepIds}) => `${title} ${severity} ${stepIds.join('+')}`);
const said = ({remarks}: Reading): string[] => remarks.map(({level, code, place}) => `${level} ${code} ${place}`);

describe('Layout A, steps below one another', () => {
  it('comma, English: filled down, faces and words, a cell that is not on its scale', async () => {
    const reading = await fixture('long-en.csv');
    const map = reading.map!;
    assert.equal(outline(map), 'Find: Search, Compare; Buy: Pay; Use: Parcel');
    assert.deepEqual(feelings(map), ['ana 1 ben -1', 'ana 0', 'ben 2', '2']);
    assert.deepEqual(pains(map), ['Sizes are unclear 4 search+compare', 'Card refused 4 pay']);
    assert.deepEqual(lane(map, 'Thoughts'), ['search ana Where is\nthe size?', 'search ben Too much, again']);
    assert.deepEqual(lane(map, 'Weather'), ['compare ana rain']);
    assert.deepEqual(
      map.kpis!.map(({name, target, unit}) => [name, target, unit]),
      [
        ['Visits', 1_200_000, undefined],
        ['Conversion', 3, '%'],
      ],
    );
    assert.deepEqual(
      map.steps[2]!.touchpoints!.map(({name, channelId}) => [name, channelId]),
      [
        ['Checkout', 'web-shop'],
        ['Checkout – Phone', 'phone'],
      ],
    );
    assert.deepEqual(
      map.steps.map(({momentOfTruth}) => momentOfTruth),
      [undefined, undefined, 'first', true],
    );
    assert.deepEqual(said(reading), ['note table/column long-en!U4', 'error table/emotion long-en!H5']);
    assert.equal(reading.remarks[1]!.text, '-3 is not on the scale from -2 to 2; it was not read.');
    assert.equal(reading.scales, undefined);
  });

  it('semicolon, German, marked UTF-8, decimal comma, newline in quotes', async () => {
    const {map, scales} = await fixture('long-de.csv');
    assert.equal(outline(map!), 'Suchen: Suche, Vergleichen; Kaufen: Bezahlen');
    assert.deepEqual(feelings(map!), ['ana 1 ben -1', 'ana 0', 'ana -2 ben 2']);
    assert.deepEqual(lane(map!, 'Gedanken'), ['suche ana Wo steht\ndie Größe?', 'suche ben Zu viel']);
    assert.equal(map!.lanes!.find(({title}) => title === 'Gedanken')!.kind, 'thoughts');
    assert.equal(map!.kpis![0]!.target, 2.5);
    assert.equal(map!.opportunities![0]!.title, 'Größenberater');
    assert.equal(scales, undefined, 'the numbers reach beyond our own scale');
  });

  it('LibreOffice: merged stages, another sheet of opportunities, a date, a formula in error', async () => {
    const reading = await fixture('long-libreoffice.xlsx');
    const map = reading.map!;
    assert.equal(outline(map), 'Suchen: Suche, Vergleichen; Kaufen: Bezahlen');
    assert.deepEqual(
      map.opportunities!.map(({title, status, due, impact}) => [title, status, due, impact]),
      [['Größenberater', 'planned', '2026-12-24', 5]],
    );
    assert.deepEqual(lane(map, 'Handlungen'), ['suche ana Tippt ein Wort\nund wartet', 'bezahlen ana =1+1']);
    assert.deepEqual(said(reading), [
      'note table/formula Reise!L2',
      'error table/formula Reise!L2',
      'error table/sheet Notizen',
    ]);
  });

  it('Excel: per cents are those that are seen, not the share that is stored', async () => {
    const rows: ExcelCell[][] = [
      ['Stage', 'Step', 'KPI', 'Target'],
      ['Buy', 'Pay', 'Conversion', {percent: 0.07}],
    ];
    const {map} = await xlsx.read!(excelFile([{name: 'Journey', rows}]), {name: 'x.xlsx'});
    assert.deepEqual([map!.kpis![0]!.target, map!.kpis![0]!.unit], [7, '%']);
  });

  it('Excel: shared strings, rich text, merged cells, the last result of a formula, a hidden sheet', async () => {
    const rows: ExcelCell[][] = [
      ['Stage', 'Step', 'Touchpoint', 'Emotion', 'KPI', 'Target', 'Event name'],
      [
        'Find',
        {runs: ['Sea', 'rch']},
        'Search page',
        -2,
        'Visits',
        {formula: 'HYPERLINK("http://x.example")', result: 12.5},
        new Date('2026-03-01'),
      ],
      ['', 'Compare', {formula: 'A1&"x"', result: 'Product page'}, 2, '', '', ''],
    ];
    const reading = await xlsx.read!(
      excelFile([
        {name: 'Journey', rows, merges: ['A2:A3', 'C3:C1048576']},
        {
          name: 'channels',
          rows: [
            ['Channel', 'Kind'],
            ['Shop', 'web'],
          ],
          state: 'hidden',
        },
      ]),
      {name: 'x.xlsx'},
    );
    const map = reading.map!;
    assert.equal(outline(map), 'Find: Search, Compare');
    assert.deepEqual(feelings(map), ['-2', '2']);
    assert.equal(map.steps[1]!.touchpoints![0]!.name, 'Product page');
    assert.deepEqual(
      [map.kpis![0]!.target, map.steps[0]!.eventName, map.channels![0]!.kind],
      [12.5, '2026-03-01', 'web'],
    );
    assert.deepEqual(said(reading), ['note table/formula Journey!F2', 'note table/hidden channels']);
  });
});

describe('Layout B, one row for each stage', () => {
  for (const [name, stages, count] of [
    ['by-stage-en.csv', 'Awareness: Awareness; Purchase: Purchase; Loyalty: Loyalty', 3],
    ['by-stage-de.tsv', 'Aufmerksamkeit: Aufmerksamkeit; Kauf: Kauf', 2],
    ['by-stage-libreoffice.xlsx', 'Aufmerksamkeit: Aufmerksamkeit; Kauf: Kauf', 3],
  ] as const)
    it(name, async () => {
      const {map} = await fixture(name);
      assert.equal(outline(map!), stages);
      assert.equal(map!.painPoints!.length, count);
      assert.deepEqual(feelings(map!).slice(0, 2), ['1', '-2']);
      assert.equal(map!.steps[0]!.touchpoints!.length, 2);
      assert.ok(map!.stages.every(({goal, kpiIds}) => goal && kpiIds?.length === 1));
    });

  it('keeps as a text what is no emotion that is known, and says so', async () => {
    const reading = await fixture('by-stage-en.csv');
    assert.deepEqual(lane(reading.map!, 'Emotions'), ['loyalty Curious and a little tired']);
    assert.ok(said(reading).includes('note table/emotion-words by-stage-en!E4'));
  });
});

describe('Layout C, stages side by side', () => {
  it('comma, English: a row of steps, rows for each persona', async () => {
    const {map} = await fixture('matrix-en.csv');
    assert.equal(outline(map!), 'Find: Search, Compare; Buy: Pay');
    assert.deepEqual(feelings(map!), ['ana 1 ben -1', 'ana 0 ben -1', 'ana -1 ben 2']);
    assert.deepEqual(lane(map!, 'Thoughts'), [
      'search ana Much to see',
      'search..compare ben Too much',
      'pay ana Is it safe?',
    ]);
    assert.deepEqual(lane(map!, 'Weather'), ['compare rain']);
    assert.deepEqual(pains(map!), ['Sizes are unclear 3 search+compare', 'Card refused 3 pay']);
  });

  it('semicolon, German: a stage is a step', async () => {
    const {map} = await fixture('matrix-de.csv');
    assert.equal(outline(map!), 'Suchen: Suchen; Kaufen: Kaufen; Nutzen: Nutzen');
    assert.deepEqual(feelings(map!), ['1', '-2', '2']);
    assert.deepEqual(
      map!.stages.map(({goal}) => goal),
      ['Finden', 'Sicher zahlen', 'Freude'],
    );
  });

  it('LibreOffice: merged stages and texts, a title above, a scale that is asked for', async () => {
    const reading = await fixture('matrix-libreoffice.xlsx');
    const map = reading.map!;
    assert.equal(map.title, 'Buying shoes');
    assert.equal(outline(map), 'Find: Search, Compare; Buy: Pay, Wait');
    assert.deepEqual(lane(map, 'Actions'), ['search Types a word', 'compare..pay Reads what others say', 'wait Waits']);
    assert.deepEqual(lane(map, 'Backstage'), ['search..wait Stock is counted']);
    assert.deepEqual(lane(map, 'Planned for'), ['search 2026-03-01']);
    assert.deepEqual(reading.scales, [
      {low: -2, high: 2},
      {low: 1, high: 5},
    ]);
    assert.deepEqual(feelings(map), ['1', '2', '2', '1']);
    const other = await fixture('matrix-libreoffice.xlsx', {scale: {low: 1, high: 5}});
    assert.deepEqual(feelings(other.map!), ['-2', '-1', '-1', '-2']);
    assert.deepEqual(other.scales, [
      {low: 1, high: 5},
      {low: -2, high: 2},
    ]);
  });
});

describe('Layout D, the sheet of CJMLExcel', () => {
  for (const name of ['cjml-en.csv', 'cjml-semicolon.csv'])
    it(name, async () => {
      const reading = await fixture(name);
      const map = reading.map!;
      assert.equal(map.title, 'A phone contract');
      assert.equal(outline(map), 'Before: Ask in the shop, Receive the contract; After: Insert the card');
      assert.deepEqual(feelings(map), ['ana 1', 'ana -2', 'ana 1']);
      assert.deepEqual(
        map.channels!.map(({kind}) => kind),
        ['in-person', 'email'],
      );
      assert.deepEqual(
        map.steps.map(({touchpoints}) => touchpoints?.map(({id, direction}) => `${id} ${direction}`)),
        [['T1 inbound'], ['T2 outbound'], undefined],
      );
      assert.deepEqual(lane(map, 'Deviation'), ['receive-the-contract late']);
      assert.ok(said(reading).some(one => one.startsWith('error table/excluded') && one.endsWith('!A9')));
    });

  it('LibreOffice: sheets that only help to fill it in', async () => {
    const reading = await fixture('cjml-libreoffice.xlsx');
    assert.equal(outline(reading.map!), 'Before: Ask in the shop, Receive the contract');
    assert.deepEqual(said(reading).slice(0, 2), ['note table/support Channels', 'note table/support User Guide']);
  });
});

describe('Nothing is left out in silence', () => {
  it('says of each cell why it was not read', async () => {
    const table = 'Stage,Step,Severity,Impact,Target,Engagement,Survey touchpoint ID,Moment of truth,,Emotion\nA,B,3,4,5,9,x y,perhaps,what?,1\nA,B,,,,,,,,2\n';
    const reading = await text(table);
    assert.deepEqual(said(reading).sort(), [
      'error table/conflict map!J3', 'error table/headless map!I2', 'error table/no-kpi map!E2', 'error table/no-opportunity map!D2',
      'error table/no-pain map!C2', 'error table/no-touchpoint map!G2', 'error table/value map!F2', 'error table/value map!H2',
      'note table/scale map!J2',
    ]);
    assert.deepEqual(feelings(reading.map!), ['1']);
  });

  it('joins the steps of a stage that stand apart, and says so', async () => {
    const reading = await text('Stage,Step\nA,a\nB,b\nA,c\n');
    assert.equal(outline(reading.map!), 'A: a, c; B: b');
    assert.deepEqual(said(reading), ['note table/order ']);
  });

  it('asks for a decision where a comma may part thousands', async () => {
    const reading = await text('Stage;Step;KPI;Target\nA;a;Visits;1,200\n');
    assert.match(reading.remarks[0]!.text, /may be 1200 or 1\.200/);
    assert.equal(reading.map!.kpis![0]!.target, undefined);
  });

  it('says of a table that is no journey what one looks like', async () => {
    const reading = await text('Name,Price\nShoe,12\n');
    assert.equal(reading.map, undefined);
    assert.match(reading.remarks.at(-1)!.text, /Stage, Step and Emotion/);
  });

  it('takes a joined file whose steps stand last, and a row of a path that is gone', async () => {
    const reading = await text('Map path,Value\r\nsteps[gone].owner,Ana\r\nsteps[a].owner,Ben\r\nStage,Step,Step ID\r\nA,a,a\r\n');
    assert.equal(reading.map!.steps[0]!.owner, 'Ben');
    assert.deepEqual(said(reading), ['error table/path more!A2']);
  });
}); // prettier-ignore
