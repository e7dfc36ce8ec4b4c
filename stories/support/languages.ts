/** The languages that the kit has, and what its texts say in them: a play function finds a button in any of them. */
import type {Locale} from '../../src/locales/dictionary.js';
import {addLocaleLoader} from '../../src/locales/languages.js';
import {en} from '../../src/locales/en.js';

const files = import.meta.glob<{default: Locale}>('../../src/locales/??.ts', {eager: true});
const locales: readonly Locale[] = Object.values(files).map(file => file.default);

export const languages = locales.map(({lang}) => lang).sort((a, b) => Number(b === 'en') - Number(a === 'en'));

for (const locale of locales) if (locale.lang !== 'en') addLocaleLoader(locale.lang, async () => locale);

export const rightToLeft = (lang: string): boolean => lang === 'ar';

type Key = keyof typeof en.nps.texts | keyof typeof en.syncStatus.texts;

/** A text of the kit's in every language. */
export function textsOf(key: Key): string[] {
  return locales.flatMap(({nps, syncStatus}) => {
    const texts: Readonly<Record<string, string>> = {...syncStatus.texts, ...nps.texts};
    return texts[key] ?? [];
  });
}
export type {Key as TextKey};
