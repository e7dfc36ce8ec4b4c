/** What a cell can hold in every format: no controls but tab and newline, no half characters. */

/** The controls that XML 1.0 forbids, carriage returns, two characters that are none, and surrogates without their other half. */
export const unfit = /[^\P{Cc}\t\n\u007F-\u009F]|[\uFFFE\uFFFF]|\p{Cs}/gu;

/** The text with newlines of one kind, and U+FFFD for what no cell can hold. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unfit, '\uFFFD');

export const isClean = (text: string): boolean => clean(text) === text;
