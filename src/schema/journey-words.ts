/**
 * The vocabularies and limits of a journey map, apart from its shape: what checks a map, shows it, or reads and writes it
 * in other formats imports the same lists.
 */

export const mapStates = ['current', 'future', 'research'] as const;
export const mapTypes = ['journey', 'blueprint', 'macro', 'micro', 'process'] as const;
export const mapStatuses = ['draft', 'review', 'live', 'archived'] as const;

export const channelKinds = [
  'web', 'app', 'email', 'sms', 'phone', 'chat', 'social', 'in-person', 'post', 'kiosk', 'ad', 'partner', 'other',
] as const; // prettier-ignore

/** How near a channel is: outside our reach, run by others for us, our own. */
export const zones = ['peripheral', 'external', 'internal'] as const;

export const lifecycles = [
  'awareness', 'consideration', 'purchase', 'post-purchase', 'retention', 'advocacy', 'other',
] as const; // prettier-ignore

/** Zero: reading about it. First: choosing it. Second: using it. Ultimate: telling others. */
export const momentsOfTruth = ['zero', 'first', 'second', 'ultimate'] as const;

/** Who begins: the customer (inbound), we (outbound), both, or nobody. */
export const directions = ['inbound', 'outbound', 'two-way', 'none'] as const;

/** How well an item is backed by what was observed. */
export const confidences = ['assumption', 'partly', 'evidence'] as const;

export const laneKinds = [
  'goals', 'actions', 'thoughts', 'quotes', 'needs', 'questions', 'text', 'channels', 'touchpoints', 'emotion',
  'engagement', 'pain-points', 'gains', 'moments-of-truth', 'opportunities', 'solutions', 'kpis', 'live', 'media',
  'storyboard', 'evidence', 'persona', 'frontstage', 'backstage', 'support', 'systems', 'physical-evidence', 'process',
  'ideas', 'owners', 'links', 'nested-map', 'custom',
] as const; // prettier-ignore

/** The three lines of a service blueprint (Shostack). */
export const blueprintLines = ['interaction', 'visibility', 'internal-interaction'] as const;

export const laneHeights = ['compact', 'normal', 'tall'] as const;
export const liveMetrics = ['nps', 'csat', 'ces'] as const;
export const mediaTypes = ['image', 'video', 'audio'] as const;
export const consequences = ['annoyance', 'workaround', 'abandonment'] as const;

/** In the order of an opportunity's life; `rejected` ends it at any point. */
export const opportunityStatuses = [
  'idea', 'candidate', 'planned', 'in-progress', 'shipped', 'measured', 'rejected',
] as const; // prettier-ignore

/** What an opportunity is weighed by, each 1 to 5; 5 is best for all of them. */
export const criteria = ['businessGoal', 'retention', 'revenue', 'cost', 'effortForValue', 'brand'] as const;

export const kpiKinds = [
  'nps', 'csat', 'ces', 'retention', 'churn-risk', 'conversion', 'drop-off', 'response-time', 'fcr', 'resolution-time',
  'volume', 'revenue', 'clv', 'cost', 'roi', 'engagement', 'referral', 'custom',
] as const; // prettier-ignore
export const kpiDirections = ['up', 'down'] as const;
export const kpiTiers = ['governance', 'management', 'operations'] as const;

export const refTypes = ['survey', 'interview', 'analytics', 'ticket', 'observation', 'assumption', 'link'] as const;

/** Most entries of a list, and UTF-16 units of a text, in one map. */
export const journeyLimits = {
  stages: 50,
  steps: 500,
  lanes: 60,
  cells: 20_000,
  personas: 50,
  channels: 100,
  painPoints: 1000,
  opportunities: 1000,
  kpis: 500,
  /** Any other list: touchpoints of a step, items of a cell, tags, references. */
  entries: 50,
  nameUnits: 200,
  textUnits: 4000,
} as const;

/** The ends of an emotion's scale; 0 is neutral. */
export const emotionRange = {low: -2, high: 2} as const;
