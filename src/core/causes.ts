import {segmentOf, segments, type Segment} from './segment.js';
import {shareOf, type Share} from './share.js';

/** An NPS answer with its root causes. */
export interface CausedScore {
  /** Whole points, 0 to 10. */
  readonly score: number;
  /** Ids of the causes chosen, none to many; one named twice counts once. */
  readonly causes: readonly string[];
  /** Id of the main one. A single cause is the main one without being named so; of several, none is. */
  readonly primary?: string | null | undefined;
}

/** One cause, or `null` for the bucket of answers without one. Shares are in per cent of all answers of the segment. */
export interface CauseRow {
  readonly cause: string | null;
  /** How many chose it, among others. Shares of a segment may add up to more than 100. */
  readonly cited: Readonly<Record<Segment, Share>>;
  /** How many have it as their main cause. Shares of a segment add up to 100. */
  readonly primary: Readonly<Record<Segment, Share>>;
  /** What it adds to the score in points, 100 (promoters - detractors) / n by main cause; all rows add up to the score. */
  readonly impact: number | null;
}

export interface Causes {
  readonly n: number;
  /** Most often the main cause first; the bucket of answers without one last. */
  readonly rows: readonly CauseRow[];
  /** Passives whose main cause is one of `topDetractorCauses`, of all passives. */
  readonly passivesAtRisk: Share;
  /** The main causes of most detractors, three at most; a tie goes to the one cited by more detractors, then by id. */
  readonly topDetractorCauses: readonly string[];
}

type Counts = Record<Segment, number>;
type Tally = {readonly cause: string | null; readonly cited: Counts; readonly primary: Counts};

/**
 * Root-cause analysis of NPS answers: shares by segment, impact on the score, passives at risk. Intervals are Wilson's at `level`
 * (default 0.95). The impact is an exact decomposition of the Net Promoter Score; "passives at risk" is this kit's own measure.
 * @throws {TypeError} `level` is not a number.
 * @throws {RangeError} a score is not a whole number from 0 to 10, or `level` not between 0 and 1.
 */
export function causesOf(answers: Iterable<CausedScore>, level?: number): Causes {
  const {totals, tallies} = tallyOf(answers);
  const n = sum(totals);
  const sharesOf = (counts: Counts) => bySegment(segment => shareOf(counts[segment], totals[segment], level));
  tallies.sort(mostFrequentFirst);
  const rows = tallies.map(({cause, cited, primary}) => ({
    cause,
    cited: sharesOf(cited),
    primary: sharesOf(primary),
    impact: n === 0 ? null : (100 * (primary.promoter - primary.detractor)) / n,
  }));
  const top = topDetractors(tallies);
  const atRisk = top.reduce((passives, {primary}) => passives + primary.passive, 0);
  return {
    n,
    rows,
    passivesAtRisk: shareOf(atRisk, totals.passive, level),
    topDetractorCauses: top.map(({cause}) => cause),
  };
}

function tallyOf(answers: Iterable<CausedScore>): {totals: Counts; tallies: Tally[]} {
  const totals = bySegment(() => 0);
  const tallies = new Map<string | null, Tally>();
  const of = (cause: string | null): Tally => {
    const tally = tallies.get(cause) ?? {cause, cited: bySegment(() => 0), primary: bySegment(() => 0)};
    tallies.set(cause, tally);
    return tally;
  };
  of(null);
  for (const {score, causes, primary} of answers) {
    const segment = segmentOf(score);
    const cited = new Set<string | null>(causes);
    if (primary != null) cited.add(primary);
    const main = primary ?? (cited.size === 1 ? [...cited][0]! : null);
    totals[segment]++;
    for (const cause of cited.size === 0 ? [null] : cited) of(cause).cited[segment]++;
    of(main).primary[segment]++;
  }
  return {totals, tallies: [...tallies.values()]};
}

const bySegment = <T>(valueOf: (segment: Segment) => T): Record<Segment, T> =>
  Object.fromEntries(segments.map(segment => [segment, valueOf(segment)])) as Record<Segment, T>;

const sum = (counts: Counts): number => counts.detractor + counts.passive + counts.promoter;

const isNamed = (tally: Tally): tally is Tally & {readonly cause: string} => tally.cause !== null;

/** By id in code-unit order, so that the result is the same in every language. */
const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function mostFrequentFirst(a: Tally, b: Tally): number {
  if (!isNamed(a)) return 1;
  if (!isNamed(b)) return -1;
  return sum(b.primary) - sum(a.primary) || sum(b.cited) - sum(a.cited) || byId(a.cause, b.cause);
}

function topDetractors(tallies: readonly Tally[]): (Tally & {readonly cause: string})[] {
  const named = tallies.filter(isNamed).filter(({primary}) => primary.detractor > 0);
  named.sort(
    (a, b) =>
      b.primary.detractor - a.primary.detractor || b.cited.detractor - a.cited.detractor || byId(a.cause, b.cause),
  );
  return named.slice(0, 3);
}
