/** `stagepost convert` and `stagepost validate` on journey maps, as they are typed. */
import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it, mock} from 'node:test';
import {run as convert} from '../../../src/cli/convert.js';
import {run as validate} from '../../../src/cli/validate.js';
import type {JourneyMap} from '../../../src/schema/journey-map.js';
import {smallMap} from '../../support/journeys.js';
import {cli} from '../collector/process.js';

const folder = mkdtempSync(join(tmpdir(), 'stagepost-convert-'));
after(() => rmSync(folder, {recursive: true, force: true}));
const at = (name: string): string => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}
const text = (name: string): string => readFileSync(at(name), 'utf8');
const map = file('map.json', JSON.stringify(smallMap(), null, 2));
const scored = file('day.mmd', 'journey\n  section Work\n    12:30 lunch: 8: Me\n    Nap: sleepy: Me\n');

/** Runs a command in this process; what it printed, without the folder's name. */
async function said(command: typeof convert, ...args: string[]) {
  const lines: Record<'log' | 'error', string[]> = {log: [], error: []};
  const spies = (['log', 'error'] as const).map(name =>
    mock.method(console, name, (line: string) => void lines[name].push(line.replaceAll(`${folder}/`, ''))),
  );
  try {
    const code = await command(args).catch((error: Error) => {
      lines.error.push(`${error.name}: ${error.message.replaceAll(`${folder}/`, '')}`);
      return error.name === 'UsageError' ? 2 : 1;
    });
    return {code, ...lines};
  } finally {
    for (const spy of spies) spy.mock.restore();
  }
}

