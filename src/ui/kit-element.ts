import {ContextConsumer} from '@lit/context';
import {LitElement} from 'lit';
import type {OutboxPort} from '../outbox/port.js';
import type {en} from '../locales/en.js';
import {fallbacks, fill, type Holes, type Locale, localeFor, type Section} from '../locales/dictionary.js';
import {type ErrorCode, KitError} from '../schema/error.js';
import {eventPrefix, name} from '../schema/names.js';
import {langPattern} from '../schema/patterns.js';
import type {Settings} from '../schema/settings.js';
import {version} from '../schema/version.js';
import {type Surroundings, surroundingsContext} from './context.js';
import type {KitEvents} from './events.js';
import {listenToPage, outboxFor, page} from './page.js';
import {mergeSettings} from './settings.js';

export type TextKey<S extends Section> = keyof (typeof en)[S]['texts'] & string;
type Values<T> = [Holes<T>] extends [never] ? [] : [Record<Holes<T>, string | number>];

const shared = ['endpoint', 'site', 'journey', 'stage', 'touchpoint', 'storage', 'consent'] as const;
const rightToLeft = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b/i;
const warned = new Set<string>();

/** One message for the owner, once. */
function warn(message: string): void {
  if (!warned.has(message)) console.warn(`${name}: ${message}`);
  warned.add(message);
}

/** Makes every element look again. */
const tellAll = (): void => page().listeners.forEach(listener => listener());

/** Makes a change of the page's language reach every element; one observer for the whole page. */
const watchLanguage = (() => {
  let observer: MutationObserver | undefined;
  return () => {
    observer ??= new MutationObserver(tellAll);
    observer.observe(document.documentElement, {attributeFilter: ['lang', 'dir']});
  };
})();

/** What every element has: settings from attribute, context and page, texts in the visitor's language, typed events. */
export abstract class KitElement<S extends Section = Section> extends LitElement {
  static readonly version: string = version;
  static override properties: Record<string, object> = Object.fromEntries(shared.map(key => [key, {}]));

  /** Where answers go: an http or https URL, or a path of this site. */
  declare endpoint: string | null | undefined;
  /** Public site key, `pk_…`. */
  declare site: string | null | undefined;
  declare journey: string | null | undefined;
  declare stage: string | null | undefined;
  declare touchpoint: string | null | undefined;
  /** `persistent` (default), `session`, or `none`. */
  declare storage: string | null | undefined;
  /** `pending` (default), `granted`, or `denied`. */
  declare consent: string | null | undefined;

  /** Settings as they hold now: attribute over context over page. */
  protected settings: Settings = {};
  protected outbox: OutboxPort | undefined;
  /** The language shown. */
  protected language = 'en';
  /** Languages the element has texts for beyond the kit's own. */
  protected ownLanguages: readonly string[] = [];
  /** The part of a locale that holds this element's texts, and that part in English. */
  protected readonly section?: S;
  protected readonly english?: Locale[S];
  protected words!: Locale[S];
  /** Aborts when the element leaves the page. */
  protected connection = new AbortController();

  readonly #around = new ContextConsumer(this, {context: surroundingsContext, subscribe: true});
  readonly #told = new Set<string>();

  /** What the nearest `stagepost-context` gives. */
  protected get around(): Surroundings | undefined {
    return this.#around.value;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(key: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(key, old, value);
    if (key === 'lang') this.requestUpdate();
  }

  override connectedCallback(): void {
    this.connection = new AbortController();
    super.connectedCallback();
    watchLanguage();
    listenToPage(() => {
      // A stagepost-context may have come, or have been upgraded, after this element asked for one.
      this.#around.hostConnected();
      this.requestUpdate();
    }, this.connection.signal);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.connection.abort();
  }

  protected override willUpdate(_changed: Map<PropertyKey, unknown>): void {
    this.resolve();
  }

  /** What the element's own attributes and properties say. */
  protected own(): Settings {
    return Object.fromEntries([
      ...shared.map(key => [key, this[key]]),
      ['lang', this.getAttribute('lang')],
    ]) as Settings;
  }

  /** Reads settings, outbox and language again. */
  protected resolve(): void {
    const {settings, outbox} = this.around ?? {};
    this.settings = mergeSettings(
      [
        [(key, value) => `${key}=${value} among the page's settings`, page().settings],
        [(key, value) => `${key}=${value} in the context`, settings],
        [(key, value) => `<${this.localName} ${key}="${value}">`, this.own()],
      ],
      (code, details) => this.report(code, details),
    );
    this.outbox = outbox ?? outboxFor(this.settings);
    this.#speak();
  }

  #speak(): void {
    const named = this.settings.lang || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    const asked = named || 'en';
    const locale = localeFor(asked, tellAll);
    this.words = (locale && this.section && locale[this.section]) ?? this.english!;
    const known = locale || fallbacks(asked).some(tag => this.ownLanguages.includes(tag));
    this.language = known && langPattern.test(asked) ? asked : 'en';
    this.direction = rightToLeft.test(this.language) ? 'rtl' : named ? 'ltr' : undefined;
  }

  /** The direction of the language shown; absent where nobody names a language, so that the page decides. */
  protected direction: 'rtl' | 'ltr' | undefined;

  /** A text of this element in the visitor's language. */
  protected t<K extends TextKey<S>>(key: K, ...[values]: Values<(typeof en)[S]['texts'][K]>): string {
    return fill((this.words.texts as Record<string, string>)[key]!, values);
  }

  /** A number as the visitor's language writes it. */
  protected number(value: number): string {
    try {
      return new Intl.NumberFormat(this.language).format(value);
    } catch {
      // A tag of the right form that names nothing.
      return `${value}`;
    }
  }

  /** Tells the page; false where a cancelable event was cancelled. */
  protected emit<K extends keyof KitEvents>(type: K, detail: KitEvents[K], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(eventPrefix + type, {detail, cancelable, bubbles: true, composed: true}));
  }

  /** Tells the page and, once, the console what is wrong, where, and what to do. */
  protected report(code: ErrorCode, details?: string): void {
    const {message} = new KitError(code, details);
    if (this.#told.has(message)) return;
    this.#told.add(message);
    warn(message);
    this.emit('error', {code, message, details});
  }
}
