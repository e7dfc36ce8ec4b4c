/** Builds the embed files into a folder, with the terms of what they hold of others and a fingerprint of each. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {licenceFileOf, packageOf} from './licences.mjs';
import {root} from './setup.mjs';

/** The modes of vite.config.ts, each a build of its own. */
export const embedModes = ['elements', 'views', 'loader', 'background', 'worker'];

/** Every file below `folder`, by its path from there with slashes, in the same order on every system. */
export const filesIn = folder =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''))
    .toSorted();

/** Runs one build; gives the folders in node_modules whose code is in it. `where`: options of `build` in Vite. */
async function bundle(mode, where) {
  process.env.NODE_ENV = 'production';
  const {build} = await import('vite');
  const built = await build({root, configFile: join(root, 'vite.config.ts'), mode, build: where});
  const chunks = [built].flat().flatMap(({output}) => output.filter(({type}) => type === 'chunk'));
  // A module of which nothing was left is not in the file.
  return chunks.flatMap(({modules}) =>
    Object.entries(modules).flatMap(([id, {renderedLength}]) => (renderedLength ? [packageOf(id)] : [])),
  );
}

export async function buildEmbed(folder) {
  const held = new Set();
  for (const mode of embedModes) for (const other of await bundle(mode, {outDir: folder})) if (other) held.add(other);
  const terms = [...held].toSorted().map(other => {
    const {name, version, license} = JSON.parse(readFileSync(join(other, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${licenceFileOf(other).trim()}\n`;
  });
  writeFileSync(
    join(folder, 'THIRD-PARTY.txt'),
    `The files of this folder hold parts of:\n\n${terms.join('\n---\n\n')}`,
  );
  writeFileSync(join(folder, 'integrity.json'), integrityOf(folder));
}

/** For each script and style sheet its `integrity`, as Subresource Integrity (W3C) writes it. */
function integrityOf(folder) {
  const sums = filesIn(folder)
    .filter(file => /\.(js|css)$/.test(file))
    .map(file => [
      file,
      `sha384-${createHash('sha384')
        .update(readFileSync(join(folder, file)))
        .digest('base64')}`,
    ]);
  return `${JSON.stringify(Object.fromEntries(sums), null, 2)}\n`;
}