describe('stagepost convert', () => {
  it('refuses what would lose something, and lists it; with --lossy it writes', () => {
    const refused = cli('convert', map, at('a.mmd'));
    assert.deepEqual([refused.code, refused.out, existsSync(at('a.mmd'))], [1, '', false]);
    const lines = refused.error.trim().split('\n');
    assert.ok(lines.includes(`${map}:painPoints: loss: left out: pain points (1).`), refused.error);
    assert.match(lines.at(-1)!, /^stagepost: nothing was written: 18 of the above would be missing from .*a\.mmd; add --lossy/);
    const written = cli('convert', map, at('a.mmd'), '--lossy');
    assert.deepEqual([written.code, written.out], [0, `${at('a.mmd')}: 2 stages and 3 steps, as Mermaid journey\n`]);
    assert.match(text('a.mmd'), /^journey\n/);
  }); // prettier-ignore

  it('replaces no file without --force', () => {
    file('b.jsonld', 'mine');
    const refused = cli('convert', map, at('b.jsonld'));
    assert.deepEqual([refused.code, text('b.jsonld')], [1, 'mine']);
    assert.match(refused.error, /^stagepost: .*b\.jsonld exists already; give another name, or --force to replace it\.\n$/);
    assert.equal(cli('convert', map, at('b.jsonld'), '--force').code, 0);
    assert.match(text('b.jsonld'), /UJGDocument/);
  }); // prettier-ignore

  it('writes what was read whole, without a word of loss, and back again', async () => {
    const {code, error} = await said(convert, map, at('c.jsonld'));
    assert.deepEqual([code, error], [0, []]);
    assert.equal((await said(convert, at('c.jsonld'), at('c.json'))).code, 0);
    assert.deepEqual(JSON.parse(text('c.json')), smallMap());
  });

  it('tells each remark with its line, and does not write what was not read whole', async () => {
    const {code, error} = await said(convert, scored, at('d.json'));
    assert.equal(code, 1);
    assert.deepEqual(
      error.map(line => line.replace(/ (?:the scores run|was read as).*/, ' …')),
      [
        'day.mmd: note: …',
        'day.mmd:3: note: …',
        'day.mmd:4: the score "sleepy" is no number; write one from 1 to 5. The step is without an emotion.',
        'day.mmd: how the scores are read can be said: --scale 1..10, or --scale 0..10, or --scale 1..5.',
        'stagepost: nothing was written: 1 of the above would be missing from d.json; add --lossy to write it all the same.',
      ],
    );
    assert.equal((await said(convert, scored, at('d.json'), '--lossy')).code, 0);
    assert.equal((JSON.parse(text('d.json')) as JourneyMap).steps[0]!.emotions![0]!.score, 1.111111);
  });

  it('reads scores on the scale that is given', async () => {
    assert.equal((await said(convert, scored, at('e.json'), '--lossy', '--scale', '0..8')).code, 0);
    assert.equal((JSON.parse(text('e.json')) as JourneyMap).steps[0]!.emotions![0]!.score, 2);
    for (const scale of ['8', '8..1', 'a..b', '1..1', '1-10'])
      assert.match((await said(convert, scored, at('f.json'), '--scale', scale)).error[0]!, /^UsageError: --scale is .*such as 1\.\.10/); // prettier-ignore
  });

  it('counts one thing as one', async () => {
    const one = file('one.mmd', 'journey\n  section Find\n    Search: 4: Ann\n');
    assert.deepEqual((await said(convert, one, at('one.json'))).log, ['one.json: 1 stage and 1 step, as JSON']);
  });

  it('writes into a folder, in the format that is named', async () => {
    const {code, log} = await said(convert, map, `${at('out')}/`, '--to', 'cjml', '--lossy');
    assert.deepEqual([code, log], [0, ['out/shop.cjml: 2 stages and 3 steps, as CJML']]);
    assert.match(text('out/shop.cjml'), /<plannedJourney>/);
    assert.equal((await said(convert, map, at('out'), '--to', 'ujg')).code, 0);
    assert.ok(existsSync(at('out/shop.ujg.jsonld')));
  });

  it('writes CSV as several files, and reads them all back as one map, whatever their order', async () => {
    const written = await said(convert, map, `${at('csv')}/`, '--to', 'csv');
    assert.deepEqual([written.code, written.error], [0, []]);
    const files = readdirSync(at('csv')).map(name => at(`csv/${name}`));
    assert.ok(files.length > 8, files.join(' '));
    for (const [name, order] of [
      ['g.json', files],
      ['h.json', [...files].reverse()],
    ] as const) {
      const {code, log, error} = await said(convert, ...order, at(name));
      assert.deepEqual([code, log, error], [0, [`${name}: 2 stages and 3 steps, as JSON`], []]);
      assert.deepEqual(JSON.parse(text(name)), smallMap());
    }
  });

  it('reads CSV files that other programs changed: no newline at the end, another delimiter, several sheets in one', async () => {
    assert.equal((await said(convert, map, `${at('edited')}/`, '--to', 'csv')).code, 0);
    const [channels, ...others] = readdirSync(at('edited')).map(name => at(`edited/${name}`));
    writeFileSync(channels!, readFileSync(channels!, 'utf8').replaceAll(',', ';').trimEnd());
    const joined = file('rest.csv', others.map(path => readFileSync(path, 'utf8')).join(''));
    const {code, error} = await said(convert, channels!, joined, at('i.json'));
    assert.deepEqual([code, error], [0, []]);
    assert.deepEqual(JSON.parse(text('i.json')), smallMap());
  });

  it('names the file of a remark where several are read', async () => {
    const stages = file('my stages.csv', 'Stage ID,Name\r\na,Find\r\n');
    const steps = file('my steps.csv', 'Stage,Step,Emotion\r\nFind,Search,99\r\n');
    const other = file('other.csv', 'x,y\r\n1,2\r\n');
    const {code, error} = await said(convert, stages, steps, other, at('k.json'));
    assert.equal(code, 1);
    assert.deepEqual(
      error.map(line => line.replace(/: .*/, '')),
      ['other.csv:other', 'my steps.csv:my steps!C2', 'stagepost'],
      error.join('\n'),
    );
  });

  it('says in one sentence what is wrong with the command, and what is not there', async () => {
    const cases: [args: string[], code: number, message: RegExp][] = [
      [[], 2, /^UsageError: 0 files given; name two/],
      [[map], 2, /1 file given; name two/],
      [
        [map, scored, at('x.jsonld')],
        2,
        /map\.json is JSON and day\.mmd is Mermaid journey; several files make one map only/,
      ],
      [[map, map, at('x.mmd')], 2, /A map in JSON is one file, and 2 are given; name one at a time/],
      [[map, map, at('x.json')], 2, /A map in JSON is one file/],
      [
        [at('a.csv'), at('b.csv'), at('c.csv')],
        2,
        /c\.csv is CSV like the files before it; name the file to write last/,
      ],
      [[at('a.csv'), at('none.csv'), at('x.json')], 1, /a\.csv does not exist/],
      [[map, at('x.docx')], 2, /x\.docx tells no format that stagepost writes; give --to and one of json, /],
      [[at('x.docx'), at('x.json')], 2, /x\.docx tells no format that stagepost reads; give --from/],
      [[map, at('x.PNG')], 2, /A browser makes PNG and PDF: open the map and save it/],
      [[map, at('x'), '--to', 'pdf'], 2, /A browser makes PNG and PDF/],
      [[map, at('x.json'), '--to', 'word'], 2, /--to is "word"; give one of json, /],
      [[map, at('x.json'), '--to', 'toString'], 2, /--to is "toString"/],
      [[at('none.mmd'), at('x.json')], 1, /none\.mmd does not exist; check the path/],
      [[map, at('map.json/x.json')], 1, /map\.json\/x\.json cannot be written \((?:ENOTDIR|EEXIST)\)/],
      [[map, at('x.json'), '--bogus'], 2, /"stagepost convert --help" lists the options/],
      [[file('bad.json', '{"schema":\n}'), at('x.json')], 1, /^bad\.json:2:1: is no valid JSON/],
      [
        [file('later.json', '{"schema":"stagepost/journey-map/2"}'), at('x.mmd')],
        1,
        /^later\.json:1: schema is "stagepost\/journey-map\/2"; this kit reads version 1: update the kit\.$/,
      ],
      [
        [file('none.json', '[]'), at('x.mmd')],
        1,
        /^none\.json:1: schema is missing; write "stagepost\/journey-map\/1"\.$/,
      ],
      [[file('cut.xml', '<CJML>\n<a b=c/>'), at('x.json')], 1, /^cut\.xml:2:\d+: is no XML that can be read/],
    ];
    for (const [args, code, message] of cases) {
      const got = await said(convert, ...args);
      assert.deepEqual([got.code, got.error.length], [code, 1], `${args.join(' ')}: ${got.error.join('\n')}`);
      assert.match(got.error[0]!, message);
    }
    assert.ok(!existsSync(at('x.json')));
  });

  it('helps', async () => {
    const {code, log} = await said(convert, '--help');
    assert.equal(code, 0);
    assert.match(log[0]!, /^stagepost convert INPUT\.\.\. OUTPUT.*\n[^]*mermaid +Mermaid journey \(\.mmd \.mermaid\) +reads, writes/);
  }); // prettier-ignore
});

