/** Puts what visitors said beside what a team assumes: the measured values of each place of a map, and where the two disagree. */
import type {Emotion, Kpi, Lane, Persona, Stage, Step, Touchpoint} from '../schema/journey-map.js';
import type {LiveValue, Overlay} from '../schema/overlay.js';
import {collectedId} from '../schema/touchpoint-id.js';
import {meanOf, type Parts} from './parts.js';

export type Metric = 'nps' | 'csat' | 'ces';
export const metrics: readonly Metric[] = ['nps', 'csat', 'ces'];

/** One measured value of a place. Without numbers there are answers, too few to be shown. */
export interface Measured {
  readonly metric: Metric;
  /** NPS: points, -100 to 100; CSAT: share of satisfied answers, per cent; CES: mean, 1 to 7. */
  readonly value?: number;
  /** Interval of the value at 95 %. */
  readonly low?: number;
  readonly high?: number;
  readonly n?: number;
  /** Answers on another scale, which are in none of these. */
  readonly beyond?: number | undefined;
  /** When the newest answer was given. */
  readonly at?: string | undefined;
}

/** The measured values of a touchpoint. */
export interface LivePlace {
  readonly touchpoint: Touchpoint;
  readonly value: LiveValue;
}

/** Values of fewer answers than this are shown with a word of caution. */
export const lowN = 30;

const keyOf = (stage: string | undefined, touchpoint: string | undefined): string =>
  `${stage ?? ''}\n${touchpoint ?? ''}`;

/** Finds the values of an overlay by place. */
export type LivePlaces = ReadonlyMap<string, LiveValue>;

/** Where the answers at a touchpoint are told apart by stage, what was said in all of them together is left out: it is not of this stage. */
export function placesOf({values}: Overlay): LivePlaces {
  const byStage = new Set(values.flatMap(({stage, touchpoint}) => (stage === undefined ? [] : touchpoint)));
  const isTold = ({stage, touchpoint}: LiveValue) =>
    stage !== undefined || touchpoint === undefined || !byStage.has(touchpoint);
  return new Map(values.filter(isTold).map(value => [keyOf(value.stage, value.touchpoint), value]));
}

/** What was measured at the touchpoints of a step: in its stage, else wherever they are. */
export function livesAt(places: LivePlaces, {stageId, touchpoints = []}: Step): LivePlace[] {
  return touchpoints.flatMap(touchpoint => {
    const id = collectedId(touchpoint);
    const value = places.get(keyOf(stageId, id)) ?? places.get(keyOf(undefined, id));
    return value ? [{touchpoint, value}] : [];
  });
}

/** What was measured at a stage as a whole. */
export const liveOf = (places: LivePlaces, {id}: Stage): LiveValue | undefined => places.get(keyOf(id, undefined));

/** The traits that make a visitor one like a persona, as an endpoint is asked for them: `traits.plan`, `family`. */
export const traitsOf = ({match = {}}: Persona): string[][] =>
  Object.entries(match).flatMap(([name, values]) => values.map(value => [`traits.${name}`, value]));

/** The metrics that a lane shows of a value: the one it names, else all that there are. */
export function measuredOf(value: LiveValue, {settings}: Pick<Lane, 'settings'> = {}): Measured[] {
  const wanted = settings?.metric ? [settings.metric] : metrics;
  return wanted.flatMap((metric): Measured[] => {
    const figure = value[metric];
    if (!figure) return [];
    if ('few' in figure) return [{metric}];
    const {low, high, n} = figure;
    const number = 'score' in figure ? figure.score : 'top2' in figure ? figure.top2 : figure.mean;
    const {beyond} = figure as {readonly beyond?: number};
    return [{metric, value: number, low, high, n, ...(beyond && {beyond}), at: value.at}];
  });
}

/** The ends of each metric, and the middle at which it says neither good nor bad. */
export const metricRange: Readonly<
  Record<Metric, {readonly low: number; readonly high: number; readonly middle: number}>
> = {
  nps: {low: -100, high: 100, middle: 0},
  csat: {low: 0, high: 100, middle: 50},
  ces: {low: 1, high: 7, middle: 4},
};

/** The target that a measure of the map sets for a metric: of the touchpoint, else of its step, else of its stage. */
function targetOf(
  {kpis, stages}: Parts,
  metric: Metric,
  step: Step,
  touchpoint: Touchpoint | undefined,
): number | undefined {
  // Of an effort that should go down, the scale is another one.
  const isFor = ({kind, unit, direction, target}: Kpi): boolean =>
    kind === metric && target !== undefined && direction === 'up' && (metric !== 'csat' || unit === '%');
  for (const ids of [touchpoint?.kpiIds, step.kpiIds, stages.get(step.stageId)!.kpiIds]) {
    const kpi = ids?.map(id => kpis.get(id)!).find(isFor);
    if (kpi) return kpi.target;
  }
  return undefined;
}

/**
 * Whether what was measured contradicts the emotion that the team assumes at a step (the mean of its personas, -2 to 2; of one
 * persona alone, where only visitors like it were asked).
 * `worse`: assumed above 0, and the whole interval is below the target, without one below the middle of the metric. `better`:
 * assumed below 0, and the whole interval is above the middle. Nothing measured is made an emotion for that.
 */
export function disagreement(
  parts: Parts,
  step: Step,
  {metric, low, high}: Measured,
  touchpoint?: Touchpoint,
  persona?: Persona,
): 'worse' | 'better' | undefined {
  // What everybody feels, this persona feels too.
  const isTheirs = ({personaId}: Emotion): boolean => !persona || !personaId || personaId === persona.id;
  const assumed = meanOf((step.emotions ?? []).filter(isTheirs).map(({score}) => score));
  if (assumed === null || low === undefined || high === undefined) return undefined;
  const {middle} = metricRange[metric];
  if (assumed > 0 && high < (targetOf(parts, metric, step, touchpoint) ?? middle)) return 'worse';
  return assumed < 0 && low > middle ? 'better' : undefined;
}
