/** Finds the loader's own script tag and reads the page-wide defaults from it. */
import type {Settings} from '../schema/settings.js';

/** The tag that runs this code: known to classic scripts, found by the running file's address in modules. */
export function ownScript(): HTMLScriptElement | undefined {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  const stack = `${new Error().stack}`;
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')];
  return scripts.find(script => stack.includes(`${script.src}:`)) ?? scripts.find(script => script.dataset.site);
}

/** The defaults in `data-…`, as they stand there: whoever uses them takes what is a setting, checks it, and says what is wrong. */
export const readSettings = (data: DOMStringMap): Settings => data as Settings;
