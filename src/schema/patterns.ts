/**
 * The patterns that the zod schemas and the visitor's guards share, so that the two cannot drift apart.
 * No flag but `u`: a JSON Schema holds the source of a pattern without its flags.
 */

/** Any RFC 9562 UUID, lower or upper case. */
export const uuidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** UTC with a `Z`, seconds or finer: `2026-11-22T10:00:00.000Z`. */
export const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** 128 random bits as base64url. */
export const receiptPattern = /^[\w-]{22}$/;

/** `stagepost/response/1`, and any name and major that a later kit may send. */
export const schemaPattern = /^stagepost\/[a-z][a-z-]{0,30}\/[1-9]\d{0,3}$/;

/** A public site key. */
export const siteKeyPattern = /^pk_[\w-]{1,60}$/;

/** Ids chosen by an owner: surveys, questions, options, journeys, stages, touchpoints. In any script, so marks count: `ชั้น`. */
export const idPattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:-]{0,99}$/u;

/**
 * True for a time of `timePattern` that exists in the calendar. Browsers disagree on `2026-02-30` and on more than three
 * digits after the point, so the date is written back and compared, and the fraction is left out.
 */
export const isTime = (value: unknown): value is string => {
  if (typeof value !== 'string' || !timePattern.test(value)) return false;
  const seconds = value.slice(0, 19);
  const at = new Date(`${seconds}Z`);
  return !Number.isNaN(+at) && at.toISOString().startsWith(seconds);
};
