import type {TemplateResult} from 'lit';
import {segmentIndex} from '../../core/segment-index.js';
import {nps} from '../../locales/en/nps.js';
import type {Locale} from '../../locales/dictionary.js';
import type {Draft, Saved} from '../../outbox/port.js';
import {contentHash} from '../../schema/canonical.js';
import {KitError} from '../../schema/error.js';
import {itemLimits} from '../../schema/limits.js';
import {whoFor} from '../../ui/identity.js';
import type {PlainKey} from '../../ui/kit-element.js';
import {PromptElement} from '../../ui/prompt-element.js';
import {whereabouts} from '../../ui/surroundings.js';
import {answersOf, newNpsDraft, type NpsDraft, orderOf, questionOf} from './answers.js';
import type {NpsForm, readOwn} from './own.js';
import {preset} from './preset.js';

/** Milliseconds within which a 0 after a 1 makes a 10. */
const secondDigit = 600;

/** What the prompt says: the kit's words, or an owner's over them, with the links that the thank-you invites to. */
export type NpsWords = Locale['nps'] & {readonly actions?: TemplateResult | undefined};

/** The behaviour of the NPS+ prompt: what the visitor enters, and its way to the outbox. The markup is in `nps.ts`. */
export abstract class NpsFlow extends PromptElement<'nps', NpsDraft, NpsForm> {
  static override properties = {...PromptElement.properties, subject: {}, numberKeys: {attribute: 'number-keys'}};

  protected override readonly texts = (locale?: Locale): NpsWords => {
    const words = locale?.nps ?? nps;
    return this.own?.words?.(words, this.language, this.segment) ?? words;
  };
  protected override draft = newNpsDraft();
  declare protected words: NpsWords;
  /** The name of the field that stops the answer. */
  protected wrong: 'score' | 'comment' | 'email' | undefined;
  /** What a visitor reads where the answer could not be kept. */
  protected failed: PlainKey<'nps'> | undefined;
  protected sending: Promise<Saved> | undefined;
  /** When a 1 was pressed: the event's time in milliseconds. */
  #oneAt = NaN;

  declare subject: string | null | undefined;
  declare numberKeys: string | null | undefined;

  constructor() {
    super();
    this.survey = 'nps';
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const causes = this.form && questionOf(this.form, 'multiple');
    if (causes) this.draft.order = orderOf(causes, this.draft.order);
  }

  protected override async read(id: string, source: unknown, tell: Parameters<typeof readOwn>[2]): Promise<NpsForm> {
    const form = preset(id);
    return source ? (await import('./own.js')).readOwn(form, source, tell) : {form};
  }

  /** The place of the score's segment among the three; the first while there is no score. */
  protected get segment(): 0 | 1 | 2 {
    return segmentIndex(this.draft.score!);
  }

  /**
   * Keeps the answer on this device and hands it to the outbox.
   * @throws {KitError} `answer/invalid`, `answer/too-large`, `endpoint/missing`, `outbox/full`, `storage/failed`: nothing was kept.
   */
  submit(): Promise<Saved> {
    return (this.sending ??= this.#submit().finally(() => {
      this.sending = undefined;
      this.requestUpdate();
    }));
  }

  override reset(): Promise<void> {
    this.wrong = this.failed = undefined;
    this.draft = newNpsDraft();
    return super.reset();
  }

  async #submit(): Promise<Saved> {
    await this.updateComplete;
    this.#check();
    try {
      return (await this.save(true))!;
    } catch (error) {
      const {code, message} = error instanceof KitError ? error : new KitError('storage/failed', `${error}`);
      this.failed = code in this.words.texts ? (code as PlainKey<'nps'>) : 'storage/failed';
      this.emit('error', {code, message, details: undefined});
      throw error;
    }
  }

  /** @throws {KitError} `answer/invalid` */
  #check(): void {
    const {score, comment} = this.draft;
    const text = questionOf(this.form, 'text');
    this.failed = undefined;
    this.wrong =
      this.phase !== 'open' || score === undefined ? 'score'
      : text && comment.length > text.max ? 'comment'
      : this.renderRoot.querySelector('input:invalid') ? 'email'
      : undefined; // prettier-ignore
    this.requestUpdate();
    if (!this.wrong) return;
    void this.focusOn(`[name=${this.wrong}]`);
    throw new KitError('answer/invalid', this.wrong);
  }

  protected override item(complete: boolean): Draft | undefined {
    const {draft, form, settings, subject} = this;
    if (draft.state) return;
    const now = new Date().toISOString();
    const causes = questionOf(form, 'multiple');
    const contact = complete && draft.contact && questionOf(form, 'contact');
    const data = {
      ...this.detail,
      version: contentHash(this.form),
      complete,
      answers: answersOf(form, draft),
      hidden: subject ? {subject: subject.slice(0, itemLimits.idUnits)} : undefined,
      traits: settings.traits,
      contact: contact
        ? {
            email: draft.email.trim(),
            purpose: contact.purpose,
            // Which words were agreed to.
            textVersion: contentHash(this.t('contact')),
            at: now,
          }
        : undefined,
      startedAt: draft.startedAt,
      endedAt: complete ? now : undefined,
      order: causes && {[causes.id]: draft.order},
      context: whereabouts(settings, this.language),
    };
    return {kind: 'response', who: whoFor(settings), data};
  }

  /** The visitor enters something in any field of the form. */
  protected onInput({target}: Event): void {
    const field = target as HTMLInputElement;
    const {name, type, value, checked} = field;
    const {causes, score} = this.draft;
    const max = questionOf(this.form, 'multiple')?.max as number;
    if (name === 'causes' && checked && causes.length >= max) {
      field.checked = false;
      return this.say(this.t('upTo', 'max', max));
    }
    const others = causes.filter(cause => cause !== value);
    const entered =
      name === 'causes' ? (checked ? [...others, value] : others)
      : name === 'score' ? +value
      : type === 'checkbox' ? checked
      : value; // prettier-ignore
    this.start();
    this.change({[name]: entered});
    if (score === undefined) this.say(this.t('next'));
  }

  /** A field has its value: an answer to this question. Of a text no more than its length is told. */
  protected answered(question: string): void {
    const answer: {value?: unknown; values?: unknown} = answersOf(this.form, this.draft)[question] ?? {};
    const value = answer.values ?? answer.value;
    this.emit('answer', {...this.detail, question, value: typeof value === 'string' ? value.length : value});
    this.savePart();
  }

  /**
   * Digits choose a score while the focus is among the scores; 1 and then 0 is 10. Enter chooses what has the focus, where
   * a browser would have sent the form.
   */
  protected onKey(event: KeyboardEvent): void {
    const {key, timeStamp} = event;
    let target = event.target as HTMLInputElement;
    const digit = /^\d$/.test(key) && target.name === 'score' && this.numberKeys !== 'off';
    if (!digit && !(key === 'Enter' && /radio|checkbox/.test(target.type))) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (digit) {
      const ten = key === '0' && timeStamp - this.#oneAt < secondDigit;
      this.#oneAt = key === '1' ? timeStamp : NaN;
      target = this.renderRoot.querySelector(`[value="${ten ? 10 : key}"]`)!;
      target.focus();
    }
    target.click();
  }
}
