const bare = (tag: string): string => tag.trim().replace(/^W\//, '');

/** True where the tag is among those of If-None-Match; a weak one equals its strong one (RFC 9110, 13.1.2). */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map(bare);
  return known.includes(bare(etag)) || known.includes('*');
}

/** JSON with its entity tag, or 304 where the caller has it. `headers` go along with both. */
export function taggedJson(
  body: string,
  etag: string,
  ifNoneMatch: string | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = {'content-type': 'application/json', etag, ...headers};
  return isKnown(etag, ifNoneMatch)
    ? new Response(null, {status: 304, headers: all})
    : new Response(body, {headers: all});
}
