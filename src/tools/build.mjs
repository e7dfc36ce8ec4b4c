/**
 * `npm run build`: writes `dist/`, whole, and only then puts it in the place of the old one.
 * `--only embed` rebuilds the embed files alone, for a quick look while working.
 */
import {cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {buildEmbed} from './embed.mjs';
import {ensureDependencies, root, run, runBin, say, sourceStamp, stampFile} from './setup.mjs';

const dist = join(root, 'dist');
const fresh = join(root, '.cache', `dist-${process.pid}`);
const old = `${fresh}-old`;

async function buildPackage() {
  say('Building the npm package (tsc) …');
  const code = await runBin('typescript', ['-p', 'tsconfig.build.json', '--outDir', fresh]);
  if (code) throw new Error('TypeScript found mistakes; the messages above name file and line.');
  const pages = join(root, 'src/demo/public');
  if (existsSync(pages)) cpSync(pages, join(fresh, 'demo/public'), {recursive: true});
  cpSync(join(root, 'src/templates'), join(fresh, 'templates'), {recursive: true});
}

/** Each theme as a style sheet: for bundlers in `themes`, for pages without a build beside the loader. */
async function buildThemes() {
  const folder = join(fresh, 'themes');
  mkdirSync(join(fresh, 'embed/themes'), {recursive: true});
  for (const file of readdirSync(folder).filter(name => name.endsWith('.js') && name !== 'theme.js')) {
    const {css} = await import(pathToFileURL(join(folder, file)).href);
    for (const place of ['themes', 'embed/themes']) writeFileSync(join(fresh, place, file.replace(/js$/, 'css')), css);
  }
}

/** Optional parts of the project that write into the package, each with a script of its own. */
async function buildSchemas() {
  const script = join(root, 'src/tools/schemas.ts');
  if (!existsSync(script)) return;
  say('Writing the JSON schemas …');
  const code = await run(process.execPath, ['--import', 'tsx', script, join(fresh, 'schema/json')]);
  if (code) throw new Error('the JSON schemas could not be written.');
}

async function buildManifest() {
  say('Writing the manifest of the elements, and what is generated from it …');
  const code = await run(process.execPath, [join(root, 'src/tools/manifest/write.mjs'), fresh]);
  if (code) throw new Error('the manifest could not be written.');
}

const only = process.argv[process.argv.indexOf('--only') + 1];
const embedAlone = process.argv.includes('--only') && only === 'embed';

try {
  await ensureDependencies();
  const stamp = sourceStamp();
  rmSync(fresh, {recursive: true, force: true});
  mkdirSync(fresh, {recursive: true});
  if (!embedAlone) await buildPackage();
  if (!embedAlone) await buildThemes();
  say('Building the embed files (vite) …');
  await buildEmbed(join(fresh, 'embed'));
  if (!embedAlone) await buildSchemas();
  if (!embedAlone) await buildManifest();

  const [from, to] = embedAlone ? [join(fresh, 'embed'), join(dist, 'embed')] : [fresh, dist];
  if (embedAlone) mkdirSync(dist, {recursive: true});
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  // Written last: a build that was cut short is never taken for a whole one.
  if (embedAlone) rmSync(stampFile, {force: true});
  else writeFileSync(stampFile, stamp);
  say(embedAlone ? 'Built dist/embed.' : 'Built dist.');
} catch (error) {
  // Not at once: what was half built is cleared away first.
  console.error(`\nstagepost: the build failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const folder of [fresh, old]) rmSync(folder, {recursive: true, force: true});
}
