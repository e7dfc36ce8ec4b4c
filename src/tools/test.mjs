/**
 * `npm test`: does all of its own set-up, then every check and test of the project, in the order in which a mistake is
 * cheapest to hear of. `npm test -- --only unit` runs one step; files after it run alone.
 */
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {ensureEngines, missing} from './browsers.mjs';
import {mayRunAgain} from './count-reporter.mjs';
import {ensureBuild, ensureDependencies, fail, inCi, root, run, runBin, say} from './setup.mjs';

const counts = join(root, '.cache', `counts-${process.pid}.json`);
const node = (...args) => run(process.execPath, args);

/** One thing that holds or does not. */
const holds = async (...codes) => {
  const results = [];
  for (const code of codes) results.push(await code());
  const failed = results.filter(Boolean).length;
  return {passed: results.length - failed, failed};
};

/** The numbers that a reporter left behind; without them the step counts as one failure or nothing run. */
function counted(code) {
  // Empty where the reporter was ended before it could write.
  const text = existsSync(counts) ? readFileSync(counts, 'utf8') : '';
  const numbers = text ? JSON.parse(text) : {passed: 0, failed: 0};
  rmSync(counts, {force: true});
  return code && !numbers.failed ? {...numbers, failed: 1} : numbers;
}

function testFiles(folder, chosen) {
  if (chosen.length) return chosen;
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, {recursive: true})
    .map(file => relative(root, join(path, String(file))))
    .filter(file => file.endsWith('.test.ts'))
    .toSorted();
}

/** `node:test` over files, `concurrency` at a time; one that is not done after `minutes` has failed, with all that it had started. */
async function runNodeTests(files, {concurrency = 2, minutes = 8}) {
  const reporters = ['spec', 'stdout', join(root, 'src/tools/count-reporter.mjs'), counts];
  const [spec, out, own, to] = reporters;
  const code = await node(
    '--import', 'tsx', '--test', `--test-concurrency=${concurrency}`, `--test-timeout=${minutes * 60_000}`,
    `--test-reporter=${spec}`, `--test-reporter-destination=${out}`,
    `--test-reporter=${new URL(`file://${own}`).href}`, `--test-reporter-destination=${to}`,
    ...files,
  ); // prettier-ignore
  const numbers = counted(code);
  for (const what of numbers.hung ?? []) say(`HUNG: not done after ${minutes} minutes: ${what}`);
  return numbers;
}

/**
 * `node:test` over a folder, in an engine. A few files where a browser of the engine `again` died, and where nothing else
 * failed, run once more, one at a time; what then happens holds.
 */
async function nodeTests(folder, chosen, {engine = 'chromium', again, ...how} = {}) {
  const files = testFiles(folder, chosen);
  if (!files.length) {
    say(`No tests in ${folder}.`);
    return {passed: 0, failed: 0};
  }
  process.env.STAGEPOST_ENGINE = engine;
  const first = await runNodeTests(files, how);
  const died = again ? mayRunAgain(Object.keys(first.died ?? {}), files) : [];
  if (!died.length) return first;
  const rerun = died.map(file => `${relative(root, file)}: its browser died (${again})`);
  for (const what of rerun) say(`RUN AGAIN: ${what}; no assertion had failed.`);
  const second = await runNodeTests(died, {...how, concurrency: 1});
  const sum = name => first[name] + second[name] - died.reduce((total, file) => total + first.died[file][name], 0);
  const skipped = [...new Set([...first.skipped, ...second.skipped])];
  return {passed: sum('passed'), failed: sum('failed'), skipped, rerun};
}

/** Element tests in an engine; with `lean`, on the Lit of the embed files. */
async function browserTests(chosen, engine, lit) {
  const all = testFiles('test/browser', chosen);
  // Half the time of a run, and no other findings: where a page is laid out in another way, and on what a visitor gets.
  const isAxeNews = chosen.length > 0 || (lit === 'lean' && engine !== 'webkit');
  const files = isAxeNews ? all : all.filter(file => !file.endsWith('/axe.test.ts'));
  if (!files.length) {
    say('No tests in test/browser.');
    return {passed: 0, failed: 0};
  }
  process.env.STAGEPOST_COUNTS = counts;
  process.env.STAGEPOST_ENGINE = engine;
  process.env.STAGEPOST_LIT = lit;
  process.env.WDIO_LOG_LEVEL = 'error';
  const code = await runBin('@web/test-runner', ['--config', 'src/tools/wtr.config.mjs', '--files', ...files]);
  return counted(code);
}

/** Every story in Chromium, with axe over what it leaves on the screen; `chosen` names stories' files in part. */
async function storyTests(chosen) {
  const report = `${counts}.stories`;
  const config = ['--config', '.storybook/vitest.config.ts', '--reporter=default', '--reporter=json'];
  const code = await runBin('vitest', ['run', ...config, `--outputFile.json=${report}`, ...chosen]);
  if (existsSync(report)) {
    const {numPassedTests: passed, numFailedTests: failed} = JSON.parse(readFileSync(report, 'utf8'));
    writeFileSync(counts, JSON.stringify({passed, failed}));
    rmSync(report);
  }
  return counted(code);
}

