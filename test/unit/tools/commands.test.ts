/** The project's commands say in one sentence what is wrong and what to do. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

const tool = (name: string, args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../../../src/tools/${name}.mjs`, import.meta.url)), ...args], {
    encoding: 'utf8',
    env: {...process.env, ...env},
  });

const cases = [
  ['an unknown step', 'test', ['--only', 'everything'], {}, /--only.*format, lint, types/],
  ['a browser that is not there', 'test', ['--only', 'e2e'], {CHROME_PATH: '/nowhere/chrome'}, /CHROME_PATH is \/nowhere\/chrome.*set CHROME_PATH to/],
  ['a Firefox that is not there', 'test', ['--only', 'firefox'], {FIREFOX_PATH: '/nowhere/firefox'}, /FIREFOX_PATH is \/nowhere\/firefox.*version 115/],
  ['a WebKitGTK that is not there', 'test', ['--only', 'webkit'], {WEBKIT_DRIVER_PATH: '/nowhere/driver'}, /WEBKIT_DRIVER_PATH is \/nowhere\/driver.*xvfb/],
  ['a port that is no number', 'start', [], {PORT: 'eighty'}, /PORT is "eighty".*0 to 65535/],
  ['an unknown benchmark', 'bench', ['nothing'], {}, /knows --quick and .*not nothing/],
] as const; // prettier-ignore

describe('the commands of the project', () => {
  for (const [what, name, args, env, sentence] of cases)
    it(`refuse ${what}`, () => {
      const {status, stderr} = tool(name, args, env);
      assert.equal(status, 1);
      const lines = stderr.split('\n').filter(Boolean);
      assert.equal(lines.length, 1, stderr);
      assert.match(lines[0]!, sentence);
    });
});
