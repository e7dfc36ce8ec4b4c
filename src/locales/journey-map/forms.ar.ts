import type {Forms} from '../dictionary.js';

/** The six forms of a count in Arabic: of 0, 1, 2, 3 to 10, 11 to 99, and of hundreds and fractions. */
export const forms = (
  zero: string,
  one: string,
  two: string,
  few: string,
  many: string,
  other: string,
): Required<Forms> => ({zero, one, two, few, many, other});
