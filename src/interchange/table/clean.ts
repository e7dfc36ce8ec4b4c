/** What a cell can hold in every format: no controls but tab and newline, no half characters. */
import {unfitForXml} from '../text.js';

/** What XML 1.0 forbids, and carriage returns, which it turns into newlines. */
export const unfit = new RegExp(`\\r|${unfitForXml.source}`, 'gu');

/** The text with newlines of one kind, and U+FFFD for what no cell can hold. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unfit, '\uFFFD');

export const isClean = (text: string): boolean => clean(text) === text;
