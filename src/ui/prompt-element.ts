import type {TemplateResult} from 'lit';
import type {Section} from '../locales/dictionary.js';
import type {Draft, Notice, OutboxPort, Persistence, Saved} from '../outbox/port.js';
import {receipt, uuid} from '../outbox/random.js';
import {KitError} from '../schema/error.js';
import {tagPrefix} from '../schema/names.js';
import type {Survey} from '../schema/survey.js';
import {consentOf} from './consent.js';
import type {loadDefinition} from './definition.js';
import type {ItemDetail, PromptDetail} from './events.js';
import type {Explanation, Refusal} from './explain.js';
import type {Arrange} from './popup.js';
import {loadIds, whoFor} from './identity.js';
import {KitElement, type OwnTexts} from './kit-element.js';
import {recall, remember} from './store.js';
import {nextSeq, whereabouts} from './surroundings.js';

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
  ack?: number;
  /** Where the finished answer stands; absent before it is finished. */
  state?: 'saved' | 'sent' | 'dead-letter' | 'withdrawing' | 'withdrawn' | undefined;
}

export const newDraft = (): PromptDraft => ({id: uuid(), receipt: receipt(), impression: uuid()});

/** What a prompt asks: the kit's own questions, or an owner's definition, as an element makes use of it. */
export interface OwnForm extends OwnTexts {
  readonly form: Survey;
}

/** Names of drafts in use by an element in the page: a second prompt of the same survey keeps a draft of its own. */
const taken = new Set<string>();

/**
 * What prompts share: the definition, when to show, the visitor's refusals, and the way of the answer.
 *
 * @attr {inline|popup} [mode=inline] - How the prompt appears: in the page's text, or over the page, beside what the visitor does.
 * @attr {bottom-end|bottom|bottom-start|top-end|top|top-start} [placement=bottom-end] - Where a popup stands; sides are those of its language.
 * @attr {string} config - URL of a JSON definition, laid over the kit's own.
 * @attr {boolean} hidden - Keeps the prompt closed until `show()` is called.
 */
export abstract class PromptElement<S extends Section, D extends PromptDraft, O extends OwnForm> extends KitElement<S> {
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
  /** What is said after a refusal, once it is here. */
  protected note: (() => TemplateResult) | undefined;
  protected form!: Survey;
  declare protected own: O | undefined;
  declare protected draft: D;

