import {completionRate, declineRate, ignoreRate, responseRate, snoozeRate, startRate} from '../../core/rates.js';
import type {ImpressionCell} from '../store.js';
import {groupCells, resultOf, type Asked, type Result} from './query.js';

const counts = ['shown', 'started', 'completed', 'partial', 'snoozed', 'dismissed', 'ignored'] as const;

type Counts = Record<(typeof counts)[number], number>;

/** What became of the prompts that were shown. `n` is `shown`; rates are in per cent of it, `completion` in per cent of the started. */
export interface ResponseRateRow extends Counts {
  readonly n: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly startRate: number | null;
  readonly completionRate: number | null;
  readonly snoozeRate: number | null;
  readonly declineRate: number | null;
  readonly ignoreRate: number | null;
}

interface ResponseRateResult extends Result<ResponseRateRow> {
  /** Completed impressions in the period whose showing was not reported: in no rate. */
  readonly completedNotShown: number;
}

export async function responseRateResult({store, site, query, now}: Asked): Promise<ResponseRateResult> {
  const [cells, completedNotShown] = await Promise.all([
    store.impressions(query.selection),
    store.unshown(query.selection),
  ]);
  const rows = groupCells(cells, query, site.timeZone).map(group => ({...group.keys, ...rowOf(group.cells)}));
  const definition = {
    metric: 'response-rate',
    formula: '100 completed / shown, by impression (one showing of a prompt)',
    counted:
      'impressions reported as shown in the period, with what became of them until now; visitors who did not consent to it are not reported',
    interval: 'Wilson, 95 %',
  };
  return {...resultOf(rows, query, definition, now), completedNotShown};
}

function rowOf(cells: readonly ImpressionCell[]): ResponseRateRow {
  const sums = Object.fromEntries(
    counts.map(name => [name, cells.reduce((sum, cell) => sum + cell[name], 0)]),
  ) as Counts;
  const {percent, low, high} = responseRate(sums);
  return {
    n: sums.shown,
    ...sums,
    rate: percent,
    low,
    high,
    startRate: startRate(sums).percent,
    completionRate: completionRate(sums).percent,
    snoozeRate: snoozeRate(sums).percent,
    declineRate: declineRate({...sums, never: 0}).percent,
    ignoreRate: ignoreRate(sums).percent,
  };
}
