import {html, nothing, type TemplateResult} from 'lit';
import {type Segment, segmentOf, segments} from '../../core/segment.js';
import {itemLimits} from '../../schema/limits.js';
import type {LocalText, Question} from '../../schema/survey.js';
import {OnlineController} from '../../ui/controllers/online.js';
import type {TextKey} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {textIn} from '../../ui/texts.js';
import {questionOf} from './answers.js';
import {NpsFlow} from './flow.js';
import {other} from './preset.js';
import {styles} from './styles.js';

type Typed<T> = Extract<Question, {type: T}>;

/**
 * The NPS+ prompt, inline: a score from 0 to 10, its causes worded for the segment, a comment, consent to be contacted,
 * and a thank-you that says honestly where the answer stands.
 * @summary Asks how likely a visitor is to recommend something, and why.
 * @element stagepost-nps
 *
 * @attr {string} [survey=nps] - The survey's id: answers, drafts and refusals are told apart by it.
 * @attr {string} subject - What is recommended: "our shop".
 * @attr {off} number-keys - `off`: digits do not choose a score.
 * @attr {inline} [mode=inline] - How the prompt appears.
 * @attr {string} config - URL of a JSON definition, laid over the kit's own.
 *
 * @fires {CustomEvent<PromptDetail>} stagepost-before-show - Cancelable: `preventDefault()` keeps the prompt closed.
 * @fires {CustomEvent<PromptDetail>} stagepost-show - The prompt is open.
 * @fires {CustomEvent<AnswerDetail>} stagepost-answer - One question was answered; of a comment only the length is told.
 * @fires {CustomEvent<SnoozeDetail>} stagepost-snooze - "Not now".
 * @fires {CustomEvent<DismissDetail>} stagepost-dismiss - "Never ask again".
 * @fires {CustomEvent<SavedDetail>} stagepost-saved - Kept on this device, as safely as `detail.persisted` says.
 * @fires {CustomEvent<ItemDetail>} stagepost-complete - The visitor finished.
 * @fires {CustomEvent<ItemDetail>} stagepost-sent - The endpoint acknowledged the answer.
 * @fires {CustomEvent<FailedDetail>} stagepost-failed - An attempt to send failed; the answer is kept.
 * @fires {CustomEvent<DeadLetterDetail>} stagepost-dead-letter - The endpoint refused the answer for good.
 * @fires {CustomEvent<WithdrawnDetail>} stagepost-withdrawn - The visitor took the answer back.
 * @fires {CustomEvent<ErrorDetail>} stagepost-error - `detail.code`, `detail.message`: something is wrong with the set-up, or an answer could not be kept.
 *
 * @slot - A `<script type="application/json">` with a definition; nothing of it is shown.
 *
 * @csspart box - The whole prompt.
 * @csspart question - The question.
 * @csspart score - Each score.
 * @csspart choice - Each cause.
 * @csspart action - Each call to action of the thank-you.
 * @csspart state - Where the answer stands.
 *
 * @cssprop [--stagepost-nps-score-size=2.75em] - Height of a score; at least 24px.
 */
export class StagepostNps extends NpsFlow {
  static override styles = [baseStyles, styles];

  readonly #network = new OnlineController(this);

