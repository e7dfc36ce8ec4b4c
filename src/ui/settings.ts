import {absoluteEndpoint} from '../schema/endpoint.js';
import type {ErrorCode} from '../schema/error.js';
import {idPattern} from '../schema/patterns.js';
import {consentStates, type Settings, storageModes} from '../schema/settings.js';

/** Where a setting stands, as an owner would look for it, and what it says there. */
export type Layer = readonly [place: string, settings: Settings | undefined];

/** A relative endpoint says so: `example.com/x` is a forgotten `https://`, not a path. */
const addressed = /^\s*(https?:)?[./]/i;

/** The value as it holds; `undefined` where it is not known. */
function known(key: string, value: unknown): unknown {
  if (key === 'endpoint') return addressed.test(`${value}`) ? absoluteEndpoint(value, document.baseURI) : undefined;
  const choices = key === 'consent' ? consentStates : key === 'storage' ? storageModes : undefined;
  const fits = choices
    ? choices.includes(value as never)
    : // An endpoint would refuse an answer for a bad id.
      !/^(site|journey|stage|touchpoint)$/.test(key) || idPattern.test(`${value}`);
  return fits ? value : undefined;
}

/** Lays settings over each other, the last one on top. A value that is not known is told, and the one below it stays. */
export function mergeSettings(
  layers: readonly Layer[],
  tell: (code: ErrorCode, place: string, key: string, value: unknown) => void,
): Settings {
  const out: Record<string, unknown> = {};
  for (const [place, settings = {}] of layers)
    for (const [key, value] of Object.entries(settings)) {
      if (value === undefined || value === null || value === '') continue;
      const fit = known(key, value);
      if (fit === undefined) tell(key === 'endpoint' ? 'endpoint/invalid' : 'setting/invalid', place, key, value);
      else out[key] = fit;
    }
  return out;
}
