/** The package as a user gets it: what is in it, what it weighs, and that every entry works once it is installed. */
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {homedir, hostname} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import {filesIn} from '../../../src/tools/embed.mjs';
import {ensureBuilt, installPackage, npm, root} from '../../support/installed.js';

/** Bytes that a user fetches at most. What is over it is looked at, not waved through. */
const mostPacked = 900_000;

/** All that the package may hold. */
const allowed = [
  /^(LICENSE|README\.md|package\.json)$/,
  /^dist\/index\.(js|d\.ts)$/,
  /^dist\/(collector|components|core|define|journey|locales|outbox|react|schema|themes|ui)\/([\w-]+\/)*[\w.-]+\.(js|d\.ts)$/,
  /^dist\/(cli|interchange)\/([\w-]+\/)*[\w-]+\.js$/,
  /^dist\/schema\/json\/[\w-]+\.json$/,
  /^dist\/embed\/((shared\/)?[\w-]+\.js|themes\/[\w-]+\.css|THIRD-PARTY\.txt|integrity\.json)$/,
  /^dist\/themes\/[\w-]+\.css$/,
  /^dist\/templates\/([\w-]+\.json|pictures\/[\w-]+\.svg)$/,
  /^dist\/(custom-elements|web-types|vscode\.(html|css)-custom-data)\.json$/,
];

/** Folders of `dist` that no user imports from: reached through others, run, or only for development. */
const inner = ['cli', 'components', 'demo', 'interchange', 'journey', 'ui'];

/** The entries that the contract promises. */
const promised = [
  '.',
  './define/*',
  './schema',
  './core',
  './outbox',
  './collector',
  './locales/*',
  './themes/*',
  './custom-elements.json',
];

