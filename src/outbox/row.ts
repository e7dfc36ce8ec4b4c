/** What stands in the outbox's store. Shapes grow by optional keys only; unknown keys of a newer kit are kept. */
import type {ItemKind} from '../schema/wire.js';

/** The wire's item without what changes on the way: `rev` and `attempt` stand beside it. */
export interface StoredItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly schema: string;
  readonly createdAt: string;
  readonly receipt: string;
  readonly who?: {readonly visitor?: string; readonly session?: string} | undefined;
  readonly test?: boolean | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One waiting item, or a dead letter where `dead` is set. Times are milliseconds by the device's clock unless said otherwise. */
export interface Row {
  readonly id: string;
  readonly item: StoredItem;
  readonly rev: number;
  /** Where it was accepted for; it goes nowhere else unless the owner lists this endpoint as a former one. */
  readonly endpoint: string;
  readonly site: string;
  /** Claims so far, whether or not the request went out. */
  readonly attempt: number;
  /** UTF-8 bytes as an item of a batch. */
  readonly bytes: number;
  /** Not before this time. */
  readonly nextAt?: number | undefined;
  /** Days (since 1970, device clock) with a failure. */
  readonly failDays?: readonly number[] | undefined;
  /** The endpoint's time, ms, when it first answered without taking this item. */
  readonly since?: number | undefined;
  readonly dead?: {readonly code: string; readonly at: string} | undefined;
}

/** What is remembered of a lane between pages: a site's key may be refused where another's is welcome. */
export interface Gate {
  readonly id: string;
  /** Failures in a row. */
  readonly failures: number;
  /** Nothing is sent before: ms by the device's clock. */
  readonly until: number;
  /** True where the wait was asked for by the endpoint, so that no visitor's impatience shortens it. */
  readonly asked?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly lastSentAt?: string | undefined;
}

/** What stays of a row that was deleted for good, so that no older copy brings it back. */
export interface Gone {
  readonly id: string;
  /** When, ms by the device's clock. */
  readonly gone: number;
  /** The revision that was acknowledged, where a page still has the copies; no copy of a deleted row is newer than its deletion. */
  readonly rev?: number | undefined;
}

/**
 * What stays of a copy whose item may have been sent, and is not to be sent again: it was acknowledged to a page whose database
 * could not let it go, or it came back after it was deleted. A withdrawal may have to follow.
 */
export interface Sent extends Pick<Row, 'endpoint' | 'site' | 'attempt'> {
  readonly id: string;
  /** No time: it goes as soon as a page has looked after it. */
  readonly gone: 0;
  /** Older than any row: it holds nothing that is to be sent. */
  readonly rev: 0;
  readonly receipt: string;
}

/** The tab that sends, where the browser has no locks. */
export interface Lease {
  readonly id: string;
  readonly owner: string;
  /** When it ends by itself, ms by the device's clock. */
  readonly until: number;
}

export type Stored = Row | Gate | Gone | Sent | Lease;

export const isRow = (stored: Stored | undefined): stored is Row => !!stored && 'item' in stored;

/** A row that is to be sent. */
export const isWaiting = (stored: Stored | undefined): stored is Row => isRow(stored) && !stored.dead;

/** True where `a` holds what `b` does not. What has no revision is never newer. */
export const newer = (a: Stored, b: Stored | undefined): boolean => !b || (a as Row).rev > (b as Row).rev;

export const isGone = (stored: Stored | undefined): stored is Gone | Sent => !!stored && 'gone' in stored;

export const gateId = (endpoint: string, site: string): string => `gate:${endpoint} ${site}`;

export const leaseId = 'lease';

/** A lease outlives the longest request, and is over soon after its tab died. Ms. */
export const leaseTime = 15_000;

/** The row as one that waits; where it was a dead letter, its 30 days begin anew. */
export const aliveAgain = (row: Row): Row =>
  row.dead ? {...row, dead: undefined, nextAt: undefined, failDays: undefined, since: undefined} : row;
