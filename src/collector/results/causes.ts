import {causesOf, type CauseRow} from '../../core/causes.js';
import type {Share} from '../../core/share.js';
import {groupCells, resultOf, type Asked, type Result} from './query.js';

/** What is said of one row's answers as a whole. */
interface CauseGroup {
  readonly n: number;
  readonly passivesAtRisk: Share;
  readonly topDetractorCauses: readonly string[];
}

interface CausesResult extends Result<CauseRow & {readonly n: number}> {
  /** One for each split, or one in all. */
  readonly groups: readonly CauseGroup[];
}

/** The question that the kit's own prompt asks for causes. */
export const usualQuestion = 'causes';

/** Root causes of NPS answers: a row for each cause of each split. Small splits are suppressed whole, with all their causes. */
export async function causesResult({store, site, query, params, now}: Asked): Promise<CausesResult> {
  const causes = params.get('causes') ?? usualQuestion;
  const entries = await store.causes({...query.selection, causes});
  const groups = groupCells(entries, query, site.timeZone).map(({keys, cells}) => ({keys, ...causesOf(cells)}));
  const definition = {
    metric: 'causes',
    formula:
      'cited and primary: per cent of the answers of a segment; impact: 100 (promoters - detractors) / n by primary cause, ' +
      'which adds up to the score; a single cause is the primary one',
    counted:
      'answers to the NPS question, whether or not the visitor went on to complete the survey; cause null: none given',
    causes,
    interval: 'Wilson, 95 %',
  };
  const result = resultOf(groups, query, definition, now);
  return {
    ...result,
    rows: result.rows.flatMap(({keys, n, rows}) => rows.map(row => ({...keys, n, ...row}))),
    groups: result.rows.map(({keys, n, passivesAtRisk, topDetractorCauses}) => ({
      ...keys,
      n,
      passivesAtRisk,
      topDetractorCauses,
    })),
  };
}
