/**
 * The package as a user gets it: packed, and installed by npm into an empty folder with nothing but its plain dependencies. No
 * registry is asked: what it depends on is packed from the project's own node_modules.
 *
 *   const user = installPackage();                             // names of optional packages to install beside it
 *   user.files                                                 // what the tarball holds, with sizes
 *   user.write('use.mjs', code); user.node('use.mjs');         // {status, stdout, stderr}
 *   user.remove();
 */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {reachable} from '../../src/tools/licences.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  /** Bytes of the tarball, and of what is in it. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly {readonly path: string; readonly size: number}[];
}

export function npm(args: readonly string[], cwd: string): string {
  const own = process.env.npm_execpath;
  const windows = process.platform === 'win32';
  const {status, stdout, stderr} = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], {cwd, encoding: 'utf8'})
    : spawnSync('npm', args, {cwd, encoding: 'utf8', shell: windows});
  assert.equal(status, 0, `npm ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const pack = (folders: readonly string[], into: string): Packed[] =>
  JSON.parse(npm(['pack', ...folders, '--json', '--ignore-scripts', '--pack-destination', into], root)) as Packed[];

/** Builds `dist` where it is not that of the sources. */
export function ensureBuilt(): void {
  const code = `(await import(${JSON.stringify(new URL('../../src/tools/setup.mjs', import.meta.url))})).ensureBuild()`;
  const {status, stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e', code], {encoding: 'utf8'});
  assert.equal(status, 0, stdout + stderr);
}

export function installPackage(beside: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'stagepost-user-'));
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {dependencies: Record<string, string>};
  const [packed] = pack([root], tarballs);
  // Binaries of other systems are in the lockfile, and not here.
  const needed = [...reachable([...Object.keys(own.dependencies), ...beside], {peers: false})]
    .map(path => join(root, path))
    .filter(path => existsSync(path));
  const others = pack(needed, tarballs);
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const files = [packed!, ...others].map(({filename}) => join(tarballs, filename));
  // Peers are among the files, or left out: npm would ask the registry what else fits.
  npm(['install', '--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', ...files], folder);

  return {
    folder,
    packed: packed!,
    tarball: join(tarballs, packed!.filename),
    write: (name: string, content: string) => writeFileSync(join(folder, name), content),
    node: (...args: readonly string[]) =>
      spawnSync(process.execPath, args, {cwd: folder, encoding: 'utf8', env: {...process.env, NODE_OPTIONS: ''}}),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}
