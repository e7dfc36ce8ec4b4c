import {faultsOf, pathText} from '../schema/issues.js';
import {type JourneyMap, journeyMapSchema} from '../schema/journey-map.js';
import {jitless} from './jitless.js';
import type {Reading, Remark} from './reading.js';

jitless();

/** Most faults that are told of one map. */
const most = 50;

/** Holds what an importer made to the model; each fault is named by its path in the map. */
export function sound(value: unknown, remarks: readonly Remark[] = []): Reading {
  const {success, data, error} = journeyMapSchema.safeParse(value);
  if (success) return {map: data as JourneyMap, remarks};
  const faults = faultsOf(error, value);
  const told = faults
    .slice(0, most)
    .map(({path, text}): Remark => ({level: 'error', code: 'map/invalid', place: pathText(path), text: `${text}.`}));
  const more = faults.length - most;
  if (more > 0) told.push({level: 'error', code: 'map/invalid', place: '', text: `and ${more} more faults.`});
  return {remarks: [...remarks, ...told]};
}
