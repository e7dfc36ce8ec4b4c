/** True for a link that a text from configuration may carry: http, https, mailto, tel, or a path; never a script. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== 'string' || !href.trim() || href.length > 2000) return false;
  try {
    return /^(https?|mailto|tel):$/.test(new URL(href, 'https://page.invalid/').protocol);
  } catch {
    return false;
  }
}

/**
 * True for an http or https URL or a path: what a page may fetch, or open in a new tab. A name in front of the host (`user@`) is
 * refused: it makes an address look like another one's.
 */
export function isWebLink(href: unknown): href is string {
  if (!isSafeLink(href)) return false;
  const {protocol, username, password} = new URL(href, 'https://page.invalid/');
  return /^https?:$/.test(protocol) && !username && !password;
}

/** True for what may stand in a picture, a film or a sound: a web link, or the bytes of a picture themselves. */
export const isMediaLink = (src: unknown): src is string =>
  isWebLink(src) || (typeof src === 'string' && /^data:image\/(png|jpeg|gif|webp|avif);base64,[\w+/]+=*$/.test(src));
