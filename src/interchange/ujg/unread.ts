/** What a UJG document holds and a map does not. */
import {quoted} from '../../schema/issues.js';
import {isObject, type Node, type Say} from './nodes.js';
import {extension} from './words.js';

/** The properties of each type that are read; those of the graph stand for the order of steps alone. */
const read: Readonly<Record<string, readonly string[] | undefined>> = {
  Journey: undefined,
  State: undefined,
  CompositeState: undefined,
  Transition: undefined,
  Phase: ['order'],
  Touchpoint: ['channel'],
  ExperienceStep: ['stateRefs', 'phaseRef', 'touchpointRefs', 'tags'],
  PainPoint: ['severity', 'description', 'tags', 'experienceRefs', 'stepRefs', 'graphRefs', 'stateRefs'],
};
const always = ['@context', '@id', '@type', 'id', 'type', 'label', 'extensions', extension];

/** Says once of each type of node, and of each property of one, what is not read. */
export function sayUnread(nodes: readonly Node[], say: Say): void {
  const found = new Map<string, {count: number; readonly first: Node}>();
  const count = (what: string, node: Node): void => {
    const known = found.get(what);
    if (known) known.count++;
    else found.set(what, {count: 1, first: node});
  };
  for (const node of nodes) {
    const type = node.types.find(one => Object.hasOwn(read, one));
    if (type === undefined) count(`nodes of the type ${quoted(node.types[0] ?? '')}`, node);
    const {extensions} = node.value;
    const keys = [...Object.keys(node.value), ...(isObject(extensions) ? Object.keys(extensions) : [])];
    const known = type === undefined ? undefined : read[type];
    if (known)
      for (const key of keys)
        if (!always.includes(key) && !known.includes(key))
          count(`${quoted(key)} of nodes of the type ${quoted(type!)}`, node);
  }
  for (const [what, {count: n, first}] of found)
    say('error', 'ujg/unread', first, `left out, for want of a place in a map: ${what} (${n}).`);
}
