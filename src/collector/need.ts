import {createRequire} from 'node:module';
import {CollectorError} from './problem.js';

const load = createRequire(import.meta.url);

/**
 * Loads a package that only the collector uses, when it is first used: a site that wants widgets alone installs none of them.
 * @throws {CollectorError} `package/missing`: it is not installed.
 */
export function need<T>(name: string): T {
  try {
    return load(name) as T;
  } catch (cause) {
    throw missing(name, cause);
  }
}

/** The error of a package that could not be loaded; another fault of the package passes through. */
export function missing(name: string, cause: unknown): unknown {
  const code = (cause as {code?: unknown} | null)?.code;
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return cause;
  const command = `npm install ${name}`;
  return new CollectorError('package/missing', `The collector needs the package ${name}; run "${command}".`, {cause});
}
