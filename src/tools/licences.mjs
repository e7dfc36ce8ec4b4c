/**
 * `npm run licences`: the licence of everything that a user of the package installs or downloads with it, and a count for what
 * only builds and tests it. Fails where terms are not among those that fit an MIT package.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {fail, root} from './setup.mjs';

/** Terms that ask for no more than their own text and names to be kept. */
const welcome = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0', 'Python-2.0', 'Unlicense', 'Zlib',
]); // prettier-ignore

const read = path => JSON.parse(readFileSync(path, 'utf8'));

/** The folder of the package in node_modules that a module belongs to; `undefined` for a module of our own. */
export function packageOf(id) {
  const at = id.lastIndexOf('/node_modules/');
  const name = /^(@[^/]+\/)?[^/]+/.exec(at < 0 ? '' : id.slice(at + 14))?.[0];
  return name && id.slice(0, at + 14) + name;
}

/** The text of a package's licence. */
export function licenceFileOf(folder) {
  const file = readdirSync(folder).find(name => /^licen[cs]e(\.|$)/i.test(name));
  if (!file) throw new Error(`${folder} has no file with its licence, which has to travel with its code.`);
  return readFileSync(join(folder, file), 'utf8');
}

/** True where an SPDX expression leaves a choice, or a whole, of welcome terms. */
export function isWelcome(expression) {
  const plain = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  const choices = plain.split(/\s+OR\s+/);
  if (/[()]/.test(plain)) return false;
  return choices.some(choice => choice.split(/\s+AND\s+/).every(term => welcome.has(term.trim())));
}

/** What a package.json says of its licence, also in the way of old. */
export function termsOf({license, licenses}) {
  const said = license ?? licenses;
  return (
    [said]
      .flat()
      .map(one => one?.type ?? one)
      .filter(Boolean)
      .join(' OR ') || 'none given'
  );
}

/** All of the lockfile: `{name, version, terms, dev, installed}`. */
export function dependencies() {
  const own = read(join(root, 'package.json'));
  const {packages} = read(join(root, 'package-lock.json'));
  const users = reachable(Object.keys({...own.dependencies, ...own.peerDependencies}), {peers: true});
  return Object.entries(packages)
    .filter(([path, {link}]) => path && !link)
    .map(([path, {version, license}]) => {
      const file = join(root, path, 'package.json');
      const installed = existsSync(file);
      const terms = installed ? termsOf(read(file)) : (license ?? 'none given');
      return {name: path.split('node_modules/').at(-1), path, version, terms, dev: !users.has(path), installed};
    });
}

/** The paths of the lockfile that an `npm install` of these names leads to; `peers`: with what they would like beside them. */
export function reachable(names, {peers}) {
  const {packages} = read(join(root, 'package-lock.json'));
  const found = new Set();
  const visit = (from, name) => {
    let base = from;
    let path = `${base ? `${base}/` : ''}node_modules/${name}`;
    while (!packages[path] && base) {
      base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : '';
      path = `${base ? `${base}/` : ''}node_modules/${name}`;
    }
    if (!packages[path] || found.has(path)) return;
    found.add(path);
    const {dependencies: needs, optionalDependencies: may, peerDependencies: beside} = packages[path];
    for (const next of Object.keys({...needs, ...may, ...(peers && beside)})) visit(path, next);
  };
  for (const name of names) visit('', name);
  return found;
}

function report() {
  const all = dependencies();
  const shipped = all.filter(({dev}) => !dev);
  const tools = all.filter(({dev}) => dev);
  console.log('What a user installs, the optional packages of the collector included:');
  for (const {name, version, terms} of shipped) console.log(`  ${`${name} ${version}`.padEnd(44)} ${terms}`);
  const terms = join(root, 'dist/embed/THIRD-PARTY.txt');
  const held = existsSync(terms) ? readFileSync(terms, 'utf8').match(/^\S+ \d\S* \(.*\)$/gm) : undefined;
  console.log(`What the embed files hold of others: ${held?.join(', ') ?? 'unknown, nothing is built'}`);
  const odd = tools.filter(({installed, terms: said}) => installed && !isWelcome(said));
  const here = tools.filter(({installed}) => installed).length;
  console.log(`What only builds and tests: ${tools.length} packages, ${here} of them on this system. On other terms:`);
  for (const {name, version, terms: said} of odd) console.log(`  ${`${name} ${version}`.padEnd(44)} ${said}`);
  const wrong = [
    ...shipped.filter(({terms: said}) => !isWelcome(said)).map(({name, terms: said}) => `${name} (${said})`),
    ...(held ?? []).filter(line => !isWelcome(/\((.*)\)$/.exec(line)[1])),
  ];
  if (wrong.length) fail(`licences: these terms are not among those that fit an MIT package: ${wrong.join(', ')}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) report();
