import {html, LitElement, type TemplateResult} from 'lit';
import {
  fill,
  type Forms,
  type Hole,
  languages,
  type Locale,
  type OwnLanguages,
  type Section,
  type Spoken,
} from '../locales/dictionary.js';
import type {en} from '../locales/en.js';
import type {OutboxPort} from '../outbox/port.js';
import type {ErrorCode} from '../schema/error.js';
import {eventPrefix} from '../schema/names.js';
import type {Settings} from '../schema/settings.js';
import {version} from '../schema/version.js';
import type {About} from './complain.js';
import {type Surroundings, surroundingsContext} from './context.js';
import type {KitEvents} from './events.js';
import {withSeldom} from './late.js';
import {outboxFor, page, tellElements} from './page.js';
import {mergeSettings} from './settings.js';

export type TextKey<S extends Section> = keyof (typeof en)[S]['texts'] & string;
/** The texts without a hole. */
export type PlainKey<S extends Section> = {
  [K in TextKey<S>]: [Hole<(typeof en)[S]['texts'][K]>] extends [never] ? K : never;
}[TextKey<S>];
type Filled<T> = [Hole<T>] extends [never] ? [] : [hole: Hole<T> & string, value: string | number];

const shared = ['endpoint', 'site', 'journey', 'stage', 'touchpoint', 'storage', 'consent'] as const;

/** What an owner brings beyond the kit's own texts, if anything. */
export interface OwnTexts {
  /** Every language there is a text in. */
  readonly languages?: OwnLanguages;
}

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
  protected spoken: Spoken = {};
  /** The direction of the language shown; empty where nobody names a language, so that the page decides. */
  #direction: 'rtl' | 'ltr' | '' = '';
  /** Texts of the owner's. */
  protected own: OwnTexts | undefined;
  /** This element's texts in a locale, or in English; and those in the language shown. */
  protected readonly texts?: (locale?: Locale) => Locale[S];
  protected words!: Locale[S];
  /** What a screen reader is told next. */
  protected said = '';
  /** Aborts when the element leaves the page. */
  declare protected connection: AbortController;

  /** What the nearest `stagepost-context` gives. */
  protected around: Surroundings | undefined;
  /** Tells that context that we left. */
  #leave: (() => void) | undefined;
  readonly #pageLanguage = new MutationObserver(() => this.requestUpdate());

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
    page().listeners.add(this.#look);
    this.#pageLanguage.observe(document.documentElement, {attributeFilter: ['lang', 'dir']});
    for (const type of ['online', 'offline']) addEventListener(type, this.#look, {signal});
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.connection.abort();
    page().listeners.delete(this.#look);
    this.#pageLanguage.disconnect();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Something outside changed. A stagepost-context may have come, or have been upgraded, after this element asked for one. */
  readonly #look = (): void => {
    const request = {context: surroundingsContext, contextTarget: this, callback: this.#receive, subscribe: true};
    this.dispatchEvent(Object.assign(new Event('context-request', {bubbles: true, composed: true}), request));
    this.requestUpdate();
  };

  /** The protocol of @lit/context: a provider calls again after every change, and another one may take its place. */
  readonly #receive = (around: Surroundings, leave?: () => void): void => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.around = around;
    this.requestUpdate();
  };

  /** Reads settings, outbox and language again. */
  protected override willUpdate(): void {
    const {settings, outbox} = this.around ?? {};
    this.settings = mergeSettings([page().settings, settings, this], (...setting) =>
      this.report('setting/invalid', ...setting),
    );
    this.outbox = outbox ?? outboxFor(this.settings);
    const named = this.settings.lang || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    this.spoken = languages.choose(named || 'en', this.own?.languages, tellElements, this.spoken);
    const {locale, language = 'en', direction = named ? 'ltr' : ''} = this.spoken;
    this.language = language;
    this.#direction = direction;
    if (this.texts) this.words = this.texts(locale);
  }

  /** A text of this element in the visitor's language, a number in its hole as that language writes it. */
  protected t<K extends TextKey<S>>(key: K, ...[hole, value]: Filled<(typeof en)[S]['texts'][K]>): string {
    return fill((this.words.texts as Record<string, string | Forms>)[key]!, this.spoken, hole, value);
  }

  /** A number as the visitor's language writes it. */
  protected number(value: number): string {
    return fill('{}', this.spoken, '', value);
  }

  /** The box that holds all of an element. */
  protected box(content: unknown): TemplateResult {
    return html`<div class="box" part="box" lang=${this.language} dir=${this.#direction}>
      ${content}
      <p class="unseen" role="status">${this.said}</p>
    </div>`;
  }

  protected say(text: string): void {
    this.said = text;
    this.requestUpdate();
  }

  /** Moves the focus to what the next rendering shows. */
  protected async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Tells the page; false where a cancelable event was cancelled. */
  protected emit<K extends keyof KitEvents>(type: K, detail: KitEvents[K], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(eventPrefix + type, {bubbles: true, composed: true, detail, cancelable}));
  }

  /**
   * Tells the page and, once, the console what is wrong and what to do. `about`: the place, absent where it is this element; for
   * a setting its layer (page, context, element), its name and its value.
   */
  protected report(code: ErrorCode, ...about: About): void {
    void withSeldom(({complain}) => complain(this, code, ...about));
  }
}
