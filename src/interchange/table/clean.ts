/** What a cell can hold in every format: no controls but tab and newline, no half characters. */

// eslint-disable-next-line no-control-regex -- the controls that XML 1.0 forbids
const unfit =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text with newlines of one kind, and U+FFFD for what no cell can hold. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unfit, '\uFFFD');

export const isClean = (text: string): boolean => clean(text) === text;
