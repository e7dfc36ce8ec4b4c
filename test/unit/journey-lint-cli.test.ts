/** `stagepost lint`: what it prints, and the code that it ends with. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import type {JourneyMap} from '../../src/schema/journey-map.js';
import {run} from '../../src/cli/lint.js';
import {cli} from './collector/process.js';
import {smallMap} from '../support/journeys.js';

const folder = mkdtempSync(join(tmpdir(), 'stagepost-lint-'));
after(() => rmSync(folder, {recursive: true}));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** A map in which nothing is found but a measure without a target. */
const hintedMap = (): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id: 'm',
  title: 'Map',
  objectives: ['Fewer returns'],
  personas: [{id: 'ana', name: 'Ana'}],
  stages: [{id: 's', name: 'Find', goal: 'See'}],
  steps: [{id: 'p', stageId: 's', name: 'Search'}],
  reviewBy: '2026-12-01',
  kpis: [{id: 'k', name: 'Returns', kind: 'custom', direction: 'down', tier: 'operations'}],
});
const hinted = file('hinted.json', JSON.stringify(hintedMap(), null, 2));
const small = file('small.json', JSON.stringify(smallMap(), null, 2));

/** Runs the command in this process. */
async function lint(...args: string[]): Promise<{code: number; out: string; error: string}> {
  const written = {out: [] as string[], error: [] as string[]};
  const {log, error: tell} = console;
  console.log = (text: unknown) => void written.out.push(String(text));
  console.error = (text: unknown) => void written.error.push(String(text));
  try {
    const code = await run(args);
    return {code, out: written.out.join('\n'), error: written.error.join('\n')};
  } finally {
    Object.assign(console, {log, error: tell});
  }
}

describe('stagepost lint', () => {
  it('is a command of the kit, and ends with 1 where there is a warning', () => {
    const {code, out} = cli('lint', small, '--today', '2026-12-01');
    assert.equal(code, 1);
    const [first] = out.split('\n');
    assert.match(first!, /small\.json:\d+: warning: stages\[1\] The stage “Buy” does not say what people want in it\. \[stage-no-need\]$/); // prettier-ignore
    assert.match(out, /\nstage-no-need: A stage is there because .+\n {2}Give the stage a goal, /);
    assert.match(out, /small\.json: \d+ warnings, \d+ hints\n$/);
  });

  it('names the line of each place', async () => {
    const text = JSON.stringify(hintedMap(), null, 2);
    const line = text.slice(0, text.indexOf('"id": "k"')).split('\n').length - 1;
    const {code, out, error} = await lint(hinted, '--today', '2026-12-01');
    assert.deepEqual([code, error], [0, ''], 'a hint is no warning');
    assert.ok(out.startsWith(`${hinted}:${line}: hint: kpis[0] The KPI “Returns” has no target. [kpi-no-target]`), out);
    assert.ok(out.endsWith(`${hinted}: 0 warnings, 1 hint`));
  });

  it('holds what is overdue against the day it is given', async () => {
    const {code, out} = await lint(hinted, '--today', '2026-12-02');
    assert.equal(code, 1);
    assert.match(out, /reviewBy The map should have been reviewed by 2026-12-01\./);
  });

  it('prints findings as JSON', async () => {
    const {code, out} = await lint(hinted, '--json', '--today', '2026-12-02');
    const {findings, ...rest} = JSON.parse(out) as {findings: Record<string, unknown>[]};
    assert.equal(code, 1);
    assert.deepEqual(rest, {file: hinted, today: '2026-12-02', warnings: 1, hints: 1});
    assert.deepEqual(
      findings.map(({rule, level, place, values, text}) => ({rule, level, place, values, text})),
      [
        {rule: 'review-passed', level: 'warning', place: {path: 'reviewBy', key: ''}, values: {date: '2026-12-01'}, text: 'The map should have been reviewed by 2026-12-01.'},
        {rule: 'kpi-no-target', level: 'hint', place: {path: 'kpis[0]', key: 'kpi:k'}, values: {name: 'Returns'}, text: 'The KPI “Returns” has no target.'},
      ],
    ); // prettier-ignore
  });

  it('ends with 0 where nothing is found, and says so', async () => {
    const map = hintedMap();
    delete map.kpis;
    const clean = file('clean.json', JSON.stringify(map));
    assert.deepEqual(await lint(clean, '--today', '2026-12-01'), {code: 0, out: `${clean}: 0 warnings, 0 hints`, error: ''}); // prettier-ignore
  });

  it('checks the files of a map in CSV together, and names the cell of what was not read', async () => {
    const steps = file('m.steps.csv', 'Stage,Step,Step ID,Emotion\nFind,Search,p,99\n');
    const others = [
      file('m.map.csv', 'Map field,Value\nobjectives[#1],Fewer returns\nreviewBy,2026-12-01\n'),
      file('m.personas.csv', 'Persona ID,Persona\nana,Ana\n'),
      file('m.stages.csv', 'Stage ID,Stage,Goal\ns,Find,See\n'),
    ];
    const {code, out, error} = await lint(steps, ...others, '--today', '2026-12-01');
    assert.equal(code, 0, out);
    assert.equal(out, `${steps} and 3 more: 0 warnings, 0 hints`);
    assert.match(error, /^\S*m\.steps\.csv:m\.steps!D2: 99 is not on the scale from -2 to 2; it was not read\.$/);
  });

  const unreadable: [string, () => string, RegExp][] = [
    ['is not there', () => join(folder, 'no.json'), /^The file .*no\.json does not exist; check the path/],
    ['is no JSON', () => file('torn.json', '{"schema":'), /torn\.json:1:11: is no valid JSON/],
    ['is no map', () => file('else.json', '{"schema": "stagepost/journey-map/1"}'), /else\.json:1: id is missing/],
    ['is no map as a table', () => file('else.csv', 'Name,Price\nShoe,12\n'), /else\.csv: No sheet has the layout/],
  ];
  for (const [what, path, says] of unreadable)
    it(`ends with 2 and one reason where the file ${what}`, async () => {
      const {code, out, error} = await lint(path());
      assert.deepEqual([code, out], [2, '']);
      assert.match(error, says);
    });

  it('refuses a command line that it does not understand, with the remedy', async () => {
    await assert.rejects(run([]), /No file is given; name one, such as "stagepost lint map\.json"\./);
    await assert.rejects(run([small, hinted]), /A map in JSON is one file, and 2 are given; name one at a time\./);
    await assert.rejects(run([file('map.doc', 'x')]), /map\.doc tells no format that stagepost reads; name a file that ends with one of \.json, /); // prettier-ignore
    await assert.rejects(run([small, '--today', '2026-02-30']), /--today is "2026-02-30", which is no day/);
    await assert.rejects(run([small, '--fix']), /"stagepost lint --help" lists the options/);
    assert.match((await lint('--help')).out, /Ends with 0 .+ 1 .+\n?.*2 /);
  });
});
