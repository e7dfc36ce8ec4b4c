/** The storage port: what the routes know of a database. SQLite implements it; another database can follow without touching a route. */
import type {ItemKind, VerdictCode, VerdictStatus} from '../schema/wire.js';
import type {StorageError} from './problem.js';

/** One answer on a scale, kept apart from the body so that results need not read bodies. */
export interface ScoreEntry {
  readonly question: string;
  readonly type: 'nps' | 'csat' | 'ces' | 'rating';
  readonly value: number;
}

/** What results group by, taken out of an item's data; `null` where it has none. */
export interface Extract {
  readonly survey: string | null;
  /** Lower case. */
  readonly impression: string | null;
  readonly complete: boolean;
  /** An event's name. */
  readonly name: string | null;
  readonly journey: string | null;
  readonly stage: string | null;
  readonly touchpoint: string | null;
  readonly lang: string | null;
  readonly scores: readonly ScoreEntry[];
}

/** An item that passed every check that needs no database. Times are milliseconds since 1970, UTC. */
export interface IncomingItem {
  /** Lower case: ids are compared so. */
  readonly id: string;
  readonly kind: ItemKind;
  readonly schema: string;
  readonly rev: number;
  readonly test: boolean;
  /** SHA-256 of the receipt, hex. The receipt itself is not kept. */
  readonly receiptHash: string;
  readonly createdAt: number;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** The time used for all results, see `correctedTime`. */
  readonly at: number;
  /** The item as JSON, all its keys, without `attempt` and receipts. ASCII escapes keep NUL and lone surrogates. */
  readonly body: string;
  /** Older than the ids that an endpoint must know. */
  readonly tooOld: boolean;
  readonly found: Extract;
  /** Of a withdrawal: the id (lower case) it takes back and the hash of the receipt it shows. */
  readonly withdraws: {readonly target: string; readonly receiptHash: string} | undefined;
}

/** The verdict on one item, without its id. `rev` is the revision that the store holds, or the one sent. */
export interface Outcome {
  readonly status: VerdictStatus;
  readonly rev: number;
  readonly code?: VerdictCode;
}

/** The dimensions that results can be split by, besides `traits.<key>`. */
export const dimensions = ['survey', 'journey', 'stage', 'touchpoint', 'lang', 'variant', 'version'] as const;

/** Which items a result reads. `from` inclusive, `to` exclusive, milliseconds by corrected time. */
export interface Selection {
  readonly site: string;
  readonly survey?: string | undefined;
  readonly journey?: string | undefined;
  readonly question?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Members of `dimensions`, or `traits.<key>`. */
  readonly by: readonly string[];
  /** Counts are split by slots of this many milliseconds; all in one slot where absent. */
  readonly slot?: number | undefined;
}

/** Counts that share a slot and keys. `slot` is its start in milliseconds, 0 without slots. */
export interface Cell {
  readonly slot: number;
  /** In the order of `Selection.by`. */
  readonly keys: readonly (string | null)[];
}

export interface ScoreCell extends Cell {
  readonly value: number;
  readonly count: number;
  /** The corrected time of the newest of them, in milliseconds. */
  readonly newest: number;
}

/** One scored response with its causes. */
export interface CauseEntry extends Cell {
  readonly score: number;
  readonly causes: readonly string[];
  readonly primary: string | null;
}

/** Shown impressions, and what became of them. */
export interface ImpressionCell extends Cell {
  readonly shown: number;
  readonly started: number;
  readonly completed: number;
  readonly partial: number;
  readonly snoozed: number;
  readonly dismissed: number;
  readonly ignored: number;
}

export interface ExportRow {
  /** Ascends in the order in which items first arrived. */
  readonly seq: number;
  readonly id: string;
  readonly rev: number;
  readonly test: boolean;
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly at: number;
  /** The stored JSON of the item. */
  readonly body: string;
}

export interface ExportPage {
  readonly site: string;
  readonly kind: ItemKind;
  readonly survey?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly withTests: boolean;
  /** Newest first instead of oldest first. */
  readonly newestFirst: boolean;
  /** Continues behind this `seq`. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A read token as kept: the token itself is not. */
export interface TokenRecord {
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  /** The first characters, to find it again in a list. */
  readonly prefix: string;
  readonly site: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
}

/** All methods reject with `StorageError` while the database cannot serve. */
export interface Store {
  /** Resolves once the outcome of every item is committed to disk. Items are judged in order. */
  write(site: string, items: readonly IncomingItem[]): Promise<Outcome[]>;
  /** Items accepted and not yet committed. */
  readonly waiting: number;
  scores(selection: Selection & {readonly type: ScoreEntry['type']}): Promise<ScoreCell[]>;
  causes(selection: Selection & {readonly causes: string}): Promise<CauseEntry[]>;
  impressions(selection: Selection): Promise<ImpressionCell[]>;
  /** Completed impressions that were never reported as shown. */
  unshown(selection: Selection): Promise<number>;
  page(page: ExportPage): Promise<ExportRow[]>;
  addToken(token: TokenRecord): Promise<void>;
  tokensWith(prefix: string): Promise<TokenRecord[]>;
  /** The secret of that name, 32 random bytes as base64url, made when first asked for. */
  secret(name: string): Promise<string>;
  /** Writes and commits something small. */
  probe(): Promise<void>;
  /** Commits what waits, then closes. */
  close(): Promise<void>;
}

/** Told by a store what it does, for metrics. */
export interface StoreWatch {
  /** A commit of `items` took `seconds`. */
  committed(items: number, seconds: number): void;
  failed(error: StorageError): void;
}
