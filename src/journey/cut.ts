/** A part of a map that is a map itself: for paper, which is not as wide as a screen. */
import type {JourneyMap, Step} from '../schema/journey-map.js';

/** The map with these steps alone, given in their order; what spans more is cut off at their ends. */
export function cut(map: JourneyMap, steps: readonly Step[]): JourneyMap {
  const kept = new Set(steps.map(({id}) => id));
  const order = new Map(map.steps.map(({id}, at) => [id, at]));
  const first = order.get(steps[0]!.id)!;
  const last = order.get(steps.at(-1)!.id)!;
  return {
    ...map,
    stages: map.stages.filter(({id}) => steps.some(({stageId}) => stageId === id)),
    steps: [...steps],
    cells: map.cells?.flatMap(cell => {
      const from = Math.max(first, order.get(cell.from)!);
      const to = Math.min(last, order.get(cell.to ?? cell.from)!);
      return from > to ? [] : {...cell, from: map.steps[from]!.id, to: map.steps[to]!.id};
    }),
    painPoints: map.painPoints?.flatMap(pain => {
      const stepIds = pain.stepIds.filter(id => kept.has(id));
      return stepIds.length ? {...pain, stepIds} : [];
    }),
    opportunities: map.opportunities?.map(one => ({...one, stepIds: one.stepIds?.filter(id => kept.has(id))})),
  };
}

/** The steps of a map in groups for pages of `most` columns: stages stay whole as far as they fit. */
export function pagesOf(map: JourneyMap, most: number): Step[][] {
  const pages: Step[][] = [];
  for (const {id} of map.stages) {
    const steps = map.steps.filter(({stageId}) => stageId === id);
    const page = pages.at(-1);
    if (page && page.length + steps.length <= most) page.push(...steps);
    else for (let at = 0; at < steps.length; at += most) pages.push(steps.slice(at, at + most));
  }
  return pages.filter(page => page.length);
}
