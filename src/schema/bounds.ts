import {itemLimits} from './limits.js';

const encoder = new TextEncoder();

/** UTF-8 bytes of a text; a lone surrogate counts three, as its replacement would. */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;

/** Why a JSON value cannot travel in an item. */
export type BoundsProblem = {
  path: string;
  code: 'not-json' | 'too-deep' | 'too-many' | 'text-too-long' | 'texts-too-long';
};

/**
 * Walks a JSON value and returns the first limit of `itemLimits` it breaks, or `undefined`.
 * Refuses what JSON cannot hold (functions, NaN, dates), keys named `__proto__`, and cycles (by depth).
 * `level`: the level of nesting that `value` itself stands on; 1 for `data`, 0 for the item around it.
 */
export function boundsProblem(value: unknown, path = 'data', level = 1): BoundsProblem | undefined {
  let nodes = 0;
  let bytes = 0;
  const visit = (at: unknown, where: string, depth: number): BoundsProblem | undefined => {
    if (++nodes > itemLimits.nodes) return {path: where, code: 'too-many'};
    if (depth > itemLimits.depth) return {path: where, code: 'too-deep'};
    if (typeof at === 'string') return text(at, where);
    if (at === null || typeof at === 'boolean' || Number.isFinite(at)) return;
    if (!isPlain(at)) return {path: where, code: 'not-json'};
    for (const key of Object.keys(at)) {
      if (key === '__proto__') return {path: where, code: 'not-json'};
      const child = at[key];
      const problem =
        text(key, where) ??
        (child === undefined ? undefined : visit(child, where ? `${where}.${key}` : key, depth + 1));
      if (problem) return problem;
    }
    return;
  };
  const text = (at: string, where: string): BoundsProblem | undefined => {
    if (at.length > itemLimits.textUnits) return {path: where, code: 'text-too-long'};
    if (at.length > itemLimits.idUnits) bytes += utf8Bytes(at);
    return bytes > itemLimits.textBytes ? {path: where, code: 'texts-too-long'} : undefined;
  };
  return visit(value, path, level);
}

/** An array or an object of no class, of this page or another frame. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
