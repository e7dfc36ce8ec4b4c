/** Everything that is known of one item, in words, with the ways from it to others. */
import {html, type TemplateResult} from 'lit';
import {emotionKey, type Item} from '../../journey/items.js';
import {liveOf, livesAt} from '../../journey/live.js';
import type {
  Emotion,
  Kpi,
  Opportunity,
  PainPoint,
  Persona,
  Ref,
  Stage,
  Step,
  Touchpoint,
} from '../../schema/journey-map.js';
import {lasting} from '../../locales/journey-map/lasting.js';
import type {JourneyText} from '../../locales/journey-map/words.js';
import {isWebLink} from '../../schema/link.js';
import {measure} from './contents.js';
import {liveRows} from './live-rows.js';
import {placesIn} from './lives.js';
import {absolute, type Scene} from './scene.js';

type Value = string | TemplateResult | readonly (string | TemplateResult)[] | undefined | false;
/** What is said of an item, line by line; what is not known is left out. */
type Rows = [name: string, value: Value][];

/** The id in a key. */
const idOf = ({key}: Item): string => key.slice(key.indexOf(':') + 1);

const link = (scene: Scene, url: string | undefined, text: string): Value =>
  isWebLink(url) &&
  html`<a class="plain" href=${absolute(scene, url)} target="_blank" rel="noopener noreferrer">${text}</a>`;

const jump = ({items}: Scene, key: string): TemplateResult | string => {
  const item = items.get(key);
  return item ? html`<button type="button" class="jump" data-do="open" data-key=${key}>${item.title}</button>` : '';
};

const jumps = (scene: Scene, kind: string, ids: readonly string[] = []) => ids.map(id => jump(scene, `${kind}:${id}`));
const texts = (list: readonly string[] = []): Value => list.length > 0 && html`<ul class="dots">${list.map(text => html`<li>${text}</li>`)}</ul>`; // prettier-ignore

function personaRows({words}: Scene, persona: Persona): Rows {
  const traits = Object.entries(persona.match ?? {}).map(([trait, values]) => `${trait}: ${words.list(values)}`);
  return [
    [words.t('role'), persona.role],
    [words.t('segment'), persona.segment],
    ['', persona.summary],
    [words.t('goals'), texts(persona.goals)],
    [words.t('needs'), texts(persona.needs)],
    [words.t('frustrations'), texts(persona.frustrations)],
    ...Object.entries(persona.attributes ?? {}),
    [words.t('visitorsWith'), texts(traits)],
  ];
}

function stageRows(scene: Scene, stage: Stage): Rows {
  const {goal, description, duration, lifecycle, kpiIds} = stage;
  const {words} = scene;
  return [
    [words.t('goal'), goal],
    ['', description],
    [words.t('duration'), duration],
    [words.t('lifecycle'), lifecycle && words.of('lifecycles', lifecycle)],
    [words.t('measures'), jumps(scene, 'kpi', kpiIds)],
    [words.of('lanes', 'live'), liveRows(scene, liveOf(placesIn(scene), stage))],
  ];
}

/** Who feels what. */
const felt = (scene: Scene, step: Step, {personaId, score}: Emotion): TemplateResult =>
  html`<p>
    ${scene.parts.personas.get(personaId ?? '')?.name ?? scene.words.t('everyone')}: ${scene.words.signed(score)}
    ${jump(scene, emotionKey(step.id, personaId))}
  </p>`;

function stepRows(scene: Scene, step: Step): Rows {
  const {words, parts} = scene;
  const {momentOfTruth: moment, engagement} = step;
  return [
    ['', step.description],
    [words.t('duration'), step.durationMs !== undefined && lasting(words, step.durationMs)],
    [words.t('momentOfTruth'), moment && words.t(moment === true ? 'momentOfTruth' : moment)],
    ['', engagement !== undefined && words.t('engagement', 'n', engagement)],
    [
      words.t('touchpoints'),
      jumps(
        scene,
        'touchpoint',
        step.touchpoints?.map(({id}) => id),
      ),
    ],
    [words.of('lanes', 'emotion'), step.emotions?.map(emotion => felt(scene, step, emotion))],
    [
      words.t('painPoints'),
      jumps(
        scene,
        'pain-point',
        parts.painsAt.get(step.id)?.map(({id}) => id),
      ),
    ],
    [
      words.t('opportunities'),
      jumps(
        scene,
        'opportunity',
        parts.opportunitiesAt.get(step.id)?.map(({id}) => id),
      ),
    ],
    [words.t('measures'), jumps(scene, 'kpi', step.kpiIds)],
    [words.t('links'), step.next?.map(({stepId, condition}) => html`${jump(scene, `step:${stepId}`)} ${condition ?? ''} `)], // prettier-ignore
    ['', step.childMapId && html`<button type="button" data-do="descend" data-key=${step.childMapId}>${words.t('openMap', 'name', step.childMapId)}</button>`], // prettier-ignore
  ];
}

