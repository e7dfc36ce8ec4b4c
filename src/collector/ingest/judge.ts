import {boundsProblem} from '../../schema/bounds.js';
import {endpointLimits, itemLimits} from '../../schema/limits.js';
import {schemaPattern, uuidPattern} from '../../schema/patterns.js';
import {dataSchemas, itemSchema, type Item, type Verdict} from '../../schema/wire.js';
import {hashOf} from '../hash.js';
import {pathText} from '../../schema/issues.js';
import type {IncomingItem} from '../store.js';
import {extract} from './extract.js';

const day = 24 * 60 * 60 * 1000;

/** Seconds after which an item of a newer schema may be tried again: an endpoint is not updated by the minute. */
const newerRetrySeconds = 3600;

/** When a batch was sent by the device's clock, and received by ours; milliseconds since 1970. */
export interface Times {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The part of a verdict that says why not. */
type Refusal = Pick<Verdict, 'code' | 'retryAfter'> & {readonly status?: 'retry'; readonly path?: string};

/** `id` and `rev` as the verdict names them; with either a final verdict, or an item for the store to judge. */
export interface Judged {
  readonly id: string;
  readonly rev: number;
  readonly verdict?: Verdict;
  readonly item?: IncomingItem;
  /** How late and how often it was tried, for the owner's metrics. */
  readonly age?: number;
  readonly attempt?: number;
}

/**
 * The time of an item used for all results: `createdAt` by our clock, which differs from the device's by the time between `sentAt` and
 * `receivedAt`; within the 30 days before receipt, whatever the device's clock said.
 */
export function correctedTime(createdAt: number, {sentAt, receivedAt}: Times): number {
  return Math.min(receivedAt, Math.max(receivedAt - 30 * day, createdAt + (receivedAt - sentAt)));
}

/**
 * Older than the ids an endpoint must know, by the device's time and by the corrected time both: a clock that is years behind, or
 * that jumped ahead after the answer, is no reason to refuse it.
 */
const isTooOld = (createdAt: number, {sentAt, receivedAt}: Times): boolean =>
  Math.max(createdAt, createdAt + (receivedAt - sentAt)) < receivedAt - endpointLimits.idDays * day;

/** Judges one item of a batch without a database; `undefined` for what has no readable id, and so cannot have a verdict. */
export function judge(raw: unknown, times: Times): Judged | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return;
  const {id, rev: sentRev} = raw as Record<string, unknown>;
  if (typeof id !== 'string' || !uuidPattern.test(id)) return;
  const rev = isRev(sentRev) ? sentRev : 1;
  // The schema looks at depth and size before anything that walks deeper.
  const parsed = itemSchema.safeParse(raw);
  const reason = parsed.success ? undefined : reasonAgainst(raw, parsed.error);
  if (reason) return {id, rev, verdict: {id, rev, status: 'rejected', ...reason}};
  // What was sent is what is kept: the parsed copy only proves its shape.
  const item = toIncoming(raw as Item, times);
  if (Buffer.byteLength(item.body) > itemLimits.bytes - leftOut && tooManyBytes(raw))
    return {id, rev, verdict: {id, rev, status: 'rejected', code: 'too-large'}};
  return {id, rev, item, age: times.sentAt - item.createdAt, attempt: (raw as Item).attempt};
}

/** Bytes that a stored body lacks at most, beside the item as sent: `attempt`, receipts. */
const leftOut = 200;

/** Why an item that the schema refused is refused, and for how long. */
function reasonAgainst(raw: object, error: {issues: {path: PropertyKey[]}[]}): Refusal {
  const bounds = outOfBounds(raw);
  if (bounds) return bounds;
  if (tooManyBytes(raw)) return {code: 'too-large'};
  const {schema} = raw as Record<string, unknown>;
  if (typeof schema === 'string' && schemaPattern.test(schema) && !Object.hasOwn(dataSchemas, schema))
    return {status: 'retry', code: 'schema/newer', retryAfter: newerRetrySeconds};
  return {code: 'invalid', path: pathText(error.issues[0]?.path ?? [])};
}

const isRev = (rev: unknown): rev is number =>
  Number.isInteger(rev) && (rev as number) >= 1 && (rev as number) <= itemLimits.rev;

const tooLarge = new Set(['too-many', 'text-too-long', 'texts-too-long']);

function outOfBounds(raw: object): Refusal | undefined {
  const problem = boundsProblem(raw, '', 0);
  return (
    problem && {
      path: problem.path.slice(0, itemLimits.idUnits),
      code: tooLarge.has(problem.code) ? 'too-large' : 'invalid',
    }
  );
}

const tooManyBytes = (raw: object): boolean => Buffer.byteLength(JSON.stringify(raw)) > itemLimits.bytes;

function toIncoming(item: Item, times: Times): IncomingItem {
  const createdAt = Date.parse(item.createdAt);
  return {
    id: item.id.toLowerCase(),
    kind: item.kind,
    schema: item.schema,
    rev: item.rev,
    test: item.test ?? false,
    receiptHash: hashOf(item.receipt),
    createdAt,
    sentAt: times.sentAt,
    receivedAt: times.receivedAt,
    at: correctedTime(createdAt, times),
    body: bodyOf(item),
    tooOld: isTooOld(createdAt, times),
    found: extract(item),
    withdraws:
      item.kind === 'withdrawal'
        ? {target: item.data.target.toLowerCase(), receiptHash: hashOf(item.data.receipt)}
        : undefined,
  };
}

/**
 * The item as kept: its id in lower case, as ids are compared; without `attempt`, which differs from try to try, and without receipts,
 * which give a right that only the visitor's device should have.
 */
function bodyOf(item: Item): string {
  const data = item.kind === 'withdrawal' ? {...item.data, receipt: undefined} : item.data;
  const kept: Record<string, unknown> = {id: item.id.toLowerCase(), data};
  let text = '';
  // Piece by piece: a copy of the item without two keys costs several times as much.
  for (const [key, value] of Object.entries(item))
    if (key !== 'attempt' && key !== 'receipt')
      text += `${text && ','}${JSON.stringify(key)}:${JSON.stringify(Object.hasOwn(kept, key) ? kept[key] : value)}`;
  return `{${text}}`;
}
