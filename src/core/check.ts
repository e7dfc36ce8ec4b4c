/** How a refused value reads in a message: quoted when it is text, short when it is an object. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Refuses what is no number with a TypeError, and a number that is not `allowed` with a RangeError. */
function refuseUnless(isAllowed: boolean, argument: string, value: unknown, allowed: string): void {
  if (isAllowed) return;
  const message = `${argument} must be ${allowed}, got ${shown(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

/**
 * Refuses anything but a whole number from `min` to `max`.
 * @throws {TypeError} `value` is not a number.
 * @throws {RangeError} `value` is a fraction, NaN or outside the range.
 */
export function wholeNumber(argument: string, value: number, min = 0, max = Number.MAX_SAFE_INTEGER): void {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  refuseUnless(Number.isSafeInteger(value) && value >= min && value <= max, argument, value, `a whole number ${range}`);
}

/**
 * Refuses anything but a number strictly between `above` and `below`.
 * @throws {TypeError} `value` is not a number.
 * @throws {RangeError} `value` is NaN or outside the range.
 */
export function between(argument: string, value: number, above: number, below: number): void {
  refuseUnless(
    typeof value === 'number' && value > above && value < below,
    argument,
    value,
    `a number between ${above} and ${below}, both excluded`,
  );
}

/**
 * Refuses anything but a number from `min` to `max`.
 * @throws {TypeError} `value` is not a number.
 * @throws {RangeError} `value` is NaN or outside the range.
 */
export function within(argument: string, value: number, min: number, max: number): void {
  refuseUnless(
    typeof value === 'number' && value >= min && value <= max,
    argument,
    value,
    `a number from ${min} to ${max}`,
  );
}
