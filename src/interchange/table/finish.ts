/** What can only be settled once everything of a file was read: the scale of emotions, the order of steps, what is missing. */
import {quoted} from '../../schema/issues.js';
import {lanesOf} from '../../journey/lanes.js';
import type {Emotion, JourneyMap, Lane} from '../../schema/journey-map.js';
import {journeyLimits as limits} from '../../schema/journey-words.js';
import {Ids, idOf} from '../ids.js';
import {titleOfFile} from '../names.js';
import type {Scale} from '../reading.js';
import {isSame, scaleText} from '../scales.js';
import type {Draft, FeltEmotion} from './draft.js';
import {emotionOf, numeral, scalesFor} from './emotions.js';

/** Sets the emotions of the steps; gives the scales that their numbers fit, where there are several. */
export function settleEmotions(draft: Draft, wanted: Scale | undefined): readonly Scale[] | undefined {
  const open = draft.emotions.filter(({scale}) => !scale);
  const numbers = open.flatMap(({text}) => numeral(text) ?? []);
  const fitting = scalesFor(numbers);
  const taken = wanted ?? fitting[0]!;
  for (const felt of draft.emotions) settle(draft, felt, felt.scale ?? taken);
  if (!numbers.length || fitting.length < 2) return undefined;
  const others = fitting.slice(1).map(scale => `the one from ${scaleText(scale)}`);
  if (!wanted)
    draft.remarks.note(
      'scale',
      open[0]!.place,
      `The emotions were read on the scale from ${scaleText(taken)}, and could be on ${others.join(' or ')}; head the column with its scale, such as Emotion (1..5).`,
    );
  return [taken, ...fitting.filter(scale => !isSame(scale, taken))];
}

function settle(draft: Draft, read: FeltEmotion, scale: Scale): void {
  const {step, persona, text, place, header, more} = read;
  const {value: score, reason, isWord, label} = emotionOf(text, scale);
  if (score === undefined) {
    if (!isWord) {
      draft.remarks.error('emotion', place, `${reason}; it was not read.`);
      return;
    }
    draft.remarks.note('emotion-words', place, `${reason}; it was kept as a text.`);
    const kept = draft.text(text, place);
    if (kept)
      draft.textCell(
        draft.lane('text', header, place),
        step,
        {text: kept, ...(persona && {personaId: persona.id})},
        place,
      );
    return;
  }
  // A column of its own says how an emotion is called.
  const felt = label === undefined ? read : {...read, more: {label: draft.name(label, place), ...more}};
  const list = (step.emotions ??= []);
  const known = list.find(({personaId}) => personaId === persona?.id);
  if (known) {
    if (known.score !== score)
      draft.remarks.error(
        'conflict',
        place,
        `A second emotion of ${persona?.name ?? 'everybody'} at ${quoted(step.name)} was not read; keep one.`,
      );
    else fillEmotion(draft, known, felt, scale);
    return;
  }
  if (!draft.fits(list, limits.entries, 'emotions at one step', place)) return;
  const emotion: Emotion = {...(persona && {personaId: persona.id}), score};
  fillEmotion(draft, emotion, felt, scale);
  list.push(emotion);
}

/** What a row says of an emotion beside its score; a further row with the same score may say more. */
function fillEmotion(draft: Draft, emotion: Emotion, {target, place, more}: FeltEmotion, scale: Scale): void {
  const goal = target && draft.taken(emotionOf(target.text, scale), target.place);
  draft.assign(emotion, 'target', goal, target?.place ?? place);
  for (const key of ['label', 'why', 'intensity', 'confidence'] as const) draft.assign(emotion, key, more[key], place);
}

/** `Pay`, or `Search (card refused)`; several in lines or parted by semicolons. */
export function settleNext(draft: Draft): void {
  const {nexts, steps, remarks} = draft;
  for (const {step, text, place} of nexts)
    for (const label of text
      .split(/[\n;]/)
      .map(part => part.trim())
      .filter(Boolean)) {
      const [, bare, condition] = (!steps.find(label) && /^(.*?)\s*\(([^()]*)\)$/.exec(label)) || [label, label];
      const to = steps.find(bare!);
      if (!to) {
        remarks.error('reference', place, `${quoted(label)} is no step of the map; it was not read.`);
        continue;
      }
      const way = {stepId: to.id, ...(condition && {condition: draft.name(condition, place)})};
      if (steps.isShared(bare!)) draft.saySeveral(bare!, place);
      const list = step.next ?? [];
      if (list.some(one => one.stepId === way.stepId && one.condition === way.condition)) continue;
      if (draft.fits(list, limits.entries, 'next steps', place)) step.next = [...list, way];
    }
}

