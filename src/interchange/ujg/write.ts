import type {JourneyMap, Step} from '../../schema/journey-map.js';
import type {Written} from '../reading.js';
import {context, extension, severityTo} from './words.js';

/** The object without some of its keys, as our extension of a node; its `id` is that of our model. */
function extended<T extends {readonly id: string}>(one: T, told: readonly (keyof T)[]): {extensions: object} {
  const rest = Object.entries(one).filter(([key]) => !(told as readonly string[]).includes(key));
  return {extensions: {[extension]: Object.fromEntries(rest)}};
}

/** The steps that may follow one: those that are named, else the next. */
function after(
  steps: readonly Step[],
  at: number,
): readonly {readonly stepId: string; readonly condition?: string | undefined}[] {
  const following = steps[at + 1];
  return steps[at]!.next ?? (following ? [{stepId: following.id}] : []);
}

/** Writes a map as a UJG document: its experience, and a graph of one state for each step. */
export async function write(map: JourneyMap): Promise<readonly Written[]> {
  const {stages, steps, painPoints = [], channels = []} = map;
  const urn = (kind: string, id: string): string =>
    `urn:stagepost:${encodeURIComponent(map.id)}:${kind}:${encodeURIComponent(id)}`;
  const state = (id: string): string => urn('state', id);
  const kinds = new Map(channels.map(({id, kind}) => [id, kind]));
  const transitions = steps.flatMap(({id}, at) =>
    after(steps, at).map(({stepId, condition}, index) => ({
      type: 'Transition',
      id: urn('transition', `${id}/${index}`),
      from: state(id),
      to: state(stepId),
      ...(condition && {label: condition}),
    })),
  );
  const touchpointsOf = ({touchpoints = []}: Step) =>
    touchpoints.map(touchpoint => ({
      type: 'Touchpoint',
      id: urn('touchpoint', touchpoint.id),
      label: touchpoint.name,
      ...(touchpoint.channelId && {channel: kinds.get(touchpoint.channelId)}),
      ...extended(touchpoint, ['name']),
    }));
  const items = [
    {
      type: 'Journey',
      id: urn('journey', map.id),
      label: map.title,
      startState: state(steps[0]!.id),
      stateRefs: steps.map(({id}) => state(id)),
      transitionRefs: transitions.map(({id}) => id),
      ...extended(map, ['title', 'stages', 'steps', 'painPoints']),
    },
    ...steps.map(({id, name}) => ({type: 'State', id: state(id), label: name})),
    ...transitions,
    ...stages.map((stage, order) => ({
      type: 'Phase',
      id: urn('phase', stage.id),
      label: stage.name,
      order: order + 1,
      ...extended(stage, ['name']),
    })),
    ...steps.flatMap(touchpointsOf),
    ...steps.map(step => ({
      type: 'ExperienceStep',
      id: urn('step', step.id),
      label: step.name,
      stateRefs: [state(step.id)],
      phaseRef: urn('phase', step.stageId),
      touchpointRefs: touchpointsOf(step).map(({id}) => id),
      ...(step.tags && {tags: step.tags}),
      ...extended(step, ['name', 'stageId', 'touchpoints', 'tags']),
    })),
    ...painPoints.map(pain => ({
      type: 'PainPoint',
      id: urn('pain-point', pain.id),
      label: pain.title,
      severity: severityTo(pain.severity),
      experienceRefs: pain.stepIds.map(id => urn('step', id)),
      graphRefs: pain.stepIds.map(state),
      ...(pain.description && {description: pain.description}),
      ...(pain.tags && {tags: pain.tags}),
      ...extended(pain, ['title', 'severity', 'stepIds', 'description', 'tags']),
    })),
  ];
  const document = {'@context': context, 'type': 'UJGDocument', 'specVersion': '1.0', items};
  return [{name: `${map.id}.ujg.jsonld`, type: 'application/ld+json', data: `${JSON.stringify(document, null, 2)}\n`}];
}
