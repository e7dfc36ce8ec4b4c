import type {JourneyMap} from '../../schema/journey-map.js';
import {emotionKey, entryKey} from '../items.js';

type Path = readonly (string | number)[];

/** Where each item stands in the map, by its key: `step:pay` at `['steps', 2]`. */
export function pathsOf(map: JourneyMap): ReadonlyMap<string, Path> {
  const paths = new Map<string, Path>();
  const list = (kind: string, name: 'personas' | 'stages' | 'painPoints' | 'opportunities' | 'kpis') =>
    (map[name] ?? []).forEach(({id}, index) => paths.set(`${kind}:${id}`, [name, index]));
  list('persona', 'personas');
  list('stage', 'stages');
  list('pain-point', 'painPoints');
  list('opportunity', 'opportunities');
  list('kpi', 'kpis');
  map.steps.forEach(({id, touchpoints = [], emotions = []}, step) => {
    paths.set(`step:${id}`, ['steps', step]);
    touchpoints.forEach((one, index) => paths.set(`touchpoint:${one.id}`, ['steps', step, 'touchpoints', index]));
    emotions.forEach((one, index) => paths.set(emotionKey(id, one.personaId), ['steps', step, 'emotions', index]));
  });
  (map.cells ?? []).forEach(({id, items = []}, cell) => {
    paths.set(entryKey(id), ['cells', cell]);
    items.forEach((_, index) => paths.set(entryKey(id, index), ['cells', cell, 'items', index]));
  });
  return paths;
}
