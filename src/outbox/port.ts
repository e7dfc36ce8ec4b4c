/** What the rest of the kit knows of the outbox. Elements take it by context; nothing here opens a database. */
import type {ItemKind} from '../schema/wire.js';

/** How safely an item is kept: on disk, in this browser until it closes, or in this page alone. */
export type Persistence = 'disk' | 'session' | 'memory';

/** An item as an element hands it over. Give `id`, `receipt` and `rev` of an earlier save to send a newer snapshot of it. */
export interface Draft {
  readonly kind: ItemKind;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id?: string | undefined;
  readonly receipt?: string | undefined;
  /** The last revision known to the caller; the next one is higher, decided inside the storage transaction. */
  readonly rev?: number | undefined;
  readonly createdAt?: string | undefined;
  readonly who?: {readonly visitor?: string; readonly session?: string} | undefined;
  readonly test?: boolean | undefined;
}

/** Accepted: `persisted` says how safely, and no more than that is ever claimed. */
export interface Saved {
  readonly id: string;
  readonly rev: number;
  readonly receipt: string;
  readonly createdAt: string;
  readonly persisted: Persistence;
}

/** Counts of what waits, for one site; never texts. */
export interface Pending {
  /** Responses, feedback and identities. */
  readonly answers: number;
  readonly events: number;
  readonly withdrawals: number;
  readonly dead: number;
  /** The safest place this outbox has; `memory` means that leaving the page loses what waits. */
  readonly persistence: Persistence;
  /** ISO times by this device's clock. */
  readonly oldestAt?: string | undefined;
  readonly lastSentAt?: string | undefined;
  /** The next attempt, where one is scheduled. */
  readonly nextTryAt?: string | undefined;
  /** Why the last attempt failed, as a code of `FailureReason`. */
  readonly problem?: FailureReason | undefined;
}

/** Why an attempt failed: `network` and `server` pass by themselves, `configuration` wants the owner. */
export type FailureReason = 'network' | 'timeout' | 'server' | 'portal' | 'configuration' | 'gone' | 'busy';

export interface DeadLetter {
  readonly id: string;
  readonly kind: ItemKind;
  readonly rev: number;
  readonly createdAt: string;
  /** The verdict's code, or `undeliverable` after 30 days. */
  readonly code: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happened to items, in this tab or another. */
export type Notice =
  | {readonly type: 'saved'; readonly id: string; readonly rev: number; readonly persisted: Persistence}
  /** The endpoint acknowledged this revision. */
  | {readonly type: 'sent'; readonly id: string; readonly rev: number}
  | {readonly type: 'dead-letter'; readonly id: string; readonly code: string}
  | {readonly type: 'withdrawn'; readonly id: string}
  /** An attempt failed; everything is kept. `status` is the HTTP status, 0 for none. */
  | {readonly type: 'failed'; readonly reason: FailureReason; readonly status: number; readonly detail?: string}
  /** Items that the database had lost came back from their copies. */
  | {readonly type: 'storage-recovered'; readonly count: number}
  /** Behaviour events that made room for answers. */
  | {readonly type: 'events-dropped'; readonly count: number}
  /** Counts changed: ask `pending()` again. */
  | {readonly type: 'changed'};

export interface OutboxPort {
  /**
   * Keeps the item, then sends it when it can. Resolves once it is kept.
   * @throws {KitError} `answer/invalid`, `answer/too-large`, `outbox/full`, `storage/failed`: nothing was stored.
   */
  save(draft: Draft): Promise<Saved>;
  /** Takes an item back: deleted here if it never left, else a withdrawal is sent. */
  withdraw(id: string, receipt: string): Promise<void>;
  pending(): Promise<Pending>;
  deadLetters(): Promise<DeadLetter[]>;
  /** Sends a dead letter again. @throws {KitError} `outbox/unknown` */
  retry(id: string): Promise<void>;
  /** Deletes what is unsent, dead letters included; resolves with the count. What may have arrived is withdrawn. */
  clear(): Promise<number>;
  /** Tries to send now, within what the endpoint allows; resolves when nothing more can be done at once. */
  flush(): Promise<void>;
  /** Calls `listener` for what happens to this site's items in any tab, until `signal` aborts. */
  listen(listener: (notice: Notice) => void, signal: AbortSignal): void;
}
