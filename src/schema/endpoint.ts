/**
 * The address of a route below an endpoint. The path is appended as plain text, so that an endpoint may end in
 * `?rest_route=/stagepost` or `&path=`; a query joins with `&` where the endpoint already holds a `?`.
 */
export function routeOf(endpoint: string, path: `/v1/${string}`, query = ''): string {
  const address = endpoint.replace(/\/+$/, '') + path;
  return query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address;
}

/** The endpoint as an absolute http(s) URL, relative to `base`; `undefined` where it is none. */
export function absoluteEndpoint(endpoint: unknown, base?: string): string | undefined {
  if (typeof endpoint !== 'string' || !endpoint.trim()) return;
  try {
    const url = new URL(endpoint.trim(), base);
    return /^https?:$/.test(url.protocol) && !url.username && !url.hash ? url.href.replace(/\/+$/, '') : undefined;
  } catch {
    return;
  }
}
