import type {Section} from '../locales/dictionary.js';
import type {Draft, Notice, OutboxPort, Persistence, Saved} from '../outbox/port.js';
import {receipt, uuid} from '../outbox/random.js';
import {contentHash} from '../schema/canonical.js';
import {KitError} from '../schema/error.js';
import {tagPrefix} from '../schema/names.js';
import {idPattern} from '../schema/patterns.js';
import type {Survey} from '../schema/survey.js';
import {consentOf} from './consent.js';
import type * as Definitions from './definition.js';
import {DraftNote} from './draft-note.js';
import type {PromptDetail} from './events.js';
import type {Explanation} from './explain.js';
import {KitElement} from './kit-element.js';
import {recordDisposition} from './record.js';
import {type Refusal, refusalOf, refuse, unrefuse} from './refusal.js';

/** What every prompt knows of one showing and of the one item it makes. A reload goes on with both. Times are ISO. */
export interface PromptDraft {
  readonly id: string;
  readonly receipt: string;
  readonly impression: string;
  shown?: boolean;
  startedAt?: string;
  /** The last revision kept. */
  rev?: number;
  createdAt?: string;
  persisted?: Persistence;
  /** The last revision acknowledged: an acknowledgement may be faster than the promise of the save. */
  acknowledged?: number;
  /** Where the finished answer stands; absent before it is finished. */
  state?: 'saved' | 'sent' | 'dead' | 'withdrawing' | 'withdrawn' | undefined;
}

export const newDraft = (): PromptDraft => ({id: uuid(), receipt: receipt(), impression: uuid()});