const steps = [
  ['format', 'Checking the format', () => holds(() => runBin('prettier', ['--check', '--log-level', 'warn', '.']))],
  [
    'lint',
    'Linting, and checking the layers',
    () =>
      holds(
        () => runBin('oxlint', []),
        () => node('src/tools/layers.mjs', '--self-test'),
        () => node('src/tools/layers.mjs'),
      ),
  ],
  [
    'types',
    'Checking the types',
    () =>
      holds(
        () => runBin('typescript', ['--noEmit']),
        // What the elements use of Lit is there in the embed build too.
        () => runBin('typescript', ['--noEmit', '-p', 'tsconfig.lean.json']),
      ),
  ],
  ['build', 'Building', () => holds(() => ensureBuild().then(() => 0))],
  ['sizes', 'Weighing what a visitor downloads', () => holds(() => node('src/tools/sizes.mjs'))],
  ['unit', 'Unit tests', files => nodeTests('test/unit', files)],
  ['browser', 'Component tests in Chromium', files => browserTests(files, 'chromium', 'whole')],
  // What a visitor gets, in each engine.
  [
    'lean',
    'Component tests in Chromium, on the Lit of the embed files',
    files => browserTests(files, 'chromium', 'lean'),
  ],
  [
    'firefox',
    'Component tests in Firefox, on the Lit of the embed files',
    files => browserTests(files, 'firefox', 'lean'),
  ],
  [
    'webkit',
    'Component tests in WebKitGTK, on the Lit of the embed files',
    files => browserTests(files, 'webkit', 'lean'),
  ],
  ['stories', 'Stories in Chromium, with axe', files => storyTests(files)],
  ['e2e', 'End-to-end tests in Chromium', files => nodeTests('test/e2e', files)],
  ['e2e-firefox', 'End-to-end tests in Firefox', files => nodeTests('test/e2e', files, {engine: 'firefox'})],
  [
    'e2e-webkit',
    'End-to-end tests in WebKitGTK',
    files => nodeTests('test/e2e', files, {engine: 'webkit', again: 'webkit'}),
  ],
  ['chaos', 'Chaos tests', files => nodeTests('test/chaos', files, {concurrency: 1, minutes: 10, again: 'webkit'})],
];
/** The engine without which a step says nothing; the others of the last are for the kills of their tabs. */
const needsEngine = {
  'sizes': 'chromium', 'browser': 'chromium', 'lean': 'chromium', 'firefox': 'firefox', 'webkit': 'webkit',
  'stories': 'chromium', 'e2e': 'chromium', 'e2e-firefox': 'firefox', 'e2e-webkit': 'webkit', 'chaos': 'chromium',
}; // prettier-ignore
const alsoUses = {chaos: ['firefox', 'webkit']};
const needsBuild = new Set(['sizes', 'unit', 'e2e', 'e2e-firefox', 'e2e-webkit', 'chaos']);

const args = process.argv.slice(2);
const at = args.indexOf('--only');
const only = at < 0 ? undefined : args[at + 1];
const chosen = at < 0 ? [] : args.slice(at + 2);
if (args.length && (!only || !steps.some(([name]) => name === only)))
  fail(`npm test knows "--only" with one of ${steps.map(([name]) => name).join(', ')}.`);

await ensureDependencies();
const plan = steps.filter(([name]) => !only || name === only);
const wanted = new Set(plan.flatMap(([name]) => [needsEngine[name] ?? [], alsoUses[name] ?? []].flat()));
const engines = wanted.size ? await ensureEngines([...wanted]) : [];
if (only && needsBuild.has(only)) await ensureBuild();
mkdirSync(join(root, '.cache'), {recursive: true});

const total = {passed: 0, failed: 0};
const bad = [];
const rerun = [];
const leftOut = [...wanted].filter(engine => !engines.includes(engine)).map(missing);
for (const [name, title, step] of plan) {
  if (needsEngine[name] && !engines.includes(needsEngine[name])) {
    say(`SKIPPED: ${title}: ${missing(needsEngine[name])}\n`);
    continue;
  }
  say(`${title} …`);
  const started = performance.now();
  const {passed, failed, skipped = [], rerun: again = []} = await step(chosen);
  rerun.push(...again);
  total.passed += passed;
  total.failed += failed;
  leftOut.push(...skipped.map(test => `${test} (${name})`));
  if (failed) bad.push(name);
  say(`${title}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - started) / 1000)} s.\n`);
}
for (const what of leftOut) console.log(`SKIPPED: ${what}`);
for (const what of rerun) console.log(`RUN AGAIN: ${what}`);
if (bad.length)
  console.log(`Failed: ${bad.join(', ')}. One step alone: npm test -- --only ${bad[0]}${inCi ? '' : ' [files]'}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
