/** What changed in a field, in words and figures: names for what the model calls it, signed differences, lists line by line. */
import type {Change} from '../../../journey/compare.js';
import type {FieldChange, Value} from '../../../journey/fields.js';
import {journeyFields} from '../../../locales/journey-map/fields.js';
import {lasting} from '../../../locales/journey-map/lasting.js';
import type {JourneyText, Words} from '../../../locales/journey-map/words.js';
import {type Child, h} from '../../../ui/dom.js';
import {unseen} from '../marks.js';

/** Fields that the map has a word for elsewhere. */
const texts: Readonly<Record<string, JourneyText>> = {
  after: 'after', at: 'asOf', baseline: 'baseline', before: 'before', collapsed: 'collapsed', channelId: 'channel', channelIds: 'channel', consequence: 'consequence',
  confidencePct: 'sureness', direction: 'direction', duration: 'duration', durationMs: 'duration', expectations: 'expectations',
  experiment: 'experiment', frustrations: 'frustrations', goal: 'goal', goals: 'goals', kpiId: 'measures', kpiIds: 'measures',
  lane: 'lane', lifecycle: 'lifecycle', match: 'visitorsWith', needs: 'needs', next: 'links', objectives: 'objectives', owner: 'owner',
  painPointIds: 'painPoints', personaId: 'kind.persona', personaIds: 'kind.persona', reach: 'reach', refs: 'sources',
  role: 'role', rootCauseTag: 'rootCause', scenario: 'scenario', segment: 'segment', stage: 'stage', status: 'status',
  steps: 'where', tags: 'tags', ticketUrl: 'ticket', value: 'value', why: 'why', zone: 'zone',
}; // prettier-ignore

/** Fields of a persona whose own fields people have named: those are no words of the model. */
const named = new Set(['attributes', 'match']);

/** `experiment.before`: "Experiment: Before". What has no word of its own is called as in the file. */
export function fieldName(words: Words, field: string): string {
  const [part, ...rest] = field.split('.') as [string];
  const own = texts[part]
    ? words.t(texts[part])
    : (((words.texts.fields ?? journeyFields) as Record<string, string>)[part] ?? part);
  if (named.has(part)) return `${own}: ${rest.join('.')}`;
  return rest.length ? `${own}: ${rest.map(inner => fieldName(words, inner)).join(': ')}` : own;
}

type Say = (words: Words, value: string, change: Change) => string;

/** Values that come from a vocabulary of the model. */
const said: Readonly<Record<string, Say>> = {
  confidence: (words, value) => words.t(value as JourneyText),
  consequence: (words, value) => words.of('consequences', value as 'annoyance'),
  direction: (words, value, {part}) => (part === 'touchpoint' ? words.of('directions', value as 'none') : value),
  kind: (words, value, {part}) => (part === 'channel' ? words.of('channels', value as 'web') : part === 'lane' ? words.of('lanes', value as 'custom') : value), // prettier-ignore
  lifecycle: (words, value) => words.of('lifecycles', value as 'other'),
  momentOfTruth: (words, value) => words.t(value as JourneyText),
  state: (words, value) => words.t(`state.${value}` as JourneyText),
  status: (words, value, {part}) => (part === 'opportunity' ? words.of('statuses', value as 'idea') : words.t(`status.${value}` as JourneyText)), // prettier-ignore
  zone: (words, value) => words.of('zones', value as 'internal'),
};
const dates = /^(at|due|reviewBy|\w+At|experiment\.(start|end))$/;
const isEmotion = (change: Change, field: string): boolean =>
  change.part === 'emotion' && (field === 'score' || field === 'target');

/** A value as one text. */
function one(words: Words, change: Change, field: string, value: Exclude<Value, readonly unknown[]>): string {
  if (typeof value === 'boolean') return words.t(value ? (field === 'momentOfTruth' ? field : 'yes') : 'no');
  if (field === 'durationMs') return lasting(words, Number(value));
  if (typeof value === 'number') return isEmotion(change, field) ? words.scored(value) : words.number(value);
  if (dates.test(field)) return words.date(value);
  return said[field]?.(words, value, change) ?? value;
}

/** Whether more of it is better (1), worse (-1), or neither. */
function worth({part}: Change, field: string, direction: 'up' | 'down' | undefined): number {
  if (isEmotion({part} as Change, field)) return 1;
  if (part === 'pain-point') return field === 'severity' || field === 'frequency' ? -1 : 0;
  return part === 'kpi' && field === 'value' ? (direction === 'up' ? 1 : -1) : 0;
}

/** "+1 better", with its sign and a word. `turn`: -1 where less is better. */
export function difference(words: Words, delta: number, turn = 1): HTMLElement {
  const sign = Math.sign(delta * turn);
  const text = sign ? words.t(sign > 0 ? 'better' : 'worse', 'delta', words.signed(delta, 2)) : words.t('even');
  return h('span', {class: `delta ${sign > 0 ? 'good' : sign < 0 ? 'bad' : 'even'}`}, text);
}

const line = (how: 'removed' | 'added', text: string, words: Words): HTMLElement =>
  h('span', {class: `line-${how}`}, h('span', {'class': 'sign', 'aria-hidden': 'true'}, how === 'added' ? '+' : '−'), unseen(`${words.t(`how.${how}`)}: `), text); // prettier-ignore

/** Longer texts stand below each other. */
const longest = 48;

/** @param direction of a measure: which way is better */
export function fieldChange(
  words: Words,
  change: Change,
  {field, before, after}: FieldChange,
  direction?: 'up' | 'down',
): HTMLElement {
  // prettier-ignore
  return h('div', {class: 'field'}, h('span', {class: 'more'}, fieldName(words, field)), h('span', {class: 'values'}, content()));

  function content(): Child {
    if (Array.isArray(before) || Array.isArray(after)) return lists(listOf(before), listOf(after));
    const [was, now] = [before, after].map(value => value === undefined || Array.isArray(value) ? undefined : one(words, change, field, value as string)); // prettier-ignore
    if (was === undefined) return line('added', now!, words);
    if (now === undefined) return line('removed', was, words);
    if (was.length + now.length > longest) return [line('removed', was, words), line('added', now, words)];
    const turn = worth(change, field, direction);
    const delta = turn ? difference(words, (after as number) - (before as number), turn) : false;
    return [
      h('span', {class: 'was'}, was),
      h('span', {class: 'becomes'}, unseen(` ${words.t('becomes')} `)),
      h('span', {class: 'now'}, now),
      delta,
    ];
  }

  function listOf(value: Value | undefined): string[] {
    return (value === undefined ? [] : [value].flat()).map(each => one(words, change, field, each as string));
  }

  /** What a list lost and won. */
  function lists(old: readonly string[], young: readonly string[]): Child {
    const lost = without(old, young);
    const won = without(young, old);
    if (!lost.length && !won.length) return words.t('reordered');
    return [lost.map(text => line('removed', text, words)), won.map(text => line('added', text, words))];
  }
}

/** The entries of a list that another one does not have, as often as it lacks them. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of other) left.set(text, (left.get(text) ?? 0) + 1);
  return list.filter(text => {
    const count = left.get(text) ?? 0;
    if (count) left.set(text, count - 1);
    return !count;
  });
}
