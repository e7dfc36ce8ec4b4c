import {html, nothing, type TemplateResult} from 'lit';
import {type Segment, segments} from '../../core/segment.js';
import {itemLimits} from '../../schema/limits.js';
import type {TextKey} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import type {Typed} from './answers.js';
import {NpsFlow} from './flow.js';
import {other as otherId} from './preset.js';
import {styles} from './styles.js';

/**
 * The NPS+ prompt, inline: a score from 0 to 10, its causes worded for the segment, a comment, consent to be contacted,
 * and a thank-you that says honestly where the answer stands.
 *
 * A definition that is not valid is told (`stagepost-error`, console) and the kit's own questions are asked: their version
 * tells the answers apart, and the visitor is not left without a form.
 * @summary Asks how likely a visitor is to recommend something, and why.
 * @element stagepost-nps
 *
 * @attr {string} [survey=nps] - The survey's id: answers, drafts and refusals are told apart by it.
 * @attr {string} subject - What is recommended: "our shop".
 * @attr {off} number-keys - `off`: digits do not choose a score.
 *
 * @fires {CustomEvent<KitEvents['before-show']>} stagepost-before-show - Cancelable: `preventDefault()` keeps the prompt closed.
 * @fires {CustomEvent<KitEvents['show']>} stagepost-show - The prompt is open.
 * @fires {CustomEvent<KitEvents['answer']>} stagepost-answer - One question was answered; of a comment only the length is told.
 * @fires {CustomEvent<KitEvents['snooze']>} stagepost-snooze - "Not now".
 * @fires {CustomEvent<KitEvents['dismiss']>} stagepost-dismiss - "Never ask again".
 * @fires {CustomEvent<KitEvents['saved']>} stagepost-saved - Kept on this device, as safely as `detail.persisted` says.
 * @fires {CustomEvent<KitEvents['complete']>} stagepost-complete - The visitor finished.
 * @fires {CustomEvent<KitEvents['sent']>} stagepost-sent - The endpoint acknowledged the answer.
 * @fires {CustomEvent<KitEvents['failed']>} stagepost-failed - An attempt to send failed; the answer is kept.
 * @fires {CustomEvent<KitEvents['dead-letter']>} stagepost-dead-letter - The endpoint refused the answer for good.
 * @fires {CustomEvent<KitEvents['withdrawn']>} stagepost-withdrawn - The visitor took the answer back.
 * @fires {CustomEvent<KitEvents['error']>} stagepost-error - Something is wrong with the set-up, or an answer could not be kept.
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

  /** A text without holes. */
  #text(key: TextKey<'nps'>): string {
    return this.words.texts[key];
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.submit().catch(() => {});
  };

  #onRefuse(refuse: () => void): void {
    refuse.call(this);
    void this.focusOn('.title');
  }

  protected override render() {
    const {phase} = this;
    if (phase === 'closed') return nothing;
    return html`<div class="box" part="box" lang=${this.language} dir=${this.direction ?? nothing}>
      ${phase === 'open' ? this.#form() : phase === 'thanks' ? this.#thanks() : this.#refused()}
      <p class="unseen" role="status">${this.said}</p>
    </div>`;
  }

  #form(): TemplateResult {
    const scored = this.segment;
    const failed = this.wrong && !this.wrong.at;
    return html`<form
      class="stack"
      novalidate
      @submit=${this.#onSubmit}
      @keydown=${this.onKey}
      @input=${this.onInput}
      @change=${this.onChange}
    >
      ${this.form.questions.map(question =>
        question.type === 'nps'
          ? this.#scores()
          : !scored
            ? nothing
            : question.type === 'multiple'
              ? this.#causes(question, scored)
              : question.type === 'text'
                ? this.#comment(question)
                : this.#contact(),
      )}
      ${failed ? html`<p class="wrong" role="alert">${this.#text(this.wrong!.text)}</p>` : nothing}
      <div class="row">
        ${
          scored
            ? html`<button class="main" aria-disabled=${!!this.sending}>
                ${this.#text(this.sending ? 'saving' : failed ? 'retry' : 'send')}
              </button>`
            : nothing
        }
        <button type="button" class="quiet" @click=${() => this.#onRefuse(this.snooze)}>${this.t('notNow')}</button>
        <button type="button" class="quiet" @click=${() => this.#onRefuse(this.never)}>${this.t('never')}</button>
      </div>
    </form>`;
  }

  #scores(): TemplateResult {
    const {subject, draft} = this;
    const ends = [this.t('low'), this.t('high')];
    return html`<fieldset>
      <legend class="title" part="question">${subject ? this.t('questionOf', {subject}) : this.t('question')}</legend>
      <div class="scale">
        ${Array.from(
          {length: 11},
          (_, score) =>
            html`<label part="score"
              ><input
                type="radio"
                name="score"
                value=${score}
                aria-label=${score % 10 ? nothing : `${this.number(score)}, ${ends[score / 10]}`}
                .checked=${draft.score === score}
              /><span>${this.number(score)}</span></label
            >`,
        )}
      </div>
      <div class="ends">${ends.map((end, at) => html`<small>${this.number(at * 10)} – ${end}</small>`)}</div>
    </fieldset>`;
  }

  #causes(question: Typed<'multiple'>, segment: Segment): TemplateResult {
    const {causes, order, main, other} = this.draft;
    const {max = order.length, primary} = question;
    const worded: Readonly<Record<string, readonly string[]>> = this.words.causes;
    const choice = (type: string, name: string, id: string, checked: boolean): TemplateResult =>
      html`<label part="choice"
        ><input
          type=${type}
          name=${name}
          value=${id}
          .checked=${checked}
          aria-disabled=${type === 'checkbox' && !checked && causes.length >= max}
        /><span>${worded[id]?.[segments.indexOf(segment)] ?? this.t('other')}</span></label
      >`;
    return html`<fieldset class="more">
        <legend class="title">${this.t(`why_${segment}`)}</legend>
        ${max < order.length ? html`<small>${this.t('upTo', {max: this.number(max)})}</small>` : nothing}
        <div class="row choices">${order.map(id => choice('checkbox', 'causes', id, causes.includes(id)))}</div>
        ${
          causes.includes(otherId)
            ? html`<label
                >${this.t('otherText')}<input type="text" name="other" maxlength=${itemLimits.idUnits} .value=${other}
              /></label>`
            : nothing
        }
      </fieldset>
      ${
        primary && causes[1]
          ? html`<fieldset class="more">
              <legend class="title">${this.t('main')}</legend>
              <div class="row choices">
                ${causes.filter(id => order.includes(id)).map(id => choice('radio', 'main', id, main === id))}
              </div>
            </fieldset>`
          : nothing
      }`;
  }

  #comment(question: Typed<'text'>): TemplateResult {
    const {comment} = this.draft;
    const left = (question.max ?? itemLimits.textUnits) - comment.length;
    return html`<div class="more">
      <label
        ><span class="title">${this.t('comment')}</span>
        <textarea
          name="comment"
          rows="3"
          aria-describedby="hint"
          aria-invalid=${this.wrong?.at === 'comment'}
          .value=${comment}
        ></textarea>
      </label>
      <div class="ends">
        <small id="hint">${this.t('commentHint')}</small>
        ${
          left > 200
            ? nothing
            : html`<small class=${left < 0 ? 'wrong' : ''} role="status"
                >${this.t(left < 0 ? 'over' : 'left', {n: this.number(Math.abs(left))})}</small
              >`
        }
      </div>
    </div>`;
  }

  #contact(): TemplateResult {
    const {contact, email} = this.draft;
    const wrong = this.wrong?.at === 'email';
    return html`<div class="more">
      <label class="consent"
        ><input type="checkbox" name="contact" .checked=${contact} /><span>${this.t('contact')}</span></label
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
                  .value=${email} /></label
              ><small id="why" class=${wrong ? 'wrong' : ''}>${this.t(wrong ? 'emailWrong' : 'emailHint')}</small>`
          : nothing
      }
    </div>`;
  }

  #thanks(): TemplateResult {
    const {state} = this.draft;
    const {actions} = this.words;
    return html`<div class="stack">
      <p class="title" tabindex="-1">${this.t(`thanks_${this.segment!}`)}</p>
      ${
        actions
          ? html`<div class="row">
              ${actions.map(({text, href}) => html`<a part="action" href=${href}>${text}</a>`)}
            </div>`
          : nothing
      }
      <div class="ends">
        <small part="state" class="state ${state!}" role="status">${this.#text(this.#standing())}</small>
        ${
          /ing$|wn$/.test(state!)
            ? nothing
            : html`<button class="quiet" @click=${() => this.withdraw().catch(() => this.say(this.t('notWithdrawn')))}>
                ${this.t('withdraw')}
              </button>`
        }
      </div>
    </div>`;
  }

  /** Where the answer stands, in words that claim no more than is so. */
  #standing(): TextKey<'nps'> {
    const {state, persisted} = this.draft;
    if (state !== 'saved') return state!;
    if (persisted === 'memory') return 'savedMemory';
    return !navigator.onLine ? 'savedOffline' : persisted === 'session' ? 'savedSession' : 'saved';
  }

  #refused(): TemplateResult {
    const days = this.snoozeDays;
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
