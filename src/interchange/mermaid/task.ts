/** One task line of a Mermaid journey: `name: score: actor, actor`. */
import {partsOf, type Piece, placesOf, slice, trim} from './source.js';

export interface Task {
  readonly name: string;
  /** As it was written; `NaN` where that is no number, `undefined` where nothing was. */
  readonly score?: number | undefined;
  /** What stands where the score should. */
  readonly scoreText: string;
  /** Each once, in their order. */
  readonly actors: readonly string[];
  /** Actors that were named again. */
  readonly repeated: readonly string[];
  /** True where Mermaid takes the line apart at another colon. */
  readonly isOwnReading: boolean;
}

/** What stands in a list more than once, each once. */
function repeatedIn(list: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const one of list) (seen.has(one) ? again : seen).add(one);
  return [...again];
}

/** A number as Mermaid's parser takes it, which is `Number()`. */
const numberOf = (text: string): number => (text.trim() ? Number(text) : Number.NaN);
const isNumber = (text: string): boolean => Number.isFinite(numberOf(text));

/**
 * Which field holds the score. Mermaid takes the second, whatever there is; where that is no number, or would leave fields
 * over, it is the last one that is a number: `12:30 lunch: 4: Me`.
 */
function scoreAt(fields: readonly Piece[]): number {
  if (fields.length <= 3 && isNumber(fields[1]!.text)) return 1;
  for (let at = fields.length - 1; at > 0; at--) if (isNumber(fields[at]!.text)) return at;
  return 1;
}

/** Takes a line apart; `undefined` where it has no colon, or nothing before it. */
export function taskOf(line: Piece): Task | undefined {
  const colons = placesOf(line, ':');
  if (!colons.length) return;
  const fields = partsOf(line, ':');
  const at = scoreAt(fields);
  const name = trim(slice(line, 0, colons[at - 1])).text;
  if (!name) return;
  const scoreText = fields[at]!.text;
  const end = colons[at];
  const actors = end === undefined ? [] : partsOf(slice(line, end + 1), ',').flatMap(({text}) => text || []);
  const unique = [...new Set(actors)];
  return {
    name,
    score: scoreText ? numberOf(scoreText) : undefined,
    scoreText,
    actors: unique,
    repeated: repeatedIn(actors),
    isOwnReading: at > 1 || fields.length > 3,
  };
}
