/**
 * The style sheets and pages of others, in `test/hostile`: a package of its own that is installed when a test asks for it.
 *
 *   const folder = await hostilePackages();                   // its node_modules; undefined, said aloud, where npm cannot install
 */
import {execFile} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
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
  console.log('> Installing the hostile pages (npm ci in test/hostile) …');
  try {
    // Style sheets and pages are read, nothing of them is run by Node.
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {cwd: folder});
    return modules;
  } catch (error) {
    const text = `the hostile pages could not be installed (npm ci in test/hostile): ${error}`;
    if (process.env.CI) throw new Error(text, {cause: error});
    console.warn(`\n!!! SKIPPED: ${text}\n`);
    return undefined;
  }
}

let installed: Promise<string | undefined> | undefined;
/** Only one test file may ask: two processes would install into one folder at the same time. */
export const hostilePackages = (): Promise<string | undefined> => (installed ??= install());
