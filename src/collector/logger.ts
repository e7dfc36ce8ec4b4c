export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where the collector writes what it does. No bodies, no texts, no full addresses are ever passed to it. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line; JSON escapes control characters, so that no value can forge a line. */
export function jsonLogger(write: (line: string) => void = line => process.stderr.write(line)): Logger {
  const log =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({time: new Date().toISOString(), level, event, ...fields})}\n`);
  return {info: log('info'), warn: log('warn'), error: log('error')};
}

export const silentLogger: Logger = {info: () => undefined, warn: () => undefined, error: () => undefined};

/** Lets the first line of a kind through, then one a period with the number of those between. */
export class LineLimit {
  readonly #period: number;
  readonly #now: () => number;
  readonly #kinds = new Map<string, {at: number; count: number}>();

  /** @param period Milliseconds. */
  constructor(period = 60_000, now: () => number = () => performance.now()) {
    this.#period = period;
    this.#now = now;
  }

  /** The number of lines this one stands for, or 0 where it is not to be written. */
  count(kind: string): number {
    const now = this.#now();
    const known = this.#kinds.get(kind);
    if (known && now - known.at < this.#period) {
      known.count++;
      return 0;
    }
    this.#kinds.set(kind, {at: now, count: 0});
    if (this.#kinds.size > 1000) this.#kinds.clear();
    return 1 + (known?.count ?? 0);
  }
}
