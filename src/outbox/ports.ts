/** Everything that the outbox takes from outside, so that a test can be the clock, the dice, the network and the other tab. */
import type {Database} from './database.js';
import type {Journal} from './journal.js';
import type {Lock} from './lock.js';
import type {Channel, Message} from './channel.js';
import type {Transport} from './transport.js';
import type * as trouble from './trouble.js';

export type Trouble = typeof trouble;

export interface Ports {
  /** Absent in the storage modes that write no database. */
  readonly database: Database | undefined;
  readonly journal: Journal;
  readonly transport: Transport;
  /** Absent where the browser has no locks: a lease in the store takes its place. */
  readonly lock: Lock | undefined;
  /** Loads what trouble needs; rejects where the network is gone. */
  readonly trouble: () => Promise<Trouble>;
  readonly joinTabs: (hear: (message: Message) => void) => Channel;
  /** Wall clock, ms since 1970: may jump. */
  readonly now: () => number;
  /** Ms since the page began: never jumps. */
  readonly monotonic: () => number;
  /** Runs `work` once after `ms`; returns a function that takes it back. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly visible: () => boolean;
  /** In [0, 1). */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly receipt: () => string;
}
