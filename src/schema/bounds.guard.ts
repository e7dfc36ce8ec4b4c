/** The visitor's side of `boundsProblem`, which says more of what is wrong. Property tests hold the two equal. */
import {utf8Bytes} from './bounds.js';
import {KitError, type ErrorCode} from './error.js';
import {itemLimits} from './limits.js';

/** @throws {KitError} `answer/invalid` what JSON cannot hold, `answer/too-large` what breaks a limit; both with the place */
export function mustFit(item: unknown): void {
  const path: string[] = [];
  let nodes = 2;
  let bytes = 0;
  const must = (holds: boolean, code: ErrorCode = 'answer/too-large') => {
    if (!holds) throw new KitError(code, path.join('.'));
  };
  const text = (at: string) => {
    must(at.length <= itemLimits.textUnits);
    if (at.length > itemLimits.idUnits) bytes += utf8Bytes(at);
    must(bytes <= itemLimits.textBytes);
  };
  const visit = (at: unknown, depth: number) => {
    path.length = depth;
    must(++nodes <= itemLimits.nodes && depth <= itemLimits.depth);
    if (typeof at === 'string') return text(at);
    if (at === null || typeof at === 'boolean' || Number.isFinite(at)) return;
    const prototype: unknown = Object.getPrototypeOf(at);
    must(Array.isArray(at) || !prototype || !Object.getPrototypeOf(prototype), 'answer/invalid');
    for (const [key, child] of Object.entries(at as object)) {
      path[depth] = key;
      must(key !== '__proto__', 'answer/invalid');
      text(key);
      if (child !== undefined) visit(child, depth + 1);
    }
  };
  visit(item, 0);
}
