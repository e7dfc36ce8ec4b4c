/**
 * Several maps in one table, stage by map: how people feel, what hurts, what is being done, and which measures are where they
 * should be.
 */
import type {JourneyMap, Kpi, Stage, Step} from '../schema/journey-map.js';
import {lifecycles} from '../schema/journey-words.js';
import {alike} from './pairs.js';
import {grouped, meanOf} from './parts.js';

type Lifecycle = (typeof lifecycles)[number];

/** A column: a part of a customer's life, or a name where the maps do not say which part a stage is. */
export interface RollupColumn {
  readonly lifecycle?: Lifecycle | undefined;
  /** As the first map writes it; empty with a lifecycle. */
  readonly name: string;
}

/** What some stages, a map or a column come to. */
export interface Tally {
  /** Over every emotion, each counting once, -2 to 2; `null` where there is none. */
  readonly mean: number | null;
  /** The lowest and the highest of them. */
  readonly low: number;
  readonly high: number;
  /** How many emotions stand behind the mean. */
  readonly n: number;
  readonly pains: number;
  /** 1 to 5; 0 where there is no pain point. */
  readonly worstPain: number;
  /** Opportunities from idea to in progress; those that are shipped or measured; those rejected are in neither. */
  readonly open: number;
  readonly shipped: number;
  /** Measures with a value and a target: those that have reached it, and those that have not. */
  readonly onTarget: number;
  readonly offTarget: number;
}

export interface RollupCell extends Tally {
  /** The stages of the map that belong to this column, in their order. */
  readonly stages: readonly Stage[];
}

export interface RollupRow {
  readonly map: JourneyMap;
  /** By column; `undefined` where the map has no such stage. */
  readonly cells: readonly (RollupCell | undefined)[];
  readonly total: Tally;
  /** The column of the worst cell. */
  readonly worst: number | undefined;
}

export interface Rollup {
  readonly columns: readonly RollupColumn[];
  readonly rows: readonly RollupRow[];
  /** What each column comes to over all maps, and the row of its worst cell. */
  readonly totals: readonly {readonly total: Tally; readonly worst: number | undefined}[];
  readonly worst: {readonly row: number; readonly column: number} | undefined;
  /** What all maps come to. */
  readonly total: Tally;
}

const openStatuses = new Set(['idea', 'candidate', 'planned', 'in-progress']);
const shippedStatuses = new Set(['shipped', 'measured']);

/** Whether a measure has reached its target; `undefined` where it has no value or no target. */
export function isOnTarget({value, target, direction}: Kpi): boolean | undefined {
  if (value === undefined || target === undefined) return;
  return direction === 'up' ? value >= target : value <= target;
}

/** The columns of some maps, and where each stage belongs. A stage that says no part of life is put where its name is known. */
function columnsOf(maps: readonly JourneyMap[]): readonly [RollupColumn[], (stage: Stage) => number] {
  const all = maps.flatMap(({stages}) => stages);
  const byName = new Map<string, Lifecycle>(lifecycles.map(one => [alike(one), one]));
  for (const {name, lifecycle} of all) if (lifecycle && !byName.has(alike(name))) byName.set(alike(name), lifecycle);
  const lifeOf = ({name, lifecycle}: Stage) => lifecycle ?? byName.get(alike(name));
  const lives = new Set(all.map(lifeOf));
  const names = new Map<string, string>();
  for (const stage of all)
    if (!lifeOf(stage) && !names.has(alike(stage.name))) names.set(alike(stage.name), stage.name);
  const columns: RollupColumn[] = [
    ...lifecycles.flatMap(lifecycle => (lives.has(lifecycle) && lifecycle !== 'other' ? {lifecycle, name: ''} : [])),
    ...[...names.values()].map(name => ({name})),
    ...(lives.has('other') ? [{lifecycle: 'other' as const, name: ''}] : []),
  ];
  const places = new Map(columns.map(({lifecycle, name}, at) => [lifecycle ?? ` ${alike(name)}`, at]));
  return [columns, stage => places.get(lifeOf(stage) ?? ` ${alike(stage.name)}`)!];
}

