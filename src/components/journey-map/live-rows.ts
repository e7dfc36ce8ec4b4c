/** What visitors said at a place, in words: for the details of an item, which come when the first one is opened. */
import {html, type TemplateResult} from 'lit';
import {disagreement, measuredOf} from '../../journey/live.js';
import type {Step, Touchpoint} from '../../schema/journey-map.js';
import type {LiveValue} from '../../schema/overlay.js';
import {facts, figure, range} from './lives.js';
import type {Scene} from './scene.js';

/** What was measured at a place, in words; at a touchpoint of a step, also where it contradicts what the team assumes there. */
export function liveRows(
  scene: Scene,
  value: LiveValue | undefined,
  step?: Step,
  touchpoint?: Touchpoint,
): TemplateResult[] {
  if (!value) return [];
  const {words, parts, live} = scene;
  const lines = measuredOf(value).map(measured => {
    const {metric} = measured;
    const name = words.t(`live.${metric}`);
    if (measured.value === undefined) return html`<p>${name}: ${words.t('live.few')}</p>`;
    const against = step && disagreement(parts, step, measured, touchpoint, live?.persona);
    const about = words.facts([`${words.t('live.interval')} ${range(scene, measured)}`, ...facts(scene, measured)]);
    return html`<p>
      ${name}: ${figure(scene, metric, measured.value)} (${about})
      ${against ? html`<span class=${`against ${against}`}>${words.t(`live.${against}`)}</span>` : ''}
    </p>`;
  });
  const {nps, reasons = []} = value;
  const shares = nps && !('few' in nps) && words.list([words.t('live.promoters', 'n', nps.promoters), words.t('live.passives', 'n', nps.passives), words.t('live.detractors', 'n', nps.detractors)]); // prettier-ignore
  const tags = reasons.slice(0, 5).map(({tag, n}) => `${tag} (${words.number(n)})`);
  return [
    ...lines,
    ...(shares ? [html`<p>${shares}</p>`] : []),
    ...(tags.length ? [html`<p>${words.t('live.reasons')}: ${words.list(tags)}</p>`] : []),
  ];
}
