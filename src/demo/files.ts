import {readFileSync, statSync} from 'node:fs';
import {extname, join, normalize, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** No inline script or style anywhere, no other origin, and no text that turns into a script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Where each kind of file lies, by the beginning of its address; the first that fits. */
const folders: readonly (readonly [prefix: string, folder: string])[] = [
  // Maps name their pictures by their own address, and the collector serves maps alone.
  ['/stagepost/v1/journeys/pictures/', '../templates/pictures/'],
  ['/stagepost/', '../embed/'],
  ['/page/', './page/'],
  ['/maps/', '../templates/'],
  ['/', './public/'],
].map(([prefix, folder]) => [prefix!, fileURLToPath(new URL(folder!, import.meta.url))]);

/** The file at a path of the demo, or `undefined`. */
export function fileAt(path: string): Response | undefined {
  const [prefix, folder] = folders.find(([start]) => path.startsWith(start))!;
  const name = decoded(path === '/' ? 'index.html' : path.slice(prefix.length));
  const file = name === undefined ? undefined : normalize(join(folder, name));
  const type = file && types[extname(file)];
  if (!file?.startsWith(normalize(folder + sep)) || !type) return;
  if (!statSync(file, {throwIfNoEntry: false})?.isFile()) return;
  return new Response(readFileSync(file), {headers: {...headers, 'content-type': type}});
}

function decoded(text: string): string | undefined {
  try {
    const name = decodeURIComponent(text);
    return name.includes('\0') ? undefined : name;
  } catch {
    return;
  }
}
