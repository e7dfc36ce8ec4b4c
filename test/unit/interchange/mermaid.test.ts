/** Mermaid journeys: real ones against what the real engine reads, what it swallows or refuses, and the way there and back. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {formats} from '../../../src/interchange/formats.js';
import type {ReadOptions, Reading} from '../../../src/interchange/reading.js';
import {journeyMapSchema, type JourneyMap} from '../../../src/schema/journey-map.js';
import {smallMap} from '../../support/journeys.js';
import {nastyMaps} from '../../support/nasty-maps.js';
import {sharedJson, sharedPath} from '../../support/shared-data.js';

const {read, write, losses} = await formats.mermaid.load();
const readText = (text: string, options?: ReadOptions): Promise<Reading> =>
  read!(new TextEncoder().encode(text), options);
const writeText = async (map: JourneyMap): Promise<string> => String((await write!(map))[0]!.data);

/** A reading as the engine tells it: scores 1 to 5, names for ids. */
function engineView({title, description = '', stages, steps, personas = [], ext}: JourneyMap) {
  const stageNames = new Map(stages.map(({id, name}) => [id, name]));
  const names = new Map(personas.map(({id, name}) => [id, name]));
  return {
    title,
    accTitle: (ext?.['mermaid'] as {accTitle: string} | undefined)?.accTitle ?? '',
    accDescr: description,
    actors: personas.map(({name}) => name).sort(),
    tasks: steps.map(({name, stageId, emotions = []}) => ({
      section: stageNames.get(stageId)!,
      task: name,
      score: emotions.length ? Math.round((emotions[0]!.score + 3) * 1e6) / 1e6 : undefined,
      actors: emotions.flatMap(({personaId}) => names.get(personaId ?? '') ?? []),
    })),
  };
}

interface Golden {
  readonly files: Readonly<Record<string, ReturnType<typeof engineView> & {readonly ok: boolean}>>;
}

/** Where our reading of a real file is another than the engine's, and why; everything else is equal to the letter. */
const improvements: Readonly<Record<string, Partial<Record<'title' | 'accTitle' | 'actors' | 'tasks', string>>>> = {
  'j010-fr-votre-parcours-de-programmation-aujourd-.mmd': {
    tasks: 'a blank before the colon is no part of the name',
  },
  'j020-en-adding-journey-diagram-functionality-to-.mmd': {tasks: 'no task: one step with the name of the section, noted'},
  'j021-en-adding-journey-diagram-functionality-to-.mmd': {tasks: 'no task: one step with the name of the section, noted'},
  'j022-en-user-journey-example.mmd': {actors: 'a colon at the end makes no actor without a name', tasks: 'a colon at the end makes no actor without a name'},
  'j028-en-upstream-html-demos-journey-journey-diag.mmd': {title: 'taken from the frontmatter, which the parser alone does not see'},
  'j029-en-adding-journey-diagram-functionality-to-.mmd': {tasks: 'no task: one step with the title, noted'},
}; // prettier-ignore

describe('real Mermaid journeys', async () => {
  const folder = sharedPath('mermaid-journeys');
  const golden = sharedJson<Golden>('mermaid-journeys/mermaid-golden.json');
  if (!folder || !golden) return;
  const table: Record<string, string | number>[] = [];
  for (const [file, {ok, ...engine}] of Object.entries(golden.files))
    it(file, async () => {
      assert.ok(ok);
      const {map, remarks} = await read!(readFileSync(join(folder, file)), {name: file});
      assert.ok(map, JSON.stringify(remarks));
      assert.deepEqual(
        remarks.filter(({level}) => level === 'error'),
        [],
      );
      const own = engineView(map);
      const why = improvements[file] ?? {};
      for (const key of ['title', 'accTitle', 'accDescr', 'actors', 'tasks'] as const) {
        if (key in why) assert.notDeepEqual(own[key], engine[key], `${key} equals the engine's: no improvement`);
        else assert.deepEqual(own[key], engine[key]);
      }
      table.push({
        file: file.slice(0, 4),
        title: own.title.slice(0, 40),
        stages: map.stages.length,
        steps: map.steps.length,
        personas: own.actors.length,
        against: [...new Set(Object.values(why))].join('; ') || 'equal',
      });
    });
  it('are all of them, each equal to the engine or better', () => {
    console.table(table);
    assert.equal(table.length, 31);
    assert.equal(table.filter(({against}) => against === 'equal').length, 31 - Object.keys(improvements).length);
  });
});

