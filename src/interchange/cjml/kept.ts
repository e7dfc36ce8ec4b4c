/** What CJML holds beyond our model: kept in `ext.cjml` as it was written, and written again. */
import type {JourneyMap} from '../../schema/journey-map.js';
import type {XmlNode} from '../xml-write.js';
import type {XmlElement} from '../xml-tree.js';

/** Kept of one touchpoint, by the id of its step. */
export interface KeptStep {
  /** Actors, where they are not those that the model tells. */
  readonly initiator?: string | undefined;
  readonly receiver?: string | undefined;
  readonly elements?: readonly XmlNode[] | undefined;
}

export interface Kept {
  /** Providers that no touchpoint of the model names. */
  readonly providers?: readonly {readonly id: string; readonly name: string}[] | undefined;
  /** Elements of actors, by the ids of personas and providers. */
  readonly actors?: Readonly<Record<string, readonly XmlNode[]>> | undefined;
  /** Elements of phases, by the ids of stages. */
  readonly phases?: Readonly<Record<string, readonly XmlNode[]>> | undefined;
  readonly steps?: Readonly<Record<string, KeptStep>> | undefined;
  /** Elements of the journey. */
  readonly elements?: readonly XmlNode[] | undefined;
}

/** An element as it is kept: without its line, and without what is empty. */
export function nodeOf({name, attributes, text, children}: XmlElement): XmlNode {
  return {
    name,
    ...(Object.keys(attributes).length && {attributes}),
    ...(text.trim() && {text: text.trim()}),
    ...(children.length && {children: children.map(nodeOf)}),
  };
}

type Unsure = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unsure =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z_][\w.-]*$/.test(value);
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

/** `ext` may hold anything: what is no element is not written. */
function isNode(value: unknown, depth = 0): value is XmlNode {
  if (!isObject(value) || depth > 50) return false;
  const {name, attributes = {}, text, children = []} = value;
  return (
    isName(name) &&
    isText(text) &&
    isObject(attributes) &&
    Object.entries(attributes).every(([key, one]) => isName(key) && typeof one === 'string') &&
    Array.isArray(children) &&
    children.every(child => isNode(child, depth + 1))
  );
}

const nodesOf = (value: unknown): XmlNode[] => (Array.isArray(value) ? value.filter(one => isNode(one)) : []);
const nodesById = (value: unknown): ReadonlyMap<string, readonly XmlNode[]> =>
  new Map(isObject(value) ? Object.entries(value).map(([id, nodes]) => [id, nodesOf(nodes)]) : []);

/** The same, looked through: what is no part of it is gone. */
interface SureKept {
  readonly providers: readonly {readonly id: string; readonly name: string}[];
  readonly actors: ReadonlyMap<string, readonly XmlNode[]>;
  readonly phases: ReadonlyMap<string, readonly XmlNode[]>;
  readonly steps: ReadonlyMap<string, KeptStep>;
  readonly elements: readonly XmlNode[];
}

/** What a map keeps of a CJML file. */
export function keptOf({ext}: JourneyMap): SureKept {
  const own = isObject(ext?.['cjml']) ? ext['cjml'] : {};
  const providers = (Array.isArray(own['providers']) ? own['providers'] : []) as unknown[];
  const steps = isObject(own['steps']) ? Object.entries(own['steps']) : [];
  return {
    elements: nodesOf(own['elements']),
    actors: nodesById(own['actors']),
    phases: nodesById(own['phases']),
    providers: providers.flatMap(one =>
      isObject(one) && typeof one['id'] === 'string' && typeof one['name'] === 'string'
        ? {id: one['id'], name: one['name']}
        : [],
    ),
    steps: new Map(
      steps.flatMap(([id, one]): [string, KeptStep][] => {
        if (!isObject(one) || !isText(one['initiator']) || !isText(one['receiver'])) return [];
        return [[id, {initiator: one['initiator'], receiver: one['receiver'], elements: nodesOf(one['elements'])}]];
      }),
    ),
  };
}
