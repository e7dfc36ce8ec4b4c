/** Every code a caller can meet, with the sentence a developer reads. People who visit read the locale's text instead. */
const sentences = {
  'answer/invalid': 'The answer does not have the shape this survey asks for.',
  'answer/too-large': 'The answer is larger than an endpoint accepts; nothing was stored.',
  'config/invalid': 'The configuration is not valid.',
  'config/unreachable': 'The configuration could not be fetched.',
  'definition/invalid': 'The survey definition is not valid.',
  'definition/unsupported': 'This element cannot show a question of the survey definition.',
  'endpoint/invalid': 'The endpoint is not an http or https URL.',
  'endpoint/missing':
    'No endpoint is set: give the element, a surrounding stagepost-context or the script tag an endpoint and a site.',
  'outbox/full': 'This device holds as many unsent answers as it may; nothing was stored.',
  'outbox/none': 'No outbox is registered: import from stagepost/define, or provide one by context.',
  'outbox/unknown': 'No item with this id waits on this device.',
  'setting/invalid': 'A setting has a value that is not known; the default is used.',
  'storage/failed': 'The browser refused to keep the answer.',
} as const;

export type ErrorCode = keyof typeof sentences;

/** The kit's only error: `code` for programs, `message` for developers, `details` for logs. Never shown to a visitor. */
export class KitError extends Error {
  readonly code: ErrorCode;
  /** The place (an attribute, a path in a definition) and what was found there. */
  readonly details: string | undefined;

  constructor(code: ErrorCode, details?: string, options?: ErrorOptions) {
    super(`${code}: ${sentences[code]}${details ? ` ${details}` : ''}`, options);
    this.name = 'KitError';
    this.code = code;
    this.details = details;
  }
}
