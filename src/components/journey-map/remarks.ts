import {html, type TemplateResult} from 'lit';
import type {Remark} from '../../interchange/reading.js';
import type {Words} from '../../locales/journey-map/words.js';

/** Remarks that are shown one by one. */
const most = 100;

/** What is lost is the same everywhere in the map; what was not read stands at one place of the file. */
const line = (words: Words, {level, place, text}: Remark): TemplateResult =>
  level === 'loss' ? html`${text}` : html`<strong>${words.t(`level.${level}`)}</strong> <code>${place}</code> ${text}`;

/** What an importer or an exporter has to say, place by place. */
export const remarkList = (words: Words, remarks: readonly Remark[]): TemplateResult =>
  html`<ul class="dots remarks">
    ${remarks.slice(0, most).map(remark => html`<li>${line(words, remark)}</li>`)}
    ${remarks.length > most ? html`<li>${words.t('files.more', 'n', remarks.length - most)}</li>` : ''}
  </ul>`;
