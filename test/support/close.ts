import assert from 'node:assert/strict';

/** Fails unless `actual` is a number within `tolerance` of `expected`. */
export function close(actual: number | null | undefined, expected: number, tolerance: number, what = ''): void {
  const isClose = typeof actual === 'number' && Math.abs(actual - expected) <= tolerance;
  assert.ok(isClose, `${what} expected ${expected} within ${tolerance}, got ${actual}`);
}
