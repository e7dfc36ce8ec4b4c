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
  readonly refusal: Words<typeof en.refusal>;
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

/** The language an element speaks, and its texts where they are not English. What is absent is as in English. */
export interface Spoken {
  readonly locale?: Locale | undefined;
  readonly language?: string | undefined;
  readonly direction?: 'rtl' | undefined;
  /** Resolves when the language asked for is here, or does not come. */
  readonly coming?: Promise<unknown> | undefined;
  /** A number as the language writes it; a text as it is. */
  readonly number?: (value: number) => string;
  /** The plural form for a number. */
  readonly plural?: (value: number) => Intl.LDMLPluralRule;
}

/**
 * Fills the hole of a text, in the plural form for its number. English does without `Intl` here, which costs a phone a tenth
 * of a second when a page first uses it, before the first score is there; its plural forms are in `english.ts`.
 */
export const fill = (
  text: string | Partial<Forms>,
  {number = String, plural}: Spoken,
  hole = '',
  value: string | number = '',
): string =>
  ((text as Forms)[plural?.(value as number) ?? 'other'] ?? (text as Forms).other ?? (text as string)).replace(
    `{${hole}}`,
    () => number(value as number),
  );

/** Languages that an element has texts in; `whole` where it needs none of the kit's own beside them. */
export type OwnLanguages = readonly string[] & {readonly whole?: true};

/**
 * How an element chooses its language: `asked` for, where the kit or the element (`own`) has texts in it. While they are on
 * their way it speaks as `before`; `changed` is called when it should choose again.
 */
export type Choose = (asked: string, own: OwnLanguages | undefined, changed: () => void, before?: Spoken) => Spoken;

/** A page in English does without what knows the other languages. */
export const languages: {choose: Choose} = {
  choose: (asked, own, changed) =>
    /^en\b/i.test(asked)
      ? {}
      : {
          coming: import('./languages.js').then(({bring}) => bring(asked, own)).then(changed, () => {}),
        },
};
