/**
 * The style sheets and pages of others, in `test/hostile`: a package of its own that is installed when a test asks for it.
 *
 *   const folder = await hostilePackages();                   // its node_modules; undefined, said aloud, where npm cannot install
 */
import {execFile} from 'node:child_process';
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const folder = fileURLToPath(new URL('../../hostile/', import.meta.url));
const modules = join(folder, 'node_modules');

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const read = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/** Names and exact versions, as our package.json has them. */
export const wanted = (): Readonly<Record<string, string>> => read(join(folder, 'package.json')).devDependencies;

const isInstalled = ([name, version]: readonly [string, string]): boolean => {
  const path = join(modules, name, 'package.json');
  return existsSync(path) && read(path).version === version;
};

async function install(): Promise<string | undefined> {
  if (Object.entries(wanted()).every(isInstalled)) return modules;
  console.log('> Installing the hostile pages (npm install in test/hostile) …');
  try {
    // Style sheets and pages are read, nothing of them is run by Node. Their versions are exact, and what they need in turn
    // is not read: so there is no lockfile, which npm finds out of step for optional parts that a registry does not hold.
    const still = ['--ignore-scripts', '--no-package-lock', '--omit=optional', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', ['install', ...still], {cwd: folder});
    return modules;
  } catch (error) {
    const text = `the hostile pages could not be installed (npm install in test/hostile): ${error}`;
    if (process.env.CI) throw new Error(text, {cause: error});
    console.warn(`\n!!! SKIPPED: ${text}\n`);
    return undefined;
  }
}

/** Named by who is installing. A test file is a process of its own, and two would install into one folder at the same time. */
const lock = join(folder, '.installing');

/** True where this process may install now. What a process left that is no more holds up nobody. */
function mayInstall(): boolean {
  try {
    writeFileSync(lock, String(process.pid), {flag: 'wx'});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch {
    rmSync(lock, {force: true});
  }
  return false;
}

async function installAlone(): Promise<string | undefined> {
  while (!mayInstall()) await new Promise(done => void setTimeout(done, 200));
  try {
    return await install();
  } finally {
    rmSync(lock, {force: true});
  }
}

let installed: Promise<string | undefined> | undefined;
export const hostilePackages = (): Promise<string | undefined> => (installed ??= installAlone());
