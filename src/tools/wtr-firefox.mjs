/**
 * What Puppeteer does not do in Firefox yet, for the test runner: the space key's name, media features, the accessibility tree. Firefox lets a
 * test in behind its own window where it was started with `--remote-allow-system-access`.
 */
import {chromeLauncher} from '@web/test-runner-chrome';

/** Runs a function in Firefox's own window, with what it can be given as JSON, for the page that is shown. */
async function inWindow(browser, run, ...args) {
  const {connection} = browser;
  const {result} = await connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
  const answer = await connection.send('script.evaluate', {
    expression: `(${run})(...${JSON.stringify(args)})`,
    target: {context: result.contexts[0].context},
    awaitPromise: true,
  });
  if (answer.result.type !== 'success') throw new Error(answer.result.exceptionDetails.text);
  return answer.result.result.value;
}

/** Media features as Firefox's window calls them. */
const overrides = {
  'prefers-color-scheme': 'prefersColorSchemeOverride',
  'prefers-reduced-motion': 'prefersReducedMotionOverride',
};

/* The functions below run in Firefox's window. */
/* global gBrowser, Cc, Ci */

const override = (name, value) => {
  for (const {browsingContext} of gBrowser.browsers) browsingContext[name] = value;
};

/** The tree that a screen reader is given, as JSON, once it is the same twice. */
const readTree = async url => {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const roles = {
    pushbutton: 'button', radiobutton: 'radio', checkbutton: 'checkbox', entry: 'textbox', grouping: 'group',
    statusbar: 'status',
  }; // prettier-ignore
  const read = node => {
    const bits = {};
    node.getState(bits, {});
    const states = [...service.getStringStates(bits.value, 0)];
    const role = service.getStringRole(node.role);
    return {
      role: roles[role] ?? role,
      name: node.name ?? '',
      description: node.description,
      checked: states.includes('checked'),
      disabled: states.includes('unavailable'),
      required: states.includes('required'),
      invalid: states.includes('invalid'),
      focused: states.includes('focused'),
      children: Array.from({length: node.childCount}, (_, at) => read(node.getChildAt(at))),
    };
  };
  const shown = gBrowser.browsers.find(({currentURI}) => currentURI.spec === url);
  for (let last; ;) {
    const frame = service.getAccessibleFor(shown);
    const now = frame?.firstChild ? JSON.stringify(read(frame.firstChild)) : undefined;
    if (now && now === last) return now;
    last = now;
    await new Promise(resolve => setTimeout(resolve, 150));
  }
};

export const firefoxLauncher = executablePath =>
  chromeLauncher({
    launchOptions: {
      browser: 'firefox',
      protocol: 'webDriverBiDi',
      executablePath,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'ui.prefersReducedMotion': 1,
        'intl.accept_languages': 'en-US',
        'network.dns.localDomains': 'intranet.test',
      },
    },
    async createPage({browser, context}) {
      const page = await context.newPage();
      const {keyboard} = page;
      const press = keyboard.press.bind(keyboard);
      keyboard.press = key => press(key === 'Space' ? ' ' : key);
      page.emulateMediaFeatures = async features => {
        for (const {name, value} of features) await inWindow(browser, override, overrides[name], value);
      };
      page.emulateForcedColors = on => inWindow(browser, override, 'forcedColorsOverride', on ? 'active' : 'none');
      page.emulateMediaType = type => inWindow(browser, override, 'mediumOverride', type ?? '');
      const snapshot = async () => JSON.parse(await inWindow(browser, readTree, page.url()));
      Object.defineProperty(page, 'accessibility', {value: {snapshot}});
      return page;
    },
  });
