/** Made-up answers for the maps of the demo, so that their live lanes have something to show. Nobody gave them. */
import {randomBytes, randomUUID} from 'node:crypto';
import type {JourneyMap, Step, Touchpoint} from '../schema/journey-map.js';
import {batchLimits} from '../schema/limits.js';

/** Under this survey the samples stand apart from what visitors of the demo answer. */
export const sampleSurvey = 'samples';

type Json = Readonly<Record<string, unknown>>;

/** Answers at one touchpoint after the other; one in eight has too few to be shown, and some have few. */
const counts = [52, 34, 17, 4, 41, 9, 68, 26];

/** Every so many touchpoints visitors feel otherwise than the team assumes. */
const contraryEvery = 4;

const days = 20;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Whole, and within the scale. */
const within = (low: number, high: number, value: number): number => Math.min(high, Math.max(low, Math.round(value)));

/** From -1 to 1, rather near 0. */
const spread = (): number => Math.random() + Math.random() - 1;

/** What the team assumes that people feel at a step, -2 to 2. */
function moodAt({emotions = []}: Step): number {
  return emotions.length === 0 ? 0 : emotions.reduce((sum, {score}) => sum + score, 0) / emotions.length;
}

/** Not everybody answers every question. */
const often = (): boolean => Math.random() < 0.8;

function answersFor(mood: number, causes: readonly string[]): Json {
  const score = within(0, 10, 8 + mood + 3 * spread());
  const named = score > 8 || causes.length === 0 ? [] : [causes[Math.floor(Math.random() * causes.length)]!];
  return {
    score: {type: 'nps', value: score},
    ...(named.length === 0 ? {} : {causes: {type: 'multiple', values: named}}),
    ...(often() ? {satisfaction: {type: 'csat', value: within(1, 5, 3.8 + 0.5 * mood + 1.4 * spread())}} : {}),
    ...(often() ? {effort: {type: 'ces', value: within(1, 7, 5 + 0.6 * mood + 2 * spread())}} : {}),
  };
}

function itemFor(answers: Json, context: Json, at: number): Json {
  const time = new Date(at).toISOString();
  return {
    id: randomUUID(),
    kind: 'response',
    schema: 'stagepost/response/1',
    rev: 1,
    createdAt: time,
    attempt: 1,
    receipt: randomBytes(16).toString('base64url'),
    data: {
      survey: sampleSurvey,
      version: '1',
      impression: randomUUID(),
      complete: true,
      answers,
      hidden: {sample: true},
      startedAt: time,
      context,
    },
  };
}

/** Answers at every touchpoint of the maps where prompts could ask, given in the 20 days before `now` (milliseconds). */
export function sampleItems(maps: readonly JourneyMap[], now: number): Json[] {
  const places = maps.flatMap(map =>
    map.steps.flatMap(step =>
      (step.touchpoints ?? [])
        .filter(
          (touchpoint): touchpoint is Touchpoint & {surveyTouchpointId: string} => !!touchpoint.surveyTouchpointId,
        )
        .map(({surveyTouchpointId}) => ({map, step, touchpoint: surveyTouchpointId})),
    ),
  );
  return places.flatMap(({map, step, touchpoint}, place) => {
    const pains = (map.painPoints ?? []).filter(({stepIds}) => stepIds.includes(step.id));
    const causes = pains.flatMap(({rootCauseTag}) => rootCauseTag ?? []);
    const mood = moodAt(step) * (place % contraryEvery === 1 ? -1 : 1);
    const context = {journey: map.id, stage: step.stageId, touchpoint};
    return Array.from({length: counts[place % counts.length]!}, () =>
      itemFor(answersFor(mood, causes), context, now - Math.random() * days * dayMilliseconds),
    );
  });
}

/** The bodies of the batches that bring the items. */
export function batchesOf(items: readonly Json[], site: string, now: number): string[] {
  const size = batchLimits.items;
  return Array.from({length: Math.ceil(items.length / size)}, (_, at) =>
    JSON.stringify({
      v: 1,
      site,
      batch: randomUUID(),
      sentAt: new Date(now).toISOString(),
      items: items.slice(at * size, (at + 1) * size),
    }),
  );
}
