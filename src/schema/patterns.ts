/** The patterns that the zod schemas and the visitor's guards share, so that the two cannot drift apart. */

/** Any RFC 9562 UUID, lower or upper case. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** UTC with a `Z`, seconds or finer: `2026-11-22T10:00:00.000Z`. */
export const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** 128 random bits as base64url. */
export const receiptPattern = /^[\w-]{22}$/;

/** `stagepost/response/1`, and any name and major that a later kit may send. */
export const schemaPattern = /^stagepost\/[a-z][a-z-]{0,30}\/[1-9]\d{0,3}$/;

/** A public site key. */
export const siteKeyPattern = /^pk_[\w-]{1,60}$/;

/** Ids chosen by an owner: surveys, questions, options, journeys, stages, touchpoints. */
export const idPattern = /^[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,99}$/u;

/** BCP 47, loosely: `de`, `pt-BR`, `zh-Hant-TW`. */
export const langPattern = /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i;

/** True for a time of `timePattern` that exists in the calendar. */
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && timePattern.test(value) && !Number.isNaN(Date.parse(value));
