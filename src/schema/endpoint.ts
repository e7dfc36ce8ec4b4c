/** The address of a route below an endpoint. The path is appended as plain text, so that an endpoint may end in `?rest_route=/stagepost` or `&path=`. */
export const routeOf = (endpoint: string, path: `/v1/${string}`): string => trimmed(endpoint) + path;

/** The address with a query, joined with `&` where the address already holds a `?`. */
export const withQuery = (address: string, query: string): string =>
  query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address;

function trimmed(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return address.slice(0, end);
}

/** The endpoint as an absolute http(s) URL, relative to `base`; `undefined` where it is none. */
export function absoluteEndpoint(endpoint: unknown, base?: string): string | undefined {
  if (typeof endpoint !== 'string' || !endpoint.trim()) return;
  try {
    const url = new URL(endpoint.trim(), base);
    const plain = /^https?:$/.test(url.protocol) && !url.username && !url.password;
    // Even an empty fragment would swallow the path that is appended.
    return plain && !url.href.includes('#') ? trimmed(url.href) : undefined;
  } catch {
    return;
  }
}
