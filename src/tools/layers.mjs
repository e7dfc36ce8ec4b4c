/**
 * Checks that imports only go down, and that what a visitor downloads stays what it is. `--self-test` proves that each
 * rule still catches its violation.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isBuiltin} from 'node:module';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What each folder of `src/` may import from; itself always. Type imports go down as well. */
const below = {
  schema: [],
  core: ['schema'],
  journey: ['core', 'schema'],
  interchange: ['journey', 'locales', 'core', 'schema'],
  locales: ['core', 'schema'],
  outbox: ['core', 'schema'],
  ui: ['outbox', 'locales', 'core', 'schema'],
  themes: ['ui', 'core', 'schema'],
  components: ['ui', 'interchange', 'journey', 'outbox', 'locales', 'core', 'schema'],
  define: ['components', 'ui', 'outbox', 'locales', 'core', 'schema'],
  embed: ['define', 'components', 'ui', 'outbox', 'locales', 'core', 'schema'],
  collector: ['core', 'schema'],
  cli: ['collector', 'interchange', 'journey', 'locales', 'core', 'schema'],
  demo: ['collector', 'core', 'schema'],
  tools: ['schema'],
};

/** Folders that run in the visitor's browser. */
const visitor = new Set(['outbox', 'locales', 'ui', 'themes', 'components', 'define', 'embed', 'core', 'journey']);
/** Folders that must run anywhere: no DOM, no Node. */
const anywhere = new Set(['core', 'journey', 'schema']);
const domGlobals =
  /\b(?:document|window|localStorage|sessionStorage|indexedDB|navigator|HTMLElement|process|Buffer)\s*[.(]/;

const isZod = name => name === 'zod' || name.startsWith('zod/');
const isLit = name => /^(?:lit|lit-html|lit-element|@lit\/.*|@lit)(?:\/|$)/.test(name);

/** Blanks out comments and, on request, strings, keeping every line where it is. */
function bare(code, strings = false) {
  return code.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, found =>
    found.startsWith('/*') || found.startsWith('//') || strings ? found.replace(/[^\n]/g, ' ') : found,
  );
}

/** Each import of a file: what, on which line, and whether it is gone at run time. */
export function importsOf(code) {
  const found = [];
  const text = bare(code);
  const add = (match, name, typeOnly, late = false) =>
    found.push({name, typeOnly, late, line: text.slice(0, match.index).split('\n').length});
  for (const match of text.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s+from\s+)?['"]([^'"\n]+)['"]/gm,
  )) {
    const names = /\{([^}]*)\}/.exec(match[0])?.[1];
    const allTypes =
      names !== undefined &&
      /^\s*(?:import|export)\s*\{/.test(match[0]) &&
      names
        .split(',')
        .filter(part => part.trim())
        .every(part => /^\s*type\s/.test(part));
    add(match, match[2], Boolean(match[1]) || allTypes);
  }
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g)) {
    // `typeof import('x')` and `import('x').Name` in a type position are gone at run time; treated as a real import unless plainly a type.
    add(match, match[1], /(?:typeof|:|<)\s*$/.test(text.slice(Math.max(0, match.index - 12), match.index)), true);
  }
  return found;
}

/** Rules about packages and Node modules: whether one is broken, and the sentence for it. */
const packageRules = [
  [
    ({layer, name}) => visitor.has(layer) && isZod(name),
    () => 'what a visitor downloads holds no zod; write a small guard, or import the type alone',
  ],
  [({layer, name}) => layer === 'outbox' && isLit(name), () => 'the outbox knows nothing of lit'],
  [
    ({layer, name}) => anywhere.has(layer) && (isBuiltin(name) || isLit(name) || name === 'idb'),
    ({layer}) => `${layer} runs anywhere: no DOM and no Node module`,
  ],
  [({layer, name}) => visitor.has(layer) && isBuiltin(name), () => 'the browser has no Node modules'],
];

/** Knows of every format and holds none: each is loaded when it is used. */
const registry = 'src/interchange/formats.js';

