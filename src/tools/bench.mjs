/**
 * `npm run bench`: runs each `test/bench/*.bench.ts` one after the other and prints its table. What counts are the ratios
 * of one run; `--quick` measures less of everything. Times never decide whether the command passes; bytes may. A bench may
 * have a package of its own in `test/<its name>`, installed when it runs.
 */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {ensureEngines} from './browsers.mjs';
import {ensureBuild, ensureDependencies, ensureOwnPackage, fail, root, say} from './setup.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter(arg => arg !== '--quick');
const folder = join(root, 'test/bench');
const all = readdirSync(folder)
  .filter(file => file.endsWith('.bench.ts'))
  .toSorted();
const unknown = wanted.filter(name => !all.includes(`${name}.bench.ts`));
if (unknown.length)
  fail(`npm run bench knows --quick and ${all.map(file => file.slice(0, -9)).join(', ')}, not ${unknown.join(', ')}.`);

await ensureDependencies();
await ensureEngines();
await ensureBuild();
const {register} = await import('tsx/esm/api');
register();
for (const file of all) {
  const name = file.slice(0, -9);
  if (wanted.length && !wanted.includes(name)) continue;
  if (!(await ensureOwnPackage(`test/${name}`))) continue;
  say(`Measuring: ${name} …`);
  const {run} = await import(pathToFileURL(join(folder, file)).href);
  console.table(await run({quick}));
}
