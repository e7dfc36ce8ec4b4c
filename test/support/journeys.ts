/** Journey maps for tests: one small and whole, and bigger ones made from it. */
import type {JourneyMap} from '../../src/schema/journey-map.js';

/** A map with one of everything that refers to something else. A fresh copy each time. */
export const smallMap = (): JourneyMap => ({
  schema: 'stagepost/journey-map/1',
  id: 'shop',
  title: 'Buying shoes',
  objectives: ['Fewer returns'],
  personas: [
    {id: 'ana', name: 'Ana', role: 'Buys for the family', match: {plan: ['family']}},
    {id: 'ben', name: 'Ben'},
  ],
  channels: [
    {id: 'web', name: 'Web shop', kind: 'web', zone: 'internal'},
    {id: 'mail', name: 'E-mail', kind: 'email', zone: 'internal'},
  ],
  stages: [
    {id: 'find', name: 'Find', goal: 'See what fits', kpiIds: ['visits'], funnelStepId: 'f1'},
    {id: 'buy', name: 'Buy'},
  ],
  steps: [
    {
      id: 'search', stageId: 'find', name: 'Search',
      touchpoints: [{id: 'list', name: 'List of shoes', channelId: 'web', surveyTouchpointId: 'list'}],
      emotions: [{personaId: 'ana', score: 1, why: 'Much to see'}, {personaId: 'ben', score: -1}],
      next: [{stepId: 'try'}],
    },
    {id: 'try', stageId: 'find', name: 'Look at sizes', engagement: 4},
    {
      id: 'pay', stageId: 'buy', name: 'Pay', momentOfTruth: 'first', childMapId: 'payment',
      emotions: [{personaId: 'ana', score: -2, target: 1, confidence: 'evidence', refs: [{type: 'survey', label: 'NPS+'}]}],
      next: [{stepId: 'search', condition: 'card refused'}],
    },
  ],
  lanes: [
    {id: 'doing', kind: 'actions', title: 'Actions'},
    {id: 'feel', kind: 'emotion', title: 'Emotion', height: 'tall'},
    {id: 'back', kind: 'backstage', title: 'Backstage', lineAbove: 'visibility'},
  ],
  cells: [
    {id: 'c1', laneId: 'doing', from: 'search', to: 'try', text: 'Compares', refIds: ['ana', 'list', 'slow', 'guide', 'visits']},
    {id: 'c2', laneId: 'doing', from: 'pay', items: [{text: 'Types the card', confidence: 'partly'}], channelIds: ['web']},
  ],
  painPoints: [{id: 'slow', title: 'Sizes are unclear', stepIds: ['search', 'try'], severity: 4, personaIds: ['ana'], kpiIds: ['returns']}],
  opportunities: [
    {
      id: 'guide', title: 'A guide to sizes', stepIds: ['try'], painPointIds: ['slow'], impact: 5, effort: 2, status: 'planned',
      due: '2026-12-24', experiment: {kpiId: 'returns', before: 0.3}, criteria: {revenue: 4},
    },
  ],
  kpis: [
    {id: 'visits', name: 'Visits', kind: 'volume', direction: 'up', tier: 'operations'},
    {id: 'returns', name: 'Returns', kind: 'custom', unit: '%', direction: 'down', tier: 'management', target: 0.2},
  ],
}); // prettier-ignore

/** `lanes` rows of text by `steps` columns in at most 50 stages, all cells filled. */
export function wideMap(lanes: number, steps: number): JourneyMap {
  const stages = Math.min(10, steps);
  return {
    schema: 'stagepost/journey-map/1',
    id: `wide-${lanes}x${steps}`,
    title: `A map of ${lanes} lanes and ${steps} steps`,
    stages: Array.from({length: stages}, (_, at) => ({id: `s${at}`, name: `Stage ${at + 1}`})),
    steps: Array.from({length: steps}, (_, at) => ({
      id: `p${at}`,
      stageId: `s${Math.floor((at * stages) / steps)}`,
      name: `Step ${at + 1}`,
    })),
    lanes: Array.from({length: lanes}, (_, at) => ({id: `l${at}`, kind: 'text', title: `Lane ${at + 1}`})),
    cells: Array.from({length: lanes * steps}, (_, at) => ({
      id: `c${at}`,
      laneId: `l${at % lanes}`,
      from: `p${Math.floor(at / lanes)}`,
      text: `What lane ${(at % lanes) + 1} says of step ${Math.floor(at / lanes) + 1}`,
    })),
  };
}
