import {type Segment, segmentOf} from '../../core/segment.js';
import {nps} from '../../locales/en/nps.js';
import type {Locale} from '../../locales/dictionary.js';
import type {Draft, Saved} from '../../outbox/port.js';
import {contentHash} from '../../schema/canonical.js';
import {KitError} from '../../schema/error.js';
import {itemLimits} from '../../schema/limits.js';
import type {Question, Survey} from '../../schema/survey.js';
import {consentOf} from '../../ui/consent.js';
import {whoFor} from '../../ui/identity.js';
import type {TextKey} from '../../ui/kit-element.js';
import {PromptElement} from '../../ui/prompt-element.js';
import {whereabouts} from '../../ui/surroundings.js';
import {answersOf, newNpsDraft, type NpsDraft, orderOf, questionOf} from './answers.js';
import type {wording} from './own.js';
import {preset} from './preset.js';

/** Milliseconds within which a 0 after a 1 makes a 10. */
const secondDigit = 600;

/** What the prompt says: the kit's words, or an owner's over them, with what the thank-you invites to. */
export type NpsWords = Locale['nps'] & {
  readonly actions?: readonly {readonly text: string; readonly href: string}[] | undefined;
};

/** What a visitor reads where an answer could not be kept. */
const failures: Readonly<Record<string, TextKey<'nps'>>> = {
  'answer/too-large': 'notKeptLarge',
  'endpoint/missing': 'notSet',
  'outbox/full': 'notKeptFull',
};

/** The type of the question that a field belongs to, where that is no choice of causes. */
const types: Readonly<Record<string, Question['type']>> = {
  score: 'nps',
  comment: 'text',
  contact: 'contact',
  email: 'contact',
};

/** The behaviour of the NPS+ prompt: what the visitor enters, and its way to the outbox. The markup is in `nps.ts`. */
export abstract class NpsFlow extends PromptElement<'nps', NpsDraft> {
  static override properties = {...PromptElement.properties, subject: {}, numberKeys: {attribute: 'number-keys'}};

  protected override readonly section = 'nps';
  protected override readonly english = nps;
  declare protected words: NpsWords;
  /** What a screen reader is told next. */
  protected said = '';
  /** What stops the answer, and the name of the field it stands in. */
  protected wrong: {readonly text: TextKey<'nps'>; readonly at?: string} | undefined;
  protected sending: Promise<Saved> | undefined;
  /** When a 1 was pressed: the event's time in milliseconds. */
  #oneAt = -secondDigit;
  #wording: typeof wording | undefined;

  declare subject: string | null | undefined;
  declare numberKeys: string | null | undefined;