/** What some of the steps of a map come to. `kpiIds`: the measures that belong to them. */
function tallyOf(map: JourneyMap, steps: ReadonlySet<Step>, kpiIds: ReadonlySet<string>, isWhole = false): Tally {
  const ids = new Set([...steps].map(({id}) => id));
  const isHere = (stepIds: readonly string[] = []) => isWhole || stepIds.some(id => ids.has(id));
  const pains = (map.painPoints ?? []).filter(({stepIds}) => isHere(stepIds));
  const chances = (map.opportunities ?? []).filter(({stepIds}) => isHere(stepIds));
  const reached = (map.kpis ?? []).filter(({id}) => isWhole || kpiIds.has(id)).map(isOnTarget);
  const scores = [...steps].flatMap(({emotions = []}) => emotions.map(({score}) => score));
  return {
    ...spreadOf(scores),
    pains: pains.length,
    worstPain: Math.max(0, ...pains.map(({severity}) => severity)),
    open: chances.filter(({status}) => openStatuses.has(status)).length,
    shipped: chances.filter(({status}) => shippedStatuses.has(status)).length,
    onTarget: reached.filter(is => is === true).length,
    offTarget: reached.filter(is => is === false).length,
  };
}

const spreadOf = (scores: readonly number[]) => ({
  mean: meanOf(scores),
  low: scores.length ? Math.min(...scores) : 0,
  high: scores.length ? Math.max(...scores) : 0,
  n: scores.length,
});

/** The cells of a map. A pain point, an opportunity or a measure counts in each stage that it belongs to. */
function cellsOf(map: JourneyMap, width: number, placeOf: (stage: Stage) => number): (RollupCell | undefined)[] {
  const stepsOf = grouped(map.steps, ({stageId}) => [stageId]);
  const stages = grouped(map.stages, stage => [`${placeOf(stage)}`]);
  return Array.from({length: width}, (_, at) => {
    const here = stages.get(`${at}`);
    if (!here) return;
    const steps = here.flatMap(({id}) => stepsOf.get(id) ?? []);
    const holders = [...here, ...steps, ...steps.flatMap(({touchpoints = []}) => touchpoints)];
    const kpiIds = new Set(holders.flatMap(({kpiIds: named = []}) => named));
    return {...tallyOf(map, new Set(steps), kpiIds), stages: here};
  });
}

/** Adds tallies up: the mean is that of all emotions behind them. */
function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (of: (one: Tally) => number) => tallies.reduce((total, one) => total + of(one), 0);
  const felt = tallies.filter(({n}) => n > 0);
  const n = sum(one => one.n);
  return {
    n,
    mean: n ? sum(one => (one.mean ?? 0) * one.n) / n : null,
    low: felt.length ? Math.min(...felt.map(({low}) => low)) : 0,
    high: felt.length ? Math.max(...felt.map(({high}) => high)) : 0,
    pains: sum(one => one.pains),
    worstPain: Math.max(0, ...tallies.map(({worstPain}) => worstPain)),
    open: sum(one => one.open),
    shipped: sum(one => one.shipped),
    onTarget: sum(one => one.onTarget),
    offTarget: sum(one => one.offTarget),
  };
}

/** Negative where the first is worse: people feel worse, else it hurts more, else in more places. */
const byWorst = (a: Tally, b: Tally): number =>
  (a.mean ?? 0) - (b.mean ?? 0) || b.worstPain - a.worstPain || b.pains - a.pains;

/** The place of the worst; of those without an emotion and a pain point nothing is said. */
function worstOf(tallies: readonly (Tally | undefined)[]): number | undefined {
  let worst: number | undefined;
  tallies.forEach((one, at) => {
    if (!one || (one.mean === null && !one.pains)) return;
    if (worst === undefined || byWorst(one, tallies[worst]!) < 0) worst = at;
  });
  return worst;
}

/** @param maps each sound by `journeyMapSchema` */
export function rollUp(maps: readonly JourneyMap[]): Rollup {
  const [columns, placeOf] = columnsOf(maps);
  const rows = maps.map((map): RollupRow => {
    const cells = cellsOf(map, columns.length, placeOf);
    return {map, cells, total: tallyOf(map, new Set(map.steps), new Set(), true), worst: worstOf(cells)};
  });
  const totals = columns.map((_, at) => {
    const cells = rows.map(row => row.cells[at]);
    return {total: sumOf(cells.filter(cell => cell !== undefined)), worst: worstOf(cells)};
  });
  const row = worstOf(rows.map(({cells, worst}) => (worst === undefined ? undefined : cells[worst])));
  return {
    columns,
    rows,
    totals,
    total: sumOf(rows.map(one => one.total)),
    worst: row === undefined ? undefined : {row, column: rows[row]!.worst!},
  };
}
