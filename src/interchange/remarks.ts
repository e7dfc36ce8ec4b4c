import type {Remark} from './reading.js';

/** Most remarks of one code that are told of a file; a file that is wrong throughout would have one for each line. */
const mostOfCode = 50;

const lineOf = ({place}: Remark): number => Number(/^line (\d+)/.exec(place)?.[1] ?? 0);

/** Collects what is said of a file: of each code the first 50 remarks, and how many more there are. */
export class Remarks {
  readonly #told: Remark[] = [];
  readonly #counts = new Map<string, {readonly level: Remark['level']; count: number}>();

  readonly most: number;

  /** `most`: how many of one code are told. */
  constructor(most = mostOfCode) {
    this.most = most;
  }

  add(remark: Remark): void {
    const {level, code} = remark;
    const known = this.#counts.get(code) ?? {level, count: 0};
    this.#counts.set(code, known);
    if (known.count++ < this.most) this.#told.push(remark);
  }

  /** In the order of the lines of the file; what has none first, as it was said. How many more there are is said last. */
  get all(): readonly Remark[] {
    const more = [...this.#counts].flatMap(([code, {level, count}]): Remark[] =>
      count > this.most ? [{level, code, place: '', text: `and ${count - this.most} more of this kind.`}] : [],
    );
    return [...[...this.#told].sort((a, b) => lineOf(a) - lineOf(b)), ...more];
  }
}
