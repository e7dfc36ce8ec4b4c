/** Rules about the map as a whole: what it is for, whom it is about, and who keeps it true. */
import type {Found, Rule} from './rule.js';

const missing = (...path: readonly string[]): Found => ({path});

export const wholeRules = {
  'no-objectives': {
    level: 'warning',
    find: ({map}) => (map.objectives?.length ? [] : [missing('objectives')]),
  },
  'no-persona': {
    level: 'warning',
    find: ({map}) => (map.personas?.length ? [] : [missing('personas')]),
  },
  'review-passed': {
    level: 'warning',
    find: ({map: {reviewBy}, today}) =>
      reviewBy && reviewBy.slice(0, 10) < today ? [{path: ['reviewBy'], values: {date: reviewBy}}] : [],
  },
  'live-no-owner': {
    level: 'warning',
    find: ({map: {status, owner}}) => (status === 'live' && !owner ? [missing('owner')] : []),
  },
  'live-no-date': {
    level: 'warning',
    find: ({map: {status, updatedAt}}) => (status === 'live' && !updatedAt ? [missing('updatedAt')] : []),
  },
} as const satisfies Readonly<Record<string, Rule>>;