function touchpointRows(scene: Scene, touchpoint: Touchpoint, stepId: string): Rows {
  const {channelId, direction, url, kpiIds} = touchpoint;
  const {words, parts} = scene;
  const step = parts.steps.get(stepId)!;
  const live = livesAt(placesIn(scene), step).find(place => place.touchpoint === touchpoint);
  const channel = channelId === undefined ? undefined : parts.channels.get(channelId);
  return [
    [words.t('channel'), channel && `${channel.name} (${words.of('channels', channel.kind)})`],
    [words.t('zone'), channel?.zone && words.of('zones', channel.zone)],
    [words.t('direction'), direction && words.of('directions', direction)],
    [words.t('measures'), jumps(scene, 'kpi', kpiIds)],
    [words.of('lanes', 'live'), liveRows(scene, live?.value, step, touchpoint)],
    ['', link(scene, url, words.t('openLink'))],
  ];
}

function emotionRows({words, parts}: Scene, {stepIds: [stepId], personaIds: [personaId], score, title}: Item): Rows {
  const emotion = parts.steps.get(stepId!)!.emotions!.find(one => one.personaId === personaId)!;
  return [
    [words.t('kind.persona'), personaId === undefined ? words.t('everyone') : parts.personas.get(personaId)!.name],
    [words.of('lanes', 'emotion'), words.scored(score!)],
    ['', emotion.target !== undefined && words.t('target', 'score', words.scored(emotion.target))], // prettier-ignore
    ['', emotion.label !== title && emotion.label],
    [words.t('why'), emotion.why],
    ['', emotion.intensity !== undefined && words.t('intensity', 'n', emotion.intensity)],
  ];
}

function painRows(scene: Scene, pain: PainPoint): Rows {
  const {words, parts} = scene;
  const answers = (parts.map.opportunities ?? []).filter(({painPointIds}) => painPointIds?.includes(pain.id));
  return [
    ['', words.t('severity', 'n', pain.severity)],
    ['', pain.frequency !== undefined && words.t('frequency', 'n', pain.frequency)],
    ['', pain.description],
    [words.t('consequence'), pain.consequence && words.of('consequences', pain.consequence)],
    [words.t('rootCause'), pain.rootCauseTag],
    [words.t('kind.persona'), jumps(scene, 'persona', pain.personaIds)],
    [
      words.t('opportunities'),
      jumps(
        scene,
        'opportunity',
        answers.map(({id}) => id),
      ),
    ],
    [words.t('measures'), jumps(scene, 'kpi', pain.kpiIds)],
  ];
}

function opportunityRows(scene: Scene, one: Opportunity): Rows {
  const {words, parts} = scene;
  const {experiment, reach, confidencePct, due} = one;
  const kpi = parts.kpis.get(experiment?.kpiId ?? '');
  const value = (number: number | undefined): Value =>
    number !== undefined && (kpi ? measure(scene, kpi, number) : words.number(number));
  return [
    ['', one.description],
    [words.t('status'), words.of('statuses', one.status)],
    ['', due !== undefined && words.t('due', 'date', words.date(due))],
    ['', words.t('impact', 'n', one.impact)],
    ['', words.t('effort', 'n', one.effort)],
    [words.t('reach'), reach !== undefined && words.number(reach)],
    [words.t('sureness'), confidencePct !== undefined && words.number(confidencePct / 100, {style: 'percent'})],
    [words.t('painPoints'), jumps(scene, 'pain-point', one.painPointIds)],
    [words.t('experiment'), experiment && (experiment.hypothesis ?? kpi?.name)],
    [words.t('measures'), kpi && jump(scene, `kpi:${kpi.id}`)],
    [words.t('before'), value(experiment?.before)],
    [words.t('after'), value(experiment?.after)],
    ['', link(scene, one.ticketUrl, words.t('ticket'))],
  ];
}

