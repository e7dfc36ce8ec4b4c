import {cesOf, type Ces} from '../../core/ces.js';
import {csatOf, type Csat} from '../../core/csat.js';
import {npsOf, type Nps} from '../../core/nps.js';
import {segmentOf} from '../../core/segment.js';
import type {ScoreCell} from '../store.js';
import {groupCells, resultOf, type Asked, type Result} from './query.js';

const counted = 'answers to the question, whether or not the visitor went on to complete the survey';
const interval = (name: string): string => `${name}, 95 %`;

/** Net Promoter Score by row. */
export async function npsResult({store, site, query, now}: Asked): Promise<Result<Nps>> {
  const cells = await store.scores({...query.selection, type: 'nps'});
  const rows = groupCells(cells, query, site.timeZone).map(group => ({...group.keys, ...npsOfCells(group.cells)}));
  const definition = {
    metric: 'nps',
    formula: '100 (promoters - detractors) / n; promoters 9 and 10, passives 7 and 8, detractors 0 to 6',
    counted,
    interval: interval('adjusted Wald'),
  };
  return resultOf(rows, query, definition, now);
}

export function npsOfCells(cells: readonly ScoreCell[]): Nps {
  const counts = {detractor: 0, passive: 0, promoter: 0};
  let sum = 0;
  for (const {value, count} of cells) {
    counts[segmentOf(value)] += count;
    sum += value * count;
  }
  const n = counts.detractor + counts.passive + counts.promoter;
  const {promoter: promoters, passive: passives, detractor: detractors} = counts;
  return npsOf({promoters, passives, detractors, mean: n === 0 ? null : sum / n});
}

/** How often each point from 1 to `width` was chosen, and how often a point beyond it. */
function countsOf(cells: readonly ScoreCell[], width: number): {counts: number[]; beyond: number} {
  const counts = Array.from({length: width}, () => 0);
  let beyond = 0;
  for (const {value, count} of cells)
    if (value >= 1 && value <= width) counts[value - 1] = (counts[value - 1] ?? 0) + count;
    else beyond += count;
  return {counts, beyond};
}

/** On a scale of 1 to 5, with the number of answers beyond it. */
export function csatOfCells(cells: readonly ScoreCell[]): Csat & {readonly beyond: number} {
  const {counts, beyond} = countsOf(cells, 5);
  return {...csatOf({metric: 'csat', counts}), beyond};
}

/** On a scale of 1 to 7, with the number of answers beyond it. */
export function cesOfCells(cells: readonly ScoreCell[]): Ces & {readonly beyond: number} {
  const {counts, beyond} = countsOf(cells, 7);
  return {...cesOf({metric: 'ces', counts}), beyond};
}

/** Customer satisfaction by row, on a scale of 1 to 5. */
export async function csatResult({store, site, query, now}: Asked): Promise<Result<{n: number}>> {
  const cells = await store.scores({...query.selection, type: 'csat'});
  const rows = groupCells(cells, query, site.timeZone).map(group => ({...group.keys, ...csatOfCells(group.cells)}));
  const definition = {
    metric: 'csat',
    formula: '100 (answers of 4 and 5) / n, on a scale of 1 to 5; answers beyond it are in "beyond", not in n',
    counted,
    interval: interval('Wilson'),
  };
  return resultOf(rows, query, definition, now);
}

/** Customer Effort Score 2.0 by row, on a scale of 1 to 7. */
export async function cesResult({store, site, query, now}: Asked): Promise<Result<{n: number}>> {
  const cells = await store.scores({...query.selection, type: 'ces'});
  const rows = groupCells(cells, query, site.timeZone).map(group => ({...group.keys, ...cesOfCells(group.cells)}));
  const definition = {
    metric: 'ces',
    formula: 'mean of the answers on a scale of 1 to 7, higher is easier; answers beyond it are in "beyond", not in n',
    counted,
    interval: interval("Student's t for the mean, Wilson for the share of 5 and more"),
  };
  return resultOf(rows, query, definition, now);
}
