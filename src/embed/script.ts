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

const keys = ['endpoint', 'site', 'journey', 'stage', 'touchpoint', 'lang', 'storage', 'consent'] as const;

/** The defaults in `data-…`, as they stand there: whoever uses them checks them, and says what is wrong. */
export function readSettings(data: DOMStringMap): Settings {
  const settings: Record<string, unknown> = {endpointWas: data.endpointWas?.trim().split(/\s+/)};
  for (const key of keys) settings[key] = data[key];
  return settings;
}
