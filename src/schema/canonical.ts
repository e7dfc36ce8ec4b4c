const toJson = JSON.stringify;

/** JSON with sorted keys, untouched by a page that gave its prototypes a `toJSON`. `undefined` values are left out. */
export function canonicalJson(value: unknown): string {
  return write(value, true);
}

/** JSON in the object's own order, untouched by a page that gave its prototypes a `toJSON`. */
export function cleanJson(value: unknown): string {
  return write(value, false);
}

function write(value: unknown, sorted: boolean): string {
  if (typeof value !== 'object' || value === null) return toJson(value) ?? 'null';
  let out = '';
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) out += (index ? ',' : '') + write(value[index], sorted);
    return `[${out}]`;
  }
  const keys = Object.keys(value);
  if (sorted) keys.sort();
  for (const key of keys) {
    const child = (value as Record<string, unknown>)[key];
    if (child !== undefined) out += `${out && ','}${toJson(key)}:${write(child, sorted)}`;
  }
  return `{${out}}`;
}

/** 32-bit FNV-1a over UTF-16 units (Fowler, Noll, Vo; RFC 9923), started at `basis`. */
function fnv(text: string, basis: number): string {
  let hash = basis;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** A 64-bit hash of a JSON value as 16 hex digits, the same for any order of keys: tells contents apart, protects nothing. */
export function contentHash(value: unknown): string {
  const text = canonicalJson(value);
  return fnv(text, 0x811c9dc5) + fnv(text, 0x9747b28c);
}
