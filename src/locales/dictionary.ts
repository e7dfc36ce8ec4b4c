/** What a language consists of, and how an element finds its own. English comes with each element; `languages.ts` knows the others. */
import type {en} from './en.js';

/** A text with a number in it, in the plural forms of its language as `Intl.PluralRules` names them. */
export type Forms = {readonly other: string} & {readonly [form in Intl.LDMLPluralRule]?: string};

/** The same keys with any text; a text with a hole may have plural forms. */
type Words<T> = T extends string
  ? [Hole<T>] extends [never]
    ? string
    : string | Forms
  : T extends {readonly one: string; readonly other: string}
    ? string | Forms
    : {readonly [K in keyof T]: Words<T[K]>};

export interface Locale {
  /** BCP 47. */
  readonly lang: string;
  readonly nps: Words<typeof en.nps>;
  readonly popup: Words<typeof en.popup>;
  readonly syncStatus: Words<typeof en.syncStatus>;
}

/** The part of a locale that one element needs. */
export type Section = Exclude<keyof Locale, 'lang'>;

/** The name of the hole in a text: `'n'` for `'{n} left'`. A text has one at most. */
export type Hole<T> = T extends {readonly other: infer O}
  ? Hole<O>
  : T extends `${string}{${infer H}}${string}`
    ? H
    : never;

/** Fills the hole of a text as the language `lang` does: with its digits, and in its plural forms. */
export const fill = (text: string | Forms, lang: string, hole?: string, value: string | number = ''): string =>
  ((text as Forms).other
    ? ((text as Forms)[new Intl.PluralRules(lang).select(value as number)] ?? (text as Forms).other)
    : (text as string)
  ).replace(`{${hole}}`, () => value.toLocaleString(lang));

/** The language an element speaks, and its texts where they are not English. */
export interface Spoken {
  readonly locale?: Locale | undefined;
  readonly language?: string | undefined;
  readonly direction?: 'rtl' | undefined;
  /** Resolves when the language asked for is here, or does not come. */
  readonly coming?: Promise<unknown> | undefined;
}

/**
 * How an element chooses its language: `asked` for, where the kit or the element (`own`) has texts in it. While they are on
 * their way it speaks as `before`; `changed` is called when it should choose again.
 */
export type Choose = (
  asked: string,
  own: readonly string[] | undefined,
  changed: () => void,
  before?: Spoken,
) => Spoken;

/** A page in English does without what knows the other languages. */
export const languages: {choose: Choose} = {
  choose: (asked, _own, changed) =>
    /^en\b/i.test(asked)
      ? {}
      : {
          coming: import('./languages.js').then(({bring}) => bring(asked)).then(changed, () => {}),
        },
};
