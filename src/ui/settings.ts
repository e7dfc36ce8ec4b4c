import {absoluteEndpoint} from '../schema/endpoint.js';
import type {ErrorCode} from '../schema/error.js';
import {itemLimits} from '../schema/limits.js';
import {idPattern} from '../schema/patterns.js';
import {type Consent, consentStates, type Settings, type StorageMode, storageModes} from '../schema/settings.js';

/** Where a setting stands, as an owner would look for it, and what it says there. */
export type Layer = readonly [place: string, settings: Settings | undefined];

/** A relative endpoint says so: `example.com/x` is a forgotten `https://`, not a path. */
const addressed = /^\s*(https?:)?[./]/i;

const isScalar = (value: unknown): boolean => Object(value) !== value;

/** An endpoint would refuse an answer for a setting that does not fit. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  consent: value => consentStates.includes(value as Consent),
  storage: value => storageModes.includes(value as StorageMode),
  traits: value => !isScalar(value) && Object.values(value as object).every(isScalar),
  visitor: value => `${value}`.length <= itemLimits.idUnits,
};

const fitsId = (value: unknown): boolean => idPattern.test(`${value}`);

/** The value as it holds; `undefined` where it is not known. */
function known(key: string, value: unknown): unknown {
  if (key === 'endpoint') return addressed.test(`${value}`) ? absoluteEndpoint(value, document.baseURI) : undefined;
  const fit = fits[key] ?? (/^(site|journey|stage|touchpoint)$/.test(key) ? fitsId : undefined);
  return !fit || fit(value) ? value : undefined;
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
