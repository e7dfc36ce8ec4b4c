/**
 * What every command of the project needs before it can begin, with Node's own modules alone: dependencies and a
 * fresh build (browsers.mjs: the browsers). Says what it does, and ends with one clear sentence where it cannot go on.
 */
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const inCi = Boolean(process.env.CI);
const windows = process.platform === 'win32';

export const say = text => console.log(`> ${text}`);

/** Ends the command with one sentence and its remedy. */
export function fail(text) {
  console.error(`\nstagepost: ${text}`);
  process.exit(1);
}

/** Runs a command in the project's folder with its output shown; a request to stop is passed on. Resolves with the exit code. */
export function run(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {cwd: root, stdio: 'inherit', ...options});
    const pass = signal => void child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass);
    child.on('error', error => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, pass);
      resolve(code ?? (signal ? 128 : 1));
    });
  });
}

/**
 * The file behind a package's command (the first one, unless one has the package's name), to be run with this same Node:
 * works without a shell on every system.
 */
export function binOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const {bin} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : (bin[command] ?? Object.values(bin)[0]));
}

export const runBin = (packageName, args, options) => run(process.execPath, [binOf(packageName), ...args], options);

/** Stops where Node is older than `engines` in package.json asks. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: install Node 20.19 or later, for example from https://nodejs.org.`);
}

/** True where the folder's node_modules holds, for every package of its lockfile that this system wants, the locked version. */
function dependenciesFit(folder) {
  const marker = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(marker)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const held = JSON.parse(readFileSync(marker, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, {version, optional, link}]) =>
      path === '' ||
      link ||
      (held[path] ? held[path].version === version : optional || !path.startsWith('node_modules')),
  );
}

/** Installs what the folder's lockfile names where it is missing or another version; false where that fails. */
async function install(folder, what, ...options) {
  if (dependenciesFit(folder)) return true;
  say(`Installing ${what} (npm ci) …`);
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', ...options];
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], {cwd: folder})
    : await run(windows ? 'npm.cmd' : 'npm', args, {cwd: folder, shell: windows});
  return code === 0;
}

/** Installs what the lockfile names where it is missing or another version. */
export async function ensureDependencies() {
  checkNode();
  if (!(await install(root, 'the dependencies')))
    fail('the dependencies could not be installed: look at what npm says above, check the network, and try again.');
}

/**
 * Installs the package of its own that a part of the tests has, such as `test/peers`; none of its scripts run. False, and
 * said, where that cannot be done; in CI it ends the command.
 */
export async function ensureOwnPackage(folder) {
  if (!existsSync(join(root, folder, 'package-lock.json'))) return true;
  if (await install(join(root, folder), `what ${folder} needs`, '--ignore-scripts')) return true;
  const text = `what ${folder} needs could not be installed: look at what npm says above, and check the network`;
  if (inCi) fail(`${text}.`);
  console.error(`\nSKIPPED: ${text}.\n`);
  return false;
}

/** What the build reads, from the project's folder. */
export const buildInputs = [
  'src',
  'plugins',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
];

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const entry of readdirSync(path).toSorted()) if (entry !== 'node_modules') yield* filesBelow(join(path, entry));
}

/** A hash of the content of everything that the build reads: times of files say nothing after a clone or a checkout. */
export function sourceStamp() {
  const hash = createHash('sha256');
  for (const input of buildInputs)
    for (const file of filesBelow(join(root, input)))
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
  return hash.digest('hex');
}

export const stampFile = join(root, 'dist/.stamp');

/** True where `dist` was built, whole, from the sources as they are now. */
export const buildIsFresh = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();

/** Builds where needed; in CI always, once for a command and all that it starts. */
export async function ensureBuild() {
  const trusted = !inCi || process.env.STAGEPOST_BUILT === 'true';
  if (trusted && buildIsFresh()) return say('The build is up to date.');
  const code = await run(process.execPath, [join(root, 'src/tools/build.mjs')]);
  if (code) fail('the build failed: the first message above names the file and the line.');
  process.env.STAGEPOST_BUILT = 'true';
}

/** The output of a command, trimmed; `''` where it fails. */
export const outputOf = (command, args) => spawnSync(command, args, {cwd: root, encoding: 'utf8'}).stdout?.trim() ?? '';
