/** Finds the loader's own script tag and reads the page-wide defaults from it. */
import {absoluteEndpoint} from '../schema/endpoint.js';
import {consentStates, storageModes, type Settings} from '../schema/settings.js';

/** The tag that runs this code: known to classic scripts, found by the running file's address in modules. */
export function ownScript(): HTMLScriptElement | undefined {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  const stack = `${new Error().stack}`;
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')];
  return scripts.find(script => stack.includes(`${script.src}:`)) ?? scripts.find(script => script.dataset.site);
}

/** The defaults in `data-…`. `tell` hears of each value that is not known; that one is left out. */
export function readSettings(data: DOMStringMap, tell: (text: string) => void): Settings {
  const oneOf = <T extends string>(key: string, known: readonly T[]): T | undefined => {
    const value = data[key];
    const found = known.find(one => one === value);
    if (value && !found) tell(`data-${key}="${value}" is not known; use ${known.join(', ')}.`);
    return found;
  };
  const url = (text: string): string[] => {
    const found = absoluteEndpoint(text, document.baseURI);
    if (!found) tell(`the endpoint "${text}" in the script tag is not an http or https URL; answers cannot be sent.`);
    return found ? [found] : [];
  };
  return {
    endpoint: data.endpoint ? url(data.endpoint)[0] : undefined,
    endpointWas: data.endpointWas?.split(/\s+/).filter(Boolean).flatMap(url),
    site: data.site,
    journey: data.journey,
    stage: data.stage,
    touchpoint: data.touchpoint,
    lang: data.lang,
    storage: oneOf('storage', storageModes),
    consent: oneOf('consent', consentStates),
  };
}