describe('stagepost validate on journey maps', () => {
  it('names line or place of every fault, in each format', async () => {
    const broken = JSON.parse(text('map.json')) as JourneyMap;
    broken.steps[2]!.stageId = 'gone';
    const bad = file('broken.json', JSON.stringify(broken, null, 2));
    const line = text('broken.json').split('\n').findIndex(one => one.includes('gone')) + 1;
    const newer = file('newer.json', '{\n  "schema": "stagepost/journey-map/9"\n}');
    const got = cli('validate', map, scored, bad, newer);
    assert.equal(got.code, 1);
    assert.equal(got.out, `${map}: a valid journey map, as JSON\n`);
    assert.match(got.error, new RegExp(`${bad}:${line}: steps\\[2\\]\\.stageId names the stage "gone"`));
    assert.match(got.error, new RegExp(`${scored}:4: the score "sleepy" is no number`));
    assert.match(got.error, new RegExp(`${newer}:2: schema .*this kit reads version 1`));
  }); // prettier-ignore

  it('checks the files of each map together that are called as its sheets are', async () => {
    for (const id of ['shop', 'other']) {
      const one = file(`${id}.json`, JSON.stringify({...smallMap(), id}));
      assert.equal((await said(convert, one, `${at('maps')}/`, '--to', 'csv')).code, 0);
    }
    const files = readdirSync(at('maps')).map(name => at(`maps/${name}`));
    const own = file('maps/own.csv', 'Stage,Step\nFind,Search\n');
    const {code, log, error} = await said(validate, ...files, own, own);
    const others = files.length / 2 - 1;
    assert.deepEqual([code, error], [0, []]);
    assert.deepEqual(log, [
      `maps/other.channels.csv and ${others} more: a valid journey map, as CSV`,
      `maps/shop.channels.csv and ${others} more: a valid journey map, as CSV`,
      'maps/own.csv: a valid journey map, as CSV',
    ]);
    const alone = await said(validate, at('maps/shop.personas.csv'));
    assert.deepEqual([alone.code, alone.log], [1, []]);
    assert.match(
      alone.error[0]!,
      /^maps\/shop\.personas\.csv: "shop\.personas" is one part of a journey map, and its steps are missing;/,
    );
    const kpis = file('maps/shop.kpis.csv', text('maps/shop.kpis.csv').replace(',volume,', ',odd,'));
    const faulty = await said(validate, ...files.filter(name => name !== kpis), kpis);
    assert.equal(faulty.code, 1);
    assert.match(faulty.error[0]!, /^maps\/shop\.kpis\.csv:shop\.kpis!C2: "odd" is none of nps, /);
  });

  it('prints notes and finds no fault in them', async () => {
    const {code, log, error} = await said(validate, file('noted.mmd', 'journey\nsection S\n12:30 lunch: 4: Me\n'));
    assert.deepEqual([code, log], [0, ['noted.mmd: a valid journey map, as Mermaid journey']]);
    assert.match(error.join('\n'), /^noted\.mmd:3: note: was read as the task "12:30 lunch"/);
  });
});
