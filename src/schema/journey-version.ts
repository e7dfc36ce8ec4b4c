/**
 * The way of a journey map from the version it was written in to the one that is read today. A later version of the model
 * adds one step here and changes `current`; maps that people have written go on opening.
 */
import {KitError} from './error.js';
import {quoted} from './issues.js';
import {name} from './names.js';

type Written = Readonly<Record<string, unknown>>;
/** Makes a map of one version into one of the next; sets its `schema` too. */
export type Migration = (map: Written) => Written;

/** From version 1 to 2 stands first, and so on: none yet. */
const migrations: readonly Migration[] = [];

const pattern = new RegExp(`^${name}/journey-map/([1-9]\\d{0,3})$`);

/**
 * The map in the version that this kit reads.
 * @throws {KitError} `map/invalid` where the value names no version of a journey map, `schema/newer` where it names a later one
 */
export function currentMap(value: unknown, steps: readonly Migration[] = migrations): unknown {
  const schema = typeof value === 'object' && value !== null ? (value as Written)['schema'] : undefined;
  const version = Number(pattern.exec(String(schema))?.[1]);
  const current = steps.length + 1;
  const said = schema === undefined ? 'missing' : quoted(String(schema));
  if (!version) throw new KitError('map/invalid', `schema is ${said}; write "${name}/journey-map/${current}".`);
  if (version > current)
    throw new KitError('schema/newer', `schema is ${said}; this kit reads version ${current}: update the kit.`);
  return steps.slice(version - 1).reduce((map, migrate) => migrate(map), value as Written);
}
