import {isTime} from './patterns.js';

/** A day of the calendar: `2026-11-22`. */
const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** True for a day that exists in the calendar. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && dayPattern.test(value) && isTime(`${value}T00:00:00Z`);

/** True for a day, or for a UTC time of `timePattern`. */
export const isDate = (value: unknown): value is string => isDay(value) || isTime(value);
