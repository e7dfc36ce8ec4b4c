/**
 * The embed files: one for each element, the page API, and the loader, which stands alone. Used by `npm run build`
 * with the modes `elements` and `loader`.
 */
import {existsSync, readdirSync} from 'node:fs';
import {defineConfig} from 'vite';
import {leaner} from './src/tools/leaner.js';
import {minifyAgain} from './src/tools/minify.js';
import {squeezeTemplates} from './src/tools/templates.js';
import {ownPolicy} from './src/tools/trusted-types.js';

const read = (path: string) => new URL(path, import.meta.url);

/** Registration files, one for each element: `src/define/nps.ts` becomes `nps.js`. */
const elements = (existsSync(read('./src/define')) ? readdirSync(read('./src/define')) : [])
  .filter(file => file.endsWith('.ts') && !/^(index|all)\.ts$|\.d\.ts$/.test(file))
  .map(file => file.slice(0, -3))
  .sort();

const entries = {
  loader: {stagepost: 'src/embed/loader.ts'},
  elements: {kit: 'src/embed/kit.ts', ...Object.fromEntries(elements.map(name => [name, `src/define/${name}.ts`]))},
};

export default defineConfig(({mode}) => ({
  base: './',
  publicDir: false,
  logLevel: 'warn',
  define: {STAGEPOST_ELEMENTS: JSON.stringify(elements)},
  resolve: {conditions: ['production', 'browser', 'module', 'import', 'default']},
  plugins: [leaner(), ownPolicy(), squeezeTemplates(), minifyAgain(mode !== 'loader')],
  build: {
    target: ['chrome109', 'firefox115', 'safari16.4'],
    outDir: 'dist/embed',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
    // As a library, so that import() stays import(), without Vite's preloading around it.
    lib: {
      entry: entries[mode === 'loader' ? 'loader' : 'elements'],
      formats: [mode === 'loader' ? 'iife' : 'es'],
      name: 'unused',
    },
    rolldownOptions: {
      preserveEntrySignatures: 'exports-only',
      checks: {pluginTimings: false},
      output: {
        entryFileNames: '[name].js',
        // What a page puts in the place of Promise later does not reach us, nor Lit.
        intro: 'const {Promise} = globalThis;',
        chunkFileNames: 'shared/[name]-[hash].js',
        // One file for what two entries share: a kilobyte less after gzip than a file for each combination.
        ...(mode === 'elements' && {codeSplitting: {groups: [{name: 'kit', minShareCount: 2}]}}),
      },
    },
  },
}));
