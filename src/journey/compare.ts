/**
 * Holds two maps, or two versions of one, against each other: what was added, removed, changed and moved, and how the emotions
 * differ. Holding the second against the first finds the same the other way round.
 */
import type {Emotion, JourneyMap, Step} from '../schema/journey-map.js';
import {type Columns, columnsOf} from './comparison-columns.js';
import {changesBetween, type Field, type FieldChange, fieldsOf, type Value} from './fields.js';
import {entryKey, emotionKey} from './items.js';
import {cellTitle, numberOf, type Pairings, pairingsOf, resolver} from './pairings.js';
import {movedOf, type Pair, type Pairing, type Side} from './pairs.js';
import {type Parts, partsOf} from './parts.js';
import {type Feelings, feelingsOf} from './feelings.js';

export const partKinds = [
  'map', 'persona', 'channel', 'stage', 'step', 'touchpoint', 'emotion', 'lane', 'entry', 'pain-point', 'opportunity', 'kpi',
] as const; // prettier-ignore
export type PartKind = (typeof partKinds)[number];

export const hows = ['added', 'removed', 'changed', 'moved'] as const;
export type How = (typeof hows)[number];

/** A part as one of the two maps has it. */
export interface Told {
  readonly title: string;
  /** The key of its item, as in `itemsOf`; empty where it is none. */
  readonly key: string;
  /** The id of its stage, empty for what belongs to the whole map. */
  readonly stageId: string;
  /** Ids of its steps. */
  readonly stepIds: readonly string[];
}

export interface Change {
  readonly part: PartKind;
  /** One of these; or changed and moved. */
  readonly hows: readonly How[];
  readonly before?: Told | undefined;
  readonly after?: Told | undefined;
  /** What differs, with its place where it was moved. */
  readonly fields: readonly FieldChange[];
}

export type Counts = Readonly<Record<How, number>>;

export interface Comparison {
  readonly before: Parts;
  readonly after: Parts;
  readonly changes: readonly Change[];
  /** How many parts; one that was changed and moved counts under both. */
  readonly counts: Counts;
  readonly countsOf: ReadonlyMap<PartKind, Counts>;
  /** The steps of both maps in one order. */
  readonly columns: Columns;
  readonly feelings: Feelings;
}

interface Kind<T> {
  readonly part: PartKind;
  readonly pairing: Pairing<T>;
  /** Fields that are told in another way. */
  readonly left: readonly string[];
  readonly told: (one: T, side: Side) => Told;
  /** Where it stands; differs between the two maps where it was moved. */
  readonly place?: (one: T, side: Side) => ReadonlyMap<string, Field>;
  /** Pairs whose order has changed. */
  readonly moved?: ReadonlySet<number>;
  readonly position?: (one: T, side: Side) => number;
}

const own = ['id'];
const noPlace: ReadonlyMap<string, Field> = new Map();
const field = (name: string, key: unknown, value: Value): [string, Field] => [name, {key: `${key as string}`, value}];

/** @param before sound by `journeyMapSchema`, as is `after` */
export function compare(before: JourneyMap, after: JourneyMap): Comparison {
  const sides = {before: partsOf(before), after: partsOf(after)};
  const pairings = pairingsOf(before, after);
  const changes = [
    ...mapChanges(before, after, pairings),
    ...kindsOf(sides, pairings).flatMap(kind => changesOf(kind, pairings)),
  ];
  const countsOf = new Map<PartKind, Record<How, number>>();
  const counts = none();
  for (const {part, hows: found} of changes) {
    if (!countsOf.has(part)) countsOf.set(part, none());
    for (const how of found) {
      counts[how]++;
      countsOf.get(part)![how]++;
    }
  }
  return {
    ...sides,
    changes,
    counts,
    countsOf,
    columns: columnsOf(pairings, sides),
    feelings: feelingsOf(pairings),
  };
}

const none = (): Record<How, number> => ({added: 0, removed: 0, changed: 0, moved: 0});

/** Lists of parts, and what tells one map from another anyway. */
const leftOfMap = new Set(['$schema', 'schema', 'id', 'compareTo', 'personas', 'channels', 'stages', 'steps', 'lanes', 'cells', 'painPoints', 'opportunities', 'kpis', 'ext']); // prettier-ignore

const toldWhole = (title: string, key = ''): Told => ({title, key, stageId: '', stepIds: []});

function mapChanges(before: JourneyMap, after: JourneyMap, pairings: Pairings): Change[] {
  const resolve = resolver(pairings);
  const fields = changesBetween(
    fieldsOf(before, leftOfMap, 'before', resolve),
    fieldsOf(after, leftOfMap, 'after', resolve),
  );
  return fields.length
    ? [{part: 'map', hows: ['changed'], before: toldWhole(before.title), after: toldWhole(after.title), fields}]
    : [];
}

