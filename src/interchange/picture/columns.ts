/** The columns of a picture, and the bands in which they lie one under another where a map is long. */
import type {Parts} from '../../journey/parts.js';
import type {Stage, Step} from '../../schema/journey-map.js';

export interface Column {
  readonly stage: Stage;
  /** The place of the stage, from 0. */
  readonly stageAt: number;
  /** Absent: a stage without steps. */
  readonly step?: Step | undefined;
}

/** Columns beside each other. */
export interface Band {
  /** The place of the first one in the whole map. */
  readonly from: number;
  readonly columns: readonly Column[];
  /** Of each column, in CSS pixels. */
  readonly width: number;
}

export const columnsOf = ({map, stepsOf}: Parts): Column[] =>
  map.stages.flatMap((stage, stageAt): Column[] => {
    const steps = stepsOf.get(stage.id) ?? [];
    return steps.length ? steps.map(step => ({stage, stageAt, step})) : [{stage, stageAt}];
  });

/** A stage of more steps than this may be cut in two. */
const whole = 20;

/** Bands of at most `most` columns; a stage stays whole as far as it fits. */
export function bandsOf(columns: readonly Column[], most: number, width: number): Band[] {
  const begins = new Map<number, number>();
  columns.forEach(({stageAt}, at) => begins.has(stageAt) || begins.set(stageAt, at));
  const bands: Band[] = [];
  let from = 0;
  while (from < columns.length) {
    let end = Math.min(columns.length, from + most);
    if (end < columns.length) {
      // Back to where the stage that is cut begins, unless that is where the band does.
      const {stageAt} = columns[end]!;
      const begin = begins.get(stageAt)!;
      const length = (begins.get(stageAt + 1) ?? columns.length) - begin;
      if (begin > from && length <= whole) end = begin;
    }
    bands.push({from, columns: columns.slice(from, end), width});
    from = end;
  }
  return bands;
}

/** The columns of one stage in a band: places in the band, ends included. */
export function stagesIn({
  columns,
}: Band): {readonly stage: Stage; readonly stageAt: number; readonly from: number; readonly to: number}[] {
  const found: {stage: Stage; stageAt: number; from: number; to: number}[] = [];
  columns.forEach(({stage, stageAt}, at) => {
    const before = found.at(-1);
    if (before?.stageAt === stageAt) before.to = at;
    else found.push({stage, stageAt, from: at, to: at});
  });
  return found;
}
