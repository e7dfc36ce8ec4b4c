import {html, type TemplateResult} from 'lit';
import {itemLimits} from '../../schema/limits.js';
import type {Question} from '../../schema/survey.js';
import type {PlainKey} from '../../ui/kit-element.js';
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
 *
 * It sets the attribute `ready` once it knows whether it takes room in the page, for a style sheet that keeps it until then.
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
 * @csspart score - Each score; `::part(score):checked` is the chosen one.
 * @csspart choice - Each cause.
 * @csspart action - Each call to action of the thank-you.
 * @csspart state - Where the answer stands.
 * @csspart close - The button that closes a popup.
 *
 * @cssprop [--stagepost-nps-score-size=2.75em] - Height of a score; at least 24px.
 */
export class StagepostNps extends NpsFlow {
  static override styles = [baseStyles, styles];

  protected override render() {
    const {phase} = this;
    const view =
      phase === 'open' ? this.#form() : phase === 'thanks' ? this.#thanks() : phase === 'refused' && this.note?.();
    return view ? this.box(view) : '';
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.submit().catch(() => {});
  }

  #quiet(key: PlainKey<'nps'>, act: () => unknown): TemplateResult {
    return html`<button type="button" class="quiet" @click=${act}>${this.t(key)}</button>`;
  }

  #form(): TemplateResult {
    const {failed} = this;
    const scored = this.draft.score !== undefined;
    return html`<form class="stack" novalidate @submit=${this.#onSubmit} @keydown=${this.onKey} @input=${this.onInput}>
      ${this.form.questions.map(question =>
        question.type === 'nps'
          ? this.#scores(question)
          : !scored
            ? ''
            : question.type === 'multiple'
              ? this.#causes(question as Typed<'multiple'>)
              : question.type === 'text'
                ? this.#comment(question as Typed<'text'>)
                : this.#contact(),
      )}
      ${failed && html`<p class="wrong" role="alert">${this.t(failed)}</p>`}
      <div class="row">
        ${
          scored
            ? html`<button class="main" aria-disabled=${!!this.sending}>
                ${this.t(this.sending ? 'saving' : failed ? 'retry' : 'send')}
              </button>`
            : ''
        }
        ${this.#quiet('notNow', this.snooze)} ${this.#quiet('never', this.never)}
      </div>
    </form>`;
  }

  #scores({id}: Question): TemplateResult {
    const {subject, draft} = this;
    const ends = [this.t('low'), this.t('high')];
    return html`<fieldset @change=${() => this.answered(id)}>
      <legend class="title" part="question">
        ${subject ? this.t('questionOf', 'subject', subject) : this.t('question')}
      </legend>
      <div class="scale">
        ${Array.from({length: 11}, (_, score) => {
          const number = this.number(score);
          return html`<label
            ><input
              type="radio"
              part="score"
              class="edge"
              name="score"
              value=${score}
              aria-label=${score % 10 ? number : `${number}, ${ends[score / 10]}`}
              .checked=${draft.score === score}
            /><span>${number}</span></label
          >`;
        })}
      </div>
      <div class="ends">${ends.map((end, at) => html`<small>${this.number(at * 10)} – ${end}</small>`)}</div>
    </fieldset>`;
  }

  #causes(question: Typed<'multiple'>): TemplateResult {
    const {causes, order, main, other} = this.draft;
    const {max, primary} = question;
    const {segment} = this;
    const answered = () => this.answered(question.id);
    const worded: Readonly<Record<string, readonly string[]>> = this.words.causes;
    const choices = (type: string, name: string, ids: string[], chosen: (id: string) => boolean): TemplateResult =>
      html`<div class="row choices">
        ${ids.map(
          id =>
            html`<label class="pick edge" part="choice"
              ><input
                type=${type}
                name=${name}
                value=${id}
                .checked=${chosen(id)}
                aria-disabled=${name === 'causes' && !chosen(id) && causes.length >= max}
              /><span>${worded[id]?.[segment] ?? this.t('other')}</span></label
            >`,
        )}
      </div>`;
    return html`<fieldset class="more" @change=${answered}>
        <legend class="title">${this.words.why[segment]}</legend>
        ${max < order.length ? html`<small>${this.t('upTo', 'max', max)}</small>` : ''}
        ${choices('checkbox', 'causes', order, id => causes.includes(id))}
        ${
          causes.includes(otherId)
            ? html`<label
                >${this.t('otherText')}<input
                  type="text"
                  dir="auto"
                  name="other"
                  maxlength=${itemLimits.idUnits}
                  .value=${other}
              /></label>`
            : ''
        }
      </fieldset>
      ${
        primary && causes[1]
          ? html`<fieldset class="more" @change=${answered}>
              <legend class="title">${this.t('main')}</legend>
              ${choices(
                'radio',
                'main',
                causes.filter(id => order.includes(id)),
                id => id === main,
              )}
            </fieldset>`
          : ''
      }`;
  }

  #comment(question: Typed<'text'>): TemplateResult {
    const {comment} = this.draft;
    const left = question.max - comment.length;
    return html`<div class="more" @change=${() => this.answered(question.id)}>
      <label
        ><span class="title">${this.t('comment')}</span>
        <textarea
          dir="auto"
          name="comment"
          rows="3"
          aria-describedby="hint"
          aria-invalid=${this.wrong === 'comment'}
          .value=${comment}
        ></textarea>
      </label>
      <div class="ends">
        <small id="hint">${this.t('commentHint')}</small>
        ${
          left > 200
            ? ''
            : html`<small class=${left < 0 ? 'wrong' : ''} role="status"
                >${this.t(left < 0 ? 'over' : 'left', 'n', Math.abs(left))}</small
              >`
        }
      </div>
    </div>`;
  }

  #contact(): TemplateResult {
    const {contact, email} = this.draft;
    const wrong = this.wrong === 'email';
    return html`<div class="more" @change=${this.savePart}>
      <label class="pick"
        ><input type="checkbox" name="contact" .checked=${contact} /><span>${this.t('contact')}</span></label
      >
      ${
        contact
          ? html`<label
                >${this.t('email')}<input
                  type="email"
                  dir="auto"
                  name="email"
                  required
                  autocomplete="email"
                  maxlength="254"
                  aria-describedby="why"
                  aria-invalid=${wrong}
                  .value=${email} /></label
              ><small id="why" class=${wrong ? 'wrong' : ''}>${this.t(wrong ? 'emailWrong' : 'emailHint')}</small>`
          : ''
      }
    </div>`;
  }

  #thanks(): TemplateResult {
    const {state} = this.draft;
    const {actions, thanks} = this.words;
    return html`<div class="stack">
      <p class="title" tabindex="-1">${thanks[this.segment]}</p>
      ${actions}
      <div class="ends">
        <small part="state" class=${`state ${state!}`} role="status">${this.t(this.#standing())}</small>
        ${
          state!.startsWith('withdraw')
            ? ''
            : this.#quiet('withdraw', () =>
                this.withdraw().catch(() => {
                  this.failed = 'notWithdrawn';
                  this.requestUpdate();
                }),
              )
        }
      </div>
    </div>`;
  }

  /** Where the answer stands, in words that claim no more than is so. */
  #standing(): PlainKey<'nps'> {
    const {state, persisted} = this.draft;
    const kept = persisted === 'memory' || navigator.onLine ? persisted! : 'offline';
    const standing = state === 'saved' ? kept : state!;
    return standing.startsWith('withdraw') ? standing : (this.failed ?? standing);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-nps': StagepostNps;
  }
}
