import {quoted} from '../../schema/issues.js';
import {channelKindOf, NamedChannels} from '../channels.js';
import {type IdMaker, idMaker, idOf, isId} from '../ids.js';
import {readJson} from '../json-text.js';
import {fitting, present, titleOfFile} from '../names.js';
import type {ReadOptions, Reading} from '../reading.js';
import {Remarks} from '../remarks.js';
import {sound} from '../sound.js';
import {isObject, type Node, nodesOf, numberOf, refsOf, type Say, textOf, textsOf, type Value} from './nodes.js';
import {sayUnread} from './unread.js';
import {severityFrom, severityTo} from './words.js';

type Fit = ReturnType<typeof fitting<Node | undefined>>;

function add<T>(lists: Map<string, T[]>, key: string, ...more: readonly T[]): void {
  const list = lists.get(key);
  if (list) for (const one of more) list.push(one);
  else lists.set(key, [...more]);
}

/** The nodes of a document by type and by id. */
class Graph {
  readonly #nodes: readonly Node[];
  readonly #byId: ReadonlyMap<string, Node>;

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
    this.#byId = new Map(nodes.map(node => [node.id, node]));
  }

  all(type: string): Node[] {
    return this.#nodes.filter(({types}) => types.includes(type));
  }

  get(id: string, ...types: readonly string[]): Node | undefined {
    const node = this.#byId.get(id);
    return node?.types.some(type => types.includes(type)) ? node : undefined;
  }

  /** The states in the order of a walk through the graph from its start; what it does not reach comes after. */
  walk(): ReadonlyMap<string, number> {
    const following = new Map<string, string[]>();
    for (const transition of this.all('Transition'))
      for (const from of refsOf(transition, 'from')) add(following, from, ...refsOf(transition, 'to'));
    const starts = this.all('Journey').flatMap(journey => refsOf(journey, 'startState'));
    const order = new Map<string, number>();
    const waiting = [...starts];
    for (let at = 0; at < waiting.length; at++) {
      const state = waiting[at]!;
      if (order.has(state)) continue;
      order.set(state, order.size);
      waiting.push(...(following.get(state) ?? []));
    }
    return order;
  }
}

/** The id of an entry: ours where our extension tells it, else one of its label. */
const idFor = (make: IdMaker, {own, label}: Node): string => make(label, textOf(own['id']));

/** Nodes of a document: a map of 500 steps with all that it may hold has a fifth of them. */
const most = 50_000;

/** Reads the experience of a UJG document. Never throws for what it holds. */
export async function read(data: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const parsed = readJson(data);
  if ('remarks' in parsed) return parsed;
  const remarks = new Remarks();
  const say: Say = (level, code, at, text) => remarks.add({level, code, place: at?.place ?? '', text});
  const nodes = nodesOf(parsed.value);
  if (nodes.length > most) {
    const text = `has ${nodes.length} nodes; at most ${most} are read. Keep one journey in it.`;
    return {remarks: [{level: 'error', code: 'ujg/limit', place: '', text}]};
  }
  const graph = new Graph(nodes);
  if (!graph.all('ExperienceStep').length) {
    const text = 'is no UJG document with the experience of a journey; it holds no ExperienceStep.';
    return {remarks: [{level: 'error', code: 'ujg/no-step', place: '', text}]};
  }
  const map = mapOf(graph, options, say);
  sayUnread(nodes, say);
  return sound(map, remarks.all);
}

function mapOf(graph: Graph, options: ReadOptions, say: Say): object {
  const [journey, ...others] = graph.all('Journey');
  for (const other of others)
    say(
      'note',
      'ujg/journeys',
      other,
      `the document holds several journeys; all steps were read into the first, ${quoted(journey!.label)}.`,
    );
  const fit = fitting('ujg', say);
  const title = fit.name(journey?.label || titleOfFile(options.name) || 'Journey', journey);
  const own = journey?.own ?? {};
  const stages = stagesOf(graph, fit);
  const channels = channelsOf(own);
  const steps = stepsOf(graph, {stages, channels, title, fit}, say);
  const painPoints = painPointsOf(graph, steps.byNode, say, fit);
  const id = textOf(own['id']);
  return present({
    ...own,
    schema: 'stagepost/journey-map/1',
    id: isId(id) ? id : (idOf(title) ?? 'journey'),
    title,
    channels: channels.list.length ? channels.list : own['channels'],
    stages: stages.list.map(({stage}) => stage),
    steps: steps.list,
    painPoints: painPoints.length ? painPoints : undefined,
  });
}

