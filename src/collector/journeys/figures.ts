import {causesOf} from '../../core/causes.js';
import type {Few, LiveCes, LiveCsat, LiveNps, LiveReason} from '../../schema/overlay.js';
import {cesOfCells, csatOfCells, npsOfCells} from '../results/scores.js';
import type {CauseEntry, ScoreCell} from '../store.js';

/** A figure; `few` where fewer answers than `minN` stand behind it; nothing where none does. */
type Figure<F> = F | Few | undefined;

const few: Few = {few: true};

export function liveNps(cells: readonly ScoreCell[], minN: number): Figure<LiveNps> {
  const {nps: score, low, high, n, promoters, passives, detractors} = npsOfCells(cells);
  if (n === 0) return;
  if (n < minN || score === null || low === null || high === null) return few;
  return {score, low, high, n, promoters, passives, detractors};
}

export function liveCsat(cells: readonly ScoreCell[], minN: number): Figure<LiveCsat> {
  const {mean, csat: top2, low, high, n, width: scale, beyond} = csatOfCells(cells);
  if (n + beyond === 0) return;
  if (n < minN || mean === null || top2 === null || low === null || high === null) return few;
  return {mean, top2, low, high, n, scale, ...(beyond && {beyond})};
}

export function liveCes(cells: readonly ScoreCell[], minN: number): Figure<LiveCes> {
  const {mean, low, high, n, beyond} = cesOfCells(cells);
  if (n + beyond === 0) return;
  if (n < minN || mean === null || low === null || high === null) return few;
  return {mean, low, high, n, ...(beyond && {beyond})};
}

/** The root causes of a score that is shown, each with the answers that cite it, where these are no fewer than `minN`. */
export function liveReasons(entries: readonly CauseEntry[], minN: number): LiveReason[] | undefined {
  const reasons = causesOf(entries).rows.flatMap(({cause, cited}) => {
    const n = cited.detractor.count + cited.passive.count + cited.promoter.count;
    return cause === null || n < minN ? [] : [{tag: cause, n}];
  });
  return reasons.length === 0 ? undefined : reasons;
}
