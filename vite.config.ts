/**
 * The embed files: one for each element, the page API, and those that stand alone. Used by `npm run build` with the modes
 * that `src/tools/embed.mjs` lists.
 */
import {existsSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig, type Rolldown} from 'vite';
import {inlineLimits} from './src/tools/limits.js';
import {minifyAgain} from './src/tools/minify.js';
import {buildTemplates} from './src/tools/templates.js';

/** A file of the project, whatever the path to the project holds. */
const read = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Registration files, one for each element: `src/define/nps.ts` becomes `nps.js`. */
const elements = (existsSync(read('./src/define')) ? readdirSync(read('./src/define')) : [])
  .filter(file => file.endsWith('.ts') && !/^(index|all)\.ts$|\.d\.ts$/.test(file))
  .map(file => file.slice(0, -3))
  .sort();

/**
 * Elements that show data are built apart from those that visitors meet: a page seldom has both, and what they share is
 * less than what a page with one of them would fetch of the other.
 */
const views = ['journey-map'];
const entriesOf = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, `src/define/${name}.ts`]));

const prompt = read('./src/define/nps.ts');

/**
 * The prompt's registration, what it imports, and what these import in turn, is one file, `nps.js`: less after gzip than
 * two, and one request fewer in a row before a visitor sees the prompt. The other elements import from it what they share.
 */
const whole: Rolldown.CodeSplittingGroup = {
  name: (id, build) => (id === prompt || build.getModuleInfo(prompt)?.importedIds.includes(id) ? 'nps' : null),
};

const viewer = read('./src/define/journey-map.ts');

/** What checks a map imports two small files that are with the viewer: they would be asked for once it has come. */
const ahead: Rolldown.CodeSplittingGroup = {
  name: id => (id === viewer || /\/src\/schema\/(error-texts|lang)\.ts$/.test(id) ? 'journey-map' : null),
};

/** All but `elements` and `views` are one file each, valid as a module and as a classic script. */
const entries = {
  elements: {
    kit: 'src/embed/kit.ts',
    box: 'src/embed/box.ts',
    ...entriesOf(elements.filter(name => !views.includes(name))),
  },
  views: entriesOf(views),
  loader: {stagepost: 'src/embed/loader.ts'},
  background: {background: 'src/embed/background.ts'},
  worker: {worker: 'src/embed/worker.ts'},
} as const;

/** Other tools read this file too, with modes of their own. */
const isOurs = (mode: string): mode is keyof typeof entries => mode in entries;
const isAlone = (mode: string): boolean => isOurs(mode) && mode !== 'elements' && mode !== 'views';

const target = ['chrome109', 'firefox115', 'safari16.4'];

export default defineConfig(({mode}) => ({
  base: './',
  publicDir: false,
  logLevel: 'warn',
  define: {STAGEPOST_ELEMENTS: JSON.stringify(elements)},
  resolve: {
    // Packages are where the project says, wherever that leads: names of files are made from their paths too.
    preserveSymlinks: true,
    // Lit and idb, as far as our elements use them.
    alias: ['lit', 'idb'].map(name => ({
      find: new RegExp(`^${name}$`),
      replacement: read(`./src/embed/lean/${name}.ts`),
    })),
    conditions: ['production', 'browser', 'module', 'import', 'default'],
  },
  plugins: [inlineLimits(), buildTemplates(), minifyAgain(!isAlone(mode), target, mode === 'views')],
  build: {
    target,
    outDir: 'dist/embed',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
    // As a library, so that import() stays import(), without Vite's preloading around it.
    lib: {
      entry: {...entries[isOurs(mode) ? mode : 'elements']},
      formats: [isAlone(mode) ? 'iife' : 'es'],
      name: 'unused',
    },
    rolldownOptions: {
      preserveEntrySignatures: 'exports-only',
      checks: {pluginTimings: false},
      // A number is shorter than the export and the imports of its name.
      optimization: {inlineConst: {mode: 'all', pass: 3}},
      output: {
        entryFileNames: '[name].js',
        // What a page puts in the place of Promise later does not reach us, nor Lit.
        intro: 'const {Promise} = globalThis;',
        chunkFileNames: 'shared/[name]-[hash:6].js',
        ...(!isAlone(mode) && {codeSplitting: {groups: [mode === 'views' ? ahead : whole]}}),
      },
    },
  },
}));
