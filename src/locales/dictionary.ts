/** The languages at hand. English comes with each element; others are added, or loaded when they are first asked for. */
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

/** The names of the holes in a text: `'n'` for `'{n} left'`. */
export type Holes<S> = S extends `${string}{${infer H}}${infer Rest}` ? H | Holes<Rest> : never;

const locales = new Map<string, Locale>();
const loaders = new Map<string, () => Promise<Locale>>();

/** Makes a language known; elements shown from then on use it. */
export function addLocale(locale: Locale): void {
  locales.set(locale.lang, locale);
}

/** Says how a language is loaded once an element asks for it. Called again until it succeeds, so it is best an `import()`. */
export function addLocaleLoader(lang: string, loader: () => Promise<Locale>): void {
  loaders.set(lang, loader);
}

/** `pt-BR`, then `pt`. */
export const fallbacks = (lang: string): string[] => [lang, lang.split('-')[0]!];

/** The language's texts if they are here. If they can be loaded, `arrived` is called when they are. */
export function localeFor(lang: string, arrived: () => void): Locale | undefined {
  for (const tag of fallbacks(lang)) {
    const locale = locales.get(tag);
    if (locale) return locale;
    // English stands in for a language that does not come.
    loaders
      .get(tag)?.()
      .then(addLocale)
      .then(arrived, () => {});
  }
  return undefined;
}

/** Fills the holes of a text; one without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (hole, key: string) => (Object.hasOwn(values, key) ? `${values[key]}` : hole));
