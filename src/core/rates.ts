import {wholeNumber} from './check.js';
import {shareOf, type Share} from './share.js';

/*
 * What became of the prompts that were shown, in per cent of impressions, with Wilson's interval at `level` (default 0.95).
 * Every count is of impressions that were also reported as shown: an answer whose showing was not reported (no consent to
 * dispositions) is none of them. `null`, never 0, when nothing was shown.
 * Each throws a TypeError for what is no number, and a RangeError for a count that is not a whole number or exceeds what it is a part of.
 */

/** Response rate: completed by shown. */
export function responseRate({shown, completed}: Record<'shown' | 'completed', number>, level?: number): Share {
  return rateOf('completed', completed, 'shown', shown, level);
}

/** Start rate: answered at least the first question, by shown. */
export function startRate({shown, started}: Record<'shown' | 'started', number>, level?: number): Share {
  return rateOf('started', started, 'shown', shown, level);
}

/** Completion rate: completed by started. */
export function completionRate({started, completed}: Record<'started' | 'completed', number>, level?: number): Share {
  return rateOf('completed', completed, 'started', started, level);
}

/** Decline rate: dismissed, or told never to ask again, by shown. An impression is one or the other. */
export function declineRate(
  {shown, dismissed, never}: Record<'shown' | 'dismissed' | 'never', number>,
  level?: number,
): Share {
  wholeNumber('dismissed', dismissed);
  wholeNumber('never', never);
  return rateOf('dismissed + never', dismissed + never, 'shown', shown, level);
}

/** Snooze rate: put off for later, by shown. */
export function snoozeRate({shown, snoozed}: Record<'shown' | 'snoozed', number>, level?: number): Share {
  return rateOf('snoozed', snoozed, 'shown', shown, level);
}

/** Ignore rate: left without a word, by shown. */
export function ignoreRate({shown, ignored}: Record<'shown' | 'ignored', number>, level?: number): Share {
  return rateOf('ignored', ignored, 'shown', shown, level);
}

function rateOf(part: string, count: number, whole: string, n: number, level?: number): Share {
  wholeNumber(whole, n);
  wholeNumber(part, count, 0, n);
  return shareOf(count, n, level);
}
