import {absoluteEndpoint} from '../schema/endpoint.js';
import {idPattern} from '../schema/patterns.js';
import type {Settings} from '../schema/settings.js';

const any = /^/;

/** Every setting, and how it is written where an endpoint would accept an answer for it. */
export const forms: Readonly<Record<string, RegExp>> = {
  lang: any,
  user: any,
  endpointWas: any,
  traits: any,
  consent: /^(pending|granted|denied)$/,
  storage: /^(persistent|session|none)$/,
  mode: /^(inline|popup)$/,
  survey: idPattern,
  site: idPattern,
  journey: idPattern,
  stage: idPattern,
  touchpoint: idPattern,
  visitor: /^[^]{0,100}$/,
  // A relative endpoint says so: `example.com/x` is a forgotten `https://`, not a path.
  endpoint: /^\s*(https?:)?[./]/i,
};

const isScalar = (value: unknown): boolean => Object(value) !== value;

/** The value as it holds; `undefined` where it does not. */
function held(key: string, form: RegExp, value: unknown): unknown {
  const fits = isScalar(value)
    ? key !== 'traits' && form.test(value as string)
    : form === any && Object.values(value as object).every(isScalar);
  if (!fits) return;
  return key === 'endpoint' ? absoluteEndpoint(value, document.baseURI) : value;
}

/**
 * Lays settings over each other, the last one on top. A value that does not hold is told with the place of its layer, and the
 * one below it stays.
 */
export function mergeSettings(
  layers: readonly (object | undefined)[],
  tell: (layer: number, key: string, value: unknown) => void,
): Settings {
  const out: Record<string, unknown> = {};
  for (const [key, form] of Object.entries(forms))
    layers.forEach((settings, layer) => {
      const value = (settings as Record<string, unknown> | undefined)?.[key] ?? '';
      if (value === '') return;
      const holds = held(key, form, value);
      if (holds === undefined) tell(layer, key, value);
      else out[key] = holds;
    });
  return out;
}
