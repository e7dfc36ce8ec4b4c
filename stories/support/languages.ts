/** What the texts of the kit say in each of its languages: a play function finds a button in any of them. */
import type {Forms, Locale} from '../../src/locales/dictionary.js';
import type {en} from '../../src/locales/en.js';

const files = import.meta.glob<{default: Locale}>('../../src/locales/??.ts', {eager: true});
const locales = Object.values(files).map(file => file.default);

type Keys<T> = T extends {readonly texts: infer Texts} ? keyof Texts : never;
export type TextKey = Keys<(typeof en)[keyof typeof en]>;

/** A text in every language, in each of its plural forms. */
export function textsOf(key: TextKey): string[] {
  return locales.flatMap(({nps, popup, refusal, syncStatus}) =>
    [nps, popup, refusal, syncStatus].flatMap(({texts}: {readonly texts: Readonly<Record<string, string | Forms>>}) => {
      const text = texts[key] ?? [];
      return typeof text === 'string' ? text : Object.values(text);
    }),
  );
}
