import {causesResult} from './causes.js';
import type {Asked, Result} from './query.js';
import {responseRateResult} from './response-rate.js';
import {cesResult, csatResult, npsResult} from './scores.js';

interface ResultRoute {
  readonly of: (asked: Asked) => Promise<Result<object>>;
  /** What it gives, for the description of the interface. */
  readonly what: string;
  /** Parameters beyond the common ones. */
  readonly extra?: readonly string[];
}

/** The results by the last part of their address. */
export const results: ReadonlyMap<string, ResultRoute> = new Map<string, ResultRoute>([
  ['nps', {of: npsResult, what: 'Net Promoter Score with its interval'}],
  ['csat', {of: csatResult, what: 'customer satisfaction, the share of 4 and 5 on a scale of 1 to 5'}],
  ['ces', {of: cesResult, what: 'Customer Effort Score 2.0, the mean on a scale of 1 to 7'}],
  [
    'causes',
    {of: causesResult, what: 'root causes of the NPS answers by segment, and their impact', extra: ['causes']},
  ],
  ['response-rate', {of: responseRateResult, what: 'what became of the prompts that were shown'}],
]);
