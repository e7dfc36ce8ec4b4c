/**
 * The Trusted Types policy of the Lit inside the embed files: one for the page, whatever number of kits are on it.
 * A page that lists its policies allows it with `trusted-types stagepost-lit`.
 */
import {name} from '../schema/names.js';

/** The part of the Trusted Types API (W3C) that is used here; not in every TypeScript library yet. */
interface Policy {
  createHTML(text: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const key = Symbol.for(`${name}.tt`);

function make(): Policy | undefined {
  const shared = globalThis as {[key]?: Policy; trustedTypes?: Factory};
  const factory = shared.trustedTypes;
  if (!factory) return;
  try {
    return (shared[key] ??= factory.createPolicy(`${name}-lit`, {createHTML: text => text}));
  } catch {
    import('./policy-refused.js').catch(() => {});
    return;
  }
}

export const policy = make();
