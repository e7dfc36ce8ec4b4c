/** Languages beyond English: the kit's own, and those that an owner adds. Downloaded only where a page asks for one. */
import {langPattern} from '../schema/lang.js';
import {type Choose, languages, type Locale, type OwnLanguages, type Spoken} from './dictionary.js';

/** The kit's own, each a file that is loaded when it is first asked for. */
const kit = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  ja: () => import('./ja.js'),
};

/** The languages that come with the kit, BCP 47. */
export const kitLanguages: readonly string[] = ['en', ...Object.keys(kit)];

const locales = new Map<string, Locale>();
const loaders = new Map<string, () => Promise<Locale>>(
  Object.entries(kit).map(([lang, file]) => [lang, () => file().then(loaded => loaded.default)]),
);
const loading = new Map<string, Promise<boolean>>();
/** Scripts that run from right to left, by the languages that are written in them. */
const rightToLeft = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i;

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

/** Resolves when a language is here that can stand for the one asked for, or when none comes. */
export async function bring(asked: string, own?: OwnLanguages): Promise<void> {
  speak();
  if (!own?.whole) await load(fallbacks(asked));
}

/** From now on elements speak what they are asked to, as far as there are texts. */
export function speak(): void {
  languages.choose = choose;
}

const choose: Choose = (asked, own, changed, before) => {
  const tags = fallbacks(asked);
  const locale = tags.map(tag => locales.get(tag)).find(Boolean);
  const coming = locale || own?.whole ? undefined : load(tags)?.then(came => came && changed());
  if (coming && before) return {...before, coming};
  const language = (locale && !own?.whole) || tags.some(tag => own?.includes(tag)) ? tags.find(isTag) : undefined;
  return {locale, coming, ...(language && manners(language))};
};

/** These write numbers below 1,000 as everybody reads them, so that `Intl`, slow to wake up, can sleep on. */
const plainNumbers = /^(de|en|ja)\b/;

const known = new Map<string, Pick<Spoken, 'language' | 'direction' | 'number' | 'plural'>>();

/** How a language writes: its side, its digits, its plural forms. */
function manners(language: string) {
  let found = known.get(language);
  if (!found) {
    const plain = plainNumbers.test(language);
    found = {
      language,
      direction: rightToLeft.test(language) ? 'rtl' : undefined,
      number: value => (plain && value < 1000 ? `${value}` : value.toLocaleString(language)),
      plural: value => new Intl.PluralRules(language).select(value),
    };
    known.set(language, found);
  }
  return found;
}

/**
 * Loads the first of the tags that can be loaded; resolves with whether it came. What did not come is tried again when an
 * element asks the next time.
 */
function load(tags: readonly string[]): Promise<boolean> | undefined {
  const tag = tags.find(one => loaders.has(one));
  if (!tag) return;
  let file = loading.get(tag);
  if (!file) {
    const came = (locale?: Locale): boolean => {
      loading.delete(tag);
      if (locale) addLocale({...locale, lang: tag});
      return !!locale;
    };
    file = loaders.get(tag)!().then(came, () => came());
    loading.set(tag, file);
  }
  return file;
}

/** A tag that an endpoint accepts and the browser can write numbers in. */
function isTag(tag: string): boolean {
  try {
    return langPattern.test(tag) && Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
