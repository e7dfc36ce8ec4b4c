/** Texts that a spreadsheet would take for a formula, disarmed by a leading apostrophe; taken off again on reading. */

/** What starts a formula in some spreadsheet, in its own or its full-width form. */
const starters = new Set('=+-@\uFF1D\uFF0B\uFF0D\uFF20');

/** What a spreadsheet may drop before it looks for a formula: blanks, controls and invisible marks. */
const isSkipped = (character: string): boolean => /[\s\p{Cc}\p{Cf}]/u.test(character);

/** Controls that open a cell are disarmed too: some programs drop them only later. */
const isControl = (character: string): boolean => /\p{Cc}/u.test(character);

const plainNumber = /^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/;

/** True for a text that some spreadsheet would take for a formula; a plain number is none. */
export function looksLikeFormula(text: string): boolean {
  if (plainNumber.test(text)) return false;
  for (const character of text) {
    if (starters.has(character) || isControl(character)) return true;
    if (!isSkipped(character)) return false;
  }
  return false;
}

/** Whether the text is a formula behind any number of apostrophes. */
const isArmed = (text: string): boolean =>
  text.startsWith("'") ? startsFormula(text.replace(/^'+/, '')) : looksLikeFormula(text);

/** Behind an apostrophe a number counts too, so that `'-1` comes back as it was. */
const startsFormula = (text: string): boolean => plainNumber.test(text) || looksLikeFormula(text);

/** `=1+1` as `'=1+1`; `'=1+1` as `''=1+1`. For CSV, which knows no types. */
export const guarded = (text: string): string => (isArmed(text) ? `'${text}` : text);

/** A typed text is no formula, so that only what `unguarded` would shorten is lengthened. For XLSX. */
export const guardedTyped = (text: string): string => (text.startsWith("'") ? guarded(text) : text);

/** The text that was guarded. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && isArmed(text.slice(1)) ? text.slice(1) : text;
