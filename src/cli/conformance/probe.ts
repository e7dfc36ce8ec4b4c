/** Talks to the endpoint under test, and sees nothing of it but its answers. */
import {randomBytes, randomUUID} from 'node:crypto';
import {cleanJson} from '../../schema/canonical.js';
import {routeOf} from '../../schema/endpoint.js';
import {batchAnswerSchema, type BatchAnswer, type Verdict} from '../../schema/wire.js';

/** What was seen instead of what the contract says. */
export class Mismatch extends Error {}

/** The check cannot be made here. */
export class Skip extends Error {}

export type Loose = Record<string, unknown>;

/** An item as it is sent; anything may be wrong with it on purpose. */
export interface Sample extends Loose {
  id: string;
  rev: number;
  receipt: string;
  data: Loose;
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ProbeOptions {
  readonly endpoint: string;
  /** Public key of the site under test. */
  readonly site: string;
  /** Key of another site of the same endpoint, where there is one. */
  readonly otherSite?: string | undefined;
  /** An origin that the site allows. */
  readonly origin: string;
  /** Milliseconds for one request. */
  readonly timeout: number;
}

const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

/** Requests that were told to come later are sent again this often, after at most this many seconds. */
const patience = {tries: 6, seconds: 30} as const;

export const describeVerdict = ({status, code, rev}: Verdict): string =>
  `${status}${code ? `/${code}` : ''} at rev ${rev}`;

export class Probe {
  readonly options: ProbeOptions;
  /** Every answer of the batch route so far, for the checks that look at all of them. */
  readonly history: Seen[] = [];

  constructor(options: ProbeOptions) {
    this.options = options;
  }

  /** A sound response, marked as a test, with an id of its own. `over` replaces keys of the item. */
  item(over: Loose = {}, data: Loose = {}): Sample {
    const now = new Date().toISOString();
    return {
      id: randomUUID(),
      kind: 'response',
      schema: 'stagepost/response/1',
      rev: 1,
      createdAt: now,
      attempt: 1,
      receipt: randomBytes(16).toString('base64url'),
      test: true,
      ...over,
      data: {
        survey: 'conformance',
        version: '0123456789abcdef',
        impression: randomUUID(),
        complete: true,
        answers: {score: {type: 'nps', value: 9}},
        startedAt: now,
        context: {},
        ...data,
      },
    };
  }

  /** An item of another kind with exactly this `data`. */
  other(kind: string, data: Loose, over: Loose = {}): Sample {
    return {...this.item(), kind, schema: `stagepost/${kind}/1`, ...over, data};
  }

  withdrawal(target: Sample, receipt = target.receipt): Sample {
    return this.other('withdrawal', {target: target.id, receipt});
  }

  /** The text of a request. */
  batch(items: readonly unknown[], over: Loose = {}): string {
    return cleanJson({
      v: 1,
      site: this.options.site,
      batch: randomUUID(),
      sentAt: new Date().toISOString(),
      items,
      ...over,
    });
  }

  /** One request; waits and comes again where the endpoint asks for it by 429 or 503 with `Retry-After`. */
  async fetch(path: `/v1/${string}`, init: RequestInit): Promise<Seen> {
    const address = routeOf(this.options.endpoint, path);
    for (let tries = 1; ; tries++) {
      const signal = AbortSignal.timeout(this.options.timeout);
      const response = await fetch(address, {redirect: 'manual', credentials: 'omit', ...init, signal});
      const seen = {status: response.status, headers: response.headers, text: await response.text()};
      const after = Number(response.headers.get('retry-after'));
      const told = (seen.status === 429 || seen.status === 503) && response.headers.has('retry-after');
      if (!told || !(after <= patience.seconds) || tries === patience.tries) return seen;
      await wait(Math.max(after, 0.05) * 1000);
    }
  }

  /** POSTs a text to the batch route. */
  async post(body: string, headers: Record<string, string> = {'content-type': 'application/json'}): Promise<Seen> {
    const seen = await this.fetch('/v1/batch', {method: 'POST', body, headers});
    this.history.push(seen);
    return seen;
  }

  /** Sends items and expects a verdict on each of them, in any order. */
  async verdicts(items: readonly Sample[], over: Loose = {}): Promise<Verdict[]> {
    const answer = answerOf(await this.post(this.batch(items, over)));
    return items.map(item => verdictOn(answer, item));
  }

  /** Sends one item and expects one of these verdicts: `stored`, `rejected/invalid`, or `rejected` for any code. */
  async expect(item: Sample, ...allowed: string[]): Promise<Verdict> {
    const [verdict] = await this.verdicts([item]);
    return demand(verdict!, allowed, item);
  }

  /** Sends a raw text that must be refused whole, with one of these statuses. */
  async refused(body: string, statuses: readonly number[]): Promise<string> {
    const {status} = await this.post(body);
    if (!statuses.includes(status)) throw new Mismatch(`HTTP ${status}, not ${statuses.join(' or ')}`);
    return `HTTP ${status}`;
  }
}

/** The verdict, or a mismatch where it is none of `allowed`. A stored or duplicate item must be at its own rev or a higher one. */
export function demand(verdict: Verdict, allowed: readonly string[], item: Sample): Verdict {
  const full = `${verdict.status}/${verdict.code ?? ''}`;
  const fits = allowed.some(one => full === one || verdict.status === one);
  if (!fits) throw new Mismatch(`${describeVerdict(verdict)}, not ${allowed.join(' or ')}`);
  const acknowledged = verdict.status === 'stored' || verdict.status === 'duplicate';
  if (acknowledged && verdict.rev < item.rev)
    throw new Mismatch(`${describeVerdict(verdict)} for an item of rev ${item.rev}: a device would send it for ever`);
  return verdict;
}

/** The highest verdict on an item; a mismatch where its id is not listed as it was sent. */
export function verdictOn(answer: BatchAnswer, {id}: {readonly id: string}): Verdict {
  let found: Verdict | undefined;
  for (const verdict of answer.items) if (verdict.id === id && !(found && found.rev > verdict.rev)) found = verdict;
  if (!found) throw new Mismatch(`the answer does not list the id ${id}`);
  return found;
}

/** The body of a 2xx JSON answer of version 1; a mismatch for anything else. */
export function answerOf({status, headers, text}: Seen): BatchAnswer {
  if (status < 200 || status > 299) throw new Mismatch(`HTTP ${status}: ${excerpt(text)}`);
  const type = headers.get('content-type') ?? 'none';
  if (!/^application\/json\b/i.test(type)) throw new Mismatch(`content type ${type}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Mismatch(`no JSON: ${excerpt(text)}`);
  }
  const parsed = batchAnswerSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const {path, message} = parsed.error.issues[0]!;
  throw new Mismatch(`${path.join('.') || 'the answer'}: ${message}: ${excerpt(text)}`);
}

const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line || 'an empty body';
};
