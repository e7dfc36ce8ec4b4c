/**
 * Element tests in a browser: `STAGEPOST_ENGINE` says in which (chromium, firefox, webkit); with `STAGEPOST_LIT=lean` the
 * elements stand on the Lit of the embed files.
 */
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import {findEngine, missing} from './src/tools/browsers.mjs';
import {firefoxLauncher} from './src/tools/wtr-firefox.mjs';
import {flaky, forcedColors, insecure} from './src/tools/wtr-helpers.mjs';
import {leanLit} from './src/tools/wtr-lean.mjs';
import {WebKitLauncher} from './src/tools/wtr-webkit.mjs';

const {STAGEPOST_ENGINE: engine = 'chromium', STAGEPOST_LIT: lit} = process.env;

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=en-US',
  '--host-resolver-rules=MAP intranet.test 127.0.0.1',
]; // prettier-ignore

// A fading panel has no settled contrast. The other two engines are started so.
const still = {name: 'prefers-reduced-motion', value: 'reduce'};

async function chromiumPage({context}) {
  const page = await context.newPage();
  const session = await page.createCDPSession();
  const emulate = features => session.send('Emulation.setEmulatedMedia', {features: [still, ...features]});
  await emulate([]);
  page.emulateMediaFeatures = emulate;
  page.emulateForcedColors = on => emulate([{name: 'forced-colors', value: on ? 'active' : ''}]);
  const {accessibility} = page;
  const snapshot = accessibility.snapshot.bind(accessibility);
  accessibility.snapshot = () => snapshot({interestingOnly: false});
  return page;
}

const launchers = {
  chromium: ({CHROME_PATH}) =>
    chromeLauncher({
      launchOptions: {executablePath: CHROME_PATH, args},
      createPage: chromiumPage,
    }),
  firefox: ({FIREFOX_PATH}) => firefoxLauncher(FIREFOX_PATH),
  webkit: () => new WebKitLauncher(),
};

const programs = findEngine(engine);
if (!programs) throw new Error(missing(engine));

export default {
  files: 'test/browser/**/*.test.ts',
  // Where `intranet.test` leads in Chromium and Firefox.
  hostname: '127.0.0.1',
  nodeResolve: {exportConditions: ['production']},
  concurrency: 1,
  testFramework: {config: {timeout: 30_000}},
  testsFinishTimeout: 300_000,
  browserStartTimeout: 120_000,
  middleware: [flaky, insecure],
  plugins: [
    a11ySnapshotPlugin(),
    forcedColors(),
    esbuildPlugin({ts: true, tsconfig: new URL('./tsconfig.json', import.meta.url).pathname, target: 'es2022'}),
    ...(lit === 'lean' ? [leanLit()] : []),
  ],
  browsers: [launchers[engine](programs)],
};
