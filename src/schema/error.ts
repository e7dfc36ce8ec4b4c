/** Every code a caller can meet; `error-texts.ts` says in words what each means. People who visit read the locale's text instead. */
export type ErrorCode =
  | 'answer/invalid'
  | 'answer/too-large'
  | 'config/invalid'
  | 'config/unreachable'
  | 'definition/invalid'
  | 'definition/unsupported'
  | 'endpoint/invalid'
  | 'endpoint/missing'
  | 'live/unreachable'
  | 'map/invalid'
  | 'map/unpaintable'
  | 'map/unreachable'
  | 'outbox/full'
  | 'outbox/none'
  | 'outbox/unknown'
  | 'schema/newer'
  | 'setting/invalid'
  | 'storage/failed';

/** The code for a setting that does not hold. */
export const settingCode = (key: string): ErrorCode => (key === 'endpoint' ? 'endpoint/invalid' : 'setting/invalid');

/** The kit's only error: `code` for programs, `details` for logs. Never shown to a visitor. */
export class KitError extends Error {
  readonly code: ErrorCode;
  /** The place (an attribute, a path in a definition) and what was found there. */
  readonly details: string | undefined;

  constructor(code: ErrorCode, details?: string, options?: ErrorOptions) {
    super(details ? `${code}: ${details}` : code, options);
    this.name = 'KitError';
    this.code = code;
    this.details = details;
  }
}