const orderOf = ({value}: Node): number => numberOf(value['order']) ?? Number.MAX_VALUE;

function stagesOf(graph: Graph, fit: Fit) {
  const make = idMaker('stage');
  const list = graph
    .all('Phase')
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map(node => ({
      ref: node.id,
      stage: {...node.own, id: idFor(make, node), name: fit.name(node.label || node.id || 'Phase', node)},
    }));
  return {list, make};
}

/** The channels of our extension, and those that touchpoints name beyond them. */
function channelsOf(own: Value) {
  const list: readonly unknown[] = Array.isArray(own['channels']) ? own['channels'] : [];
  const kinds = new Map(list.map(one => (isObject(one) ? [one['id'], one['kind']] : [])) as [unknown, unknown][]);
  const make = idMaker('channel');
  for (const id of kinds.keys()) if (typeof id === 'string') make('', id);
  const named = new NamedChannels(channelKindOf, make);
  return {
    get list(): readonly unknown[] {
      return [...list, ...named.list];
    },
    idOf({own: {channelId}, value}: Node): string | undefined {
      const name = textOf(value['channel']);
      // Unless somebody gave it another channel since we wrote it.
      if (kinds.has(channelId) && (!name || name === kinds.get(channelId))) return channelId as string;
      return name ? named.idOf(name) : undefined;
    },
  };
}

interface Around {
  readonly stages: ReturnType<typeof stagesOf>;
  readonly channels: ReturnType<typeof channelsOf>;
  readonly title: string;
  readonly fit: Fit;
}

function stepsOf(graph: Graph, {stages, channels, title, fit}: Around, say: Say) {
  // A step implies no order; our own documents hold them in theirs.
  const isOurs = graph.all('Journey').some(({own}) => own['id'] !== undefined);
  const order = isOurs ? new Map<string, number>() : graph.walk();
  const [stepId, touchpointId] = [idMaker('step'), idMaker('touchpoint')];
  const rankOf = (node: Node): number =>
    refsOf(node, 'stateRefs').reduce(
      (least, ref) => Math.min(least, order.get(ref) ?? Number.MAX_SAFE_INTEGER),
      Number.MAX_SAFE_INTEGER,
    );
  const places = new Map(stages.list.map(({ref}, at) => [ref, at]).reverse() as [string, number][]);
  /** The place of the stage of what has no phase. */
  let rest: number | undefined;
  const stageOf = (node: Node): number => {
    const [ref] = refsOf(node, 'phaseRef');
    const at = ref === undefined ? undefined : places.get(ref);
    if (at !== undefined) return at;
    const what = ref === undefined ? 'the step has no phase' : `the phase ${quoted(ref)} is not in the document`;
    if (places.size || ref !== undefined) say('note', 'ujg/phase', node, `${what}; it has a stage with the title.`);
    rest ??= stages.list.push({ref: '', stage: {id: stages.make(title), name: title}}) - 1;
    return rest;
  };
  const touched = new Set<Node>();
  const touchpointsOf = (node: Node) =>
    refsOf(node, 'touchpointRefs').flatMap(ref => {
      const point = graph.get(ref, 'Touchpoint');
      if (point) touched.add(point);
      else say('error', 'ujg/touchpoint', node, `the touchpoint ${quoted(ref)} is not in the document.`);
      return point
        ? present({
            ...point.own,
            id: idFor(touchpointId, point),
            name: fit.name(point.label || ref, point),
            channelId: channels.idOf(point),
          })
        : [];
    });
  const sorted = graph
    .all('ExperienceStep')
    .map(node => ({node, stage: stageOf(node), rank: rankOf(node)}))
    .sort((a, b) => a.stage - b.stage || a.rank - b.rank);
  const byNode = new Map<string, string>();
  const byState = new Map<string, string>();
  const made = sorted.map(({node, stage}) => {
    const id = idFor(stepId, node);
    byNode.set(node.id, id);
    for (const state of refsOf(node, 'stateRefs')) if (!byState.has(state)) byState.set(state, id);
    const [touchpoints, tags] = [touchpointsOf(node), textsOf(node.value['tags'])];
    return present({
      ...node.own,
      id,
      stageId: stages.list[stage]!.stage.id,
      name: fit.name(node.label || node.id || 'Step', node),
      touchpoints: touchpoints.length ? touchpoints : undefined,
      tags: tags.length ? tags : undefined,
    });
  });
  for (const point of graph.all('Touchpoint'))
    if (!touched.has(point)) {
      const text = `no step has the touchpoint ${quoted(point.label)}; it was not read.`;
      say('error', 'ujg/touchpoint', point, text);
    }
  const ways = waysOf(graph, byState, say, fit);
  const list = made.map((step, at) => present({...step, next: nextOf(step, made[at + 1]?.id, ways)}));
  return {list, byNode: new Map([...byState, ...byNode, ...transitionsOf(graph, byState)])};
}

