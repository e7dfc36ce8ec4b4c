/** What a language consists of. English comes with each element; `languages.ts` knows the others. */
import type {en} from './en.js';

/** The same keys with any text. */
type Words<T> = T extends string ? string : {readonly [K in keyof T]: Words<T[K]>};

/** Plural forms beyond one and other, as `Intl.PluralRules` names them for a language. */
type Plural<T> = T extends {readonly other: string}
  ? Words<T> & {readonly [form in Intl.LDMLPluralRule]?: string}
  : Words<T>;

export interface Locale {
  /** BCP 47. */
  readonly lang: string;
  readonly nps: Words<typeof en.nps>;
  readonly syncStatus: {readonly [K in keyof typeof en.syncStatus]: Plural<(typeof en.syncStatus)[K]>};
}

/** The part of a locale that one element needs. */
export type Section = Exclude<keyof Locale, 'lang'>;

/** The name of the hole in a text: `'n'` for `'{n} left'`. A text has one at most. */
export type Hole<S> = S extends `${string}{${infer H}}${string}` ? H : never;

/** Fills the hole of a text; without one, the text stays as it is. */
export const fill = (text: string, hole?: string, value: string | number = ''): string =>
  text.replace(`{${hole}}`, () => `${value}`);

/** The language an element speaks, and its texts where they are not English. */
export interface Spoken {
  readonly locale?: Locale | undefined;
  readonly language?: string | undefined;
  readonly direction?: 'rtl' | undefined;
}

/**
 * How an element chooses its language: `asked` for, where the kit or the element (`own`) has texts in it. `changed` is called
 * when it should choose again. Absent until somebody brings another language, so that a page in English does without.
 */
export const languages: {choose?: (asked: string, own: readonly string[] | undefined, changed: () => void) => Spoken} =
  {};
