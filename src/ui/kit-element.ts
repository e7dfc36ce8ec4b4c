import {ContextEvent} from '@lit/context';
import {LitElement} from 'lit';
import type {en} from '../locales/en.js';
import {fallbacks, fill, type Holes, type Locale, localeFor, type Section} from '../locales/dictionary.js';
import type {OutboxPort} from '../outbox/port.js';
import type {ErrorCode} from '../schema/error.js';
import {eventPrefix} from '../schema/names.js';
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

/**
 * What every element has: settings from attribute, context and page, texts in the visitor's language, typed events.
 *
 * @attr {string} endpoint - Where answers go: an http or https URL, or a path of this site.
 * @attr {string} site - Public site key, `pk_…`.
 * @attr {string} journey - Id of the journey that the answers belong to.
 * @attr {string} stage - Id of the journey's stage.
 * @attr {string} touchpoint - Id of the touchpoint.
 * @attr {string} lang - Language of the texts, BCP 47; absent: the page's.
 * @attr {persistent|session|none} [storage=persistent] - What may be kept on the device, and how long.
 * @attr {pending|granted|denied} [consent=pending] - Whether the visitor agreed to be recognised and measured.
 *
 * @cssprop [--stagepost-font=inherit] - Font family.
 * @cssprop [--stagepost-font-size=inherit] - Font size; every other size follows it.
 * @cssprop --stagepost-color-surface - Background.
 * @cssprop --stagepost-color-text - Text.
 * @cssprop --stagepost-color-muted - Quiet text.
 * @cssprop --stagepost-color-border - Borders of controls.
 * @cssprop --stagepost-color-hairline - The box's own border.
 * @cssprop --stagepost-color-accent - Chosen and main controls.
 * @cssprop --stagepost-color-on - Text on the accent.
 * @cssprop --stagepost-color-negative - What is wrong.
 * @cssprop --stagepost-color-focus - Focus ring.
 */
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
  /** The direction of the language shown; absent where nobody names a language, so that the page decides. */
  protected direction: 'rtl' | 'ltr' | undefined;
  /** Languages the element has texts for beyond the kit's own. */
  protected ownLanguages: readonly string[] = [];
  /** The part of a locale that holds this element's texts, that part in English, and in the language shown. */
  protected readonly section?: S;
  protected readonly english?: Locale[S];
  protected words!: Locale[S];
  /** Aborts when the element leaves the page. */
  protected connection = new AbortController();

  /** What the nearest `stagepost-context` gives. */
  protected around: Surroundings | undefined;
  /** Tells that context that we left. */
  #leave: (() => void) | undefined;
  readonly #told = new Set<string>();

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(key: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(key, old, value);
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const {signal} = (this.connection = new AbortController());
    listenToPage(this.#look, signal);
    for (const type of ['online', 'offline']) addEventListener(type, this.#look, {signal});
    const language = new MutationObserver(this.#look);
    language.observe(document.documentElement, {attributeFilter: ['lang', 'dir']});
    signal.addEventListener('abort', () => language.disconnect());
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.connection.abort();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Something outside changed. A stagepost-context may have come, or have been upgraded, after this element asked for one. */
  readonly #look = (): void => {
    this.dispatchEvent(new ContextEvent(surroundingsContext, this, this.#receive, true));
    this.requestUpdate();
  };

  /** The protocol of @lit/context: a provider calls again after every change, and another one may take its place. */
  readonly #receive = (around: Surroundings, leave?: () => void): void => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.around = around;
    this.requestUpdate();
  };

  protected override willUpdate(_changed: Map<PropertyKey, unknown>): void {
    this.resolve();
  }

  /** What the element's own attributes and properties say. */
  protected own(): Settings {
    return Object.fromEntries([
      ['lang', this.getAttribute('lang')],
      ...shared.map(key => [key, this[key]]),
    ]) as Settings;
  }

  /** Reads settings, outbox and language again. */
  protected resolve(): void {
    const {settings, outbox} = this.around ?? {};
    this.settings = mergeSettings(
      [
        ["the page's settings", page().settings],
        ['the context', settings],
        [`<${this.localName}`, this.own()],
      ],
      (code, ...setting) => this.report(code, ...setting),
    );
    this.outbox = outbox ?? outboxFor(this.settings);
    const named = this.settings.lang || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    const asked = named || 'en';
    const locale = localeFor(asked, this.#look);
    const shown = locale || fallbacks(asked).some(tag => this.ownLanguages.includes(tag));
    this.words = (locale && this.section && locale[this.section]) ?? this.english!;
    this.language = shown && langPattern.test(asked) ? asked : 'en';
    this.direction = rightToLeft.test(this.language) ? 'rtl' : named ? 'ltr' : undefined;
  }

  /** A text of this element in the visitor's language. */
  protected t<K extends TextKey<S>>(key: K, ...[values]: Values<(typeof en)[S]['texts'][K]>): string {
    return fill((this.words.texts as Record<string, string>)[key]!, values);
  }

  /** A number as the visitor's language writes it. */
  protected number(value: number): string {
    try {
      return value.toLocaleString(this.language);
    } catch {
      // A tag of the right form that names nothing.
      return `${value}`;
    }
  }

  /** Tells the page; false where a cancelable event was cancelled. */
  protected emit<K extends keyof KitEvents>(type: K, detail: KitEvents[K], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(eventPrefix + type, {detail, cancelable, bubbles: true, composed: true}));
  }

  /** Tells the page and, once, the console what is wrong, where, and what to do. `about`: a place, or a place, a setting and its value. */
  protected report(code: ErrorCode, ...about: [place: string, key?: string, value?: unknown]): void {
    const id = code + about;
    if (this.#told.has(id)) return;
    this.#told.add(id);
    void this.#complain(code, ...about);
  }

  async #complain(code: ErrorCode, place: string, key?: string, value?: unknown): Promise<void> {
    const {complain, settingFault} = await import('./complain.js');
    this.emit('error', complain(code, key ? settingFault(place, key, value) : place));
  }
}