/** Rules about files of our own; `to` is the folder below `src` that the import leads to. */
const fileRules = [
  [({target}) => !target.startsWith('src/'), () => 'source files import from src alone'],
  [({to}) => to.endsWith('.js'), () => 'nothing imports the index of the package'],
  [
    ({layer, to, target, typeOnly, late}) =>
      visitor.has(layer) && to === 'interchange' && target !== registry && !typeOnly && !late,
    () => 'what reads and writes files is loaded when it is needed: use import()',
  ],
  [
    ({layer, typeOnly, late, zodFree, target}) =>
      visitor.has(layer) && !typeOnly && !isLate(target, late) && !zodFree(target),
    ({target}) => `${target} imports zod; import its types or its guard`,
  ],
  [
    ({layer, to, part, toPart}) => layer === 'components' && to === layer && part !== toPart,
    () => 'no component imports another component; move what they share down to ui',
  ],
  [
    ({layer}) => !below[layer],
    ({layer}) => `the folder src/${layer} has no place among the layers; give it one in src/tools/layers.mjs`,
  ],
  [
    ({layer, to}) => layer !== to && !below[layer].includes(to),
    ({layer, to}) =>
      `imports go down only: ${layer} may import ${below[layer].join(', ') || 'nothing else'}, not ${to}`,
  ],
];

/** True for what a data view loads when it needs it: it may hold zod. */
const isLate = (target, late) => late && target.startsWith('src/interchange/');

/** Judges one import; a sentence when it breaks a rule. */
function problemOf(file, {name, typeOnly, late}, zodFree) {
  const [, layer, part] = file.split('/');
  const own = name.startsWith('.');
  if (!own && typeOnly) return;
  const target = posix.normalize(posix.join(posix.dirname(file), name));
  const [, to = '', toPart] = target.split('/');
  const facts = {layer, part, name, typeOnly, late, zodFree, target, to, toPart};
  return (own ? fileRules : packageRules).find(([broken]) => broken(facts))?.[1](facts);
}

/** Checks a map of path to source text; resolves to sentences `file:line: rule`. */
export function check(files) {
  const paths = new Set(Object.keys(files));
  const source = target => [target.replace(/\.js$/, '.ts'), target].find(path => paths.has(path));
  const memo = new Map();
  /** True where the file and all that it imports at run time hold no zod. */
  const zodFree = target => {
    const path = source(target);
    if (!path) return true;
    if (memo.has(path)) return memo.get(path);
    memo.set(path, true);
    const free = importsOf(files[path]).every(({name, typeOnly, late}) => {
      if (typeOnly || !name.startsWith('.')) return typeOnly || !isZod(name);
      const imported = posix.join(posix.dirname(path), name);
      return isLate(imported, late) || zodFree(imported);
    });
    memo.set(path, free);
    return free;
  };
  const problems = [];
  for (const [file, code] of Object.entries(files)) {
    const layer = file.split('/')[1];
    if (file.split('/').length === 2) continue;
    for (const found of importsOf(code)) {
      const problem = problemOf(file, found, zodFree);
      if (problem) problems.push(`${file}:${found.line}: "${found.name}": ${problem}.`);
    }
    if (anywhere.has(layer))
      bare(code, true)
        .split('\n')
        .forEach((line, index) => {
          const global = domGlobals.exec(line);
          if (global)
            problems.push(
              `${file}:${index + 1}: ${global[0]} is not there everywhere; ${layer} has no DOM and no Node.`,
            );
        });
  }
  return problems;
}

function sources() {
  const files = {};
  for (const entry of readdirSync(join(root, 'src'), {recursive: true, withFileTypes: true})) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(root.length).replaceAll('\\', '/');
    if (!name.startsWith('src/tools/')) files[name] = readFileSync(path, 'utf8');
  }
  return files;
}

