import {contentHash} from '../schema/canonical.js';
import {tagPrefix} from '../schema/names.js';
import type {Reask, Survey} from '../schema/survey.js';
import type {Section} from '../locales/dictionary.js';
import type {Notice, OutboxPort} from '../outbox/port.js';
import {uuid} from '../outbox/random.js';
import {consentOf} from './consent.js';
import {DeliveryController, newParcel, type Parcel} from './controllers/delivery.js';
import {DraftController} from './controllers/draft.js';
import type {PromptDetail} from './events.js';
import {KitElement} from './kit-element.js';
import {recordDisposition} from './record.js';
import {placeFor, recall, remember} from './store.js';

/** What every prompt remembers of one showing. Times are ISO. */
export interface PromptDraft extends Parcel {
  readonly impression: string;
  shown?: boolean;
  startedAt?: string;
}

export const newDraft = (): PromptDraft => ({...newParcel(), impression: uuid()});

/** One condition of showing: `pass` says whether it holds, `until` when it next could. */
export interface Gate {
  readonly gate: 'definition' | 'endpoint' | 'never' | 'snooze' | 'complete' | 'before-show' | 'hidden';
  readonly pass: boolean;
  readonly until?: string | undefined;
}

export interface Explanation {
  readonly survey: string;
  readonly shown: boolean;
  readonly gates: readonly Gate[];
}

type Refusal = 'never' | 'snooze' | 'complete';

const day = 24 * 3600_000;
/** Days, where the definition names none. */
const waits = {afterSnooze: 7, afterComplete: 90} satisfies Reask;

/** What prompts share: the definition, when to show, the visitor's refusals, and the way of the answer. */
export abstract class PromptElement<S extends Section, D extends PromptDraft> extends KitElement<S> {
  static override properties = {
    ...KitElement.properties,
    survey: {},
    mode: {},
    config: {},
    definition: {attribute: false},
  };

  /** The survey's id: answers, drafts and refusals are told apart by it. */
  declare survey: string;
  declare mode: string | null | undefined;
  /** URL of a JSON definition. */
  declare config: string | null | undefined;
  /** A definition, laid over the kit's own; goes before `config` and a child script. */
  declare definition: unknown;

  protected phase: 'closed' | 'open' | 'thanks' | 'refused' = 'closed';
  protected form!: Survey;
  protected version = '';
  readonly draft = new DraftController<D>(this, () => this.fresh());
  protected readonly delivery = new DeliveryController(this);

  #source: unknown;
  #loaded = '';
  #load = 0;
  #cancelled = false;
  /** Hidden by a refusal or by the page's handler, not by the page's author. */
  #blocked = false;
  #watching: IntersectionObserver | undefined;

  /** An empty draft. */
  protected abstract fresh(): D;
  /** The kit's own definition. */
  protected abstract preset(): Survey;

  get parcel(): Parcel {
    return this.draft.value;
  }

  get deliveryOutbox(): OutboxPort | undefined {
    return this.outbox;
  }

  /** `survey` and `impression`, as every event of a prompt tells them. */
  protected get detail(): PromptDetail {
    return {survey: this.form.id, impression: this.draft.value.impression};
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.mode && this.mode !== 'inline')
      this.report('setting/invalid', `<${this.localName} mode="${this.mode}">: use inline.`);
    const source =
      this.definition ?? this.config ?? this.querySelector(':scope>script[type="application/json"]')?.textContent;
    const about = `${this.survey} ${this.settings.site}`;
    if (this.#load && source === this.#source && about === this.#loaded) return;
    this.#source = source;
    this.#loaded = about;
    void this.#begin(source);
  }

