/** True for a link that a text from configuration may carry: http, https, mailto, tel, or a path; never a script. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== 'string' || !href.trim() || href.length > 2000) return false;
  try {
    return /^(https?|mailto|tel):$/.test(new URL(href, 'https://page.invalid/').protocol);
  } catch {
    return false;
  }
}