describe("the cases of Mermaid's own tests", async () => {
  interface Case {
    readonly id: string;
    readonly text: string;
    readonly expected: {title?: string; accTitle?: string; accDescr?: string; tasks?: [string, string, number, string[]][]};
  }
  const vectors = sharedJson<{readonly cases: readonly Case[]}>('peer-vectors/mermaid-journey-parser.json');
  for (const {id, text, expected} of vectors?.cases ?? [])
    it(id, async () => {
      const {map, remarks} = await readText(text);
      assert.ok(map, JSON.stringify(remarks));
      const {tasks, ...own} = engineView(map);
      const {tasks: wanted, title, accTitle, accDescr} = expected;
      if (title) assert.equal(own.title, title);
      if (accTitle) assert.equal(own.accTitle, accTitle);
      if (accDescr) assert.equal(own.accDescr, accDescr);
      const plain = wanted?.map(([section, task, score, actors]) => ({section, task, score, actors: actors.filter(Boolean)}));
      if (plain) assert.deepEqual(tasks, plain);
    });
}); // prettier-ignore

/** `name score actors` of each step, and `level code place` of each remark. */
async function told(text: string, options?: ReadOptions) {
  const {map, remarks, scales} = await readText(text, options);
  return {
    tasks: map && engineView(map).tasks.map(({task, score, actors}) => [task, score, ...actors].join('|')),
    remarks: remarks.map(({level, code, place}) => `${level} ${code} ${place}`.trim()),
    scales: scales?.map(({low, high}) => `${low}-${high}`),
  };
}
const inSection = (...lines: string[]): string => ['journey', 'section S', ...lines].join('\n');

