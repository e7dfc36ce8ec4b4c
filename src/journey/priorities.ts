/**
 * Which opportunity comes first: the mean of its ratings, each criterion counted by its weight.
 *
 * Score = Σ weight × rating / Σ weight, over the criteria that are rated: 1 to 5, as the ratings themselves. A criterion that
 * is not rated is left out of both sums, and named: it neither helps nor harms. What has been shipped, measured or rejected
 * is no longer to be decided, and has no rank.
 */
import type {JourneyMap, Opportunity} from '../schema/journey-map.js';
import {criteria} from '../schema/journey-words.js';
import {type Criterion, weightOf, type Weights} from './weights.js';

/** What one rated criterion brings. */
export interface Share {
  readonly criterion: Criterion;
  /** 1 to 5. */
  readonly rating: number;
  readonly weight: number;
  /** Its part of the score; the parts add up to it. */
  readonly points: number;
}

/** Why an opportunity has no rank: it was decided, nothing of it is rated, or all that is rated weighs nothing. */
export type Unranked = 'settled' | 'unrated' | 'weightless';

export interface Priority {
  readonly opportunity: Opportunity;
  /** 1 to 5; absent where nothing is rated, or all that is rated weighs nothing. */
  readonly score?: number | undefined;
  /** From 1; those with the same score share one, and the next ranks are left out: 1, 1, 3. */
  readonly rank?: number | undefined;
  readonly unranked?: Unranked | undefined;
  /** In the order of the criteria. */
  readonly shares: readonly Share[];
  /** Criteria without a rating. */
  readonly missing: readonly Criterion[];
}

/** One weight moved by one, and who comes first then. */
export interface Shift {
  readonly criterion: Criterion;
  readonly from: number;
  readonly to: number;
  readonly first: readonly Opportunity[];
}

export interface Ranking {
  readonly weights: Weights;
  /** Ranked ones first, best first; those without a rank follow in the order of the map. */
  readonly priorities: readonly Priority[];
  /** Who comes first; several where they share the place. */
  readonly first: readonly Priority[];
  /** How far the first score is above the next lower one; absent where there is none. */
  readonly lead?: number | undefined;
  /** Every move of one weight by one that changes who comes first; none: the first place is stable. */
  readonly shifts: readonly Shift[];
}

const settled: ReadonlySet<Opportunity['status']> = new Set(['shipped', 'measured', 'rejected']);

/** Whether an opportunity is no longer to be decided. */
export const isSettled = ({status}: Opportunity): boolean => settled.has(status);

/** Sums of fractions differ in the last digits; scores nearer than this are the same. */
const same = 1e-9;

function priorityOf(opportunity: Opportunity, weights: Weights): Priority {
  const {criteria: ratings = {}} = opportunity;
  const rated = criteria.filter(name => ratings[name] !== undefined);
  const total = rated.reduce((sum, name) => sum + weights[name], 0);
  const shares = rated.map(name => {
    const [rating, weight] = [ratings[name]!, weights[name]];
    return {criterion: name, rating, weight, points: total > 0 ? (weight * rating) / total : 0};
  });
  const score = total > 0 ? shares.reduce((sum, {points}) => sum + points, 0) : undefined;
  return {
    opportunity,
    score,
    unranked: isSettled(opportunity) ? 'settled' : rated.length === 0 ? 'unrated' : score === undefined ? 'weightless' : undefined, // prettier-ignore
    shares,
    missing: criteria.filter(name => ratings[name] === undefined),
  };
}

function prioritiesOf(opportunities: readonly Opportunity[], weights: Weights): Priority[] {
  const all = opportunities.map(one => priorityOf(one, weights));
  const ranked = all.filter(({unranked}) => !unranked).sort((a, b) => b.score! - a.score!);
  const placed: Priority[] = [];
  for (const [at, priority] of ranked.entries()) {
    const before = placed[at - 1];
    const shares = before && before.score! - priority.score! < same;
    placed.push({...priority, rank: shares ? before.rank : at + 1});
  }
  return [...placed, ...all.filter(({unranked}) => unranked)];
}

const firstOf = (priorities: readonly Priority[]): Priority[] => priorities.filter(({rank}) => rank === 1);

/** Ranks the opportunities of a map by these weights, and tells how firmly the first place stands. */
export function rankingOf({opportunities = []}: Pick<JourneyMap, 'opportunities'>, weights: Weights): Ranking {
  const priorities = prioritiesOf(opportunities, weights);
  const first = firstOf(priorities);
  const next = priorities[first.length];
  return {
    weights,
    priorities,
    first,
    lead: first.length && next?.rank ? first[0]!.score! - next.score! : undefined,
    shifts: first.length ? shiftsOf(opportunities, weights, first) : [],
  };
}

function shiftsOf(opportunities: readonly Opportunity[], weights: Weights, first: readonly Priority[]): Shift[] {
  const names = (list: readonly Priority[]): string => list.map(({opportunity: {id}}) => id).sort().join(' '); // prettier-ignore
  const now = names(first);
  return criteria.flatMap(criterion =>
    [-1, 1].flatMap(by => {
      const from = weights[criterion];
      const to = weightOf(from + by);
      const then = to === from ? first : firstOf(prioritiesOf(opportunities, {...weights, [criterion]: to}));
      return names(then) === now ? [] : [{criterion, from, to, first: then.map(({opportunity}) => opportunity)}];
    }),
  );
}
