import type {Spoken} from './dictionary.js';

/** The language spoken, with the plural forms and the grouped digits of English where it names none: what counts need beside `fill`. */
export const counting = (spoken: Spoken): Spoken => ({
  plural: n => (n === 1 ? 'one' : 'other'),
  number: n => n.toLocaleString('en'),
  ...spoken,
});
