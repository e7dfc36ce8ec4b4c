/**
 * The other maps that the element knows: those given as data, those that steps lead to, the one that the map names itself, and
 * those that its endpoint lists.
 */
import type {Reading} from '../../../interchange/reading.js';
import {KitError} from '../../../schema/error.js';
import type {Atlas} from '../atlas.js';
import type {Scene} from '../scene.js';
import {listed} from './listed.js';

export interface Choice {
  /** An id; of a version of the map itself, `shop@1.2`; of the second map that is called so, `shop@1.2~2`. */
  readonly key: string;
  readonly title: string;
}

/** The maps given as data, with what is told of them before they have been read and checked. */
function givenTo({atlas, parts, words}: Scene): (Choice & {readonly value: unknown})[] {
  const times = new Map<string, number>();
  return (atlas.wanted.maps ?? []).map((value, at) => {
    const {id, title, version} = (value ?? {}) as Record<string, unknown>;
    // What has no id is told of where it stands, so that its faults can be.
    if (typeof id !== 'string') return {key: `maps[${at}]`, title: `maps[${at}]`, value};
    const name = typeof title === 'string' ? title : id;
    const edition = typeof version === 'string' ? version : '';
    const called = id === parts.map.id ? `${id}@${edition}` : id;
    const time = (times.get(called) ?? 0) + 1;
    times.set(called, time);
    const facts = [edition && words.t('version', 'version', edition), time > 1 && `${time}`].filter(Boolean);
    return {
      key: time > 1 ? `${called}~${time}` : called,
      title: [name, ...facts.map(fact => `(${fact})`)].join(' '),
      value,
    };
  });
}

/** Titles of the maps that were loaded by their ids, or that the endpoint lists. */
const titles = new WeakMap<Atlas, Map<string, string>>();
const lists = new WeakMap<Atlas, Promise<void>>();

function titlesOf(atlas: Atlas): Map<string, string> {
  const known = titles.get(atlas) ?? new Map<string, string>();
  titles.set(atlas, known);
  return known;
}

/**
 * Asks the endpoint which maps it serves; from then on they are among the choices. It is asked once, and again after a failure.
 * @throws {KitError} `map/unreachable`
 */
export function askForList({atlas}: Scene): Promise<void> {
  const take = async () => {
    for (const {id, title} of await listed(atlas)) titlesOf(atlas).set(id, title);
  };
  const coming = lists.get(atlas) ?? take();
  lists.set(atlas, coming);
  coming.catch(() => lists.delete(atlas));
  return coming;
}

/** What is said of a map, or of the list, that did not come. Anything else that went wrong is thrown on. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof KitError)) throw error;
  return error.details ?? error.message;
}

/** Ids of the maps that the steps of this one lead to. */
export const childrenOf = ({parts}: Scene): string[] => [...new Set(parts.map.steps.flatMap(({childMapId}) => childMapId ?? []))]; // prettier-ignore

/** Maps to compare with, each once. `chosen` is among them, known or not. */
export function choicesOf(scene: Scene, chosen = ''): Choice[] {
  const {parts, view, atlas} = scene;
  const known = titlesOf(atlas);
  const found = new Map(givenTo(scene).map(({key, title}) => [key, title]));
  const ids = [parts.map.compareTo, ...view.trail, ...childrenOf(scene), ...known.keys(), chosen];
  for (const id of ids) if (id && id !== parts.map.id && !found.has(id)) found.set(id, known.get(id) ?? id);
  return [...found].map(([key, title]) => ({key, title}));
}

/** @throws {KitError} `map/unreachable` */
export async function loadOther(scene: Scene, key: string, signal: AbortSignal): Promise<Reading> {
  const given = givenTo(scene).find(one => one.key === key);
  if (!given) {
    const reading = await scene.atlas.load(key, signal);
    if (reading.map) titlesOf(scene.atlas).set(key, reading.map.title);
    return reading;
  }
  const {readValue} = await import('../../../interchange/json.js');
  return readValue(given.value);
}
