/** Everything of a map that can be found, filtered, sorted and opened, as one list. */
import type {Cell, Entry, JourneyMap, Ref, Step} from '../schema/journey-map.js';
import type {confidences, opportunityStatuses} from '../schema/journey-words.js';
import type {Parts} from './parts.js';

export type ItemKind =
  | 'persona' | 'stage' | 'step' | 'touchpoint' | 'emotion' | 'entry' | 'pain-point' | 'opportunity' | 'kpi'; // prettier-ignore

export type Confidence = (typeof confidences)[number];
export type OpportunityStatus = (typeof opportunityStatuses)[number];

/** One thing of a map. What it does not have is absent, not empty. */
export interface Item {
  /** `pain-point:slow`: the same for as long as the ids of the map are. */
  readonly key: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** More of it, for the search. */
  readonly text: string;
  /** The lane of an entry. */
  readonly laneId?: string | undefined;
  /** The steps where it is, in the order of the journey; of a stage, all of its steps. */
  readonly stepIds: readonly string[];
  readonly personaIds: readonly string[];
  readonly channelIds: readonly string[];
  readonly tags: readonly string[];
  /** Its own, or that of its step or stage. */
  readonly owner?: string | undefined;
  readonly confidence?: Confidence | undefined;
  readonly refs: readonly Ref[];
  /** 1 to 5, of a pain point. */
  readonly severity?: number | undefined;
  /** -2 to 2, of an emotion. */
  readonly score?: number | undefined;
  /** 1 to 5, of an opportunity. */
  readonly impact?: number | undefined;
  readonly effort?: number | undefined;
  readonly status?: OpportunityStatus | undefined;
  readonly due?: string | undefined;
}

const none: readonly never[] = [];
const words = (...texts: readonly (string | undefined | readonly string[])[]): string =>
  texts.flat().filter(Boolean).join('\n');

/** The key of an emotion: a persona feels one thing at a step. */
export const emotionKey = (stepId: string, personaId = ''): string => `emotion:${stepId}/${personaId}`;
/** The key of what a cell says itself (`at` absent), or of one of its entries. */
export const entryKey = (cellId: string, at?: number): string => `entry:${cellId}${at === undefined ? '' : `/${at}`}`;

/** Every item of a map: personas, then stages and steps with what belongs to them, in the order of the journey. */
export function itemsOf(parts: Parts): Item[] {
  const {map} = parts;
  return [
    ...personaItems(map),
    ...map.stages.flatMap(stage => [
      {
        ...blank(
          parts,
          stage.id,
          (parts.stepsOf.get(stage.id) ?? []).map(({id}) => id),
        ),
        key: `stage:${stage.id}`,
        kind: 'stage' as const,
        title: stage.name,
        text: words(stage.goal, stage.description),
        owner: stage.owner,
      },
      ...(parts.stepsOf.get(stage.id) ?? []).flatMap(step => stepItems(parts, step)),
    ]),
    ...parts.lanes.flatMap(({id}) => (parts.cellsOf.get(id) ?? []).flatMap(cell => cellItems(parts, cell))),
    ...painItems(parts),
    ...opportunityItems(parts),
    ...kpiItems(parts),
  ];
}

/** What every item has, with the owner that its first step or its stage has. */
const blank = ({steps, stages}: Parts, stageId?: string, stepIds: readonly string[] = none) => {
  const step = steps.get(stepIds[0]!);
  return {
    text: '',
    stepIds,
    personaIds: none,
    channelIds: none,
    tags: none,
    refs: none,
    owner: step?.owner ?? stages.get(stageId ?? step?.stageId ?? '')?.owner,
  };
};

const personaItems = ({personas = []}: JourneyMap): Item[] =>
  personas.map(persona => ({
    key: `persona:${persona.id}`,
    kind: 'persona',
    title: persona.name,
    text: words(persona.role, persona.segment, persona.summary, persona.goals, persona.needs, persona.frustrations),
    stepIds: none,
    personaIds: [persona.id],
    channelIds: none,
    tags: none,
    refs: none,
  }));

