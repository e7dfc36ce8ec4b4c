import {absoluteEndpoint} from '../schema/endpoint.js';
import type {ErrorCode} from '../schema/error.js';
import {idPattern} from '../schema/patterns.js';
import {consentStates, type Settings, storageModes} from '../schema/settings.js';

/** Where a setting stands, as an owner would look for it, and what it says there. */
export type Layer = readonly [place: (key: string, value: unknown) => string, settings: Settings | undefined];

const choices: Partial<Record<string, readonly string[]>> = {consent: consentStates, storage: storageModes};

/** A relative endpoint says so: `example.com/x` is a forgotten `https://`, not a path. */
const addressed = /^\s*(https?:)?[./]/i;

/** Settings that travel as ids: an endpoint would refuse an answer for a bad one. */
const ids = /^(site|journey|stage|touchpoint)$/;

/** Lays settings over each other, the last one on top. A value that is not known is told, and the one below it stays. */
export function mergeSettings(layers: readonly Layer[], tell: (code: ErrorCode, details: string) => void): Settings {
  const out: Record<string, unknown> = {};
  for (const [place, settings = {}] of layers)
    for (const [key, value] of Object.entries(settings)) {
      if (value === undefined || value === null || value === '') continue;
      const allowed = choices[key];
      if (key === 'endpoint') {
        const endpoint = addressed.test(`${value}`) ? absoluteEndpoint(value, document.baseURI) : undefined;
        if (endpoint) out[key] = endpoint;
        else tell('endpoint/invalid', `${place(key, value)}: begin it with https:// or /.`);
      } else if (allowed && !allowed.includes(value))
        tell('setting/invalid', `${place(key, value)}: use ${allowed.join(', ')}.`);
      else if (ids.test(key) && !idPattern.test(value))
        tell('setting/invalid', `${place(key, value)}: use letters, digits and -_.: without spaces.`);
      else out[key] = value;
    }
  return out;
}
