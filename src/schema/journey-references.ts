/** What only the whole map can show: ids given twice, references that lead nowhere, an order that cannot be drawn. */
import {quoted} from './issues.js';
import type {JourneyMap} from './journey-map.js';

export interface ReferenceProblem {
  readonly path: readonly (string | number)[];
  /** What is wrong, and what to write instead. */
  readonly message: string;
  readonly input: unknown;
}

type Path = readonly (string | number)[];
/** What the checks need of the map: its own type comes from the schema, which imports this file. */
type Whole = Omit<JourneyMap, 'schema'>;

/** Everything that is wrong between the parts of a map whose parts are sound. */
export function referenceProblems(map: Whole): ReferenceProblem[] {
  const problems: ReferenceProblem[] = [];
  const say = (path: Path, message: string, input: unknown): void => void problems.push({path, message, input});
  const known = idsOf(map, say);
  stepsInOrder(map, say);
  eachReference(map, (path, kind, id) => {
    if (id !== undefined && !known[kind].has(id))
      say(path, `names the ${titles[kind]} ${quoted(id)}, which is not in this map`, id);
  });
  spansForward(map, say);
  oneEmotionEach(map, say);
  return problems;
}

type Say = (path: Path, message: string, input: unknown) => void;
type Known = Record<keyof typeof titles, ReadonlySet<string>>;

const titles = {
  persona: 'persona',
  channel: 'channel',
  stage: 'stage',
  step: 'step',
  lane: 'lane',
  painPoint: 'pain point',
  kpi: 'KPI',
  any: 'persona, touchpoint, pain point, opportunity or KPI',
} as const;

/** The ids of each list; each one given twice is told. */
function idsOf(map: Whole, say: Say): Known {
  const unique = (
    list: readonly {readonly id: string}[] = [],
    path: (at: number) => Path,
    seen = new Set<string>(),
  ) => {
    list.forEach(({id}, at) => {
      if (seen.has(id)) say([...path(at), 'id'], `repeats the id ${quoted(id)}; give it its own`, id);
      seen.add(id);
    });
    return seen;
  };
  const of = (key: 'personas' | 'channels' | 'stages' | 'steps' | 'lanes' | 'painPoints' | 'kpis' | 'opportunities') =>
    unique(map[key], at => [key, at]);
  const touchpoints = new Set<string>();
  map.steps.forEach((step, at) => unique(step.touchpoints, index => ['steps', at, 'touchpoints', index], touchpoints));
  unique(map.cells, at => ['cells', at]);
  const [persona, painPoint, opportunity, kpi] = [of('personas'), of('painPoints'), of('opportunities'), of('kpis')];
  return {
    persona,
    channel: of('channels'),
    stage: of('stages'),
    step: of('steps'),
    lane: of('lanes'),
    painPoint,
    kpi,
    any: new Set([...persona, ...touchpoints, ...painPoint, ...opportunity, ...kpi]),
  };
}

/** Calls `visit` with every reference of the map, what kind of thing it names, and where it stands. */
function eachReference(map: Whole, visit: (path: Path, kind: keyof Known, id: string | undefined) => void): void {
  const all = (path: Path, kind: keyof Known, ids: readonly string[] = []) =>
    ids.forEach((id, at) => visit([...path, at], kind, id));
  map.stages.forEach((stage, at) => all(['stages', at, 'kpiIds'], 'kpi', stage.kpiIds));
  map.steps.forEach((step, at) => {
    const path = ['steps', at];
    visit([...path, 'stageId'], 'stage', step.stageId);
    all([...path, 'kpiIds'], 'kpi', step.kpiIds);
    step.next?.forEach(({stepId}, index) => visit([...path, 'next', index, 'stepId'], 'step', stepId));
    step.emotions?.forEach(({personaId}, index) =>
      visit([...path, 'emotions', index, 'personaId'], 'persona', personaId),
    );
    step.touchpoints?.forEach(({channelId, kpiIds}, index) => {
      visit([...path, 'touchpoints', index, 'channelId'], 'channel', channelId);
      all([...path, 'touchpoints', index, 'kpiIds'], 'kpi', kpiIds);
    });
  });
  map.lanes?.forEach(({personaId}, at) => visit(['lanes', at, 'personaId'], 'persona', personaId));
  map.cells?.forEach((cell, at) => {
    const path = ['cells', at];
    visit([...path, 'laneId'], 'lane', cell.laneId);
    visit([...path, 'from'], 'step', cell.from);
    visit([...path, 'to'], 'step', cell.to);
    visit([...path, 'personaId'], 'persona', cell.personaId);
    all([...path, 'channelIds'], 'channel', cell.channelIds);
    all([...path, 'refIds'], 'any', cell.refIds);
  });
  map.painPoints?.forEach((pain, at) => {
    all(['painPoints', at, 'stepIds'], 'step', pain.stepIds);
    all(['painPoints', at, 'personaIds'], 'persona', pain.personaIds);
    all(['painPoints', at, 'kpiIds'], 'kpi', pain.kpiIds);
  });
  map.opportunities?.forEach((opportunity, at) => {
    all(['opportunities', at, 'stepIds'], 'step', opportunity.stepIds);
    all(['opportunities', at, 'painPointIds'], 'painPoint', opportunity.painPointIds);
    visit(['opportunities', at, 'experiment', 'kpiId'], 'kpi', opportunity.experiment?.kpiId);
  });
}

/** The steps of a stage stand together, in the order of the stages; no two stages begin at the same step of a funnel. */
function stepsInOrder({stages, steps}: Whole, say: Say): void {
  const order = new Map(stages.map(({id}, at) => [id, at]));
  let last = 0;
  steps.forEach(({stageId}, at) => {
    const place = order.get(stageId);
    if (place === undefined) return;
    if (place < last)
      say(
        ['steps', at, 'stageId'],
        `comes after a step of a later stage; move it to the steps of ${quoted(stageId)}`,
        stageId,
      );
    last = Math.max(last, place);
  });
  const funnel = new Set<string>();
  stages.forEach(({funnelStepId}, at) => {
    if (funnelStepId === undefined) return;
    if (funnel.has(funnelStepId))
      say(
        ['stages', at, 'funnelStepId'],
        `repeats the funnel step ${quoted(funnelStepId)} of an earlier stage`,
        funnelStepId,
      );
    funnel.add(funnelStepId);
  });
}

function spansForward({steps, cells}: Whole, say: Say): void {
  const order = new Map(steps.map(({id}, at) => [id, at]));
  cells?.forEach(({from, to}, at) => {
    if (to !== undefined && order.get(to)! < order.get(from)!)
      say(['cells', at, 'to'], `ends at ${quoted(to)}, before it begins at ${quoted(from)}; swap the two`, to);
  });
}

/** A persona feels one thing at a step; what differs goes into its reasons. */
function oneEmotionEach({steps}: Whole, say: Say): void {
  steps.forEach(({emotions}, at) => {
    const seen = new Set<string | undefined>();
    emotions?.forEach(({personaId}, index) => {
      if (seen.has(personaId))
        say(['steps', at, 'emotions', index], 'is a second emotion of one persona at this step; keep one', personaId);
      seen.add(personaId);
    });
  });
}
