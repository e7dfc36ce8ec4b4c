/** Lays the cells of a lane into rows of a table: what spans several steps must not lie over another span. */
import type {Cell, Lane, Step} from '../schema/journey-map.js';
import type {Parts} from './parts.js';

/** A column of one step, or of none. */
interface Place {
  readonly step?: Step | undefined;
}

/** What stands in one row: at a column, all of one step; or a cell across several. Columns are counted from 0, ends included. */
export interface Slot {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
}

/**
 * The rows of a lane, one at least; the first also holds what stands at single steps. `keepsFirst`: and nothing else, since the
 * steps themselves have something to say there.
 */
export function rowsOf({cellsOf}: Parts, {id}: Lane, columns: readonly Place[], keepsFirst: boolean): Slot[][] {
  const place = new Map(columns.flatMap(({step}, at) => (step ? [[step.id, at]] : [])) as [string, number][]);
  const single = new Map<number, Cell[]>();
  const spans: Slot[] = [];
  for (const cell of cellsOf.get(id) ?? []) {
    const from = place.get(cell.from)!;
    const to = place.get(cell.to ?? cell.from)!;
    if (from === to) single.set(from, [...(single.get(from) ?? []), cell]);
    else spans.push({from, to, cells: [cell]});
  }
  const rows: Slot[][] = [[...single].map(([at, cells]) => ({from: at, to: at, cells}))];
  for (const span of spans) {
    const row = rows.find(
      (slots, at) => (at > 0 || !keepsFirst) && slots.every(({from, to}) => span.to < from || to < span.from),
    );
    if (row) row.push(span);
    else rows.push([span]);
  }
  for (const row of rows) row.sort((a, b) => a.from - b.from);
  return rows;
}
