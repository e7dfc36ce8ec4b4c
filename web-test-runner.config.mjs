/** Element tests in Chromium. `CHROME_PATH` names another browser; with `STAGEPOST_LIT=lean` the elements stand on the Lit of the embed files. */
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import {leanLit} from './src/tools/wtr-lean.mjs';

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=en-US',
]; // prettier-ignore

export default {
  files: 'test/browser/**/*.test.ts',
  nodeResolve: {exportConditions: ['production']},
  concurrency: 1,
  testFramework: {config: {timeout: 30_000}},
  testsFinishTimeout: 300_000,
  browserStartTimeout: 60_000,
  plugins: [
    a11ySnapshotPlugin(),
    esbuildPlugin({ts: true, tsconfig: new URL('./tsconfig.json', import.meta.url).pathname, target: 'es2022'}),
    ...(process.env.STAGEPOST_LIT === 'lean' ? [leanLit()] : []),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args},
      async createPage({context}) {
        const page = await context.newPage();
        // A fading panel has no settled contrast.
        await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
        return page;
      },
    }),
  ],
};
