/**
 * The line through the emotions of a journey: a monotone cubic, which never swings beyond the points it joins, after
 * F. N. Fritsch and R. E. Carlson, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17 (1980). The slopes are the
 * harmonic means of F. N. Fritsch and J. Butland (1984). Steps without an emotion are gaps: no line is drawn over them.
 */

/** A cubic Bézier curve from one column to the next: x runs evenly from 0 to 1, so that only heights are given. */
export type Piece = readonly [start: number, first: number, second: number, end: number];

/**
 * @param values one for each column, `null` where there is none; the columns are one apart
 * @returns one piece fewer than columns; `null` where one of its two columns has no value
 */
export function curveOf(values: readonly (number | null)[]): (Piece | null)[] {
  const rise = values.slice(1).map((value, at) => {
    const before = values[at]!;
    return value === null || before === null ? null : value - before;
  });
  const slopes = values.map((_, at) => slopeBetween(rise[at - 1], rise[at]));
  return rise.map((step, at) => {
    const [start, end] = [values[at]!, values[at + 1]!];
    return step === null ? null : [start, start + slopes[at]! / 3, end - slopes[at + 1]! / 3, end];
  });
}

/** The slope at a point between two rises: none at a top or a bottom; at an end of the line, that of its only side. */
function slopeBetween(before: number | null | undefined, after: number | null | undefined): number {
  if (before === null || before === undefined) return after ?? 0;
  if (after === null || after === undefined) return before;
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
}

/** Cuts a piece at its middle, by de Casteljau: the half in the column it leaves, and the half in the one it reaches. */
export function halves([a, b, c, d]: Piece): readonly [Piece, Piece] {
  const [ab, bc, cd] = [(a + b) / 2, (b + c) / 2, (c + d) / 2];
  const [abc, bcd] = [(ab + bc) / 2, (bc + cd) / 2];
  const middle = (abc + bcd) / 2;
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}
