/** A fault of the collector's own surroundings (disk, file, port, package): one sentence with the place and the remedy. */
export class CollectorError extends Error {
  /** For programs, `area/what`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CollectorError';
    this.code = code;
  }
}

/** The database could not write or read for now: nothing of the attempt is stored. Answered with 503. */
export class StorageError extends CollectorError {
  constructor(message: string, options?: ErrorOptions) {
    super('storage/unavailable', message, options);
    this.name = 'StorageError';
  }
}

export interface ProblemOptions {
  /** Seconds, sent as Retry-After. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP error that a caller may read: RFC 9457, with a code for programs. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly options: ProblemOptions;

  /** @param detail A plain sentence: what was refused, and what to do. */
  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.options = options;
  }

  toResponse(): Response {
    const {retryAfter, headers} = this.options;
    const body = {
      type: 'about:blank',
      title: titles[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(retryAfter === undefined ? {} : {retryAfter}),
    };
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: {
        ...headers,
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...(retryAfter === undefined ? {} : {'retry-after': String(Math.ceil(retryAfter))}),
      },
    });
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
};