/**
 * What prompts share: the definition, when to show, the visitor's refusals, and the way of the answer.
 *
 * @attr {inline} [mode=inline] - How the prompt appears.
 * @attr {string} config - URL of a JSON definition, laid over the kit's own.
 * @attr {boolean} hidden - Keeps the prompt closed until `show()` is called.
 */
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
  protected draft: D = this.fresh();

  readonly #note = new DraftNote();
  #source: unknown;
  #about = '';
  #load = 0;
  #cancelled = false;
  /** Hidden by a refusal or by the page's handler, not by the page's author. */
  #blocked = false;
  #watching: IntersectionObserver | undefined;
  #heard: OutboxPort | undefined;
  #hearing = new AbortController();
  /** Saves wait for each other, so that revisions never cross. */
  #line: Promise<unknown> = Promise.resolve();

  /** An empty draft. */
  protected abstract fresh(): D;
  /** The kit's own definition. */
  protected abstract preset(id: string): Survey;
  /** What reads an owner's definition. */
  protected abstract reader(): Promise<Pick<typeof Definitions, 'languagesOf' | 'loadDefinition'>>;

  /** `survey` and `impression`, as every event of a prompt tells them. */
  protected get detail(): PromptDetail {
    return {survey: this.form.id, impression: this.draft.impression};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#note.claim();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#note.release();
    // An answer on its way is followed even while the element is out of the page.
    if (this.draft.state !== 'saved') this.#hear(undefined);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.mode && this.mode !== 'inline') this.report('setting/invalid', `<${this.localName}`, 'mode', this.mode);
    const source = this.#given();
    const about = `${this.survey} ${this.settings.site}`;
    if (this.#load && source === this.#source && about === this.#about) return;
    this.#about = about;
    void this.#begin();
  }

  #given(): unknown {
    return this.definition ?? this.config ?? this.querySelector(':scope>script[type="application/json"]')?.textContent;
  }

  async #begin(): Promise<void> {
    const load = ++this.#load;
    const context = `${tagPrefix}context`;
    if (this.closest(`${context}:not(:defined)`)) await customElements.whenDefined(context);
    // A child script may still be on its way.
    if (document.readyState === 'loading')
      await new Promise(done => document.addEventListener('DOMContentLoaded', done, {once: true}));
    const named = idPattern.test(this.survey);
    if (!named) this.report('setting/invalid', `<${this.localName}`, 'survey', this.survey);
    let form = this.preset(named ? this.survey : this.localName);
    const source = (this.#source = this.#given());
    if (source) {
      const {languagesOf, loadDefinition} = await this.reader();
      form = await loadDefinition(form, source, (code, details) => this.report(code, details));
      this.ownLanguages = languagesOf(form);
    }
    if (load !== this.#load) return;
    this.form = form;
    this.version = contentHash(form);
    Object.assign(this.draft, this.#note.open(`${this.settings.site ?? ''}:${form.id}`, this.settings.storage));
    if (this.draft.state) this.phase = 'thanks';
    if (!this.outbox) this.report('endpoint/missing', `<${this.localName}>`);
    if (!this.hidden || this.#blocked) await this.show();
  }

  /** Shows the prompt, unless the visitor refused it or the page cancels `stagepost-before-show`. */
  async show(): Promise<void> {
    if (!this.form) return;
    if (this.phase === 'closed' && !this.#refusal()) {
      this.#cancelled = !this.emit('before-show', this.detail, true);
      if (!this.#cancelled) this.phase = 'open';
    }
    this.hidden = this.#blocked = this.phase === 'closed';
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
    this.#note.drop();
    this.draft = this.fresh();
    this.phase = 'closed';
    await this.show();
  }

  /** Why the prompt shows, or does not. */
  async explain(): Promise<Explanation> {
    const {explain} = await import('./explain.js');
    const {form, hidden} = this;
    const gates = {'definition': form, 'endpoint': this.outbox, 'before-show': !this.#cancelled, 'hidden': !hidden};
    return explain(form?.id ?? this.survey, this.phase !== 'closed' && !hidden, gates, this.#refusal());
  }

  /** Takes the answer back. Rejects where the device does not let us. */
  async withdraw(): Promise<void> {
    const {id, receipt: proof, state} = this.draft;
    this.change({state: 'withdrawing'});
    try {
      await this.outbox!.withdraw(id, proof);
    } catch (error) {
      this.change({state});
      throw error;
    }
  }

  /** Changes the draft and keeps it. */
  protected change(patch: Partial<D> | Partial<PromptDraft>): void {
    Object.assign(this.draft, patch);
    this.#note.keep(this.draft);
    this.requestUpdate();
  }

  /** The visitor begins to answer, or goes on. */
  protected start(): string {
    this.#noteShown();
    if (!this.draft.startedAt) this.#dispose('Started');
    return this.draft.startedAt ?? new Date().toISOString();
  }

  /**
   * Hands what `make` gives, when its turn comes, to the outbox; resolves with `undefined` where that is nothing.
   * @throws {KitError} `endpoint/missing`, or what `OutboxPort.save` throws
   */
  protected save(make: () => Draft | undefined): Promise<Saved | undefined> {
    const turn = this.#line.then(async () => {
      const item = make();
      if (!item) return;
      if (!this.outbox) throw new KitError('endpoint/missing');
      const {id, receipt: proof, rev, createdAt} = this.draft;
      const saved = await this.outbox.save({...item, id, receipt: proof, rev, createdAt});
      const {persisted} = saved;
      this.change({rev: saved.rev, createdAt: saved.createdAt, persisted});
      this.emit('saved', {...this.detail, id, rev: saved.rev, persisted, complete: item.data['complete'] === true});
      return saved;
    });
    this.#line = turn.catch(() => {});
    return turn;
  }

  /** The answer is finished and kept. */
  protected finish(): void {
    const {id, rev = 0, acknowledged} = this.draft;
    this.emit('complete', {...this.detail, id, rev});
    if (consentOf(this.settings) === 'granted') this.#refuse('complete', this.form.reask?.afterComplete ?? 90);
    this.phase = 'thanks';
    this.#note.drop();
    this.change({state: 'saved'});
    if (acknowledged === rev) this.#take({type: 'sent', id, rev});
  }

  /** Not before some days are over: the visitor's own wish. */
  protected snooze(): void {
    this.phase = 'refused';
    this.emit('snooze', {...this.detail, until: this.#refuse('snooze', this.snoozeDays)!});
    this.#dispose('Snoozed');
  }

  /** Never again: the visitor's own wish. */
  protected never(): void {
    this.phase = 'refused';
    this.#refuse('never');
    this.emit('dismiss', {...this.detail, never: true});
    this.#dispose('Dismissed');
  }

  protected undo(): Promise<void> {
    unrefuse(this.settings, this.form.id);
    this.phase = 'closed';
    return this.show();
  }

  /** Days of a snooze; 0 where the visitor does not want to be asked at all. */
  protected get snoozeDays(): number {
    return this.#refusal()?.[0] === 'never' ? 0 : (this.form.reask?.afterSnooze ?? 7);
  }

  protected override updated(): void {
    if (this.outbox !== this.#heard) this.#hear(this.outbox);
    const target = this.renderRoot.querySelector('fieldset');
    if (!target || this.draft.shown || this.#watching) return;
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
    if (!this.draft.shown) this.#dispose('Shown');
    this.draft.shown = true;
  }

  #dispose(what: string): void {
    void recordDisposition(this.outbox, this.settings, `Survey ${what}`, {...this.detail});
  }

  #refuse(kind: Refusal, days?: number): string | undefined {
    this.requestUpdate();
    return refuse(this.settings, this.form.id, kind, days);
  }

  #refusal(): [Refusal, string] | undefined {
    return this.form && refusalOf(this.settings, this.form.id);
  }

  #hear(outbox: OutboxPort | undefined): void {
    this.#hearing.abort();
    this.#hearing = new AbortController();
    this.#heard = outbox;
    outbox?.listen(notice => this.#take(notice), this.#hearing.signal);
  }

  /** What happened to this very item. An acknowledgement counts for the revision it names. */
  #take(notice: Notice): void {
    const {draft, detail} = this;
    const {id, state, rev} = draft;
    if (notice.type === 'failed') {
      const {reason, status} = notice;
      if (rev && state !== 'sent') this.emit('failed', {reason, status});
    } else if ('id' in notice && notice.id === id && notice.type !== 'saved') {
      const {type, ...facts} = notice;
      if (type === 'sent') draft.acknowledged = notice.rev;
      if (type === 'sent' && (state !== 'saved' || notice.rev < rev!)) return;
      this.emit(type, {...(type === 'sent' && detail), ...facts} as never);
      if (state) this.change({state: type === 'dead-letter' ? 'dead' : type});
    }
  }
}
