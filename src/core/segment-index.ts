/** The place of a score among the segments, from low scores to high; of a score that is known to be one. */
export const segmentIndex = (score: number): 0 | 1 | 2 => (score > 8 ? 2 : score > 6 ? 1 : 0);