  async #begin(source: unknown): Promise<void> {
    const load = ++this.#load;
    const context = `${tagPrefix}context`;
    if (this.closest(`${context}:not(:defined)`)) await customElements.whenDefined(context);
    // A child script may still be on its way.
    if (document.readyState === 'loading')
      await new Promise(done => document.addEventListener('DOMContentLoaded', done, {once: true}));
    if (source === undefined)
      source = this.#source = this.querySelector(':scope>script[type="application/json"]')?.textContent;
    let form = this.preset();
    if (source) {
      const {loadDefinition} = await import('./definition.js');
      form = await loadDefinition(form, source, (code, details) => this.report(code, details));
    }
    if (load !== this.#load) return;
    this.form = form;
    this.version = contentHash(form);
    this.ownLanguages = [...new Set(JSON.stringify(form).match(/"[a-z]{2,3}(-[A-Za-z]+)?"(?=:")/g))].map(tag =>
      tag.slice(1, -1),
    );
    const left = this.draft.open(`draft:${this.settings.site ?? ''}:${form.id}`, this.settings.storage);
    if (left && this.parcel.state) {
      this.phase = 'thanks';
      this.draft.retire();
    }
    if (!this.outbox) this.report('endpoint/missing', `<${this.localName}>`);
    if (!this.hidden || this.#blocked) await this.show();
  }

  /** Shows the prompt, unless the visitor refused it or the page cancels `stagepost-before-show`. */
  async show(): Promise<void> {
    if (!this.form) return;
    this.hidden = false;
    this.#cancelled = false;
    if (this.phase === 'closed') {
      if (!this.#refusal()) {
        this.#cancelled = !this.emit('before-show', this.detail, true);
        if (!this.#cancelled) this.phase = 'open';
      }
      this.hidden = this.#blocked = this.phase === 'closed';
    }
    this.requestUpdate();
    await this.updateComplete;
    if (this.phase === 'open') this.emit('show', this.detail);
  }

  /** Hides the prompt and keeps what was entered. */
  hide(): void {
    this.hidden = true;
  }

  /** Forgets what was entered, and asks afresh. What was sent stays sent; refusals stay. */
  async reset(): Promise<void> {
    this.draft.clear();
    this.phase = 'closed';
    await this.show();
  }

  /** Why the prompt shows, or does not. */
  explain(): Explanation {
    const [kind, until] = this.#refusal() ?? [];
    const refused = (gate: Refusal): Gate => ({gate, pass: kind !== gate, until: kind === gate ? until : undefined});
    return {
      survey: this.form?.id ?? this.survey,
      shown: this.phase !== 'closed' && !this.hidden,
      gates: [
        {gate: 'definition', pass: !!this.form},
        {gate: 'endpoint', pass: !!this.outbox},
        refused('never'),
        refused('snooze'),
        refused('complete'),
        {gate: 'before-show', pass: !this.#cancelled},
        {gate: 'hidden', pass: !this.hidden},
      ],
    };
  }

  /** Not before `days` are over: the visitor's own wish, kept without any identifier. */
  protected snooze(): void {
    const until = this.#refuse('snooze', this.#days('afterSnooze'));
    this.emit('snooze', {...this.detail, until: until!});
    this.#dispose('Survey Snoozed');
  }

  /** Never again: the visitor's own wish, kept without any identifier. */
  protected never(): void {
    this.#refuse('never');
    this.emit('dismiss', {...this.detail, never: true});
    this.#dispose('Survey Dismissed');
  }

  protected async undo(): Promise<void> {
    remember(this.#note, undefined, this.#place);
    this.phase = 'closed';
    await this.show();
  }

  /** The visitor begins to answer. */
  protected start(): string {
    this.#noteShown();
    const started = this.draft.value.startedAt;
    if (!started) this.#dispose('Survey Started');
    return started ?? new Date().toISOString();
  }

  /** The answer is finished and kept. */
  protected finish(): void {
    if (consentOf(this.settings) === 'granted') this.#refuse('complete', this.#days('afterComplete'));
    this.phase = 'thanks';
    this.delivery.finish();
    this.draft.retire();
  }

  delivered(notice?: Notice): void {
    this.draft.keep({});
    if (!notice) return;
    const {type, ...detail} = notice;
    if (type === 'sent') this.emit(type, {...this.detail, ...(detail as {id: string; rev: number})});
    else if (type === 'failed' || type === 'dead-letter' || type === 'withdrawn') this.emit(type, detail as never);
  }

  protected override updated(): void {
    if (this.phase !== 'open' || this.draft.value.shown || this.#watching) return;
    const target = this.renderRoot.querySelector('fieldset');
    if (!target) return;
    const watching = (this.#watching = new IntersectionObserver(
      entries => entries.some(({intersectionRatio}) => intersectionRatio >= 0.5) && this.#noteShown(),
      {threshold: 0.5},
    ));
    watching.observe(target);
    this.connection.signal.addEventListener('abort', () => {
      watching.disconnect();
      this.#watching = undefined;
    });
  }

  /** It is, or was, really on the screen. */
  #noteShown(): void {
    this.#watching?.disconnect();
    const draft = this.draft.value;
    if (draft.shown) return;
    draft.shown = true;
    this.#dispose('Survey Shown');
  }

  #dispose(name: string): void {
    void recordDisposition(this.outbox, this.settings, name, {...this.detail});
  }

  /** Days of a snooze; `undefined` where the visitor does not want to be asked at all. */
  protected snoozedDays(): number | undefined {
    return this.#refusal()?.[0] === 'never' ? undefined : this.#days('afterSnooze');
  }

  #days(wait: keyof typeof waits): number {
    return this.form.reask?.[wait] ?? waits[wait];
  }

  get #note(): string {
    return `no:${this.settings.site ?? ''}:${this.form?.id ?? this.survey}`;
  }

  get #place() {
    return placeFor(this.settings.storage, true);
  }

  #refuse(kind: Refusal, days?: number): string | undefined {
    const until = days === undefined ? undefined : new Date(Date.now() + days * day).toISOString();
    remember(this.#note, `${kind} ${until ?? ''}`, this.#place);
    if (kind !== 'complete') this.phase = 'refused';
    this.requestUpdate();
    return until;
  }

  #refusal(): readonly [Refusal, string] | undefined {
    const [kind, until] = (recall(this.#note, this.#place)?.split(' ') ?? []) as [Refusal, string];
    return kind && (kind === 'never' || until > new Date().toISOString()) ? [kind, until] : undefined;
  }
}
