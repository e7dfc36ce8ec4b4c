/**
 * A new array with `ids` in random order, each order equally likely; those in `last` follow at the end, as they stood.
 * `random` returns a number from 0 up to but not including 1, and is called once for each id moved, less one.
 * Source: Fisher and Yates, in Durstenfeld's form (Algorithm 235, Communications of the ACM 7:7, 1964).
 * @throws {RangeError} `random` returned something else.
 */
export function shuffle<T>(ids: readonly T[], random: () => number, last: readonly T[] = []): T[] {
  const order = ids.filter(id => !last.includes(id));
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    if (!(j >= 0 && j <= i)) throw new RangeError('random must return a number from 0 up to but not including 1');
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return [...order, ...ids.filter(id => last.includes(id))];
}