describe('a Mermaid journey that the engine swallows or refuses', () => {
  const cases: [what: string, text: string, tasks: string[], remarks: string[]][] = [
    ['a colon inside a task', inSection('12:30 lunch: 4: Me'), ['12:30 lunch|4|Me'], ['note mermaid/colon line 3']],
    ['two colons inside a task', inSection('a: b: c: 2: Me'), ['a: b: c|2|Me'], ['note mermaid/colon line 3']],
    ['a number for an actor', inSection('T: 4: 7'), ['T|4|7'], []],
    ['a number sign inside a task', inSection('Issue #1: 5: Me'), ['Issue #1|5|Me'], []],
    ['statements on one line', inSection('A: 5: Me; B: 1: Me;;'), ['A|5|Me', 'B|1|Me'], []],
    ['a comment behind a task', inSection('T: 4: Me %% note', 'U: 4: Me # note'), ['T|4|Me', 'U|4|Me'], ['note mermaid/comment line 3', 'note mermaid/comment line 4']],
    ['comments on their own', inSection('%% one', '# two: 3', 'T: 4'), ['T|4'], []],
    ['actors twice and empty', inSection('T: 4: Me, Me,, You,'), ['T|4|Me|You'], ['note mermaid/actors line 3']],
    ['no score', inSection('T: : Me', 'U:'), ['T|', 'U|'], ['error mermaid/score line 3', 'error mermaid/score line 4']],
    ['a score in words', inSection('T: happy: Me'), ['T|'], ['error mermaid/score line 3']],
    ['a fraction', inSection('T: 2.5: Me'), ['T|2.5|Me'], []],
    ['a line that is nothing', inSection('T: 4', 'nothing', ': 4: Me'), ['T|4'], ['error mermaid/bad-task line 4', 'error mermaid/bad-task line 5']],
    ['a section with a colon', 'journey\nsection A: b\nT: 4', ['T|4'], ['note mermaid/section line 2']],
    ['a section without a name', 'journey\nsection\nT: 4', ['T|4'], ['error mermaid/bad-section line 2', 'note mermaid/no-section line 3']],
    ['tasks before a section', 'journey\n\nT: 4', ['T|4'], ['note mermaid/no-section line 3']],
    ['no header', 'section S\nT: 4', ['T|4'], ['note mermaid/no-header line 1']],
    ['a task that begins as the header', inSection('journey planning: 4: Me'), ['journey planning|4|Me'], []],
    ['a task for a title', 'journey\ntitle A\nsection S\ntitle screen: 4: Me\nT: 4', ['T|4'], ['note mermaid/title line 4']],
    ['a description without an end', inSection('accDescr { abc', 'T: 4'), ['T|4'], ['error mermaid/unclosed line 3']],
    ['keywords in any case, and CRLF', 'JOURNEY\r\nTitle T\r\nSECTION S\r\nT: 4: Me\r\n', ['T|4|Me'], []],
    ['entity codes', inSection('12#58;30 #quot;x#quot; #x41;: 4: A#44;B, C'), ['12:30 "x" A|4|A,B|C'], []],
    ['an entity code of nothing', inSection('a #99999999; b: 4'), ['a #99999999; b|4'], []],
    ['frontmatter and directives', '---\ntitle: "From the front"\nx: 1\n---\n%%{init: {\n"a": 1}}%%\njourney\nsection S\nbad\nT: 4', ['T|4'], ['error mermaid/bad-task line 9']],
    ['a fence of Markdown', '```mermaid\njourney\nsection S\nT: 4\n```\n', ['T|4'], []],
    ['an empty section', inSection('section T', 'T: 4'), ['T|4'], []],
  ]; // prettier-ignore
  for (const [what, text, tasks, remarks] of cases)
    it(what, async () => {
      const got = await told(text);
      assert.deepEqual([got.tasks, got.remarks.sort()], [tasks, [...remarks].sort()]);
    });

  it('is refused, with the line, where it is another diagram or none', async () => {
    for (const [text, place] of [
      ['', 'line 1'],
      ['\n\nflowchart TD\nA-->B', 'line 3'],
      ['{"a": 1}', 'line 1'],
      ['\u0000\u0001', 'line 1'],
    ] as const) {
      const {map, remarks} = await readText(text);
      assert.equal(map, undefined);
      assert.deepEqual(
        remarks.map(one => `${one.level} ${one.code} ${one.place}`),
        [`error mermaid/no-header ${place}`],
      );
    }
  });

  it('is named after its title, or after what comes nearest to one', async () => {
    const named = async (text: string, name?: string) => (await readText(text, {name})).map!.title;
    assert.equal(await named('---\ntitle: F\n---\njourney\ntitle T\naccTitle: A\nX: 1'), 'T');
    assert.equal(await named("---\ntitle: 'F'\n---\njourney\naccTitle: A\nX: 1"), 'F');
    assert.equal(await named('journey\naccTitle: A\nX: 1', 'x/y.mmd'), 'A');
    assert.equal(await named('journey\nX: 1', 'maps/Our shop.mmd'), 'Our shop');
    assert.equal((await readText('journey\nX: 1', {name: 'maps/Our shop.mmd'})).map!.id, 'our-shop');
    const front = '---\nconfig:\n  title: inner\ntitle: Real # not this\n---\njourney\nX: 1';
    assert.equal(await named(front), 'Real');
    assert.equal(await named(front.replace(/^/gm, '  ')), 'Real');
    assert.equal(await named(front.replace('title: Real', 'x: y')), 'Journey');
    assert.equal(await named(front.replace('Real', '"Real # one"')), 'Real # one');
  });

  it('keeps a name that is longer than the model has room for in the description', async () => {
    const long = 'word '.repeat(100).trim();
    const {map, remarks} = await readText(inSection(`${long}: 4: Me`));
    assert.deepEqual(remarks, []);
    assert.equal(map!.steps[0]!.name.length, 200);
    assert.equal(map!.steps[0]!.description, long);
  });

  it('says what it cuts', async () => {
    const long = (letter: string, units: number) => letter.repeat(units);
    const text = `journey\naccDescr: ${long('d', 4001)}\ntitle ${long('t', 201)}\nsection S\nT: 4: ${long('a', 201)}\n${long('n', 4001)}: 4`;
    const {map, remarks} = await readText(text);
    assert.ok(map);
    assert.deepEqual(
      remarks.map(({code, place}) => `${code} ${place}`.trim()),
      ['mermaid/shortened', 'mermaid/shortened', 'mermaid/shortened line 5', 'mermaid/shortened line 6'],
    );
  });

  it('is refused with the line from which on a map cannot hold it', async () => {
    const many = (count: number, make: (at: number) => string) =>
      Array.from({length: count}, (_, at) => make(at)).join('\n');
    const task = (at: number) => `T${at}: 3: Me`;
    const limits: [what: string, most: number, text: (count: number) => string, line: number][] = [
      ['tasks', 500, count => inSection(many(count, task)), 503],
      ['sections', 50, count => `journey\n${many(count, at => `section S${at}`)}\nT: 3`, 52],
      ['actors', 50, count => inSection(many(count, at => `T: 3: Me${at}`)), 53],
      ['actors', 50, count => inSection(`T: 3: ${many(count, at => `Me${at}`).replaceAll('\n', ', ')}`), 3],
    ]; // prettier-ignore
    for (const [what, most, text, line] of limits) {
      const {map: largest, remarks: none} = await readText(text(most));
      assert.ok(largest, what);
      assert.deepEqual(none, []);
      const {map, remarks} = await readText(text(most + 1));
      assert.equal(map, undefined);
      assert.deepEqual(remarks.map(({code, place}) => `${code} ${place}`), [`mermaid/limit line ${line}`]); // prettier-ignore
      assert.match(remarks[0]!.text, new RegExp(`has ${most + 1} ${what}, and a map at most ${most};`));
    }
  });

  it('is read or refused in bounds: a hundred thousand tasks, a million blanks or letters', async () => {
    const before = process.cpuUsage();
    const tasks = Array.from({length: 100_000}, (_, at) => `T${at}: 3: Me${at}`).join('\n');
    assert.equal((await readText(inSection(tasks))).map, undefined);
    for (const sign of [' ', 'x', ',', ':', '\t']) {
      const run = sign.repeat(1_000_000);
      await readText(inSection(`a${run}b: 3: Me`));
      await readText(`journey\naccDescr {${run}\n a${run}b }\ntitle a${run}b\nT: 3: ${run}`);
      await readText(`---\ntitle: a${run}b\n---\njourney\nT: 3: ${run}`);
    }
    assert.ok(process.cpuUsage(before).user < 20e6, `${process.cpuUsage(before).user / 1e6} s`);
  });

  it('is told as it is in sound time, however hostile', async () => {
    const hostile = [
      'accDescr {\n',
      '%%{',
      'journey\n',
      '#58;',
      ':',
      ';',
      '---\n',
      '```\n',
      'a: 1: b\n',
      ',',
      '#',
      ' ',
    ];
    for (const one of hostile) {
      const began = performance.now();
      const {remarks} = await readText(`journey\n${one.repeat(Math.floor(200_000 / one.length))}`);
      assert.ok(remarks.length < 250, `${JSON.stringify(one)}: ${remarks.length} remarks`);
      assert.ok(performance.now() - began < 10_000, `${JSON.stringify(one)}: ${performance.now() - began} ms`);
    }
  });
});