function changesOf<T extends object>(kind: Kind<T>, pairings: Pairings): Change[] {
  const {part, told, pairing, place = () => noPlace, moved, position} = kind;
  const left = new Set(kind.left);
  const resolve = resolver(pairings);
  return pairing.pairs.flatMap((pair, number): Change[] => {
    const {before, after} = pair;
    if (!before) return [{part, hows: ['added'], after: told(after!, 'after'), fields: []}];
    if (!after) return [{part, hows: ['removed'], before: told(before, 'before'), fields: []}];
    const places = changesBetween(place(before, 'before'), place(after, 'after'));
    if (!places.length && moved?.has(number) && position)
      places.push({field: 'position', before: position(before, 'before'), after: position(after, 'after')});
    const fields = changesBetween(fieldsOf(before, left, 'before', resolve), fieldsOf(after, left, 'after', resolve));
    if (!fields.length && !places.length) return [];
    const found: How[] = [...(fields.length ? ['changed' as const] : []), ...(places.length ? ['moved' as const] : [])];
    return [{part, hows: found, before: told(before, 'before'), after: told(after, 'after'), fields: [...places, ...fields]}]; // prettier-ignore
  });
}

/** Every kind of part with how it is told and where it stands. */
function kindsOf(sides: Readonly<Record<Side, Parts>>, pairings: Pairings): Kind<never>[] {
  const stageOf = (side: Side, stepId = '') => sides[side].steps.get(stepId)?.stageId ?? '';
  const at = (title: string, key: string, side: Side, stepIds: readonly string[] = []): Told => ({title, key, stageId: stageOf(side, stepIds[0]), stepIds}); // prettier-ignore
  const stepNumber = (side: Side, id: string) => numberOf(pairings.step, side, id);
  const stepName = (side: Side, id: string) => sides[side].steps.get(id)?.name ?? id;
  const atSteps = (side: Side, ids: readonly string[] = []) =>
    new Map(ids.length ? [field('steps', ids.map(id => stepNumber(side, id)).sort().join(), ids.map(id => stepName(side, id)))] : []); // prettier-ignore
  const stepsMoved = movedSteps(sides, pairings);
  const titlesOf = (side: Side) => new Map((sides[side].map.lanes ?? []).map(({id, title}) => [id, title]));
  const laneTitles = {before: titlesOf('before'), after: titlesOf('after')};
  const kinds: Kind<never>[] = [];
  const add = <T extends object>(kind: Kind<T>) => void kinds.push(kind as unknown as Kind<never>);

  add({part: 'persona', pairing: pairings.persona, left: own, told: ({id, name}) => toldWhole(name, `persona:${id}`)});
  add({part: 'channel', pairing: pairings.channel, left: own, told: ({name}) => toldWhole(name)});
  add({
    part: 'stage',
    pairing: pairings.stage,
    left: own,
    told: ({id, name}, side) => ({title: name, key: `stage:${id}`, stageId: id, stepIds: (sides[side].stepsOf.get(id) ?? []).map(step => step.id)}), // prettier-ignore
    moved: movedIn(pairings.stage, sides.before.map.stages, sides.after.map.stages),
    position: (one, side) => sides[side].map.stages.indexOf(one) + 1,
  });
  add({
    part: 'step',
    pairing: pairings.step,
    left: [...own, 'stageId', 'touchpoints', 'emotions'],
    told: ({id, name}, side) => at(name, `step:${id}`, side, [id]),
    place: ({stageId}, side) => new Map([field('stage', numberOf(pairings.stage, side, stageId), sides[side].stages.get(stageId)!.name)]), // prettier-ignore
    moved: stepsMoved,
    position: (one, side) => sides[side].stepsOf.get(one.stageId)!.indexOf(one) + 1,
  });
  add({
    part: 'touchpoint',
    pairing: pairings.touchpoint,
    left: [...own, 'stepId'],
    told: ({id, name, stepId}, side) => at(name, `touchpoint:${id}`, side, [stepId]),
    place: ({stepId}, side) => atSteps(side, [stepId]),
  });
  add(emotionKind(pairings, (stepId, side, key, title) => at(title, key, side, [stepId])));
  add({
    part: 'lane',
    pairing: pairings.lane,
    left: own,
    told: ({title}) => toldWhole(title),
    moved: movedIn(pairings.lane, sides.before.map.lanes, sides.after.map.lanes),
    position: (one, side) => (sides[side].map.lanes ?? []).indexOf(one) + 1,
  });
  add({
    part: 'entry',
    pairing: pairings.cell,
    left: [...own, 'laneId', 'from', 'to'],
    told: (cell, side) => at(cellTitle(cell), entryKey(cell.id), side, cell.to && cell.to !== cell.from ? [cell.from, cell.to] : [cell.from]), // prettier-ignore
    place: ({laneId, from, to = from}, side) =>
      new Map([
        field('lane', numberOf(pairings.lane, side, laneId), laneTitles[side].get(laneId)!),
        ...atSteps(side, to === from ? [from] : [from, to]),
      ]),
  });
  add({
    part: 'pain-point',
    pairing: pairings.painPoint,
    left: [...own, 'stepIds'],
    told: ({id, title, stepIds}, side) => at(title, `pain-point:${id}`, side, stepIds),
    place: ({stepIds}, side) => atSteps(side, stepIds),
  });
  add({
    part: 'opportunity',
    pairing: pairings.opportunity,
    left: [...own, 'stepIds'],
    told: ({id, title, stepIds}, side) => at(title, `opportunity:${id}`, side, stepIds),
    place: ({stepIds}, side) => atSteps(side, stepIds),
  });
  add({part: 'kpi', pairing: pairings.kpi, left: own, told: ({id, name}) => toldWhole(name, `kpi:${id}`)});
  return kinds;
}

