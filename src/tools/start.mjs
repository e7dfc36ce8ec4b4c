/** `npm start`: does all of its own set-up, then serves the demo on `PORT`, 4173 unless given. */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {ensureBuild, ensureDependencies, fail, root, run, say} from './setup.mjs';

const port = process.env.PORT ?? '4173';
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) fail(`PORT is "${port}": give a number from 0 to 65535.`);

await ensureDependencies();
await ensureBuild();

const server = join(root, 'dist/demo/server.js');
if (!existsSync(server)) fail('the demo is missing from the build: run npm run build and read what it says.');
say(`Starting the demo (PORT=${port}); stop it with Ctrl+C …`);
process.exitCode = await run(process.execPath, [server], {env: {...process.env, PORT: port}});
