/**
 * The three browser engines that the tests run in: where their programs are, and how they get here. Each program has a
 * variable, which may name it and afterwards does: `CHROME_PATH`, `FIREFOX_PATH`, and for WebKitGTK `WEBKIT_DRIVER_PATH`,
 * `WEBKIT_BROWSER_PATH` and `XVFB_PATH`.
 */
import {accessSync, constants, existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fail, inCi, outputOf, run, say} from './setup.mjs';

/** Debian and its kin keep what is no command in a folder with the name of the machine. */
const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'].flatMap(folder => [
  folder,
  ...(existsSync(folder) ? readdirSync(folder) : [])
    .filter(name => /-linux-/.test(name))
    .map(name => join(folder, name)),
]);

const engines = {
  chromium: {
    title: 'Chrome or Chromium',
    packages: ['chromium'],
    programs: {
      CHROME_PATH: [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
        '/usr/bin/google-chrome-stable',
        '/snap/bin/chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
        'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
        'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
      ],
    },
    remedy: 'install one, or set CHROME_PATH to the program file of version 109 or later',
  },
  firefox: {
    title: 'Firefox',
    packages: ['firefox-esr'],
    programs: {
      FIREFOX_PATH: [
        '/usr/bin/firefox-esr',
        '/usr/bin/firefox',
        '/snap/bin/firefox',
        '/Applications/Firefox.app/Contents/MacOS/firefox',
        'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
        'C:\\Program Files (x86)\\Mozilla Firefox\\firefox.exe',
      ],
    },
    remedy: 'install it, or set FIREFOX_PATH to the program file of version 115 or later',
  },
  webkit: {
    title: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb'],
    programs: {
      WEBKIT_DRIVER_PATH: ['/usr/bin/WebKitWebDriver', '/usr/local/bin/WebKitWebDriver'],
      WEBKIT_BROWSER_PATH: libraries.flatMap(folder =>
        ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map(name => join(folder, name, 'MiniBrowser')),
      ),
      XVFB_PATH: ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb', '/opt/X11/bin/Xvfb'],
    },
    remedy:
      'it needs Linux with WebKitWebDriver, MiniBrowser and Xvfb (Debian: webkit2gtk-driver and xvfb); ' +
      'WEBKIT_DRIVER_PATH, WEBKIT_BROWSER_PATH and XVFB_PATH may name them',
  },
};

/** What the pictures and the languages of the tests are written with. */
const fonts = ['fontconfig', 'fonts-liberation', 'fonts-noto-core', 'fonts-noto-color-emoji', 'fonts-noto-cjk'];

const runnable = path => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Why the tests of an engine cannot run, and what helps. */
export const missing = engine => `no ${engines[engine].title} was found: ${engines[engine].remedy}.`;

/**
 * The programs of an engine by their variables, which are set for everything that follows; `undefined` where one is not to
 * be found. Throws where a variable names what is not there.
 */
export function findEngine(engine) {
  const found = {};
  for (const [variable, usual] of Object.entries(engines[engine].programs)) {
    const named = process.env[variable];
    if (named && !runnable(named))
      throw new Error(`${variable} is ${named}, but no program is there: ${engines[engine].remedy}.`);
    const path = named || usual.find(runnable);
    if (!path) return undefined;
    found[variable] = path;
  }
  return Object.assign(process.env, found) && found;
}

function findOrFail(engine) {
  try {
    return findEngine(engine);
  } catch (error) {
    return fail(error.message);
  }
}

/** One run of apt-get for all that is missing. */
async function install(names) {
  say(`Installing ${[...names.map(name => engines[name].title), 'fonts'].join(', ')} for the tests (apt-get) …`);
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  const apt = (...args) => run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=500', ...args], {env});
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...names.flatMap(name => engines[name].packages), ...fonts);
}

/**
 * Finds the engines, and installs what is missing where this machine lets us. Resolves with those that are here. Chromium
 * must be, in CI the others too; elsewhere it is for the caller to skip them aloud (`missing`).
 */
export async function ensureEngines(wanted = ['chromium']) {
  const absent = wanted.filter(engine => !findOrFail(engine));
  const mayInstall = process.getuid?.() === 0 && runnable('/usr/bin/apt-get');
  const withoutFonts = mayInstall && !outputOf('fc-list', [':lang=ja', 'family']);
  if (mayInstall && (absent.length || withoutFonts)) await install(absent);
  const here = wanted.filter(findOrFail);
  for (const engine of wanted) if (!here.includes(engine) && (inCi || engine === 'chromium')) fail(missing(engine));
  return here;
}