interface Manifest {
  readonly exports: Readonly<Record<string, string | {readonly types: string; readonly default: string}>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const targetsOf = (target: Manifest['exports'][string]): string[] =>
  typeof target === 'string' ? [target] : Object.values(target);

/** Every name that a user can import, with the file behind it. */
const entries = (folder: string): [name: string, file: string][] =>
  Object.entries(manifest.exports).flatMap(([key, target]): [string, string][] => {
    const file = targetsOf(target).at(-1)!;
    if (!key.includes('*')) return [[key.replace('.', 'stagepost'), file]];
    const [start, end] = file.split('*') as [string, string];
    return filesIn(folder)
      .map(path => `./${path}`)
      .filter(path => path.startsWith(start) && path.endsWith(end) && !path.endsWith('.d.ts'))
      .map(path => [
        key.replace('.', 'stagepost').replace('*', path.slice(start.length, path.length - end.length)),
        path,
      ]);
  });

const resolutions = ['bundler', 'node16'] as const;

/** Has TypeScript read what a user wrote, and all that it leads to. */
function compiles(
  user: ReturnType<typeof installPackage>,
  name: string,
  moduleResolution: (typeof resolutions)[number],
  types: readonly string[],
): void {
  const compilerOptions = {
    module: moduleResolution === 'bundler' ? 'esnext' : 'node16',
    moduleResolution,
    types,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  user.write(`${name}.ts`, readFileSync(join(root, `test/support/consumer/${name}.txt`), 'utf8'));
  user.write('tsconfig.json', JSON.stringify({compilerOptions, files: [`${name}.ts`]}));
  const {status, stdout} = user.node(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.');
  assert.equal(status, 0, stdout);
}

describe('the package', () => {
  let user: ReturnType<typeof installPackage>;
  let installed: string;
  before(() => {
    ensureBuilt();
    user = installPackage();
    installed = join(user.folder, 'node_modules/stagepost');
  });
  after(() => user?.remove());

  it('holds what users need and nothing else', t => {
    const {packed} = user;
    const paths = packed.files.map(({path}) => path);
    assert.deepEqual(
      paths.filter(path => !allowed.some(pattern => pattern.test(path))),
      [],
    );
    for (const path of [
      'LICENSE',
      'README.md',
      'dist/index.js',
      'dist/embed/stagepost.js',
      'dist/embed/worker.js',
      'dist/cli/stagepost.js',
    ])
      assert.ok(paths.includes(path), path);
    t.diagnostic(`${packed.size} bytes packed, ${packed.unpackedSize} unpacked, ${paths.length} files`);
    assert.ok(packed.size <= mostPacked, `${packed.size} bytes, at most ${mostPacked}`);
  });

  it('is built before it is packed, as a fresh clone holds nothing to pack', () => {
    const {scripts} = manifest;
    assert.ok(scripts['build']);
    assert.equal(scripts['prepack'], scripts['build']);
  });

  it('tells nothing of the machine that built it, and names no registry', () => {
    const registry = new URL(npm(['config', 'get', 'registry'], user.folder).trim()).host;
    const secrets = [root, homedir(), user.folder, registry, `//${hostname()}`]
      .map(text => text.replace(/\/$/, ''))
      .filter(text => text.length > 1);
    for (const [folder, files] of [
      [installed, filesIn(installed)],
      [join(root, 'dist'), filesIn(join(root, 'dist'))],
    ] as const)
      for (const file of files) {
        const text = readFileSync(join(folder, file), 'latin1');
        for (const secret of secrets) assert.ok(!text.includes(secret), `${file} holds "${secret}"`);
        assert.doesNotMatch(
          text,
          /file:\/\/\/|[\s"'(](\/home\/|\/Users\/|\/tmp\/|[A-Z]:\\)|registry\.\w+\.\w|npmjs\.(org|com)/,
          file,
        );
      }
  });

  it('has a file behind every name that it exports, and a name for every folder', () => {
    for (const [key, target] of Object.entries(manifest.exports))
      for (const file of targetsOf(target)) {
        if (file.includes('*'))
          assert.ok(existsSync(join(installed, file.slice(0, file.indexOf('*')))), `${key}: ${file}`);
        else assert.ok(existsSync(join(installed, file)), `${key}: ${file}`);
      }
    for (const file of Object.values(manifest.bin)) assert.ok(existsSync(join(installed, file)), file);
    const exported = Object.values(manifest.exports).flatMap(targetsOf);
    const folders = readdirSync(join(root, 'dist'), {withFileTypes: true}).filter(entry => entry.isDirectory());
    for (const {name} of folders)
      assert.equal(
        exported.some(file => file.startsWith(`./dist/${name}/`)),
        !inner.includes(name),
        `dist/${name}`,
      );
  });

  for (const name of promised)
    it(`exports ${name}, as the contract says`, () => {
      assert.ok(name in manifest.exports);
      assert.ok(
        entries(installed).some(([entry]) => entry.startsWith(name.replace('.', 'stagepost').replace('*', ''))),
      );
    });

  it('has entries that plain Node imports without harm: nothing throws, nothing registers, nothing is said', () => {
    const names = entries(installed).filter(
      ([name]) => !name.startsWith('stagepost/embed/') && !name.startsWith('stagepost/react'),
    );
    assert.ok(names.length > 10);
    user.write(
      'import.mjs',
      `const before = new Set(Reflect.ownKeys(globalThis));
      const names = ${JSON.stringify(names)};
      const take = async ([name, file]) => {
        if (file.endsWith('.js')) await import(name);
        else if (file.endsWith('.json')) await import(name, {with: {type: 'json'}});
        else import.meta.resolve(name);
      };
      const registers = ([name]) => name.startsWith('stagepost/define/');
      for (const entry of names) if (!registers(entry)) await take(entry);
      const registered = globalThis.customElements?.get('stagepost-nps') !== undefined;
      for (const entry of names) if (registers(entry)) await take(entry);
      const added = Reflect.ownKeys(globalThis).filter(key => !before.has(key)).map(String);
      console.log(JSON.stringify({registered, added}));`,
    );
    const {status, stdout, stderr} = user.node('--disable-warning=ExperimentalWarning', 'import.mjs');
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    const {registered, added} = JSON.parse(stdout) as {registered: boolean; added: string[]};
    assert.equal(registered, false);
    // Lit and zod have their own there, Lit also a registry of elements for servers; what pages share lives under our symbol.
    const others = /^(lit|reactive)|^__zod_|^customElements$|^Symbol\(stagepost\./;
    assert.deepEqual(
      added.filter(key => !others.test(key)),
      [],
    );
  });

  it('has files for a service worker and its page that do nothing elsewhere', () => {
    user.write(
      'embed.mjs',
      `await import('stagepost/embed/worker.js'); await import('stagepost/embed/background.js');`,
    );
    const {status, stderr} = user.node('embed.mjs');
    assert.equal(status, 0, stderr);
  });

  it('names the missing package where the collector is used without its own', () => {
    user.write(
      'collector.mjs',
      `import {createCollector} from 'stagepost/collector';
      try { createCollector(); } catch (error) { console.log(error.code, error.message); }`,
    );
    const {stdout, stderr} = user.node('collector.mjs');
    assert.match(
      stdout,
      /^package\/missing The collector needs the package (hono|libsql|jose|prom-client|@hono\/node-server); run "npm install \1"\.$/m,
      stderr,
    );
    const served = user.node('node_modules/stagepost/dist/cli/stagepost.js', 'serve', '--port', '0');
    assert.equal(served.status, 1);
    assert.match(served.stderr, /needs the package [\w@/-]+; run "npm install/);
    assert.doesNotMatch(served.stderr, /\n\s+at /, 'no stack');
    assert.equal(user.node('node_modules/stagepost/dist/cli/stagepost.js', '--help').status, 0);
  });

  it('leaves nothing of a class that is imported and not used, and all of a registration', async () => {
    const bundle = async (contents: string) => {
      const {outputFiles} = await build({
        stdin: {contents, resolveDir: user.folder},
        bundle: true,
        format: 'esm',
        write: false,
        logLevel: 'silent',
      });
      return outputFiles[0]!.text.trim();
    };
    assert.equal(await bundle(`import {StagepostNps} from 'stagepost'; import {npsOf} from 'stagepost/core';`), '');
    assert.match(await bundle(`import 'stagepost/define/nps';`), /stagepost-nps/);
    assert.match(await bundle(`import 'stagepost/embed/worker.js';`), /stagepost:sync/);
  });

  for (const resolution of resolutions)
    it(`has types for pages, without the collector's packages, resolved as ${resolution} does`, () =>
      compiles(user, 'widgets', resolution, []));
});

describe("the collector's types, with the packages that it needs", () => {
  let user: ReturnType<typeof installPackage>;
  before(() => {
    user = installPackage(['@types/node', ...Object.keys(manifest.peerDependencies)]);
  });
  after(() => user?.remove());

  for (const resolution of resolutions)
    it(`say what it is, resolved as ${resolution} does`, () => compiles(user, 'collector', resolution, ['node']));
});