  constructor() {
    super();
    this.survey = 'nps';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const {signal} = this.connection;
    document.addEventListener('visibilitychange', () => document.hidden && void this.#partial(), {signal});
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    const {draft, form, words} = this;
    if (!form) return;
    const causes = questionOf(form, 'multiple');
    if (causes) draft.order = orderOf(causes, draft.order);
    this.words = this.#wording?.(form, words, this.language, this.segment) ?? words;
  }

  protected get segment(): Segment | undefined {
    const {score} = this.draft;
    return score === undefined ? undefined : segmentOf(score);
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
    this.wrong = undefined;
    return super.reset();
  }

  protected override fresh(): NpsDraft {
    return newNpsDraft();
  }

  protected override preset(id: string): Survey {
    return preset(id);
  }

  protected override async reader() {
    const own = await import('./own.js');
    this.#wording = own.wording;
    return own;
  }

  async #submit(): Promise<Saved> {
    await this.updateComplete;
    this.#check();
    try {
      const saved = (await this.save(() => this.#item(true)))!;
      this.finish();
      this.said = '';
      void this.focusOn('.title');
      return saved;
    } catch (error) {
      const {code, message} = error instanceof KitError ? error : new KitError('storage/failed', `${error}`);
      this.wrong = {text: failures[code] ?? 'notKept'};
      this.emit('error', {code, message, details: undefined});
      throw error;
    }
  }

  /** @throws {KitError} `answer/invalid` */
  #check(): void {
    const {score, comment} = this.draft;
    const email = this.renderRoot.querySelector<HTMLInputElement>('[name=email]');
    if (this.phase !== 'open' || score === undefined) throw new KitError('answer/invalid', 'score');
    const at =
      comment.length > (questionOf(this.form, 'text')?.max ?? itemLimits.textUnits) ? 'comment'
      : email && !(email.value && email.validity.valid) ? 'email'
      : undefined; // prettier-ignore
    this.requestUpdate();
    this.wrong = at ? {text: at === 'email' ? 'emailWrong' : 'notKeptLarge', at} : undefined;
    if (at) void this.focusOn(`[name=${at}]`);
    if (at) throw new KitError('answer/invalid', at);
  }

  /** The response as it travels; nothing once the answer is finished. */
  #item(complete: boolean): Draft | undefined {
    const {draft, form, settings} = this;
    if (draft.state) return;
    const now = new Date().toISOString();
    const causes = questionOf(form, 'multiple');
    const contact = complete && draft.contact && questionOf(form, 'contact');
    const data = {
      ...this.detail,
      version: this.version,
      complete,
      answers: answersOf(form, draft),
      hidden: this.subject ? {subject: this.subject.slice(0, itemLimits.idUnits)} : undefined,
      traits: settings.traits,
      contact: contact
        ? {
            email: draft.email.trim(),
            purpose: contact.purpose ?? contact.id,
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

  /** Where the visitor allows it, what is answered so far is sent at once. */
  async #partial(): Promise<void> {
    if (consentOf(this.settings) !== 'granted' || this.phase !== 'open' || this.draft.score === undefined) return;
    // Refused, the answer is still in the form, and sending it will say what is wrong.
    await this.save(() => this.#item(false)).catch(() => {});
  }

  /** The visitor enters something in any field of the form. */
  protected readonly onInput = ({target}: Event): void => {
    const {name, type, value, checked} = target as HTMLInputElement;
    const {causes, score, order} = this.draft;
    const max = questionOf(this.form, 'multiple')?.max ?? order.length;
    if (name === 'causes' && checked && causes.length >= max) {
      (target as HTMLInputElement).checked = false;
      return this.say(this.t('full', {max: this.number(max)}));
    }
    const others = causes.filter(cause => cause !== value);
    const entered =
      name === 'causes' ? (checked ? [...others, value] : others)
      : name === 'score' ? +value
      : type === 'checkbox' ? checked
      : value; // prettier-ignore
    this.change({[name]: entered, startedAt: this.start()});
    if (score === undefined) this.say(this.t('next'));
  };

  /** A field has its value: an answer. */
  protected readonly onChange = ({target}: Event): void => {
    const question = questionOf(this.form, types[(target as HTMLInputElement).name] ?? 'multiple')!;
    const answer = answersOf(this.form, this.draft)[question.id];
    if (question.type !== 'contact') {
      const value = answer && ('values' in answer ? answer.values : answer.value);
      this.emit('answer', {
        ...this.detail,
        question: question.id,
        value: typeof value === 'string' ? value.length : value,
      });
    }
    void this.#partial();
  };

  protected say(text: string): void {
    this.said = text;
    this.requestUpdate();
  }

  protected async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /**
   * Digits choose a score while the focus is among the scores; 1 and then 0 is 10. Enter chooses what has the focus, where
   * a browser would have sent the form.
   */
  protected readonly onKey = (event: KeyboardEvent): void => {
    const {key, timeStamp} = event;
    let target = event.target as HTMLInputElement;
    const digit = /^\d$/.test(key) && target.name === 'score' && this.numberKeys !== 'off';
    if (!digit && !(key === 'Enter' && /radio|checkbox/.test(target.type))) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (digit) {
      const ten = key === '0' && timeStamp - this.#oneAt < secondDigit;
      this.#oneAt = key === '1' ? timeStamp : -secondDigit;
      target = this.renderRoot.querySelector(`[value="${ten ? 10 : key}"]`)!;
      target.focus();
    }
    target.click();
  };
}
