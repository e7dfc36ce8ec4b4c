/** Tables as people make them by hand: what they say is read, and where they leave it open, that is said. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {csv} from '../../../src/interchange/csv.js';
import type {ReadOptions, Reading} from '../../../src/interchange/reading.js';
import {dateText} from '../../../src/interchange/table/dates.js';
import {numberOf} from '../../../src/interchange/table/values.js';
import {xlsx} from '../../../src/interchange/xlsx.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {excelFile} from '../../support/excel-dialect.js';
import {smallMap} from '../../support/journeys.js';

const read = (table: string, options: ReadOptions = {}): Promise<Reading> =>
  csv.read!(new TextEncoder().encode(table), {name: 'map.csv', ...options});
const said = ({remarks}: Reading): string[] => remarks.map(({level, code, place}) => `${level} ${code} ${place}`);
const steps = ({stages, steps: all}: JourneyMap): string =>
  stages
    .map(({id, name}) => `${name}: ${all.flatMap(step => (step.stageId === id ? step.name : [])).join(', ')}`)
    .join('; ');
const feelings = (map: JourneyMap): (string | number)[][] =>
  map.steps.map(({emotions = []}) => emotions.flatMap(({personaId, score}) => [personaId ?? '', score]));
const texts = ({cells = []}: JourneyMap): string[] =>
  cells.map(({from, personaId, text}) => [from, personaId, text].filter(Boolean).join(' '));

describe('CSV as it is written by hand', () => {
  it('finds the semicolons under a title, where texts hold more commas', async () => {
    const {map, remarks} = await read(
      'Our journey\nStage;Step;Thoughts\nFind;Search;so many, too many, far too many, help\n',
    );
    assert.deepEqual(remarks, []);
    assert.deepEqual([map!.title, texts(map!)], ['Our journey', ['search so many, too many, far too many, help']]);
  });

  it('passes over thousands of empty cells behind the map, and no filled one', async () => {
    const empty = ','.repeat(16_380);
    const {map, remarks} = await read(`Stage,Step${empty}\nA,a${empty}\n`);
    assert.deepEqual([remarks, steps(map!)], [[], 'A: a']);
    assert.deepEqual(said(await read(`Stage,Step\nA,a${empty}x\n`)), ['error table/limit map!row 2']);
  });

  it('takes a quote behind blanks for one, unless more follows its end', async () => {
    const {map, remarks} = await read('Stage, Step, Thoughts\nFind, Search, "one, two" \nFind, Ask, "Hm" she says\n');
    assert.deepEqual(remarks, []);
    assert.deepEqual(texts(map!), ['search one, two', 'ask "Hm" she says']);
  });
});

describe('Numbers as they are written by hand', () => {
  for (const [text, number] of [
    ['1.000.000', 1_000_000],
    ['1,234.56', 1234.56],
    ['1,234,567', 1_234_567],
    ['1.234,5', 1234.5],
    ['–1', -1],
    ['1.25', 1.25],
    ['0.500', 0.5],
    ['1.234', 1.234],
  ] as const)
    it(`${text} is ${number}`, () => assert.equal(numberOf(text).value, number));

  it('asks for a decision where a point may part thousands', () => {
    assert.match(numberOf('1.500').reason!, /may be 1500 or 1\.5; /);
    assert.match(numberOf('-25.000').reason!, /may be -25000 or -25; /);
  });

  it('reads emotions of a scale of ten on it, says so, and offers the others', async () => {
    const reading = await read('Stage,Step,Emotion\nA,a,7\nA,b,10\nA,c,1\nA,d,3\n');
    assert.deepEqual(feelings(reading.map!), [
      ['', 0.666667],
      ['', 2],
      ['', -2],
      ['', -1.111111],
    ]);
    assert.deepEqual(said(reading), ['note table/scale map!C2']);
    assert.deepEqual(reading.scales, [
      {low: 1, high: 10},
      {low: 0, high: 10},
      {low: 1, high: 5},
    ]);
    const {map} = await read('Stage,Step,Emotion\nA,a,5\nA,b,10\n', {scale: {low: 0, high: 10}});
    assert.deepEqual(feelings(map!), [
      ['', 0],
      ['', 2],
    ]);
  });

  it('takes the scale of a head without brackets, and one with dashes', async () => {
    const reading = await read('Stage,Step,Rating 1 to 5,Pain point,Severity 1-5\nA,a,1,Slow,4\n');
    assert.deepEqual(
      [feelings(reading.map!), reading.map!.painPoints![0]!.severity, said(reading)],
      [[['', -2]], 4, []],
    );
    assert.deepEqual(feelings((await read('Stage,Step,Emotion (–2…2)\nA,a,–1\n')).map!), [['', -1]]);
  });

  it('takes no rating of another scale for one of ours', async () => {
    const reading = await read('Stage,Step,Pain point,Severity (1-10),Engagement (0-3)\nA,a,Slow,4,2\n');
    assert.deepEqual(said(reading), [
      'error table/scale map!E2',
      'error table/scale map!D2',
      'note table/unrated map!C2',
    ]);
    assert.match(reading.remarks[1]!.text, /^"4" was not read: "Severity \(1-10\)" names a scale from 1 to 10/);
    assert.equal(reading.map!.steps[0]!.engagement, undefined);
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const table = await csv.readAll!([
      {name: 'steps.csv', data: bytes('Stage,Step,Step ID\nA,a,a\n')},
      {name: 'pains.csv', data: bytes('Pain point ID,Pain point,Steps,Frequency (1-10)\np,Slow,a,4\n')},
    ]);
    assert.deepEqual(
      [said(table)[0], table.map!.painPoints![0]!.frequency],
      ['error table/column pains!D1', undefined],
    );
  });

  it('knows of which measures less is better', async () => {
    const {map} = await read('Stage,Step,KPI\nA,a,Churn; Response time; Kosten; Conversion\n');
    assert.deepEqual(
      map!.kpis!.map(({direction}) => direction),
      ['down', 'down', 'down', 'up'],
    );
    const table = await read(
      'Stage,Step,Step ID\nA,a,a\nKPI ID,KPI,Kind,Direction\nk,Leavers,churn-risk,\nl,Losses,churn-risk,up\n',
    );
    assert.deepEqual(
      table.map!.kpis!.map(({direction}) => direction),
      ['down', 'up'],
    );
  });

  it('shows the time of day of a cell as Excel does', () => {
    assert.deepEqual(
      [0.4375, 0.999_988_4, 1.4375, 1e-9].map(serial => dateText(serial, false)),
      ['10:30', '23:59:59', '1900-01-01T10:30:00Z', '00:00'],
    );
    assert.equal(dateText(0.4375, true), '10:30');
  });
});

describe('Rows that repeat a thing, and rows that contradict', () => {
  it('takes the ratings of an opportunity from the row that tells them, whatever its place', async () => {
    const reading = await read(
      'Stage,Step,Opportunity,Impact,Effort,Status\nA,a,Chat,,,\nA,b,Chat,5,2,planned\nA,c,Guide,4,,\nA,d,Guide,,1,\n',
    );
    assert.deepEqual(said(reading), []);
    assert.deepEqual(
      reading.map!.opportunities!.map(({impact, effort, status}) => [impact, effort, status]),
      [
        [5, 2, 'planned'],
        [4, 1, 'idea'],
      ],
    );
    const twice = await read('Stage,Step,Opportunity,Impact\nA,a,Chat,4\nA,b,Chat,5\n');
    assert.deepEqual(said(twice), ['error table/conflict map!D3', 'note table/unrated map!C2']);
  });

  it('fills what the sheet of opportunities leaves open from the steps', async () => {
    const reading = await read(
      'Opportunity ID,Opportunity,Impact (1-5)\no,Chat,5\nStage,Step,Step ID,Opportunity,Impact,Effort,Status\nA,a,a,Chat,5,2,planned\n',
    );
    assert.deepEqual(said(reading), []);
    const {impact, effort, status} = reading.map!.opportunities![0]!;
    assert.deepEqual([impact, effort, status], [5, 2, 'planned']);
  });

  it('joins tags, the way on and texts that rows repeat', async () => {
    const {map, remarks} = await read(
      'Stage,Step,Touchpoint,Tags,Next,Actions\nA,a,Web,x,b,Pays\nA,a,App,"x, y",b,Pays\nA,b,,,,\n',
    );
    assert.deepEqual(remarks, []);
    assert.deepEqual(map!.steps[0]!.tags, ['x', 'y']);
    assert.deepEqual(map!.steps[0]!.next, [{stepId: 'b'}]);
    assert.deepEqual(texts(map!), ['a Pays']);
  });

  it('adds what a second row says of the same emotion, and says what contradicts', async () => {
    const reading = await read('Stage,Step,Emotion (-2..2),Why,Intensity\nA,a,1,slow,\nA,a,1,,4\nA,a,1,fast,\n');
    const {why, intensity} = reading.map!.steps[0]!.emotions![0]!;
    assert.deepEqual([why, intensity, said(reading)], ['slow', 4, ['error table/conflict map!C4']]);
  });

  it('says where a name is that of several, and takes the first', async () => {
    const lanes = 'Cell ID,Lane,Step from,Step to,Text\nc,Notes,Confirm,End,x\n';
    const pains = 'Pain point ID,Pain point,Steps\np,Slow,Confirm [confirm-2]; End\n';
    const reading = await read(
      `${lanes}${pains}Stage,Step,Step ID,Next\nA,Confirm,,\nB,Confirm,,\nB,End,,Confirm (again)\n`,
    );
    assert.deepEqual(reading.map!.steps[2]!.next, [{stepId: 'confirm', condition: 'again'}]);
    assert.deepEqual(reading.map!.painPoints![0]!.stepIds, ['confirm-2', 'end']);
    assert.deepEqual(
      said(reading).filter(one => one.includes('several')),
      ['note table/several map!D8', 'note table/several map!C2'],
    );
    const [file] = await csv.write!(reading.map!);
    assert.match(String(file!.data), /Confirm \[confirm\] \(again\)/);
  });

  it('reads a list of personas with commas once all of them are known', async () => {
    const {map} = await read('Stage,Step,Persona,Emotion\nA,a,Ana,1\nA,b,Ben,0\nA,c,"Ana, Ben",-2\n');
    assert.deepEqual(feelings(map!), [
      ['ana', 1],
      ['ben', 0],
      ['ana', -2, 'ben', -2],
    ]);
  });

  it('knows the moments of truth by their letters', async () => {
    const {map} = await read('Stage,Step,Moment of truth\nA,a,FMOT\nA,b,Zero moment of truth\n');
    assert.deepEqual(
      map!.steps.map(({momentOfTruth}) => momentOfTruth),
      ['first', 'zero'],
    );
  });

  it('says where one id has two names, or stands in two stages', async () => {
    const reading = await read(
      'Stage,Stage ID,Step,Step ID,Touchpoint,Touchpoint ID\nA,a,Pay,p,Web,t\nA,a,Order,p,App,t\nB,b,Pay,p,,\nC,b,Get,g,,\n',
    );
    assert.deepEqual(said(reading), [
      'error table/renamed map!C3',
      'error table/renamed map!E3',
      'error table/moved map!C4',
      'error table/renamed map!A5',
    ]);
    assert.match(reading.remarks[0]!.text, /"Order" was not read: the id "p" is that of "Pay"/);
    assert.match(reading.remarks[2]!.text, /the id "p" stands in "A"/);
  });

  it('gives a direction to all touchpoints of a row, and says which of them a survey is of', async () => {
    const reading = await read('Stage,Step,Touchpoint,Direction,Survey touchpoint ID\nA,a,Web; App,inbound,w1\n');
    assert.deepEqual(
      reading.map!.steps[0]!.touchpoints!.map(({direction, surveyTouchpointId}) => [direction, surveyTouchpointId]),
      [
        ['inbound', 'w1'],
        ['inbound', undefined],
      ],
    );
    assert.deepEqual(said(reading), ['note table/first-touchpoint map!E2']);
  });

  it('names the cell of a link that is none, and reads the rest', async () => {
    const reading = await read('Stage,Step,Touchpoint,Touchpoint URL\nA,a,Web,javascript:alert(1)\n');
    assert.deepEqual([said(reading), reading.map?.steps.length], [['error table/value map!D2'], 1]);
    const table = await read('Stage,Step,Step ID\nA,a,a\nPersona ID,Persona,Image\np,Ana,javascript:alert(1)\n');
    assert.deepEqual([said(table), table.map?.personas?.length], [['error table/value map!C4'], 1]);
  });

  it('says that a name is cut as of what was not read', async () => {
    assert.deepEqual(said(await read(`Stage,Step\nA,${'x'.repeat(201)}\n`)), ['error table/shortened map!B2']);
  });

  it('says of a second column of one kind that it is one', async () => {
    const {remarks} = await read('Stage,Step,Thoughts,Thoughts\nA,a,x,y\n');
    assert.equal(
      remarks[0]!.text,
      '"Thoughts" says the same as an earlier column; its cells were kept as a lane of texts.',
    );
  });
});

describe('Personas and stages that heads name', () => {
  it('reads columns of one persona each, in a row that names nobody', async () => {
    const reading = await read(
      'Stage,Emotion (Ana),Emotion (Ben),Thoughts (Ana),Pain point\nFind,1,-1,Hm,Slow\n,,2,,\n',
    );
    assert.deepEqual(feelings(reading.map!), [['ana', 1, 'ben', -1]]);
    assert.deepEqual(texts(reading.map!), ['find ana Hm']);
    assert.deepEqual(said(reading), [
      'note table/persona map!B1',
      'note table/persona map!C1',
      'note table/no-step map!A2',
      'error table/conflict map!C3',
      'note table/unrated map!E2',
    ]);
    for (const scale of [') (1-5)', ', 1..5)', ') 1-5']) {
      const own = await read(`Stage,Step,"Emotion (Ana${scale}","Emotion (Ben${scale}"\nA,a,5,1\n`);
      assert.deepEqual(feelings(own.map!), [['ana', 2, 'ben', -2]], scale);
    }
    const lone = await read('Stage,Step,Emotion (how they feel)\nA,a,-1\n');
    assert.deepEqual([feelings(lone.map!), lone.map!.personas], [[['', -1]], undefined]);
  });

  it('reads a matrix whose stages are called as lanes are', async () => {
    const {map} = await read(
      'Stage,Research,Compare,Buy,Onboard,Support\nActions,a,b,c,d,e\nThoughts,f,g,h,i,j\nEmotion (-2..2),1,2,-1,0,-2\n',
    );
    assert.equal(steps(map!), 'Research: Research; Compare: Compare; Buy: Buy; Onboard: Onboard; Support: Support');
    const long = await read('Stage,Step,Weather,Moon,Tides\nResearch,Look,rain,full,low\nSupport,Ask,sun,new,high\n');
    assert.equal(steps(long.map!), 'Research: Look; Support: Ask');
    const rows = await read('Stage,Goals,Touchpoints\nResearch,Learn,Web\nSupport,Help,Phone\nProcess,Go,Web\n');
    assert.equal(steps(rows.map!), 'Research: Research; Support: Support; Process: Process');
  });

  it('keeps the columns of a stage apart that stands twice in a matrix', async () => {
    const reading = await read(',Support,Buy,Support\nActions,a,b,c\nThoughts,d,e,f\n');
    assert.equal(steps(reading.map!), 'Support: Support, Support 2; Buy: Buy');
    assert.deepEqual(texts(reading.map!), ['support a', 'support-2 c', 'buy b', 'support d', 'support-2 f', 'buy e']);
    assert.deepEqual(said(reading), ['note table/order ']);
  });

  it('spans texts that are the same over steps that stand side by side in the end', async () => {
    const {map} = await read(',Support,Buy,Support\nActions,a,b,b\nThoughts,c,c,d\n');
    assert.deepEqual(
      map!.cells!.map(({from, to}) => [from, to]),
      [
        ['support', undefined],
        ['support-2', undefined],
        ['buy', undefined],
        ['support', undefined],
        ['support-2', undefined],
        ['buy', undefined],
      ],
    );
  });

  it('says whom it made of the brackets in a matrix', async () => {
    const reading = await read(',Find,Buy\nActions (online),a,b\nThoughts,c,d\n');
    assert.deepEqual(said(reading), ['note table/persona map!A2']);
  });

  it('keeps sixty lanes of texts, and what they hold', async () => {
    const heads = Array.from({length: 60}, (_, at) => `Note ${at}`);
    const {map} = await read(`Stage,Step,Touchpoint,${heads.join(',')}\nA,a,Web,${heads.join(',')}\n`);
    assert.deepEqual([map!.lanes!.length, map!.cells!.length], [60, 60]);
  });
});

describe('Sheets of a map', () => {
  it('says that parts of a map lack its steps', async () => {
    const {map, remarks} = await read('Persona ID,Persona\np,Ana\n');
    assert.equal(map, undefined);
    assert.equal(
      remarks[0]!.text,
      '"map" is one part of a journey map, and its steps are missing; read it together with them.',
    );
  });

  it('calls a map by its files, not by one of its sheets', async () => {
    const files = [
      {name: 'in/Our shop.kpis.csv', data: new TextEncoder().encode('KPI ID,KPI\nv,Visits\n')},
      {name: 'in/Our shop.steps.csv', data: new TextEncoder().encode('Stage,Step\nA,a\n')},
    ];
    const {map} = await csv.readAll!(files);
    assert.deepEqual([map!.title, map!.id], ['Our shop', 'our-shop']);
  });

  it('joins no remark beside a value to it', async () => {
    const reading = await read('Map field,Value\ntitle,Shop,please check\nStage,Step,Step ID\nA,a,a\n');
    assert.deepEqual([reading.map!.title, said(reading)], ['Shop', ['error table/headless map!C2']]);
  });

  it('swaps the ends of a text whose steps were moved to their stage', async () => {
    const cells = 'Cell ID,Lane,Step from,Step to,Text\nc,Notes,Pay,Ask,x\n';
    const reading = await read(`${cells}Stage,Step,Step ID\nFind,Look,\nBuy,Pay,\nFind,Ask,\n`);
    assert.deepEqual(
      reading.map!.cells!.map(({from, to}) => [from, to]),
      [['ask', 'pay']],
    );
    assert.deepEqual(said(reading), ['note table/order ', 'note table/span map!D2']);
  });

  it('names the cell of a value that does not fit, where it is told by its path', async () => {
    const fields = 'Map field,Value\ntitle,Shop\nreviewBy,soon\n';
    const paths = 'Map path,Value\nsteps[a].owner,Ana\nsteps[a].kpiIds[#1],gone\n';
    const reading = await read(`${fields}${paths}Stage,Step,Step ID\nA,a,a\n`);
    assert.equal(reading.map, undefined);
    assert.deepEqual(said(reading), ['error map/invalid map!B3', 'error map/invalid map!B6']);
    assert.match(reading.remarks[1]!.text, /^names the KPI "gone", which is not in this map\.$/);
  });

  it('brings lists back that are more than a cell holds', async () => {
    const map = smallMap();
    map.personas![0]!.goals = Array.from({length: 12}, (_, at) => `${at} ${'x'.repeat(3900)}`);
    map.objectives = map.personas![0]!.goals;
    const [book] = await xlsx.write!(map);
    assert.deepEqual(await xlsx.read!(book!.data as Uint8Array, {name: 'x.xlsx'}), {map, remarks: []});
    const files = await csv.write!(map);
    const sources = files.map(({name, data}) => ({name, data: new TextEncoder().encode(String(data))}));
    assert.deepEqual(await csv.readAll!(sources), {map, remarks: []});
  });

  it('reads a text that merged cells repeat once', async () => {
    const rows = [
      ['Stage', 'Step', 'Touchpoint', 'Actions'],
      ['Buy', 'Pay', 'Web', 'Pays'],
      ['', '', 'App', ''],
    ];
    const {map} = await xlsx.read!(excelFile([{name: 'Journey', rows, merges: ['A2:A3', 'B2:B3', 'D2:D3']}]), {
      name: 'x.xlsx',
    });
    assert.deepEqual(texts(map!), ['pay Pays']);
    assert.equal(map!.steps[0]!.touchpoints!.length, 2);
  });
});