/** One seeded violation for each rule, and one file that breaks none. */
const seeds = [
  ['imports go down only: ui', {'src/ui/a.ts': `import {x} from '../components/nps/nps.js';`}],
  ['imports go down only: ui', {'src/ui/a.ts': `import type {X} from '../components/nps/nps.js';`}],
  ['imports go down only: ui', {'src/ui/a.ts': `export * from '../define/nps.js';`}],
  ['imports go down only: core', {'src/core/a.ts': `import {x} from '../ui/page.js';`}],
  ['imports go down only: schema', {'src/schema/a.ts': `import {\n  x,\n  y,\n} from '../core/nps.js';`}],
  ['imports go down only: embed', {'src/embed/a.ts': `const c = await import('../collector/index.js');`}],
  ['imports go down only: collector', {'src/collector/a.ts': `import '../outbox/open.js';`}],
  ['no component imports another', {'src/components/nps/a.ts': `import {y} from '../context/context.js';`}],
  ['knows nothing of lit', {'src/outbox/a.ts': `import {html} from 'lit';`}],
  ['no zod', {'src/ui/a.ts': `import * as z from 'zod/mini';`}],
  [
    'imports zod',
    {
      'src/outbox/a.ts': `import {s} from '../schema/b.js';`,
      'src/schema/b.ts': `export * from './c.js';`,
      'src/schema/c.ts': `import * as z from 'zod';`,
    },
  ],
  ['use import()', {'src/components/map/a.ts': `import {read} from '../../interchange/csv.js';`}],
  [
    'imports zod',
    {
      'src/components/map/a.ts': `const {read} = await import('../../core/csv.js');`,
      'src/core/csv.ts': `import * as z from '../schema/b.js';`,
      'src/schema/b.ts': `import * as z from 'zod/mini';`,
    },
  ],
  ['runs anywhere', {'src/core/a.ts': `import fs from 'node:fs';`}],
  ['no DOM and no Node.', {'src/core/a.ts': `// window.x is fine here\nconst a = 'document.x';\nwindow.stop();`}],
  ['has no Node modules', {'src/ui/a.ts': `import {join} from 'path';`}],
  ['has no place', {'src/novel/a.ts': `import {x} from '../ui/page.js';`}],
  ['from src alone', {'src/ui/a.ts': `import {x} from '../../test/support/site.js';`}],
];
const clean = {
  'src/components/nps/a.ts': `import {html} from 'lit';\nimport type {Item} from '../../schema/wire.js';\nimport {b} from './b.js';\n// import '../define/x.js'`,
  'src/schema/wire.ts': `import * as z from 'zod/mini';`,
  'src/components/map/a.ts': `import type {Reading} from '../../interchange/reading.js';\nimport {load} from './load.js';`,
  'src/components/map/names.ts': `import {formats} from '../../interchange/formats.js';`,
  'src/interchange/formats.ts': `export const formats = {csv: () => import('./csv.js')};`,
  'src/components/map/load.ts': `export const load = () => import('../../interchange/csv.js');`,
  'src/interchange/csv.ts': `import * as z from 'zod/mini';`,
  'src/outbox/a.ts': `import {type Item} from '../schema/wire.js';\nimport {openDB} from 'idb';`,
};

function selfTest() {
  for (const [rule, files] of seeds) {
    const problems = check(files);
    if (!problems.some(problem => problem.includes(rule))) {
      console.error(
        `layers: the rule "${rule}" let its violation pass: ${JSON.stringify(files)} gave ${JSON.stringify(problems)}`,
      );
      process.exitCode = 1;
    }
  }
  const problems = check(clean);
  if (problems.length) {
    console.error(`layers: a clean file was refused: ${problems.join(' ')}`);
    process.exitCode = 1;
  }
  if (!process.exitCode) console.log(`layers: ${seeds.length} seeded violations caught, the clean files passed.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--self-test')) selfTest();
  else {
    const files = sources();
    const problems = check(files);
    for (const problem of problems) console.error(problem);
    console.log(`layers: ${Object.keys(files).length} files, ${problems.length} problems.`);
    process.exitCode = problems.length ? 1 : 0;
  }
}
