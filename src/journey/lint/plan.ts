/** Rules about what is done: pain points, opportunities, experiments and measures. */
import type {Kpi, Opportunity, PainPoint} from '../../schema/journey-map.js';
import {isOverdue, unansweredOf} from '../chain.js';
import type {Context, Found, Rule} from './rule.js';

/** From here on a pain point is severe, of 5. */
const severe = 4;

const pain = ({id, title}: PainPoint): Found => ({key: `pain-point:${id}`, values: {name: title}});
const measure = ({id, name}: Kpi): Found => ({key: `kpi:${id}`, values: {name}});

const opportunities =
  (isFound: (one: Opportunity, today: string) => boolean) =>
  ({map, today}: Context): Found[] =>
    (map.opportunities ?? [])
      .filter(one => isFound(one, today))
      .map(({id, title, due}) => ({key: `opportunity:${id}`, values: {name: title, ...(due && {date: due})}}));

const isUnderWay = ({status}: Opportunity): boolean => status === 'planned' || status === 'in-progress';

export const planRules = {
  'pain-unanswered': {
    level: 'warning',
    find: ({parts}) => unansweredOf(parts).filter(({severity}) => severity >= severe).map(pain), // prettier-ignore
  },
  'opportunity-no-owner': {level: 'warning', find: opportunities(one => isUnderWay(one) && !one.owner)},
  'opportunity-no-due': {level: 'warning', find: opportunities(one => isUnderWay(one) && !one.due)},
  'opportunity-overdue': {level: 'warning', find: opportunities(isOverdue)},
  'measured-no-result': {
    level: 'hint',
    find: opportunities(
      ({status, experiment}) =>
        status === 'measured' && (experiment?.before === undefined || experiment.after === undefined),
    ),
  },
  'kpi-no-target': {
    level: 'hint',
    find: ({map}) => (map.kpis ?? []).filter(({target}) => target === undefined).map(measure),
  },
} as const satisfies Readonly<Record<string, Rule>>;