interface Way {
  readonly stepId: string;
  readonly condition?: string;
}

interface Ways {
  readonly to: Way[];
  /** Whether it also leads where there is no step. */
  isOpen: boolean;
}

/** Where each step may lead by the transitions of the graph; absent where the graph has none. */
function waysOf(
  graph: Graph,
  byState: ReadonlyMap<string, string>,
  say: Say,
  fit: Fit,
): ReadonlyMap<string, Ways> | undefined {
  const transitions = graph.all('Transition');
  if (!transitions.length) return;
  const ways = new Map([...byState.values()].map(id => [id, {to: [], isOpen: false}] as [string, Ways]));
  const states = new Map<string, number>();
  for (const id of byState.values()) states.set(id, (states.get(id) ?? 0) + 1);
  for (const transition of transitions) {
    const [fromState, toState] = ['from', 'to'].map(key => refsOf(transition, key)[0] ?? '') as [string, string];
    const [from, to] = [byState.get(fromState), byState.get(toState)];
    if (from === undefined || to === undefined) {
      const text = `leads from ${quoted(fromState)} to ${quoted(toState)}, which are not both states of a step; it was not read.`;
      say('error', 'ujg/transition', transition, text);
      if (from !== undefined) ways.get(from)!.isOpen = true;
      continue;
    }
    // From one state of a step to another of the same step is no way on.
    if (from === to && states.get(from)! > 1) continue;
    const condition = fit.name(transition.label, transition);
    ways.get(from)!.to.push({stepId: to, ...(condition && {condition})});
  }
  return ways;
}

/** The ways on from a step, where they are others than to the next one. */
function nextOf(step: Value, following: string | undefined, ways: ReadonlyMap<string, Ways> | undefined): unknown {
  if (!ways) return step['next'];
  const {to = [], isOpen = false} = ways.get(String(step['id'])) ?? {};
  const usual: Way[] = following === undefined ? [] : [{stepId: following}];
  const isUsual = JSON.stringify(to) === JSON.stringify(usual) || (isOpen && !to.length);
  return isUsual ? step['next'] : to;
}

/** Transitions, each with the step that it leads away from: a pain point may be tied to one. */
const transitionsOf = (graph: Graph, byState: ReadonlyMap<string, string>): [string, string][] =>
  graph.all('Transition').flatMap((transition): [string, string][] => {
    const step = byState.get(refsOf(transition, 'from')[0] ?? '');
    return step === undefined ? [] : [[transition.id, step]];
  });

function painPointsOf(graph: Graph, steps: ReadonlyMap<string, string>, say: Say, fit: Fit): object[] {
  const make = idMaker('pain-point');
  return graph.all('PainPoint').flatMap(node => {
    const {value, own} = node;
    const direct = refsOf(node, 'experienceRefs', 'stepRefs');
    const refs = direct.length ? direct : refsOf(node, 'graphRefs', 'stateRefs');
    const stepIds = [...new Set(refs.flatMap(ref => steps.get(ref) ?? []))];
    if (!stepIds.length) {
      say('error', 'ujg/pain-point', node, `the pain point ${quoted(node.label)} belongs to no step of the document.`);
      return [];
    }
    const description = fit.text(textOf(value['description']), node);
    const tags = textsOf(value['tags']);
    return present({
      ...own,
      id: idFor(make, node),
      title: fit.name(node.label || node.id || 'Pain point', node),
      severity: severityOf(node, say),
      stepIds,
      description,
      tags: tags.length ? tags : undefined,
    });
  });
}

function severityOf(node: Node, say: Say): number {
  const severity = numberOf(node.value['severity']);
  if (severity === undefined) {
    say(
      'note',
      'ujg/severity',
      node,
      `the pain point ${quoted(node.label)} has no severity from 0 to 1; it was given 3 of 5.`,
    );
    return 3;
  }
  const own = severityFrom(severity);
  if (severityTo(own) !== severity)
    say('note', 'ujg/severity', node, `the severity ${severity} was read as ${own} of 5.`);
  return own;
}
