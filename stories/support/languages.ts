/** What the texts of the kit say in each of its languages: a play function finds a button in any of them. */
import type {Forms, Locale} from '../../src/locales/dictionary.js';
import type {en} from '../../src/locales/en.js';

const files = import.meta.glob<{default: Locale}>('../../src/locales/??.ts', {eager: true});
const locales: readonly Locale[] = Object.values(files).map(file => file.default);

export type TextKey = keyof typeof en.nps.texts | keyof typeof en.syncStatus.texts | keyof typeof en.popup.texts;

/** A text in every language, in each of its plural forms. */
export function textsOf(key: TextKey): string[] {
  return locales.flatMap(({nps, popup, syncStatus}) => {
    const texts: Readonly<Record<string, string | Forms>> = {...syncStatus.texts, ...popup.texts, ...nps.texts};
    const text = texts[key] ?? [];
    return typeof text === 'string' ? text : Object.values(text);
  });
}
