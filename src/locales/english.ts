import type {Spoken} from './dictionary.js';

/** The language spoken, with the plural forms of English where it names none: what English texts with counts need beside `fill`. */
export const counting = (spoken: Spoken): Spoken => ({plural: n => (n === 1 ? 'one' : 'other'), ...spoken});
