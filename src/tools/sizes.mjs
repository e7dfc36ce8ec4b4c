/**
 * Weighs what a visitor downloads: the files of `dist/embed` that a real browser fetches for a whole NPS+ prompt in
 * English, each by `gzip -9`. Fails over budget, and where zod got in. `--modules` prints what weighs how much, from a
 * build of the sources as they are now.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {ensureEngines} from './browsers.mjs';
import {embedModes} from './embed.mjs';
import {ensureBuild, fail, root} from './setup.mjs';

/**
 * Bytes after `gzip -9`, at most: of the loader; of all that a first visit to a prompt fetches, loader included; of the
 * viewer of journey maps, without what reads, writes and checks files.
 */
const budgets = {'loader': 2500, 'nps': 18_000, 'journey-map': 35_000};
/** Files for teams, not for visitors: what they load late may hold zod. */
const views = ['journey-map.js'];
/** Names that zod's own code keeps through any minifier. */
const zodMarks = /\b_zod\b|ZodError|invalid_union|unrecognized_keys/;

const gzipped = data => gzipSync(data, {level: 9}).length;
const folder = join(root, 'dist/embed');
const pad = (text, width) => String(text).padStart(width);
const table = rows => {
  for (const [name, ...numbers] of rows) console.log(`${numbers.map(number => pad(number, 9)).join('')}  ${name}`);
};

/** Each module of the build with its minified bytes, and its share of its file's gzip size. */
async function weighModules() {
  const {build, minifySync} = await import('vite');
  process.env.NODE_ENV = 'production';
  for (const mode of embedModes) {
    const built = await build({root, mode, configFile: join(root, 'vite.config.ts'), build: {write: false}});
    for (const chunk of [built].flat().flatMap(result => result.output)) {
      if (chunk.type !== 'chunk') continue;
      const modules = Object.entries(chunk.modules)
        .map(([id, {code}]) => [relative(root, id.split('?')[0]), minifySync('x.js', code ?? '').code.length])
        .filter(([, bytes]) => bytes > 1)
        .sort((a, b) => b[1] - a[1]);
      const sum = modules.reduce((total, [, bytes]) => total + bytes, 0);
      const weight = gzipped(chunk.code);
      console.log(`\n${chunk.fileName}: ${chunk.code.length} bytes, ${weight} by gzip`);
      table([
        ['module', 'bytes', 'gzip'],
        ...modules.map(([name, bytes]) => [name, bytes, Math.round((weight * bytes) / sum)]),
      ]);
    }
  }
}

const files = () =>
  readdirSync(folder, {recursive: true})
    .map(String)
    .filter(file => file.endsWith('.js'))
    .sort();

/** Every file that one of `names` imports, at once or late, directly or not. */
function reachedFrom(names) {
  const reached = new Set();
  const queue = [...names];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (reached.has(file) || !sizes.has(file)) continue;
    reached.add(file);
    const code = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of code.matchAll(/["'`]\.{1,2}\/((?:shared\/)?[\w-]+\.js)["'`]/g))
      queue.push(sizes.has(name) ? name : `shared/${name}`);
  }
  return reached;
}

/** The files of `dist/embed` that the browser fetched, in order, for the whole flow. */
async function fetchedInFlow() {
  await ensureEngines();
  const {tsImport} = await import('tsx/esm/api');
  const {fetchedByFlow} = await tsImport('../../test/support/weigh.ts', import.meta.url);
  return fetchedByFlow();
}

if (process.argv.includes('--modules')) {
  await weighModules();
  process.exit();
}

await ensureBuild();
const problems = [];
const sizes = new Map(files().map(file => [file, gzipped(readFileSync(join(folder, file)))]));
console.log('All embed files, bytes and gzip -9:');
table([...sizes].map(([file, size]) => [file, readFileSync(join(folder, file)).length, size]));
for (const file of reachedFrom(
  [...sizes.keys()].filter(name => !name.startsWith('shared/') && !views.includes(name)),
)) {
  const mark = zodMarks.exec(readFileSync(join(folder, file), 'utf8'));
  if (mark) problems.push(`${file} holds zod ("${mark[0]}"): import types or guards alone, see npm run lint.`);
}

const fetched = await fetchedInFlow();
console.log('\nFetched for an NPS+ prompt in English, all steps, sent and acknowledged:');
table(fetched.map(file => [file, sizes.get(file)]));
const unknown = fetched.filter(file => !sizes.has(file));
if (unknown.length) problems.push(`fetched, but not among the embed files: ${unknown.join(', ')}.`);
const sums = {
  'loader': sizes.get('stagepost.js'),
  'nps': fetched.reduce((total, file) => total + (sizes.get(file) ?? 0), 0),
  'journey-map': sizes.get('journey-map.js'),
};
for (const [name, most] of Object.entries(budgets)) {
  console.log(`${pad(sums[name], 9)}  ${name}, at most ${most}`);
  if (!(sums[name] <= most))
    problems.push(
      `${name} weighs ${sums[name]} bytes, ${sums[name] - most} too many; see node src/tools/sizes.mjs --modules.`,
    );
}
if (problems.length) fail(`sizes: ${problems.join('\n  ')}`);
