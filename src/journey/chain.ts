/** From what hurts to what came of it: pain point, opportunity, experiment, measure, as one chain; and where a chain breaks off. */
import type {Kpi, Opportunity, PainPoint} from '../schema/journey-map.js';
import type {Parts} from './parts.js';
import {isSettled} from './priorities.js';

/** What an experiment did to its measure, by the side on which that is good. */
export type Verdict = 'better' | 'worse' | 'same';

export interface Change {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  /** `after` less `before`; absent where one of them is. */
  readonly by?: number | undefined;
  /** Absent where nothing was measured, or no measure says which way is good. */
  readonly verdict?: Verdict | undefined;
}

export type Link = 'pain-point' | 'experiment' | 'kpi';

/** One opportunity with what it answers and what it is measured by. */
export interface Chain {
  readonly opportunity: Opportunity;
  readonly pains: readonly PainPoint[];
  readonly experiment?: Opportunity['experiment'];
  readonly kpi?: Kpi | undefined;
  readonly change: Change;
  /** Its day is past, and it is neither there nor given up. */
  readonly isOverdue: boolean;
  /** Links that are not there, in the order of the chain. */
  readonly missing: readonly Link[];
}

export interface Chains {
  /** In the order of the map. */
  readonly chains: readonly Chain[];
  /** Pain points that no opportunity answers, save one that was rejected; the worst first. */
  readonly unanswered: readonly PainPoint[];
}

/** The day of a day or of a UTC time. */
const dayOf = (date: string): string => date.slice(0, 10);

/** @param today ISO day; what is due today is not overdue */
export const isOverdue = (opportunity: Opportunity, today: string): boolean =>
  opportunity.due !== undefined && dayOf(opportunity.due) < today && !isSettled(opportunity);

function changeOf({experiment: {before, after} = {}}: Opportunity, kpi: Kpi | undefined): Change {
  if (before === undefined || after === undefined) return {before, after};
  const by = after - before;
  const isGood = kpi && (kpi.direction === 'up' ? by > 0 : by < 0);
  return {before, after, by, verdict: kpi && (by === 0 ? 'same' : isGood ? 'better' : 'worse')};
}

function chainOf({painPoints, kpis}: Parts, opportunity: Opportunity, today: string): Chain {
  const {painPointIds = [], experiment} = opportunity;
  const kpi = kpis.get(experiment?.kpiId ?? '');
  const links: Readonly<Record<Link, boolean>> = {
    'pain-point': painPointIds.length > 0,
    'experiment': !!experiment,
    'kpi': !!kpi,
  };
  return {
    opportunity,
    pains: painPointIds.map(id => painPoints.get(id)!),
    experiment,
    kpi,
    change: changeOf(opportunity, kpi),
    isOverdue: isOverdue(opportunity, today),
    missing: (Object.keys(links) as Link[]).filter(link => !links[link]),
  };
}

/** Pain points that no opportunity names, in the order of the map. One that was rejected answers nothing. */
export function unansweredOf({map: {painPoints = [], opportunities = []}}: Parts): PainPoint[] {
  const answers = opportunities.filter(({status}) => status !== 'rejected');
  const answered = new Set(answers.flatMap(({painPointIds = []}) => painPointIds));
  return painPoints.filter(({id}) => !answered.has(id));
}

/** @param today ISO day */
export const chainsOf = (parts: Parts, today: string): Chains => ({
  chains: (parts.map.opportunities ?? []).map(one => chainOf(parts, one, today)),
  unanswered: unansweredOf(parts).sort((a, b) => b.severity - a.severity),
});