const ratings = ['severity', 'impact', 'effort'];

/** The map in one piece. `own` tells that the file was written by this kit, so that its lanes are all there are. */
export function finished(draft: Draft, name: string | undefined, own: boolean): JourneyMap {
  const {map} = draft;
  for (const key of ['personas', 'channels', 'kpis', 'opportunities', 'lanes'] as const) {
    const {list} = draft[key];
    if (list.length) Object.assign(map, {[key]: list});
  }
  if (draft.cells.length) map.cells = draft.cells;
  for (const step of map.steps) if (step.touchpoints?.length === 0) delete step.touchpoints;
  tidyPains(draft);
  sayUnrated(draft);
  orderCells(map);
  if (!own && map.lanes) map.lanes = withDerived(map, map.lanes);
  map.title ||= titleOfFile(name) || 'Journey map';
  map.id ||= idOf(map.title) ?? 'map';
  return map;
}

/** Steps stand in the order of their stages; to be called before anything is said of steps side by side. */
export function orderSteps({map, remarks}: Draft): void {
  const order = new Map(map.stages.map(({id}, at) => [id, at]));
  const place = ({stageId}: {stageId: string}): number => order.get(stageId) ?? 0;
  if (map.steps.every((step, at) => at === 0 || place(step) >= place(map.steps[at - 1]!))) return;
  map.steps.sort((a, b) => place(a) - place(b));
  remarks.note('order', '', 'Steps of one stage stood apart; they were put together, in the order of the stages.');
}

function tidyPains({map, painPoints, remarks}: Draft): void {
  const sound = painPoints.list.filter(pain => {
    if (pain.stepIds.length) return true;
    remarks.error(
      'no-step',
      '',
      `The pain point ${quoted(pain.title)} stands at no step; it was not read. Name a step in its row.`,
    );
    return false;
  });
  if (sound.length) map.painPoints = sound;
}

function sayUnrated({untold, remarks, map}: Draft): void {
  const all = new Set<object>([...(map.painPoints ?? []), ...(map.opportunities ?? [])]);
  const places = [...untold].flatMap(([item, {fields, place}]) =>
    all.has(item) && ratings.some(field => fields.has(field)) ? place : [],
  );
  const [first] = places;
  if (first === undefined) return;
  const others = places.length > 1 ? ` and at ${places.length - 1} more pain points and opportunities` : '';
  remarks.note('unrated', first, `Severity, or impact and effort, are not told here${others}; 3 was taken.`);
}

/** Cells lie lane by lane, each in the order of the steps. */
function orderCells({cells, lanes = [], steps}: JourneyMap): void {
  const [laneAt, stepAt] = [lanes, steps].map(list => new Map(list.map(({id}, at) => [id, at]))) as [
    Map<string, number>,
    Map<string, number>,
  ];
  cells?.sort((a, b) => laneAt.get(a.laneId)! - laneAt.get(b.laneId)! || stepAt.get(a.from)! - stepAt.get(b.from)!);
}

/** A map that names lanes shows no others, so those that its steps fill by themselves are added. */
function withDerived(map: JourneyMap, lanes: Lane[]): Lane[] {
  const added = lanesOf({...map, lanes: undefined}).filter(({kind}) => !lanes.some(lane => lane.kind === kind));
  const ids = new Ids();
  lanes.forEach(({id}) => ids.add(id));
  const made = added.map(lane => {
    const title = lane.kind === 'kpis' ? 'KPIs' : lane.kind.replaceAll('-', ' ');
    return {
      ...lane,
      id: ids.next(lane.kind, 'lane'),
      title: title[0]!.toUpperCase() + title.slice(1),
    };
  });
  const fitting = made.slice(0, limits.lanes - lanes.length);
  const first = fitting.filter(({kind}) => kind === 'touchpoints');
  return [...first, ...lanes, ...fitting.filter(lane => !first.includes(lane))];
}
