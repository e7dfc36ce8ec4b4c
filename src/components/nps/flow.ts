import {nps} from '../../locales/en/nps.js';
import type {Saved} from '../../outbox/port.js';
import {contentHash} from '../../schema/canonical.js';
import {type ErrorCode, KitError} from '../../schema/error.js';
import {itemLimits} from '../../schema/limits.js';
import type {Survey} from '../../schema/survey.js';
import {consentOf} from '../../ui/consent.js';
import {whoFor} from '../../ui/identity.js';
import type {TextKey} from '../../ui/kit-element.js';
import {PromptElement} from '../../ui/prompt-element.js';
import {whereabouts} from '../../ui/surroundings.js';
import {answersOf, contactOf, newNpsDraft, type NpsDraft, orderOf, questionOf} from './answers.js';
import {preset} from './preset.js';

/** Milliseconds within which a 0 after a 1 makes a 10. */
const secondDigit = 600;

const failures: Partial<Record<ErrorCode, TextKey<'nps'>>> = {
  'answer/too-large': 'notKeptLarge',
  'endpoint/missing': 'notSet',
  'outbox/full': 'notKeptFull',
};

/** The behaviour of the NPS+ prompt: what the visitor enters, and its way to the outbox. The markup is in `nps.ts`. */
export abstract class NpsFlow extends PromptElement<'nps', NpsDraft> {
  static override properties = {...PromptElement.properties, subject: {}, numberKeys: {attribute: 'number-keys'}};

  protected override readonly section = 'nps';
  protected override readonly english = nps;
  /** What a screen reader is told next. */
  protected said = '';
  /** What stops the answer, and the name of the field it stands in. */
  protected wrong: {readonly text: TextKey<'nps'>; readonly at?: 'email' | 'comment'} | undefined;
  protected sending: Promise<Saved> | undefined;
  #digit = {key: '', at: 0};

  declare subject: string | null | undefined;
  declare numberKeys: string | null | undefined;

  constructor() {
    super();
    this.survey = 'nps';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const leave = () => document.hidden && void this.#partial();
    document.addEventListener('visibilitychange', leave, {signal: this.connection.signal});
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    const causes = this.form && questionOf(this.form, 'multiple');
    if (causes) this.draft.value.order = orderOf(causes, this.draft.value.order);
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

  override async reset(): Promise<void> {
    this.wrong = undefined;
    await super.reset();
  }

  protected override fresh(): NpsDraft {
    return newNpsDraft();
  }

  protected override preset(): Survey {
    return preset(this.survey);
  }

  /** The words of the consent to be contacted, as shown. */
  protected abstract consentText(): string;

  async #submit(): Promise<Saved> {
    await this.updateComplete;
    this.wrong = undefined;
    this.#check();
    this.requestUpdate();
    try {
      const saved = (await this.delivery.save(() => this.#item(true)))!;
      const told = {...this.detail, id: saved.id, rev: saved.rev};
      this.emit('saved', {...told, persisted: saved.persisted, complete: true});
      this.emit('complete', told);
      this.finish();
      void this.focusOn('.title');
      return saved;
    } catch (error) {
      const code = error instanceof KitError ? error.code : 'storage/failed';
      this.wrong = {text: failures[code] ?? 'notKept'};
      this.emit('error', {code, message: `${error}`, details: undefined});
      throw error;
    }
  }

  /** @throws {KitError} `answer/invalid` */
  #check(): void {
    const {score, comment, contact} = this.draft.value;
    const email = this.renderRoot.querySelector<HTMLInputElement>('[name=email]');
    if (this.phase !== 'open' || score === undefined) throw new KitError('answer/invalid', 'score: none is chosen.');
    if (contact && email && (!email.value || !email.validity.valid)) this.wrong = {text: 'emailWrong', at: 'email'};
    if (comment.length > itemLimits.textUnits) this.wrong = {text: 'notKeptLarge', at: 'comment'};
    if (!this.wrong) return;
    void this.focusOn(`[name=${this.wrong.at}]`);
    this.requestUpdate();
    throw new KitError('answer/invalid', `${this.wrong.at}: not as it must be.`);
  }

  /** The response as it travels; nothing once the answer is finished. */
  #item(complete: boolean) {
    const draft = this.draft.value;
    if (draft.state) return;
    const causes = questionOf(this.form, 'multiple');
    const contact = questionOf(this.form, 'contact');
    const data = {
      ...this.detail,
      version: this.version,
      complete,
      answers: answersOf(this.form, draft),
      hidden: this.subject ? {subject: this.subject} : undefined,
      traits: this.settings.traits,
      contact: complete && contact ? contactOf(draft, contact.purpose!, contentHash(this.consentText())) : undefined,
      startedAt: draft.startedAt,
      endedAt: complete ? new Date().toISOString() : undefined,
      order: causes && {[causes.id]: draft.order},
      context: whereabouts(this.settings, this.language),
    };
    return {kind: 'response', who: whoFor(this.settings), data} as const;
  }

  /** Where the visitor allows it, what is answered so far is sent at once. */
  async #partial(): Promise<void> {
    if (consentOf(this.settings) !== 'granted' || this.phase !== 'open' || this.draft.value.score === undefined) return;
    // Refused, the answer is still in the form, and sending it will say what is wrong.
    const saved = await this.delivery.save(() => this.#item(false)).catch(() => undefined);
    if (!saved) return;
    this.draft.keep({});
    const {id, rev, persisted} = saved;
    this.emit('saved', {...this.detail, id, rev, persisted, complete: false});
  }

  /** Takes what the visitor entered; `question` and `value` where that is an answer by itself. */
  protected enter(patch: Partial<NpsDraft>, question?: string, value?: unknown): void {
    const first = this.draft.value.score === undefined;
    this.draft.keep({...patch, startedAt: this.start()});
    if (question) {
      this.emit('answer', {...this.detail, question, value});
      void this.#partial();
    }
    if (first) this.say('next');
  }

  protected say(key: TextKey<'nps'>, values?: Record<string, string | number>): void {
    this.said = (this.t as (key: string, values?: object) => string).call(this, key, values);
    this.requestUpdate();
  }

  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Digits choose a score while the focus is among the scores; 1 and then 0 is 10. */
  protected readonly onKey = (event: KeyboardEvent): void => {
    const {key, timeStamp} = event;
    if (this.numberKeys === 'off' || !/^\d$/.test(key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const ten = key === '0' && this.#digit.key === '1' && timeStamp - this.#digit.at < secondDigit;
    this.#digit = {key, at: timeStamp};
    const input = this.renderRoot.querySelector<HTMLInputElement>(`[name=score][value="${ten ? 10 : key}"]`)!;
    event.preventDefault();
    input.focus();
    input.click();
  };
}
