/**
 * WebKitGTK for tests: its WebDriver on a free port, on a screen of its own that nobody sees. `stop()` ends both; where the
 * program that started them ends first, in whatever way it can notice, they end with it.
 *
 * The desktop of this browser prefers dark and little motion, as some visitors' do: nothing can tell a running WebKitGTK
 * otherwise. Its toolbar is squeezed, so that a window can be 320 pixels wide.
 */
import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findEngine, missing} from './browsers.mjs';

const toolbar = '* {padding: 0; margin: 0; border-width: 0; min-width: 0; min-height: 0; font-size: 1px}';

// So that an end by signal, too, is an exit that can be heard of.
for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });

/** What a session with the driver on `port` is asked for; a driver that waits for a dead browser is given up. */
export const sessionOn = (port, capabilities) => ({
  hostname: '127.0.0.1',
  port,
  path: '/',
  logLevel: 'silent',
  connectionRetryCount: 0,
  connectionRetryTimeout: 20_000,
  capabilities: {'browserName': 'MiniBrowser', 'wdio:enforceWebDriverClassic': true, ...capabilities},
});

/** A folder of settings, and a home of its own for all that the browser writes. */
function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'stagepost-webkit-'));
  const settings = join(home, 'gtk-3.0');
  mkdirSync(settings);
  writeFileSync(join(settings, 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  writeFileSync(join(settings, 'gtk.css'), toolbar);
  return home;
}

/** The first line that a program writes to `fd`; rejects where it ends before that, or after 30 s. */
const firstLine = (child, fd, name) =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} said nothing for 30 s.`)), 30_000);
    child.stdio[fd].once('data', data => resolve(String(data).trim()));
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`${name} ended with ${code} before it was ready.`)));
    for (const event of ['error', 'exit']) child.once(event, () => clearTimeout(late));
    child.stdio[fd].once('data', () => clearTimeout(late));
  });

async function untilReady(port, child) {
  for (const end = performance.now() + 30_000; performance.now() < end && child.exitCode === null;) {
    const signal = AbortSignal.timeout(5000);
    const status = await fetch(`http://127.0.0.1:${port}/status`, {signal}).catch(() => undefined);
    if (status?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not become ready.');
}

/**
 * A screen that nobody sees: `{env, children, stop}`, what a program needs to get on it, and what ends with it. `more` is for the
 * environment.
 */
export async function startScreen(more = {}) {
  const programs = findEngine('webkit');
  if (!programs) throw new Error(missing('webkit'));
  const home = makeHome();
  const children = [];
  const stop = () => {
    process.off('exit', stop);
    for (const child of children.toReversed()) child.kill();
    rmSync(home, {recursive: true, force: true, maxRetries: 9, retryDelay: 50});
  };
  process.on('exit', stop);
  try {
    // A screen whose last browser has gone would begin anew, and let nobody in meanwhile: hence -noreset.
    const screen = spawn(
      programs.XVFB_PATH,
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
      {stdio: ['ignore', 'ignore', 'ignore', 'pipe']},
    );
    children.push(screen);
    const display = await firstLine(screen, 3, 'Xvfb');
    const env = {
      ...process.env,
      DISPLAY: `:${display}`,
      GTK_THEME: 'Adwaita:dark',
      GDK_BACKEND: 'x11',
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_DATA_HOME: join(home, 'data'),
      ...more,
    };
    return {env, children, stop};
  } catch (error) {
    stop();
    throw error;
  }
}

/** `{port, capabilities, stop}`: where a driver on a screen of its own listens, and what a session asks it for. */
export async function startWebKit(more = {}) {
  const {env, children, stop} = await startScreen(more);
  try {
    const {WEBKIT_DRIVER_PATH, WEBKIT_BROWSER_PATH} = findEngine('webkit');
    const port = await freePort();
    const driver = spawn(WEBKIT_DRIVER_PATH, [`--port=${port}`, '--host=127.0.0.1'], {stdio: 'ignore', env});
    children.push(driver);
    await untilReady(port, driver);
    const capabilities = {'webkitgtk:browserOptions': {binary: WEBKIT_BROWSER_PATH, args: ['--automation']}};
    return {port, capabilities, stop};
  } catch (error) {
    stop();
    throw error;
  }
}
