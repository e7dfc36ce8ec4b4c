/** What stands behind a step: the sources of everything that is there. */
import type {Ref} from '../schema/journey-map.js';
import type {Item} from './items.js';

/** The sources at each step by its id, each once, in the order of the items. */
export function sourcesAt(list: readonly Item[]): ReadonlyMap<string, readonly Ref[]> {
  const found = new Map<string, Map<string, Ref>>();
  for (const {refs, stepIds} of list)
    for (const ref of refs)
      for (const id of stepIds) {
        if (!found.has(id)) found.set(id, new Map());
        found.get(id)!.set(`${ref.type} ${ref.label}`, ref);
      }
  return new Map([...found].map(([id, refs]) => [id, [...refs.values()]]));
}