function kpiRows(scene: Scene, kpi: Kpi): Rows {
  const {words} = scene;
  const {value, low, high, n} = kpi;
  const shown = (number: number | undefined): Value => number !== undefined && measure(scene, kpi, number);
  const range = low !== undefined && high !== undefined ? ` (${measure(scene, kpi, low)} – ${measure(scene, kpi, high)})` : ''; // prettier-ignore
  return [
    [words.t('value'), value !== undefined && measure(scene, kpi, value) + range],
    ['', n !== undefined && words.t('n', 'n', n)],
    [words.t('targetValue'), shown(kpi.target)],
    [words.t('baseline'), shown(kpi.baseline)],
    [words.t('asOf'), kpi.at && words.date(kpi.at)],
  ];
}

function ownRows(scene: Scene, item: Item): Rows {
  const {parts} = scene;
  const id = idOf(item);
  switch (item.kind) {
    case 'persona':
      return personaRows(scene, parts.personas.get(id)!);
    case 'stage':
      return stageRows(scene, parts.stages.get(id)!);
    case 'step':
      return stepRows(scene, parts.steps.get(id)!);
    case 'touchpoint':
      return touchpointRows(scene, parts.touchpoints.get(id)!, item.stepIds[0]!);
    case 'emotion':
      return emotionRows(scene, item);
    case 'pain-point':
      return painRows(scene, parts.painPoints.get(id)!);
    case 'opportunity':
      return opportunityRows(scene, parts.opportunities.get(id)!);
    case 'kpi':
      return kpiRows(scene, parts.kpis.get(id)!);
    case 'entry':
      return entryRows(scene, item);
  }
}

function entryRows(scene: Scene, item: Item): Rows {
  const {parts, words} = scene;
  const [cellId, at] = idOf(item).split('/');
  const cell = parts.cellsOf.get(item.laneId!)!.find(({id}) => id === cellId)!;
  const {media} = cell;
  const url = at === undefined ? undefined : cell.items![Number(at)]!.url;
  return [
    ['', at === undefined && media && media.alt !== item.title && media.alt],
    [words.t('value'), at === undefined && cell.value !== undefined && words.number(cell.value)],
    ['', link(scene, url, words.t('openLink'))],
  ];
}

const sources = (scene: Scene, {refs, confidence}: Item): Value =>
  refs.length > 0
    ? html`<ul class="dots">${refs.map(ref => html`<li>${source(scene, ref)}</li>`)}</ul>` // prettier-ignore
    : confidence && scene.words.t('noSources');

function source(scene: Scene, {type, label, url, quote, at, n}: Ref): TemplateResult {
  const {words} = scene;
  const facts = words.facts([...(at ? [words.date(at)] : []), ...(n === undefined ? [] : [words.t('n', 'n', n)])]);
  return html`${words.of('refTypes', type)}: ${link(scene, url, label) || label}${facts && ` (${facts})`}
  ${quote ? html`<q>${quote}</q>` : ''}`;
}

/** @param key of an item of the map; nothing is shown for another one */
export function detail(scene: Scene, key: string): TemplateResult | '' {
  const {items, parts, words} = scene;
  const item = items.get(key);
  if (!item) return '';
  const lane = item.laneId === undefined ? undefined : parts.lanes.find(({id}) => id === item.laneId);
  const where = item.kind === 'step' ? [] : item.stepIds.map(id => jump(scene, `step:${id}`));
  const rows: Rows = [
    ...ownRows(scene, item),
    [words.t('where'), item.kind === 'stage' || where.length < 12 ? where : `${where.length}`],
    [words.t('owner'), item.owner],
    [words.t('tags'), item.tags.length > 0 && words.list(item.tags)],
    ['', item.confidence && words.t(item.confidence as JourneyText)],
    [words.t('sources'), sources(scene, item)],
  ];
  return html`<div class="detail" part="detail" role="dialog" aria-labelledby="detail">
    <div class="ends">
      <p class="more">
        ${words.t(`kind.${item.kind}`)}${lane ? `: ${lane.title || words.of('lanes', lane.kind)}` : ''}
      </p>
      <button type="button" class="close" data-do="close" aria-label=${words.t('close')}></button>
    </div>
    <h3 class="title" id="detail" tabindex="-1">${item.title}</h3>
    <dl>
      ${rows
        .filter(([, value]) => (Array.isArray(value) ? value.length : value))
        .map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value as string}</dd>
            </div>`,
        )}
    </dl>
  </div>`;
}
