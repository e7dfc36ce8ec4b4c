/** Holds what a collector exported against what the files say must be there. */
import type {ResponseData} from '../../../src/schema/wire.js';

export interface Line {
  readonly id: string;
  readonly rev: number;
  readonly data: Pick<ResponseData, 'complete'> & {
    readonly context: {readonly touchpoint?: string};
    readonly answers: {
      score?: {value: number};
      causes?: {values: string[]; primary?: string; other?: string};
      comment?: {value: string};
    };
  };
}

export interface ExpectedAnswer {
  readonly key: string;
  readonly score: number;
  readonly comment: string;
  readonly causes: readonly string[];
  readonly primary: string | null;
  readonly other: string | null;
}

type Share = Readonly<Record<'count' | 'n', number> & Record<'percent' | 'low' | 'high', number | null>>;
type Shares = Readonly<Record<'detractor' | 'passive' | 'promoter', Share>>;

export interface ShareRow {
  readonly cause: string | null;
  readonly cited: Shares;
  readonly primary: Shares;
  readonly impact: number;
}

export interface Expected {
  readonly answers: readonly ExpectedAnswer[];
  readonly tooLong: number;
  readonly nps: Readonly<
    Record<'n' | 'promoters' | 'passives' | 'detractors' | 'nps' | 'low' | 'high' | 'mean', number>
  >;
  readonly causes: readonly ShareRow[];
}

const name = (sign: string | undefined): string =>
  sign === undefined ? 'the end' : `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Where two texts differ first, by code points; `undefined` where they do not. */
export function firstDifference(got: string, want: string): string | undefined {
  const [a, b] = [[...got], [...want]];
  const at = Array.from({length: Math.max(a.length, b.length)}, (_, index) => index).find(
    index => a[index] !== b[index],
  );
  if (at === undefined) return;
  return `code point ${at}: ${name(a[at])} instead of ${name(b[at])}`;
}

/** Everything that is not as it must be, one sentence each. */
export function faultsOf(answers: readonly ExpectedAnswer[], lines: readonly Line[]): string[] {
  const faults: string[] = [];
  const held = new Map<string, Line[]>();
  for (const line of lines) {
    const key = line.data.context.touchpoint ?? 'no touchpoint';
    held.set(key, [...(held.get(key) ?? []), line]);
  }
  for (const answer of answers) {
    const found = held.get(answer.key) ?? [];
    held.delete(answer.key);
    if (found.length !== 1) faults.push(`${answer.key}: there ${found.length} times`);
    else faults.push(...differences(answer, found[0]!).map(fault => `${answer.key}: ${fault}`));
  }
  for (const key of held.keys()) faults.push(`${key}: nobody gave this answer`);
  return faults;
}

function differences(wanted: ExpectedAnswer, {data: {complete, answers}}: Line): string[] {
  const {values = [], primary = null, other = null} = answers.causes ?? {};
  const text = firstDifference(answers.comment?.value ?? '', wanted.comment);
  const pairs: [what: string, got: unknown, want: unknown][] = [
    ['complete', complete, true],
    ['score', answers.score?.value, wanted.score],
    ['causes', values.join(), wanted.causes.join()],
    ['main cause', primary, wanted.primary],
    ['other', other, wanted.other],
  ];
  const faults = pairs
    .filter(([, got, want]) => got !== want)
    .map(([what, got, want]) => `${what} is ${got}, not ${want}`);
  return text ? [...faults, `comment differs at ${text}`] : faults;
}
