/** The kind of a measure or a lane, from what people call it. */
import type {Kpi, LaneKind} from '../../schema/journey-map.js';
import type {Field} from './headers.js';
import {plain} from '../names.js';

const kpiWords: readonly (readonly [Kpi['kind'], RegExp])[] = [
  ['nps', /\bnps\b|promoter/],
  ['csat', /\bcsat\b|satisfaction|zufriedenheit/],
  ['ces', /\bces\b|effort score/],
  ['churn-risk', /churn|abwanderung|kündig/],
  ['retention', /retention|bindung/],
  ['conversion', /conversion|abschlussquote/],
  ['drop-off', /drop-?off|bounce|abandon|abbruch/],
  ['fcr', /\bfcr\b|first contact/],
  ['resolution-time', /resolution|lösungszeit/],
  ['response-time', /response time|antwortzeit|reaktionszeit/],
  ['revenue', /revenue|umsatz|sales/],
  ['cost', /\bcosts?\b|kosten/],
  ['referral', /referral|empfehl/],
];

/** Measures of which less is better. */
const lessIsBetter: ReadonlySet<Kpi['kind']> = new Set([
  'churn-risk',
  'drop-off',
  'response-time',
  'resolution-time',
  'cost',
]);

export const directionOf = (kind: Kpi['kind']): Kpi['direction'] => (lessIsBetter.has(kind) ? 'down' : 'up');

/** What a measure is, from its name alone. */
export function kpiByName(name: string): Pick<Kpi, 'kind' | 'direction' | 'tier'> {
  const kind = kpiWords.find(([, words]) => words.test(plain(name)))?.[0] ?? 'custom';
  return {kind, direction: directionOf(kind), tier: 'management'};
}

/** The kind of lane that a column of texts is; of the other columns the lane that shows them as texts. */
export function laneKindOf(field: Field | undefined): LaneKind {
  return field?.startsWith('lane:') ? (field.slice(5) as LaneKind) : 'text';
}