describe('scores beyond 1 to 5', () => {
  const scored = (...scores: number[]): string => inSection(...scores.map((score, at) => `T${at}: ${score}: Me`));
  it('are read on a scale that holds them all; the others are offered', async () => {
    for (const [scores, scales, first] of [
      [
        [1, 3, 10],
        ['1-10', '0-10', '1-5'],
        [-2, -1.111111, 2],
      ],
      [
        [0, 5, 10],
        ['0-10', '1-5'],
        [-2, 0, 2],
      ],
      [
        [0, 5],
        ['0-5', '0-10', '1-5'],
        [-2, 2],
      ],
    ] as const) {
      const got = await told(scored(...scores));
      assert.deepEqual([got.scales, got.remarks], [scales, ['note mermaid/scale']]);
      assert.deepEqual(
        got.tasks!.map(task => Math.round((Number(task.split('|')[1]) - 3) * 1e6) / 1e6),
        first,
      );
    }
  });
  it('are brought to the end of the scale where none holds them, and each is named', async () => {
    const {tasks, remarks, scales} = await told(scored(11, 4, -3));
    assert.deepEqual(tasks, ['T0|5|Me', 'T1|4|Me', 'T2|1|Me']);
    assert.deepEqual(remarks, ['note mermaid/score-range line 3', 'note mermaid/score-range line 5']);
    assert.equal(scales, undefined);
  });
  it('are read on the scale that is asked for', async () => {
    const {tasks, remarks} = await told(scored(6, 4), {scale: {low: 1, high: 5}});
    assert.deepEqual([tasks, remarks], [['T0|5|Me', 'T1|4|Me'], ['note mermaid/score-range line 3']]);
    assert.deepEqual((await told(scored(3, 1), {scale: {low: 1, high: 3}})).tasks, ['T0|5|Me', 'T1|1|Me']);
  });
});

