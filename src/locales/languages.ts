/** Languages beyond English: added, or loaded when they are first asked for. Downloaded only where somebody brings one. */
import {langPattern} from '../schema/patterns.js';
import {languages, type Locale} from './dictionary.js';

const locales = new Map<string, Locale>();
const loaders = new Map<string, () => Promise<Locale>>();
const rightToLeft = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i;
let watching: MutationObserver | undefined;

/** `pt-BR`, then `pt`. */
export const fallbacks = (lang: string): string[] => [lang, lang.split('-')[0]!];

/** Makes a language known; elements shown from then on use it. */
export function addLocale(locale: Locale): void {
  locales.set(locale.lang, locale);
  speak();
}

/** Says how a language is loaded once an element asks for it. Called again until it succeeds, so it is best an `import()`. */
export function addLocaleLoader(lang: string, loader: () => Promise<Locale>): void {
  loaders.set(lang, loader);
  speak();
}

/** From now on elements speak what they are asked to, as far as there are texts. */
export function speak(): void {
  languages.choose = (asked, own, changed) => {
    if (!watching) {
      watching = new MutationObserver(changed);
      watching.observe(document.documentElement, {attributeFilter: ['lang', 'dir']});
    }
    const tags = fallbacks(asked);
    const locale = localeFor(tags, changed);
    const language = locale || tags.some(tag => own?.includes(tag)) ? tags.find(isTag) : undefined;
    return {locale, language, direction: language && rightToLeft.test(language) ? 'rtl' : undefined};
  };
}

/** The language's texts if they are here. If they can be loaded, `arrived` is called when they are. */
function localeFor(tags: string[], arrived: () => void): Locale | undefined {
  for (const tag of tags) {
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

/** A tag that an endpoint accepts and the browser can write numbers in. */
function isTag(tag: string): boolean {
  try {
    return langPattern.test(tag) && Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
