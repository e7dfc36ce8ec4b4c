/** The note after a refusal, with a way back. Loaded when somebody refuses: a prompt whose note does not come is simply gone. */
import {html, type TemplateResult} from 'lit';
import {fill, type Spoken} from '../locales/dictionary.js';
import {refusal} from '../locales/en/refusal.js';
import {counting} from '../locales/english.js';

/** @param days for which nobody is asked again; absent: for good */
export function noteOf(spoken: Spoken, days: number | undefined, undo: () => unknown): TemplateResult {
  const {texts} = spoken.locale?.refusal ?? refusal;
  const text = days ? fill(texts.snoozed, counting(spoken), 'days', days) : texts.refused;
  return html`<div class="row">
    <p class="title" tabindex="-1">${text}</p>
    <button type="button" class="quiet" @click=${undo}>${texts.undo}</button>
  </div>`;
}