describe('a map written as a Mermaid journey', () => {
  it('comes back unchanged, 200 times, whatever its names are', async () => {
    let names = 0;
    for (const map of nastyMaps()) {
      assert.ok(journeyMapSchema.safeParse(map).success);
      const text = await writeText(map);
      const {map: back, remarks} = await readText(text, {name: 'nasty.mmd'});
      assert.deepEqual([back, remarks], [map, []], text);
      assert.deepEqual(losses!(map), [], 'nothing of it is lost, so nothing may be announced');
      names += map.stages.length + map.steps.length;
    }
    assert.ok(names > 1000, `${names} names`);
  });

  it('comes back with the line breaks of its description as they were', async () => {
    for (const description of ['a \n b', '\n\na\n\n  b\r\nc\n']) {
      const map = {...nastyMaps()[0]!, description};
      assert.equal((await readText(await writeText(map))).map!.description, description);
    }
  });

  it('tells a score for each task, and what the diagram leaves out, before it is written', async () => {
    const text = await writeText(smallMap());
    assert.match(text, /^journey\n {2}accTitle: Buying shoes\n {2}accDescr: Buying shoes#58; 3 steps in 2 stages/);
    assert.match(
      text,
      /section Find\n {4}Search: 3: Ana, Ben\n {4}Look at sizes: 3\n {2}section Buy\n {4}Pay: 1: Ana\n$/,
    );
    assert.deepEqual(
      losses!(smallMap()).map(({level, code}) => `${level} ${code.replace('mermaid/', '')}`),
      [
        'no-emotion', 'emotion-differences', 'objectives', 'persona-details', 'stage-details', 'step-details', 'ways',
        'child-maps', 'touchpoints', 'touchpoint-details', 'channels', 'emotion-reasons', 'emotion-details', 'lanes', 'cells',
        'pain-points', 'opportunities', 'kpis',
      ].map(code => `loss ${code}`),
    ); // prettier-ignore
  });
});
