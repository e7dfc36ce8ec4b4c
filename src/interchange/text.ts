/** The text of a file: UTF-16 where a mark of byte order says so, else UTF-8. The mark itself is no part of the text. */
export function textOf(data: Uint8Array): string {
  const [first, second] = data;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(data);
}
