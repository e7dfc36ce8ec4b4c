import {itemLimits} from '../../schema/limits.js';
import {uuidPattern} from '../../schema/patterns.js';
import type {Item} from '../../schema/wire.js';
import type {Extract, ScoreEntry} from '../store.js';

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= itemLimits.idUnits ? value : null;

const uuid = (value: unknown): string | null =>
  typeof value === 'string' && uuidPattern.test(value) ? value.toLowerCase() : null;

const scored: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies ScoreEntry['type'][];

const nothing: Extract = {
  survey: null,
  impression: null,
  complete: false,
  name: null,
  journey: null,
  stage: null,
  touchpoint: null,
  lang: null,
  scores: [],
};

/** Takes out of a valid item what results group by. */
export function extract(item: Item): Extract {
  if (item.kind === 'identity' || item.kind === 'withdrawal') return nothing;
  const {journey, stage, touchpoint, lang} = item.data.context;
  const context = {
    ...nothing,
    journey: text(journey),
    stage: text(stage),
    touchpoint: text(touchpoint),
    lang: text(lang),
  };
  if (item.kind === 'feedback') return context;
  if (item.kind === 'event') {
    const {survey, impression} = item.data.properties;
    return {...context, name: item.data.name, survey: text(survey), impression: uuid(impression)};
  }
  const {survey, impression, complete, answers} = item.data;
  return {...context, survey, impression: uuid(impression), complete, scores: scoresOf(answers)};
}

function scoresOf(answers: Extract_<Item>): ScoreEntry[] {
  const scores: ScoreEntry[] = [];
  for (const [question, answer] of Object.entries(answers))
    if (scored.includes(answer.type)) scores.push({question, type: answer.type, value: answer.value} as ScoreEntry);
  return scores;
}

type Extract_<I> = I extends {kind: 'response'; data: {answers: infer A}} ? A : never;
