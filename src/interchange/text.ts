/**
 * The text of a file: UTF-16 where a mark of byte order says so, else UTF-8. The mark itself is no part of the text.
 * @param fatal whether bytes that are no such text are refused, and not read as a sign that stands for them
 * @throws {TypeError} they are, where `fatal`
 */
export function textOf(data: Uint8Array, fatal = false): string {
  const [first, second] = data;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, {fatal}).decode(data);
}

/** Characters that XML 1.0 cannot hold, not even by a reference: most controls, half characters, and two that are none. */
export const unfitForXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
