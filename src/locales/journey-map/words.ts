/** What a journey map says in a language, and how it finds its own. English comes with the element. */
import {type Forms, fill, type Hole, type OwnLanguages, type Spoken} from '../dictionary.js';
import type {journeyLint} from '../journey-lint/en.js';
import {journeyMap} from './en.js';
import type {journeyFields} from './fields.js';
import type {journeyPlan} from './plan.js';

type Loose<T> = T extends string
  ? [Hole<T>] extends [never]
    ? string
    : string | Forms
  : T extends {readonly one: string; readonly other: string}
    ? string | Forms
    : {readonly [K in keyof T]: Loose<T[K]>};

/** Every text of the map in one language; English stands in for the groups that are loaded with the views, where they are absent. */
export type JourneyTexts = Loose<typeof journeyMap> & {
  readonly fields?: Loose<typeof journeyFields>;
  readonly plan?: Loose<typeof journeyPlan>;
  readonly lint?: Loose<typeof journeyLint>;
};
export type PlanTexts = NonNullable<JourneyTexts['plan']>;
export type LintTexts = NonNullable<JourneyTexts['lint']>;
/** A language that lacks nothing, as those of the kit do. */
export type AllJourneyTexts = Required<JourneyTexts>;
export type JourneyText = keyof (typeof journeyMap)['texts'] & string;

/** The kit's own, each a file that is loaded when it is first asked for. */
const kit = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  ja: () => import('./ja.js'),
};
const loaders = new Map<string, () => Promise<JourneyTexts>>(
  Object.entries(kit).map(([lang, file]) => [lang, () => file().then(loaded => loaded.default)]),
);
/** The texts that are here or on their way. */
const known = new Map<string, JourneyTexts | Promise<unknown>>();

/** Languages that there are texts in, BCP 47; without those whose file did not come. */
export const journeyLanguages = (): OwnLanguages => Object.assign([...loaders.keys(), 'en'], {whole: true} as const);

/** Says how the texts of a language are loaded, once somebody reads a map in it; best an `import()`. */
export function addJourneyTexts(lang: string, load: () => Promise<JourneyTexts>): void {
  loaders.set(lang, load);
  known.delete(lang);
}

/**
 * The texts of a language, English where there are none in it; a promise while they are on their way. What did not come,
 * for which the promise rejects with what the loader says, is tried again once the browser is online again.
 */
export function journeyTexts(language: string): JourneyTexts | Promise<unknown> {
  const lang = [language, language.split('-')[0]!].find(tag => loaders.has(tag))!;
  const load = loaders.get(lang);
  if (!load) return journeyMap;
  const failed = (error: unknown) => {
    loaders.delete(lang);
    globalThis.addEventListener?.('online', () => addJourneyTexts(lang, load), {once: true});
    throw error;
  };
  if (!known.has(lang))
    known.set(
      lang,
      load().then(texts => known.set(lang, texts), failed),
    );
  return known.get(lang)!;
}

/** The texts of a language with their numbers and dates written as it writes them. */
export class Words {
  readonly texts: JourneyTexts;
  readonly #spoken: Spoken;
  readonly language: string;
  #plural: Intl.PluralRules | undefined;
  readonly #formats = new Map<string, Intl.NumberFormat>();

  constructor(texts: JourneyTexts, language: string) {
    this.texts = texts;
    this.language = language;
    this.#spoken = {
      number: value => this.number(value),
      plural: value => (this.#plural ??= new Intl.PluralRules(language)).select(value),
    };
  }

  /** A text, with the value for its hole, a number in the plural form for it. */
  t(key: JourneyText, hole = '', value: string | number = ''): string {
    return this.say(this.texts.texts[key], hole, value);
  }

  /** The same of any text. */
  say(text: string | Forms, hole = '', value: string | number = ''): string {
    return fill(text, typeof value === 'number' ? this.#spoken : {}, hole, value);
  }

  /** A word of one of the vocabularies: of `lanes`, the title of a kind of lane. */
  of<G extends Exclude<keyof JourneyTexts, 'texts' | 'fields' | 'plan' | 'lint'>>(
    group: G,
    word: keyof JourneyTexts[G],
  ): string {
    return this.texts[group][word] as string;
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    if (!Number.isFinite(value)) return '';
    const key = options ? JSON.stringify(options) : '';
    let format = this.#formats.get(key);
    // Making one takes a hundred times as long as using it.
    if (!format) this.#formats.set(key, (format = new Intl.NumberFormat(this.language, options)));
    return format.format(value);
  }

  /**
   * With its sign, as a score of emotions or of promoters is written. Where the language keeps the sign on the left by a mark
   * in front, it is kept so by an isolate: the mark would turn round what stands beside it.
   */
  signed(value: number, digits = 1): string {
    return this.number(value, {signDisplay: 'exceptZero', maximumFractionDigits: digits})
      .replace('-', '−')
      .replace(/^\u200e(.+)/, '\u2066$1\u2069');
  }

  /** The nearest word for an emotion from -2 to 2; from the middle between two, the stronger one. */
  emotion(score: number): string {
    return this.t(`emotion${Math.sign(score) * Math.round(Math.abs(score)) || 0}` as JourneyText);
  }

  /** A score with its word: "+1, happy". */
  scored(score: number): string {
    return this.facts([this.signed(score), this.emotion(score)]);
  }

  /** A day, or a time as a day. */
  date(iso: string): string {
    return new Intl.DateTimeFormat(this.language, {dateStyle: 'medium', timeZone: 'UTC'}).format(new Date(iso));
  }

  /** A time, as the reader's clock shows it. */
  time(iso: string): string {
    return new Intl.DateTimeFormat(this.language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(iso));
  }

  /** How long ago a time was, in days or, within a day, in hours. */
  ago(iso: string, now = Date.now()): string {
    const hours = Math.round((Date.parse(iso) - now) / 3_600_000);
    const format = new Intl.RelativeTimeFormat(this.language, {numeric: 'auto'});
    return Math.abs(hours) < 24 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
  }

  list(values: readonly string[]): string {
    return new Intl.ListFormat(this.language, {type: 'conjunction', style: 'narrow'}).format(values);
  }

  /** Facts one after the other, without a word between the last two. */
  facts(values: readonly string[]): string {
    return values.join(this.t('comma'));
  }
}
