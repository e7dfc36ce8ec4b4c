/** The columns of a map: for each stage one that stands for all of it once it is folded, and one for each of its steps. */
import type {Parts} from '../../journey/parts.js';
import type {Stage, Step} from '../../schema/journey-map.js';

export interface Column {
  readonly stage: Stage;
  /** The place of the stage, from 0. */
  readonly stageAt: number;
  /** Absent: the column of the folded stage. */
  readonly step?: Step;
  /** The steps that it stands for. */
  readonly steps: readonly Step[];
}

/**
 * Makes a table as narrow as the page while a word still has room in each of its columns. Told to the table alone: what its
 * cells inherit would be worked out anew for all of them.
 */
export function fit({classList, style}: HTMLElement, columns: number, fits: boolean): void {
  classList.toggle('fit', fits);
  const least = fits ? `calc(var(--_lane) + ${columns * 5.5}em)` : '';
  if (style.minInlineSize !== least) style.minInlineSize = least;
}

export const columnsOf = ({map, stepsOf}: Parts): Column[] =>
  map.stages.flatMap((stage, stageAt): Column[] => {
    const steps = stepsOf.get(stage.id) ?? [];
    return [{stage, stageAt, steps}, ...steps.map(step => ({stage, stageAt, step, steps: [step]}))];
  });
