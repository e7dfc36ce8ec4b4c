import type {Remark} from './reading.js';

/** Most remarks of one code that are told of a file; a file that is wrong throughout would have one for each line. */
const most = 50;

const lineOf = ({place}: Remark): number => Number(/^line (\d+)/.exec(place)?.[1] ?? 0);

/** The remarks of a file in the order of its lines, what holds for the whole file first; of those of one code, the first 50. */
export function inOrder(remarks: readonly Remark[]): Remark[] {
  const counts = new Map<string, number>();
  const told = [...remarks]
    .sort((a, b) => lineOf(a) - lineOf(b))
    .filter(({code}) => {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      return counts.get(code)! <= most;
    });
  for (const [code, count] of counts) {
    const {level} = remarks.find(remark => remark.code === code)!;
    if (count > most) told.push({level, code, place: '', text: `and ${count - most} more of this kind.`});
  }
  return told;
}
