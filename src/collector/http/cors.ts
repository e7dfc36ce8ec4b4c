/**
 * The CORS headers for an origin. Credentials are never allowed. `*` in the list allows every origin but `null`, which pages without
 * one share (sandboxed frames, files): it must be listed by name.
 */
export function corsHeaders(origin: string | null, allowed: ReadonlySet<string>): Record<string, string> {
  if (origin === null || !allowsOrigin(origin, allowed)) return {vary: 'Origin'};
  return {
    'vary': 'Origin',
    'access-control-allow-origin': allowed.has(origin) ? origin : '*',
    'access-control-expose-headers': 'ETag, Retry-After',
  };
}

export const allowsOrigin = (origin: string, allowed: ReadonlySet<string>): boolean =>
  allowed.has(origin) || (origin !== 'null' && allowed.has('*'));

/** Answers a preflight. No key is known yet, so every origin that some site allows may go on. */
export function preflight(origin: string | null, allowed: ReadonlySet<string>): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin, allowed),
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
    },
  });
}

/** Sent with every answer: nothing here is to be sniffed, framed, or run. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
};
