/** Waits by property: bounds of the jitter, caps, Retry-After in both forms, and a clock that may have jumped. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {later} from '../../../src/outbox/acknowledge.js';
import {backoff, longestWait, msUntil} from '../../../src/outbox/backoff.js';
import {pause} from '../../../src/outbox/diagnose.js';
import type {Row} from '../../../src/outbox/row.js';
import {readRetryAfter} from '../../../src/outbox/transport.js';
import type {Verdict} from '../../../src/schema/wire.js';

const minute = 60_000;
const hour = 60 * minute;

const dice = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
const failures = fc.integer({min: 1, max: 1e6});

test('the wait lies between 250 ms and the cap above it: 60 s on view for ten tries, else 1 h', () => {
  fc.assert(
    fc.property(failures, dice, fc.boolean(), (count, random, visible) => {
      const ms = backoff(count, random, visible);
      const cap = Math.min(visible && count <= 10 ? minute : hour, 1000 * 2 ** Math.min(count, 20));
      assert.ok(ms >= 250 && ms <= 250 + cap, `${ms} of ${cap}`);
    }),
  );
});

test('the jitter is full: the whole range is used', () => {
  assert.equal(backoff(5, 0, true), 250);
  assert.equal(Math.round(backoff(5, 1 - 1e-12, true)), 250 + 32_000);
  assert.equal(Math.round(backoff(10, 1 - 1e-12, true)), 250 + minute);
  assert.equal(Math.round(backoff(11, 1 - 1e-12, true)), 250 + 2048_000);
  assert.equal(Math.round(backoff(12, 1 - 1e-12, true)), 250 + hour);
  assert.equal(Math.round(backoff(1e9, 1 - 1e-12, false)), 250 + hour);
});

test('an item that was not taken never rests for less than was asked for, nor for longer than any wait', () => {
  const row = {id: 'a'} as Row;
  fc.assert(
    fc.property(failures, dice, fc.nat(2 * longestWait), (count, random, asked) => {
      const own = backoff(count, random, true);
      const verdict: Verdict = {id: 'a', rev: 1, status: 'retry', retryAfter: asked / 1000};
      const ms = later(row, verdict, 0, own).nextAt!;
      assert.ok(ms <= longestWait && ms >= own && ms >= Math.min(asked, longestWait) - 1e-6, `${ms}`);
      assert.equal(later(row, undefined, 0, own).nextAt, own);
    }),
  );
});

test('a pause grows from 15 min to 6 h, less a tenth at most', () => {
  fc.assert(
    fc.property(failures, dice, (count, random) => {
      const most = Math.min(15 * minute * 2 ** Math.min(count - 1, 10), longestWait);
      const ms = pause(count, random);
      assert.ok(ms <= most && ms >= 0.9 * most, `${ms} of ${most}`);
    }),
  );
});

test('Retry-After in seconds, clamped to 0 to 6 h', () => {
  fc.assert(
    fc.property(fc.nat(), seconds => {
      assert.equal(readRetryAfter(`${seconds}`, null, 0), Math.min(seconds * 1000, longestWait));
      assert.equal(readRetryAfter(` ${seconds} `, 'nonsense', 0), Math.min(seconds * 1000, longestWait));
    }),
  );
});

const at = fc.integer({min: 0, max: 4e9}).map(seconds => seconds * 1000);

test("Retry-After as an HTTP date, by the answer's own clock", () => {
  fc.assert(
    fc.property(at, fc.integer({min: -1e6, max: 1e6}), at, (sent, seconds, deviceClock) => {
      const date = new Date(sent).toUTCString();
      const until = new Date(sent + seconds * 1000).toUTCString();
      const ms = readRetryAfter(until, date, deviceClock);
      assert.equal(ms, sent === 0 ? ms : Math.min(Math.max(seconds * 1000, 0), longestWait));
    }),
  );
});

test('Retry-After as an HTTP date without a Date: by the clock of the device, clamped', () => {
  const now = Date.UTC(2026, 10, 22);
  assert.equal(readRetryAfter(new Date(now + minute).toUTCString(), null, now), minute);
  assert.equal(readRetryAfter(new Date(now + minute).toUTCString(), undefined, now - 1e12), longestWait);
  assert.equal(readRetryAfter(new Date(now + minute).toUTCString(), 'nonsense', now + 1e12), 0);
});

test('a Retry-After that is none of both is no wait', () => {
  for (const value of [null, undefined, '', 'soon', 'NaN', '1e', 'Infinity'])
    assert.equal(readRetryAfter(value, null, 0), undefined, `${value}`);
});

test('a stored time is waited for, unless it lies further ahead than any wait', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 1e13}), fc.integer({min: -1e12, max: 1e12}), (now, ahead) => {
      const ms = now + ahead <= 0 ? msUntil(undefined, now) : msUntil(now + ahead, now);
      assert.equal(ms, ahead <= 0 || ahead > longestWait || now + ahead <= 0 ? 0 : ahead);
    }),
  );
  assert.equal(msUntil(undefined, 5), 0);
  assert.equal(msUntil(5 + longestWait, 5), longestWait);
});