function stepItems(parts: Parts, step: Step): Item[] {
  const base = blank(parts, step.stageId, [step.id]);
  const {touchpoints = [], emotions = []} = step;
  const channelIds = touchpoints.flatMap(({channelId}) => channelId ?? []);
  return [
    {
      ...base,
      key: `step:${step.id}`,
      kind: 'step',
      title: step.name,
      text: words(step.description),
      personaIds: emotions.flatMap(({personaId}) => personaId ?? []),
      channelIds,
      tags: step.tags ?? none,
    },
    ...touchpoints.map((touchpoint): Item => ({
      ...base,
      key: `touchpoint:${touchpoint.id}`,
      kind: 'touchpoint',
      title: touchpoint.name,
      channelIds: touchpoint.channelId ? [touchpoint.channelId] : none,
      tags: touchpoint.tags ?? none,
      owner: touchpoint.owner ?? base.owner,
    })),
    ...emotions.map((emotion): Item => ({
      ...base,
      key: emotionKey(step.id, emotion.personaId),
      kind: 'emotion',
      title: words(emotion.label ?? emotion.why?.slice(0, 80)) || step.name,
      text: words(emotion.label, emotion.why),
      personaIds: emotion.personaId ? [emotion.personaId] : none,
      channelIds,
      confidence: emotion.confidence,
      refs: emotion.refs ?? none,
      score: emotion.score,
    })),
  ];
}

/** The steps from the first to the last of a cell. */
export const stepsUnder = ({map, order}: Parts, {from, to = from}: Pick<Cell, 'from' | 'to'>): string[] =>
  map.steps.slice(order.get(from), order.get(to)! + 1).map(({id}) => id);

function cellItems(parts: Parts, cell: Cell): Item[] {
  const stepIds = stepsUnder(parts, cell);
  const lane = parts.lanes.find(({id}) => id === cell.laneId);
  const personaId = cell.personaId ?? lane?.personaId;
  const base = {
    ...blank(parts, undefined, stepIds),
    kind: 'entry' as const,
    laneId: cell.laneId,
    personaIds: personaId ? [personaId] : none,
    channelIds: cell.channelIds ?? none,
  };
  const owner = cell.owner ?? base.owner;
  const title =
    cell.text ?? cell.media?.caption ?? cell.media?.alt ?? (cell.value === undefined ? '' : `${cell.value}`);
  const backed = ({confidence, refs}: Partial<Entry>) => ({
    confidence: confidence ?? cell.confidence,
    refs: refs ?? cell.refs ?? none,
  });
  return [
    ...(title
      ? [
          {
            ...base,
            ...backed({}),
            key: entryKey(cell.id),
            title,
            text: words(cell.media?.alt),
            tags: cell.tags ?? none,
            owner,
          },
        ]
      : []),
    ...(cell.items ?? []).map((entry, at) => ({
      ...base,
      ...backed(entry),
      key: entryKey(cell.id, at),
      title: entry.text,
      tags: [...(cell.tags ?? none), ...(entry.tags ?? none)],
      owner: entry.owner ?? owner,
    })),
  ];
}

/** Ids of steps in the order of the journey. */
const inOrder = ({order}: Parts, stepIds: readonly string[] = none): string[] =>
  [...stepIds].sort((a, b) => order.get(a)! - order.get(b)!);

const painItems = (parts: Parts): Item[] =>
  (parts.map.painPoints ?? none).map(pain => ({
    ...blank(parts, undefined, inOrder(parts, pain.stepIds)),
    key: `pain-point:${pain.id}`,
    kind: 'pain-point',
    title: pain.title,
    text: words(pain.description),
    personaIds: pain.personaIds ?? none,
    tags: pain.tags ?? none,
    ...(pain.owner && {owner: pain.owner}),
    confidence: pain.confidence,
    refs: pain.refs ?? none,
    severity: pain.severity,
  }));

const opportunityItems = (parts: Parts): Item[] =>
  (parts.map.opportunities ?? none).map(one => ({
    ...blank(parts, undefined, inOrder(parts, one.stepIds)),
    key: `opportunity:${one.id}`,
    kind: 'opportunity',
    title: one.title,
    text: words(one.description, one.experiment?.hypothesis),
    tags: one.tags ?? none,
    owner: one.owner,
    impact: one.impact,
    effort: one.effort,
    status: one.status,
    due: one.due,
  }));

/** A measure stands at the steps that name it, themselves, by a touchpoint or by their stage. */
const kpiItems = (parts: Parts): Item[] =>
  (parts.map.kpis ?? none).map(kpi => ({
    ...blank(
      parts,
      undefined,
      parts.map.steps
        .filter(step =>
          [step, parts.stages.get(step.stageId), ...(step.touchpoints ?? none)].some(one =>
            one?.kpiIds?.includes(kpi.id),
          ),
        )
        .map(({id}) => id),
    ),
    key: `kpi:${kpi.id}`,
    kind: 'kpi',
    title: kpi.name,
    owner: kpi.owner,
  }));
