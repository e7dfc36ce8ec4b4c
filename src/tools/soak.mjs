/**
 * `npm run soak`: kills 1,000 tabs of a real browser while answers are on their way, and compares what was promised with what
 * arrived. `npm run soak -- --kills 5000 --seed 7` chooses otherwise. Ends with 1 where anything was lost, doubled or untrue.
 */
import {parseArgs} from 'node:util';
import {ensureEngines} from './browsers.mjs';
import {ensureDependencies, fail, say} from './setup.mjs';

const whole = (name, value) =>
  /^[1-9]\d*$/.test(value)
    ? Number(value)
    : fail(`npm run soak: --${name} wants a whole number above 0, not "${value}".`);

function settings() {
  try {
    const {values} = parseArgs({
      options: {kills: {type: 'string', default: '1000'}, seed: {type: 'string', default: '20261122'}},
    });
    return {kills: whole('kills', values.kills), seed: whole('seed', values.seed)};
  } catch (error) {
    return fail(`npm run soak knows --kills and --seed: ${error.message}`);
  }
}

const {kills, seed} = settings();
await ensureDependencies();
await ensureEngines();
const {register} = await import('tsx/esm/api');
register();
const {killTabs, tableOf} = await import('../../test/support/chaos/tab-kills.ts');

say(`Killing ${kills} tabs, seed ${seed} …`);
const started = performance.now();
const report = await killTabs({kills, seed, least: Math.ceil(kills / 10), progress: say});
console.log(tableOf(report));
const {lost, twice, untrue, errors} = report;
for (const [what, list] of Object.entries({lost, twice, untrue, errors}))
  if (list.length) console.log(`${what}: ${list.join(', ')}`);
say(`Done in ${Math.round((performance.now() - started) / 1000)} s.`);
if (lost.length || twice.length || untrue.length || errors.length) process.exitCode = 1;
