/** Every field that a map may have beyond what it must, one by one. */
import type {JourneyMap} from '../../src/schema/journey-map.js';

export type Part = Record<string, unknown>;

/** One of everything that has fields of its own, and of each no more than it must have; all of it both formats can hold. */
export const plainMap = (state?: 'research'): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id: 'm',
  title: 'Map',
  ...(state && {state}),
  personas: [{id: 'ana', name: 'Ana'}],
  channels: [{id: 'email', name: 'email', kind: 'email'}],
  stages: [{id: 'one', name: 'One'}],
  steps: [
    {
      id: 'ask',
      stageId: 'one',
      name: 'Ask',
      touchpoints: [{id: 'ask', name: 'Form', channelId: 'email', direction: 'inbound'}],
      emotions: [{personaId: 'ana', score: 1}],
    },
  ],
});

const ref = {type: 'survey', label: 'NPS'};
/** Where in the plain map each field stands, and a value for it. */
const lists: readonly (readonly [path: string, more: Part])[] = [
  ['', {lang: 'de', dir: 'rtl', description: 'D', scenario: 'S', expectations: ['E'], state: 'future', type: 'micro'}],
  ['', {status: 'live', version: '2', owner: 'Us', objectives: ['O'], tags: ['t'], createdAt: '2026-01-01'}],
  ['', {updatedAt: '2026-01-01', reviewBy: '2026-01-01', compareTo: 'x', ext: {a: 1}}],
  ['', {weights: {businessGoal: 1, retention: 1, revenue: 1, cost: 1, effortForValue: 1, brand: 1}}],
  ['', {kpis: [{id: 'k', name: 'K', kind: 'nps', direction: 'up', tier: 'management'}]}],
  ['', {painPoints: [{id: 'p', title: 'P', stepIds: ['ask'], severity: 2}]}],
  ['', {opportunities: [{id: 'o', title: 'O', impact: 1, effort: 1, status: 'idea'}]}],
  ['', {lanes: [{id: 'l', kind: 'text', title: 'L'}]}],
  ['personas.0', {role: 'R', segment: 'S', summary: 'S', goals: ['g'], needs: ['n'], frustrations: ['f'], attributes: {age: '3'}}],
  ['personas.0', {image: '/a.png', imageAlt: 'A', color: '#123456', match: {plan: ['a']}}],
  ['channels.0', {name: 'Letters of ours', kind: 'web', icon: 'phone', zone: 'external'}],
  ['channels.0', {kind: 'partner'}],
  ['channels.0', {kind: 'phone'}],
  ['stages.0', {goal: 'G', description: 'D', duration: '2 days', color: '#123456', lifecycle: 'purchase', owner: 'Us', funnelStepId: 'f'}],
  ['steps.0', {description: 'D', engagement: 2, momentOfTruth: true, durationMs: 5, owner: 'Us', tags: ['t']}],
  ['steps.0', {next: [{stepId: 'ask'}], childMapId: 'c', eventName: 'e'}],
  ['steps.0.touchpoints.0', {surveyTouchpointId: 's', url: '/a', direction: 'two-way', owner: 'Us', tags: ['t']}],
  ['steps.0.emotions.0', {score: 0.5, target: 2, label: 'Glad', why: 'W', intensity: 2, confidence: 'partly', refs: [ref]}],
]; // prettier-ignore

/** The plain map with lanes of its own, a cell, a pain point, an opportunity and a KPI. */
export const laidMap = (): JourneyMap => ({
  ...plainMap(),
  lanes: [
    ...(['touchpoints', 'emotion', 'pain-points', 'opportunities', 'kpis'] as const).map(kind => ({id: kind, kind, title: kind})),
    {id: 'l', kind: 'text', title: 'L'},
  ],
  cells: [{id: 'c', laneId: 'l', from: 'ask', text: 'T', items: [{text: 'I'}]}],
  painPoints: [{id: 'p', title: 'P', stepIds: ['ask'], severity: 2}],
  opportunities: [{id: 'o', title: 'O', stepIds: ['ask'], impact: 1, effort: 1, status: 'idea'}],
  kpis: ['k', 'unnamed'].map(id => ({id, name: id, kind: 'volume', direction: 'up', tier: 'management', value: 1})),
  steps: [{...plainMap().steps[0]!, kpiIds: ['k'], touchpoints: [{id: 'ask', name: 'Form', channelId: 'email'}]}],
}); // prettier-ignore

/** Where in the laid map each field stands that the plain one has no place for. */
const laid: typeof lists = [
  ['cells.0', {personaId: 'ana', media: {src: '/a.png', alt: 'A'}, channelIds: ['email'], refIds: ['k'], value: 7, owner: 'Us', tags: ['t'], confidence: 'partly', refs: [ref]}],
  ['cells.0.items.0', {url: '/a', owner: 'Us', tags: ['t'], confidence: 'partly', refs: [ref]}],
  ['painPoints.0', {description: 'D', personaIds: ['ana'], frequency: 2, consequence: 'workaround', rootCauseTag: 'r', kpiIds: ['k'], owner: 'Us', tags: ['t'], confidence: 'partly', refs: [ref]}],
  ['opportunities.0', {description: 'D', painPointIds: ['p'], confidencePct: 5, reach: 5, owner: 'Us', due: '2026-01-01', ticketUrl: '/a', tags: ['t']}],
  ['kpis.0', {unit: '%', baseline: 1, target: 1, value: 2, n: 1, low: 1, high: 1, at: '2026-01-01', owner: 'Us', source: {type: 'static'}}],
  ['lanes.5', {lineAbove: 'visibility', hidden: true, pinned: true, personaId: 'ana'}],
  ['stages.0', {kpiIds: ['k']}],
  ['steps.0.touchpoints.0', {kpiIds: ['unnamed']}],
]; // prettier-ignore

export const partAt = (map: unknown, path: string): Part =>
  path.split('.').reduce((found, key) => (key ? (found as Part)[key] : found) as Part, map as Part);

const eachOf = (all: typeof lists) =>
  all.flatMap(([path, more]) => Object.entries(more).map(([key, value]) => ({path, key, value})));

/** Of the plain map: where each field stands, its name, and a value for it. */
export const plainFields = eachOf(lists);
/** The same of the laid map. */
export const laidFields = [...eachOf(lists).filter(({key}) => !['kpis', 'painPoints'].includes(key)), ...eachOf(laid)];
