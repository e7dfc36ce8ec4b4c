/** The other maps that the element knows: those given as data, those that steps lead to, and the one that the map names itself. */
import type {Reading} from '../../../interchange/reading.js';
import type {Scene} from '../scene.js';

export interface Choice {
  /** An id; of a version of the map itself, `shop@1.2`. */
  readonly key: string;
  readonly title: string;
}

/** The maps given as data, with what is told of them before they have been read and checked. */
function givenTo({atlas, parts, words}: Scene): (Choice & {readonly value: unknown})[] {
  return atlas.given.map((value, at) => {
    const {id, title, version} = (value ?? {}) as Record<string, unknown>;
    // What has no id is told of where it stands, so that its faults can be.
    if (typeof id !== 'string') return {key: `maps[${at}]`, title: `maps[${at}]`, value};
    const name = typeof title === 'string' ? title : id;
    const edition = typeof version === 'string' ? version : '';
    const key = id === parts.map.id ? `${id}@${edition}` : id;
    return {key, title: edition ? `${name} (${words.t('version', 'version', edition)})` : name, value};
  });
}

/** Ids of the maps that the steps of this one lead to. */
export const childrenOf = ({parts}: Scene): string[] => [...new Set(parts.map.steps.flatMap(({childMapId}) => childMapId ?? []))]; // prettier-ignore

/** Maps to compare with, each once. `chosen` is among them, known or not. */
export function choicesOf(scene: Scene, chosen = ''): Choice[] {
  const {parts, view} = scene;
  const found = new Map(givenTo(scene).map(({key, title}) => [key, title]));
  const ids = [parts.map.compareTo, ...view.trail, ...childrenOf(scene), chosen];
  for (const id of ids) if (id && id !== parts.map.id && !found.has(id)) found.set(id, id);
  return [...found].map(([key, title]) => ({key, title}));
}

/** @throws {KitError} `map/unreachable` */
export async function loadOther(scene: Scene, key: string, signal: AbortSignal): Promise<Reading> {
  const given = givenTo(scene).find(one => one.key === key);
  if (!given) return scene.atlas.load(key, signal);
  const {readValue} = await import('../../../interchange/json.js');
  return readValue(given.value);
}