/** An emotion belongs to a step and a persona, so that it is paired by those. */
interface Felt extends Emotion {
  readonly id: string;
  readonly stepId: string;
}

const felt = (one: Step | undefined): Map<string, Felt> =>
  new Map((one?.emotions ?? []).map(emotion => [emotion.personaId ?? '', {...emotion, id: '', stepId: one!.id}]));

function emotionKind(
  {step, persona}: Pairings,
  told: (stepId: string, side: Side, key: string, title: string) => Told,
): Kind<Felt> {
  const names = {before: new Map<string, string>(), after: new Map<string, string>()};
  for (const pair of persona.pairs)
    for (const side of ['before', 'after'] as const) if (pair[side]) names[side].set(pair[side].id, pair[side].name);
  const pairs = step.pairs.flatMap(({before, after}): Pair<Felt>[] => {
    const then = felt(before);
    const found = [...felt(after)].map(([id, now]): Pair<Felt> => {
      const number = persona.numbers.after.get(id);
      // Of a persona that the map before does not have, there is nothing to hold it against.
      const other = number === undefined ? id : persona.pairs[number]!.before?.id;
      const old = other === undefined ? undefined : then.get(other);
      if (old) then.delete(other!);
      return old ? {before: old, after: now} : {after: now};
    });
    return [...found, ...[...then.values()].map(old => ({before: old}))];
  });
  return {
    part: 'emotion',
    pairing: {pairs, numbers: {before: new Map(), after: new Map()}},
    left: [...own, 'stepId', 'personaId'],
    told: ({stepId, personaId = ''}, side) =>
      told(stepId, side, emotionKey(stepId, personaId), names[side].get(personaId) ?? ''),
  };
}

const nameOf = <T extends {readonly id: string}>({before, after}: Pair<T>): string => [before?.id, after?.id].sort().join(); // prettier-ignore

/** The pairs of a kind that stand in another order. */
function movedIn<T extends {readonly id: string}>(
  {pairs, numbers}: Pairing<T>,
  before: readonly T[] = [],
  after: readonly T[] = [],
  isHeld: (pair: Pair<T>) => boolean = () => true,
): ReadonlySet<number> {
  const both = (side: Side, list: readonly T[]) =>
    list.flatMap(({id}) => {
      const number = numbers[side].get(id)!;
      const pair = pairs[number]!;
      return pair.before && pair.after && isHeld(pair) ? number : [];
    });
  return movedOf(both('before', before), both('after', after), number => nameOf(pairs[number]!));
}

/** Steps whose place among the others of their stage has changed; those of another stage now are moved anyway. */
function movedSteps(sides: Readonly<Record<Side, Parts>>, {stage, step}: Pairings): ReadonlySet<number> {
  const stays = ({before, after}: Pair<Step>) =>
    numberOf(stage, 'before', before!.stageId) === numberOf(stage, 'after', after!.stageId);
  return new Set(
    stage.pairs.flatMap(({before, after}) =>
      before && after
        ? [...movedIn(step, sides.before.stepsOf.get(before.id), sides.after.stepsOf.get(after.id), stays)]
        : [],
    ),
  );
}

const isFuture = ({state}: JourneyMap): boolean => state === 'future';

/** Whether only the first of two maps says that it is to be held against the other. */
const isHeldAgainst = (one: JourneyMap, other: JourneyMap): boolean =>
  one.compareTo === other.id && other.compareTo !== one.id;

/** Below 0 where the first of two maps is the older one: by their days, else, of editions of one map, by their versions. */
function ageOf(one: JourneyMap, other: JourneyMap): number {
  const [day = '', otherDay = ''] = [one.updatedAt, other.updatedAt];
  if (day && otherDay && day !== otherDay) return day < otherDay ? -1 : 1;
  if (one.id !== other.id || !one.version || !other.version) return 0;
  return one.version.localeCompare(other.version, 'en', {numeric: true});
}

/**
 * Which of two maps is the one before. What should be comes after what is, and a map after the one that it names to be compared
 * to; of the rest the older one comes first; where nothing is told, the other one.
 */
export function inOrder(map: JourneyMap, other: JourneyMap): readonly [before: JourneyMap, after: JourneyMap] {
  if (isFuture(map) !== isFuture(other)) return isFuture(map) ? [other, map] : [map, other];
  if (isHeldAgainst(map, other)) return [other, map];
  return isHeldAgainst(other, map) || ageOf(map, other) < 0 ? [map, other] : [other, map];
}
