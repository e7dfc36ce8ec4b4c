import {html, type TemplateResult} from 'lit';
import type {Remark} from '../../interchange/reading.js';
import type {Words} from '../../locales/journey-map/words.js';

/** Remarks that are shown one by one. */
const most = 100;

/** What an importer or an exporter has to say, place by place. */
export const remarkList = (words: Words, remarks: readonly Remark[]): TemplateResult =>
  html`<ul class="dots remarks">
    ${remarks.slice(0, most).map(({level, place, text}) => html`<li data-level=${level}><strong>${words.t(`level.${level}`)}</strong> <code>${place}</code> ${text}</li>`)}
    ${remarks.length > most ? html`<li>${words.t('files.more', 'n', remarks.length - most)}</li>` : ''}
  </ul>`;
