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
    assert.deepEqual(said(reading), [
      'note table/column long-en!U4',
      'note table/first-touchpoint long-en!T5',
      'error table/emotion long-en!H5',
    ]);
    assert.equal(reading.remarks[2]!.text, '-3 is not on the scale from -2 to 2; it was not read.');
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

describe('What stands above the heads', () => {
  it('is read where it says what it is, in one cell or in two; the rest is told', async () => {
    const above = [
      'Switching plans,,',
      'Persona: Eric,,',
      'Scenario:,"Pays too much: looks around",',
      'Owner: Mobile team,,',
    ];
    const lanes = ['Phases,Define,Compare', 'Actions,a,b', 'Emotions,Frustrated,1'];
    const reading = await text([...above, 'Version,3,', 'Owner: Nobody,,', ...lanes].join('\n'));
    const {title, personas, scenario, owner} = reading.map!;
    assert.deepEqual([title, personas!.map(({name}) => name), scenario, owner], ['Switching plans', ['Eric'], 'Pays too much: looks around', 'Mobile team']); // prettier-ignore
    assert.deepEqual(said(reading), [
      'error table/above map!A5',
      'error table/above map!A6',
      'note table/scale map!B9',
    ]);
    // The table is about one persona, and so are its emotions; of two, nothing says whose they are.
    assert.deepEqual(feelings(reading.map!), ['eric -2', 'eric 1']);
    const two = await text(['Persona: Eric,,', 'Persona: Ana,,', ...lanes].join('\n'));
    assert.deepEqual([two.map!.personas!.length, feelings(two.map!)], [2, ['-2', '1']]);
    const long = await text('Journey: Renewing,,\nStage,Step,Emotion\nFind,Search,-1\n');
    assert.deepEqual([long.map!.title, said(long)], ['Renewing', []]);
    const plainly = await text('Plans: which one?,,\nStage,Step,Emotion\nFind,Search,-1\n');
    assert.equal(plainly.map!.title, 'Plans: which one?');
  });
});

describe('Cells that say that there is nothing', () => {
  it('are empty, which is said once', async () => {
    const rows = ['Find,Search,-,–,N/A,k. A.', 'Find,Look,1,Slow – but fine,4,-', '—,Ask,n/a,Loud,2,entfällt'];
    const reading = await text(['Stage,Step,Emotion (-2..2),Pain point,Severity,Channel', ...rows].join('\n'));
    const map = reading.map!;
    assert.deepEqual(said(reading), ['note table/nothing map!C2']);
    assert.deepEqual([outline(map), feelings(map)], ['Find: Search, Look, Ask', ['', '1', '']]);
    assert.deepEqual([pains(map), map.channels], [['Slow – but fine 4 look', 'Loud 2 ask'], undefined]);
  });

  it('are meant as they stand in what this kit wrote', async () => {
    const map = (await text('Stage,Step,Pain point,Severity\nFind,Search,Loud,2\n')).map!;
    map.painPoints![0]!.title = 'n/a';
    map.steps[0]!.owner = '-';
    for (const format of [csv, xlsx]) {
      const files = (await format.write!(map)).map(({name, data}) => ({name, data: new Uint8Array(Buffer.from(data))}));
      const again = files.length > 1 ? await format.readAll!(files) : await format.read!(files[0]!.data, files[0]);
      assert.deepEqual(again.map, map);
    }
  });
});

describe('Emotions in words', () => {
  it('keep their words, beside a face too, and a label of their own before them', async () => {
    const rows = [
      'Frustrated,',
      'Curious 🙂,',
      '☹️ lost the thread,',
      '🙂,',
      'happy,Proud',
      '😀 or 😡,',
      '- well,',
      '-1,',
    ];
    const steps = rows.map((row, at) => `Find,Step ${at},${row}`);
    const {map} = await text(['Phase,Step,Customer feeling (-2..2),Emotion label', ...steps].join('\n'));
    assert.deepEqual(
      map!.steps.map(({emotions = []}) => emotions.map(({score, label}) => [score, label].join(' ').trim())),
      [['-2 Frustrated'], ['1 Curious'], ['-1 lost the thread'], ['1'], ['1 Proud'], [], [], ['-1']],
    );
    assert.deepEqual(lane(map!, 'Customer feeling (-2..2)'), ['step-5 😀 or 😡', 'step-6 - well']);
  });

  it('are found by the heads that templates have, as mindsets, areas of opportunity and metrics are', async () => {
    const heads = 'Phase,Step,Experience,Mindset,Opportunity areas,Metrics / KPIs,Customer pain points';
    const {map} = await text(`${heads}\nFind,Search,2,Hm,Sort it,Finds,Slow\n`);
    assert.deepEqual([feelings(map!), lane(map!, 'Mindset'), pains(map!)], [['2'], ['search Hm'], ['Slow 3 search']]);
    assert.deepEqual([map!.opportunities![0]!.title, map!.kpis![0]!.name], ['Sort it', 'Finds']);
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

  it('its corner is called in any way, and that is said', async () => {
    for (const above of ['', 'Project,Alpha\n\n']) {
      const lanes = 'Weather,i,j\nActions,a,b\nThoughts,c,d\n"Emotion (-2..2)",1,-1\n';
      const reading = await text(`${above}Lane,Find,Buy\n${lanes}`);
      assert.equal(outline(reading.map!), 'Find: Find; Buy: Buy');
      assert.ok(said(reading).includes(`note table/corner map!A${above ? 3 : 1}`), said(reading).join());
    }
    // Without a row of stages there is none, and what has a column of steps is no matrix.
    assert.equal((await text('Actions,a,b\nThoughts,c,d\nNeeds,e,f\n')).map, undefined);
    const long = await text('Number,Step,Emotion\n1,Thoughts,1\n2,Actions,2\n');
    assert.equal(outline(long.map!), 'Journey: Thoughts, Actions');
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
    assert.deepEqual(said(reading), ['error table/path map!A2']);
  });
}); // prettier-ignore
