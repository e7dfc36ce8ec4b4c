import {faultsOf, pathText} from '../schema/issues.js';
import {type JourneyMap, journeyMapSchema} from '../schema/journey-map.js';
import {jitless} from './jitless.js';
import type {Reading, Remark} from './reading.js';
import {Remarks} from './remarks.js';

jitless();

/** Holds what an importer made to the model; each fault is named by its path in the map, unless the importer knows better. */
export function sound(
  value: unknown,
  remarks: readonly Remark[] = [],
  placeOf: (path: readonly PropertyKey[]) => string = pathText,
): Reading {
  const {success, data, error} = journeyMapSchema.safeParse(value);
  if (success) return {map: data as JourneyMap, remarks};
  const faults = new Remarks();
  for (const {path, text} of faultsOf(error, value))
    faults.add({level: 'error', code: 'map/invalid', place: placeOf(path), text: `${text}.`});
  return {remarks: [...remarks, ...faults.all]};
}