  get #segment(): Segment | undefined {
    const {score} = this.draft.value;
    return score === undefined ? undefined : segmentOf(score);
  }

  /** An owner's text in the visitor's language. */
  #own(text: LocalText | undefined): string | undefined {
    return textIn(text, this.language);
  }

  /** The owner's wording of a question for this visitor's segment, or else the kit's. */
  #ask({text, bySegment}: Pick<Question, 'text' | 'bySegment'>, kits: string): string {
    return this.#own((this.#segment && bySegment?.[this.#segment]?.text) ?? text) ?? kits;
  }

  protected override consentText(): string {
    return this.#ask(questionOf(this.form, 'contact')!, this.t('contact'));
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.submit().catch(() => {});
  };

  readonly #onRefuse = (refuse: () => void) => (): void => {
    refuse.call(this);
    void this.focusOn('.title');
  };

  protected override render() {
    if (this.phase === 'closed') return nothing;
    return html`<div class="box" part="box" lang=${this.language} dir=${this.direction ?? nothing}>
      ${this.phase === 'open' ? this.#form() : this.phase === 'thanks' ? this.#thanks() : this.#refused()}
      <p class="unseen" role="status">${this.said}</p>
    </div>`;
  }

  #form(): TemplateResult {
    const scored = this.#segment;
    return html`<form class="stack" novalidate @submit=${this.#onSubmit}>
      ${this.form.questions.map(question => {
        if (question.type === 'nps') return this.#scores(question);
        if (!scored) return nothing;
        if (question.type === 'multiple') return this.#causes(question, scored);
        if (question.type === 'text') return this.#comment(question);
        return question.type === 'contact' ? this.#contact() : nothing;
      })}
      ${this.wrong && !this.wrong.at ? html`<p class="wrong" role="alert">${this.#text(this.wrong.text)}</p>` : nothing}
      <div class="row">
        ${
          scored
            ? html`<button class="main" aria-disabled=${!!this.sending}>
                ${this.t(this.sending ? 'saving' : this.wrong && !this.wrong.at ? 'retry' : 'send')}
              </button>`
            : nothing
        }
        <button type="button" class="quiet" @click=${this.#onRefuse(this.snooze)}>${this.t('notNow')}</button>
        <button type="button" class="quiet" @click=${this.#onRefuse(this.never)}>${this.t('never')}</button>
      </div>
    </form>`;
  }

  /** A text without holes. */
  #text(key: TextKey<'nps'>): string {
    return this.words.texts[key];
  }

  #scores(question: Typed<'nps'>): TemplateResult {
    const ends = {0: this.#own(question.low) ?? this.t('low'), 10: this.#own(question.high) ?? this.t('high')};
    const kits = this.subject ? this.t('questionOf', {subject: this.subject}) : this.t('question');
    return html`<fieldset @keydown=${this.onKey}>
      <legend part="question">${this.#ask({text: question.text, bySegment: undefined}, kits)}</legend>
      <div class="scale">
        ${Array.from(
          {length: 11},
          (_, score) =>
            html`<label part="score"
              ><input
                type="radio"
                name="score"
                value=${score}
                aria-label=${score % 10 ? nothing : `${this.number(score)}, ${ends[score as 0]}`}
                .checked=${this.draft.value.score === score}
                @change=${() => this.enter({score}, question.id, score)}
              /><span>${this.number(score)}</span></label
            >`,
        )}
      </div>
      <div class="row">
        ${Object.entries(ends).map(
          ([score, text]) => html`<small class=${+score ? 'end' : ''}>${this.number(+score)} – ${text}</small>`,
        )}
      </div>
    </fieldset>`;
  }

  #causes(question: Typed<'multiple'>, segment: Segment): TemplateResult {
    const {causes, order, primary, otherText} = this.draft.value;
    const max = question.max ?? order.length;
    const full = causes.length >= max;
    const label = (id: string): string => {
      const option = question.options?.find(one => one.id === id);
      const kits = this.words.causes as Readonly<Record<string, readonly string[]>>;
      return (
        this.#own(option?.bySegment?.[segment] ?? option?.text) ??
        kits[id]?.[segments.indexOf(segment)] ??
        (id === other ? this.t('other') : id)
      );
    };
    const toggle = (id: string) => (event: Event) => {
      const box = event.target as HTMLInputElement;
      if (box.checked && full) {
        box.checked = false;
        return this.say('full', {max: this.number(max)});
      }
      const chosen = box.checked ? [...causes, id] : causes.filter(cause => cause !== id);
      this.enter({causes: chosen}, question.id, chosen);
    };
    return html`<fieldset class="more">
        <legend>${this.#ask(question, this.#text(`why_${segment}`))}</legend>
        <small>${max < order.length ? this.t('upTo', {max: this.number(max)}) : nothing}</small>
        <div class="row choices">
          ${order.map(
            id =>
              html`<label part="choice"
                ><input
                  type="checkbox"
                  value=${id}
                  .checked=${causes.includes(id)}
                  aria-disabled=${full && !causes.includes(id)}
                  @change=${toggle(id)}
                /><span>${label(id)}</span></label
              >`,
          )}
        </div>
        ${
          causes.includes(other)
            ? html`<label
                >${this.t('otherText')}<input
                  type="text"
                  name="other"
                  maxlength=${itemLimits.idUnits}
                  .value=${otherText}
                  @input=${(event: Event) => this.enter({otherText: (event.target as HTMLInputElement).value})}
                  @change=${() => this.enter({}, question.id, causes)}
              /></label>`
            : nothing
        }
      </fieldset>
      ${
        question.primary && causes.length > 1
          ? html`<fieldset class="more">
              <legend>${this.t('main')}</legend>
              <div class="row choices">
                ${causes.map(
                  id =>
                    html`<label part="choice"
                      ><input
                        type="radio"
                        name="main"
                        .checked=${primary === id}
                        @change=${() => this.enter({primary: id}, question.id, causes)}
                      /><span>${label(id)}</span></label
                    >`,
                )}
              </div>
            </fieldset>`
          : nothing
      }`;
  }

  #comment(question: Typed<'text'>): TemplateResult {
    const {comment} = this.draft.value;
    const left = (question.max ?? itemLimits.textUnits) - comment.length;
    const at = this.wrong?.at === 'comment';
    return html`<div class="more">
      <label
        >${this.#ask(question, this.t('comment'))}
        <textarea
          name="comment"
          rows="3"
          aria-describedby="hint"
          aria-invalid=${at}
          .value=${comment}
          @input=${(event: Event) => this.enter({comment: (event.target as HTMLTextAreaElement).value})}
          @change=${() => this.enter({}, question.id, comment.length)}
        ></textarea>
      </label>
      <small id="hint" class="row"
        ><span>${this.#own(question.hint) ?? this.t('commentHint')}</span> ${
          left > 200
            ? nothing
            : html`<span class=${left < 0 ? 'end wrong' : 'end'} role="status"
                >${this.t(left < 0 ? 'over' : 'left', {n: this.number(Math.abs(left))})}</span
              >`
        }</small
      >
    </div>`;
  }

  #contact(): TemplateResult {
    const {contact, email} = this.draft.value;
    const wrong = this.wrong?.at === 'email';
    return html`<div class="more">
      <label class="consent"
        ><input
          type="checkbox"
          name="contact"
          .checked=${contact}
          @change=${(event: Event) => this.enter({contact: (event.target as HTMLInputElement).checked})}
        />${this.consentText()}</label
      >
      ${
        contact
          ? html`<label
                >${this.t('email')}<input
                  type="email"
                  name="email"
                  autocomplete="email"
                  maxlength="254"
                  aria-describedby="why"
                  aria-invalid=${wrong}
                  .value=${email}
                  @input=${(event: Event) => this.enter({email: (event.target as HTMLInputElement).value})}
              /></label>
              <small id="why" class=${wrong ? 'wrong' : ''}>${this.t(wrong ? 'emailWrong' : 'emailHint')}</small>`
          : nothing
      }
    </div>`;
  }

  #thanks(): TemplateResult {
    const segment = this.#segment!;
    const {thanks} = this.form;
    const mine = thanks?.bySegment?.[segment];
    const state = this.parcel.state!;
    return html`<div class="stack">
      <p class="title" tabindex="-1">${this.#own(mine?.text ?? thanks?.text) ?? this.#text(`thanks_${segment}`)}</p>
      <div class="row">
        ${(mine?.actions ?? thanks?.actions ?? []).map(
          ({text, href}) => html`<a part="action" href=${href} rel="noopener">${this.#own(text)}</a>`,
        )}
      </div>
      <div class="row">
        <small part="state" class="state ${state}" role="status">${this.#text(this.#standing())}</small>
        ${
          /ing$|wn$/.test(state)
            ? nothing
            : html`<button
                class="quiet end"
                @click=${() => this.delivery.withdraw().catch(() => this.say('notWithdrawn'))}
              >
                ${this.t('withdraw')}
              </button>`
        }
      </div>
    </div>`;
  }

  /** Where the answer stands, in words that claim no more than is so. */
  #standing(): TextKey<'nps'> {
    const {state, persisted} = this.parcel;
    if (state !== 'saved') return state!;
    if (persisted === 'memory') return 'savedMemory';
    if (!this.#network.online) return 'savedOffline';
    return persisted === 'session' ? 'savedSession' : 'saved';
  }

  #refused(): TemplateResult {
    const days = this.snoozedDays();
    return html`<div class="row">
      <p class="title" tabindex="-1">${days ? this.t('snoozed', {days: this.number(days)}) : this.t('refused')}</p>
      <button class="quiet" @click=${this.undo}>${this.t('undo')}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-nps': StagepostNps;
  }
}
