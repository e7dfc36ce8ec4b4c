/** What a part of a map says, field by field, so that two of them can be held against each other: ids of other parts count as those parts. */
import type {Side} from './pairs.js';

/** A value as it is shown: ids have become names. */
export type Value = string | number | boolean | readonly (string | number | boolean)[];

export interface Field {
  /** Equal in two maps where the field is. */
  readonly key: string;
  readonly value: Value;
}

export interface FieldChange {
  /** `severity`; of a part within a part, `experiment.before`. */
  readonly field: string;
  /** Absent where the map does not say it. */
  readonly before?: Value | undefined;
  readonly after?: Value | undefined;
}

/** Which kind of part the ids in a field are of. */
export const referring = {
  channelId: 'channel', channelIds: 'channel', kpiId: 'kpi', kpiIds: 'kpi', painPointIds: 'pain-point',
  personaId: 'persona', personaIds: 'persona', refIds: 'any', stepId: 'step', stepIds: 'step',
} as const; // prettier-ignore

/** What an id stands for: the same in both maps, and its name. */
export type Resolve = (kind: (typeof referring)[keyof typeof referring], id: string, side: Side) => readonly [key: string, name: string]; // prettier-ignore

/** Names are also those that people give to the traits of a persona: what every object inherits is none of ours. */
const isReferring = (field: string): field is keyof typeof referring => Object.hasOwn(referring, field);
/** Lists whose order says nothing. */
const isSet = (field: string): boolean => field === 'tags' || isReferring(field);
const isPlain = (value: unknown): value is string | number | boolean => typeof value !== 'object';

/** What an entry of a list is called by: it is shown before the rest of it. */
const leading = new Set(['text', 'label', 'stepId']);

/** The fields of a part apart from `left`; objects in it become fields of their own. */
export function fieldsOf(part: object, left: ReadonlySet<string>, side: Side, resolve: Resolve): Map<string, Field> {
  const fields = new Map<string, Field>();
  const read = (one: object, before: string) => {
    for (const [name, value] of Object.entries(one) as [string, unknown][]) {
      const isEmpty = value === undefined || (Array.isArray(value) && !value.length);
      if (isEmpty || (!before && left.has(name))) continue;
      if (isPlain(value) || Array.isArray(value)) fields.set(before + name, fieldOf(name, value));
      else read(value!, `${before}${name}.`);
    }
  };
  const told = (name: string, value: unknown): readonly [key: unknown, shown: string | number | boolean] => {
    if (isReferring(name)) return resolve(referring[name], value as string, side);
    if (isPlain(value)) return [value, value];
    const parts = Object.entries(value as object)
      .filter(([, inner]) => inner !== undefined)
      .map(([inner, content]) => [inner, fieldOf(inner, content as string)] as const);
    const key = parts.map(([inner, field]) => [inner, field.key]).sort(([a], [b]) => (a! < b! ? -1 : 1));
    const leads = parts.filter(([inner]) => leading.has(inner));
    return [key, [...new Set([...leads, ...parts])].flatMap(([, field]) => field.value).join(' · ')];
  };
  const fieldOf = (name: string, value: unknown): Field => {
    if (!Array.isArray(value)) {
      const [key, shown] = told(name, value);
      return {key: JSON.stringify(key), value: shown};
    }
    const all = value.map(one => told(name, one));
    const keys = all.map(([key]) => JSON.stringify(key));
    return {key: (isSet(name) ? keys.sort() : keys).join(), value: all.map(([, shown]) => shown)};
  };
  read(part, '');
  return fields;
}

/** What people look for first; the rest follows by the alphabet. */
const first = [
  'name', 'title', 'text', 'items', 'score', 'target', 'why', 'label', 'severity', 'frequency', 'impact', 'effort', 'status',
  'value', 'description', 'goal', 'owner', 'due',
]; // prettier-ignore
const rank = (field: string): number => (first.indexOf(field) + first.length + 1) % (first.length + 1);

export function changesBetween(before: ReadonlyMap<string, Field>, after: ReadonlyMap<string, Field>): FieldChange[] {
  const names = [...before.keys(), ...[...after.keys()].filter(name => !before.has(name))];
  return names
    .filter(name => before.get(name)?.key !== after.get(name)?.key)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(field => ({field, before: before.get(field)?.value, after: after.get(field)?.value}));
}