  /** Where the draft is kept in the tab, so that a reload finds it. */
  #draftKey = '';
  /** What the definition was read from and for. */
  #asked: unknown[] | undefined;
  /** Where the prompt stands over the page: what keeps it there. */
  #frame: Arrange | undefined;
  #cancelled = false;
  /** Hidden by a refusal or by the page's handler, not by the page's author. */
  #blocked = false;
  /** Sees the prompt come on the screen. */
  readonly #watching = new IntersectionObserver(
    seen => seen.some(({intersectionRatio}) => intersectionRatio >= 0.5) && this.#noteShown(),
    {threshold: 0.5},
  );
  #heard: OutboxPort | undefined;
  #hearing: AbortController | undefined;
  /** Saves wait for each other, so that revisions never cross. */
  #line: Promise<unknown> = Promise.resolve();

  /** The definition of this id: the kit's own, under an owner's where there is a `source` of one. */
  protected abstract read(id: string, source: unknown, tell: Parameters<typeof loadDefinition>[2]): Promise<O>;
  /** The answer as it travels; nothing once it is finished. */
  protected abstract item(complete: boolean): Draft | undefined;

  /** Tells this survey's notes on the device apart from others'. */
  get #name(): string {
    return `${this.settings.site ?? ''}:${this.form.id}`;
  }

  /** `survey` and `impression`, as every event of a prompt tells them. */
  protected get detail(): PromptDetail {
    return {survey: this.form.id, impression: this.draft.impression};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#draftKey) taken.add(this.#draftKey);
    const {signal} = this.connection;
    document.addEventListener('visibilitychange', () => document.hidden && this.savePart(), {signal});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Another element may go on with the draft.
    taken.delete(this.#draftKey);
    // An answer on its way is followed even while the element is out of the page.
    if (this.draft.state !== 'saved') this.#hear(undefined);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const {settings} = this;
    const pops = (settings as {mode?: string}).mode === 'popup' && consentOf(settings);
    const asked = [this.#given(), this.survey, settings.site, pops];
    if (!this.#asked || asked.some((part, at) => part !== this.#asked![at]))
      this.#begin((this.#asked = asked)).catch((error: unknown) => {
        // A part of the kit did not come: it is asked for again after the next change, such as being online.
        this.#asked = undefined;
        console.error(error);
      });
  }

  #given(): unknown {
    return this.definition ?? this.config ?? this.querySelector(':scope>script[type="application/json"]')?.textContent;
  }

  async #begin(asked: unknown[]): Promise<void> {
    const context = `${tagPrefix}context`;
    if (this.closest(`${context}:not(:defined)`)) await customElements.whenDefined(context);
    // A child script may still be on its way.
    if (document.readyState === 'loading')
      await new Promise(done => document.addEventListener('DOMContentLoaded', done));
    asked[0] = this.#given();
    const [source, , , pops] = asked;
    const id = (this.settings as {survey?: string}).survey ?? this.localName;
    const own = await this.read(id, source, (code, details) => this.report(code, details));
    await this.spoken.coming;
    if (pops) this.#frame ??= (await import('./popup.js')).popUp(this);
    if (asked !== this.#asked) return;
    this.own = own;
    this.form = own.form;
    this.#openDraft();
    if (this.draft.state) this.phase = 'thanks';
    if (!this.outbox) this.report('endpoint/missing');
    this.setAttribute('ready', '');
    if (this.hidden && !this.#blocked) return;
    if (!this.#frame) await this.show();
    // Whoever refused to be measured is not asked unasked.
    else if (pops !== 'denied') this.#frame(this.connection.signal, true);
  }

  /** Goes on with the draft that an earlier page or element left for this survey. */
  #openDraft(): void {
    const prefix = `draft:${this.#name}#`;
    if (this.#draftKey.startsWith(prefix)) return;
    taken.delete(this.#draftKey);
    for (let count = 1; taken.has((this.#draftKey = prefix + count)); count++);
    taken.add(this.#draftKey);
    try {
      Object.assign(this.draft, JSON.parse(recall(this.#draftKey, this.settings.storage)!));
    } catch {
      // There is none, or nothing that could be read.
    }
  }

  /** Keeps the draft in the tab; a finished one in this page only, so that what has been sent does not stay on the device. */
  #keepDraft(draft?: D): void {
    remember(this.#draftKey, draft && JSON.stringify(draft), draft?.state ? 'none' : this.settings.storage);
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
    this.#keepDraft();
    this.phase = 'closed';
    await this.show();
  }

  /** Why the prompt shows, or does not. */
  async explain(): Promise<Explanation> {
    const {explain} = await import('./seldom.js');
    return explain(this, this.settings, this.form, this.phase, this.outbox, this.#cancelled, this.#refusal());
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
    this.#keepDraft(Object.assign(this.draft, patch));
    this.requestUpdate();
  }

  /** The visitor begins to answer, or goes on. */
  protected start(): void {
    this.#noteShown();
    if (!this.draft.startedAt) void this.#dispose('Started');
    this.draft.startedAt ??= new Date().toISOString();
  }

  /**
   * Hands the answer, when its turn comes, to the outbox; resolves with `undefined` where it is finished already.
   * @throws {KitError} `endpoint/missing`, or what `OutboxPort.save` throws
   */
  protected save(complete: boolean): Promise<Saved | undefined> {
    const turn = this.#line.then(async () => {
      const item = this.item(complete);
      if (!item) return;
      if (!this.outbox) throw new KitError('endpoint/missing');
      const {id, receipt: proof, rev, createdAt} = this.draft;
      const saved = await this.outbox.save({...item, id, receipt: proof, rev, createdAt});
      this.change(saved);
      const kept = {...this.detail, id, rev: saved.rev};
      this.emit('saved', {...kept, persisted: saved.persisted, complete});
      if (complete) this.#finish(kept);
      return saved;
    });
    this.#line = turn.catch(() => {});
    return turn;
  }

  /** Where the visitor allows it, what is answered so far is sent at once. */
  protected savePart(): void {
    if (consentOf(this.settings) === 'granted' && this.phase === 'open' && this.draft.startedAt)
      // Refused, the answer is still in the form, and sending it will say what is wrong.
      this.save(false).catch(() => {});
  }

  /** The answer is finished and kept. */
  #finish(kept: ItemDetail): void {
    this.emit('complete', kept);
    if (consentOf(this.settings) === 'granted') this.#refuse('complete', this.form.reask?.afterComplete ?? 90);
    this.phase = 'thanks';
    this.#keepDraft();
    this.change({state: 'saved'});
    this.say('');
    void this.focusOn('.title');
    if (this.draft.ack === kept.rev) this.#take({type: 'sent', ...kept});
  }

  /** Not before some days are over: the visitor's own wish. */
  protected snooze(): void {
    this.emit('snooze', {...this.detail, until: this.#close('snooze', this.form.reask?.afterSnooze ?? 7)});
  }

  /** Never again: the visitor's own wish. */
  protected never(): void {
    this.#close('never');
    this.emit('dismiss', {...this.detail, never: true});
  }

  /** Closes it as a visitor does who does not care to answer: not again for `reask.afterDismiss` days, 30 unless set. */
  dismiss(): void {
    this.#close('dismiss', this.form.reask?.afterDismiss ?? 30);
    this.emit('dismiss', {...this.detail, never: false});
  }

  /** Closes it for good or for some days, and gives their end as ISO time, empty for good. */
  #close(kind: Refusal, days?: number): string {
    this.phase = 'refused';
    this.note = undefined;
    void this.#dispose(kind === 'snooze' ? 'Snoozed' : 'Dismissed');
    import('./refusal.js').then(
      ({noteOf}) => {
        this.note = () => noteOf(this.spoken, days, () => this.undo());
        // The focus was on what is gone now, unless somebody has put it elsewhere.
        return document.activeElement === document.body ? this.focusOn('.title') : this.requestUpdate();
      },
      () => {},
    );
    return this.#refuse(kind, days);
  }

  protected undo(): Promise<void> {
    this.#noteRefusal();
    this.phase = 'closed';
    return this.show();
  }

  /** Notes a refusal for good or for some days, and gives their end as ISO time, empty for good. */
  #refuse(kind: Refusal, days?: number): string {
    const until = days === undefined ? '' : new Date(Date.now() + days * 24 * 3600_000).toISOString();
    this.#noteRefusal(`${kind} ${until}`);
    return until;
  }

  /** Keeps a refusal on the device, without any identifier, or takes it back. */
  #noteRefusal(note?: string): void {
    remember(`no:${this.#name}`, note, this.settings.storage, true);
    this.requestUpdate();
  }

  /** The refusal that holds now, and its end. */
  #refusal(): [Refusal, until: string | undefined] | undefined {
    if (!this.form) return;
    const [kind, until] = recall(`no:${this.#name}`, this.settings.storage, true)?.split(' ') ?? [];
    return kind === 'never' || until! > new Date().toISOString() ? [kind as Refusal, until] : undefined;
  }

  protected override updated(): void {
    // What ends after the element has left the page begins nothing again.
    if (!this.isConnected) return;
    this.#frame?.(this.connection.signal);
    if (this.outbox !== this.#heard) this.#hear(this.outbox);
    const target = this.renderRoot.querySelector('fieldset');
    if (target && !this.draft.shown) this.#watching.observe(target);
  }

  /** It is, or was, really on the screen. */
  #noteShown(): void {
    this.#watching.disconnect();
    if (!this.draft.shown) void this.#dispose('Shown');
    this.draft.shown = true;
  }

  /**
   * Records what became of the prompt: with an id only while consent is granted, and not at all once it is denied. An event
   * that cannot be kept is no reason to trouble a visitor.
   */
  async #dispose(what: string): Promise<void> {
    const {detail: properties} = this;
    await loadIds(this.settings);
    const {outbox, settings} = this;
    if (!outbox || consentOf(settings) === 'denied') return;
    const data = {name: `Survey ${what}`, seq: nextSeq(), properties, context: whereabouts(settings)};
    outbox.save({kind: 'event', who: whoFor(settings), data}).catch(() => {});
  }

  #hear(outbox: OutboxPort | undefined): void {
    this.#hearing?.abort();
    this.#hearing = new AbortController();
    this.#heard = outbox;
    outbox?.listen(notice => this.#take(notice), this.#hearing.signal);
  }

  /** What happened to this very item. An acknowledgement counts for the revision it names. */
  #take(notice: Notice): void {
    const {draft} = this;
    const {id, state, rev} = draft;
    if (notice.type === 'failed') {
      const {reason, status} = notice;
      if (rev && state !== 'sent') this.emit('failed', {reason, status});
    } else if ('id' in notice && notice.id === id && notice.type !== 'saved') {
      const {type, ...facts} = notice;
      if (type === 'sent') {
        draft.ack = notice.rev;
        if (state !== 'saved' || notice.rev < rev!) return;
      }
      this.emit(type, {...(type === 'sent' && this.detail), ...facts} as never);
      if (state) this.change({state: type});
    }
  }
}
