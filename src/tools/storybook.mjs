/**
 * `npm run storybook` shows the stories on 127.0.0.1 (`PORT` chooses the port); `npm run storybook:build` writes them to
 * `.cache/storybook`. Asks and tells nothing outside this machine.
 */
import {join} from 'node:path';
import {ensureDependencies, root, runBin, say} from './setup.mjs';

export const storybookFolder = join(root, '.cache/storybook');

export async function storybook(command) {
  await ensureDependencies();
  const env = {...process.env, STORYBOOK_DISABLE_TELEMETRY: '1'};
  const quiet = ['--disable-telemetry', '--config-dir', '.storybook'];
  if (command === 'build') {
    say('Building the stories (storybook) …');
    return runBin('storybook', ['build', ...quiet, '--quiet', '--output-dir', storybookFolder], {env});
  }
  const port = process.env.PORT ?? '6006';
  say(`Starting Storybook on http://127.0.0.1:${port} …`);
  const local = ['--host', '127.0.0.1', '--port', port, '--exact-port', '--no-open', '--no-version-updates'];
  return runBin('storybook', ['dev', ...quiet, ...local], {env});
}

if (process.argv[1] === import.meta.filename) process.exitCode = await storybook(process.argv[2]);
