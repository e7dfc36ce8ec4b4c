/**
 * A build step: writes the numbers of `schema/limits.ts` where they are used. Left as objects they stand in the first file
 * that a visitor fetches for as long as any other file reads one number of them.
 */
import type {Plugin} from 'vite';
import * as limits from '../schema/limits.js';

const groups: Readonly<Record<string, Readonly<Record<string, number>>>> = limits;

/** The code with each `itemLimits.bytes` as the number it stands for. */
export const withNumbers = (code: string): string =>
  code.replace(/\b(\w+Limits)\.(\w+)\b/g, (found, group: string, key: string) => `${groups[group]?.[key] ?? found}`);

export function inlineLimits(): Plugin {
  return {
    name: 'stagepost-limits',
    enforce: 'pre',
    transform: {
      filter: {id: /\/src\/[^?]+\.ts$/, code: /Limits\./},
      handler: code => ({code: withNumbers(code), map: null}),
    },
  };
}
