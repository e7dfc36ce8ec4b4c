import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** Real data that lies beside the project and is never copied into it. */
const folder = new URL('../../../shared/data/', import.meta.url);

/** The path of a data file or folder, or `undefined`, said aloud, where it is absent. */
export function sharedPath(name: string): string | undefined {
  const path = fileURLToPath(new URL(name, folder));
  if (existsSync(path)) return path;
  console.warn(`\n!!! SKIPPED: the shared data "${name}" is not here; the tests that need it do not run.\n`);
  return undefined;
}

/** A JSON data file, or `undefined`, said aloud, where it is absent. The caller names its shape. */
export function sharedJson<T>(name: string): T | undefined {
  const path = sharedPath(name);
  return path === undefined ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as T);
}
