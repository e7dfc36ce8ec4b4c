import {itemLimits} from '../../schema/limits.js';
import {uuidPattern} from '../../schema/patterns.js';
import type {Item, ResponseData} from '../../schema/wire.js';
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
  const isResponse = item.kind === 'response';
  const {survey, impression} = isResponse ? item.data : item.kind === 'event' ? item.data.properties : noPrompt;
  return {
    survey: text(survey),
    impression: uuid(impression),
    complete: isResponse && item.data.complete,
    name: item.kind === 'event' ? item.data.name : null,
    journey: text(journey),
    stage: text(stage),
    touchpoint: text(touchpoint),
    lang: text(lang),
    scores: isResponse ? scoresOf(item.data.answers) : [],
  };
}

/** What an item has that belongs to no prompt. */
const noPrompt: Readonly<Record<string, unknown>> = {};

function scoresOf(answers: ResponseData['answers']): ScoreEntry[] {
  const scores: ScoreEntry[] = [];
  for (const [question, answer] of Object.entries(answers))
    if (scored.includes(answer.type)) scores.push({question, type: answer.type, value: answer.value} as ScoreEntry);
  return scores;
}
