/**
 * What runs first in a page of WebKit, whose WebDriver can neither run a script before the page nor tell of the console: our
 * own site puts it in front of everything, and the page of another server gets it once it has loaded.
 */
export const watch = `(() => {
  if (globalThis.stagepostSeen) return;
  const seen = [];
  Object.defineProperty(globalThis, 'stagepostSeen', {value: seen});
  const see = (type, text) => { seen[seen.length] = [type, text]; };
  const {String, Array, console} = globalThis;
  for (const type of ['debug', 'log', 'info', 'warn', 'error']) {
    const own = console[type].bind(console);
    console[type] = (...words) => {
      let text = '';
      for (let at = 0; at < words.length; at++) text += (at ? ' ' : '') + String(words[at]);
      see(type, text);
      own(...words);
    };
  }
  addEventListener('error', event => { if (event.message !== undefined) see('pageerror', String(event.error ?? event.message)); });
  addEventListener('unhandledrejection', event => see('pageerror', String(event.reason)));
})();`;
