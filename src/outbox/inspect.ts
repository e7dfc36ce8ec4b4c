/** What waits on the device, for those who look, and what they may do about it. Loaded when first asked for. */
import {KitError} from '../schema/error.js';
import {msUntil} from './backoff.js';
import type {Tell} from './delivery.js';
import type {FailureReason, Notice, OutboxPort} from './port.js';
import type {Ports} from './ports.js';
import {aliveAgain, gateId, isRow, type Gate, type Row} from './row.js';
import type {Store} from './store.js';
import {takeBack, withdrawalOf} from './take-back.js';

/** The parts of an outbox that a look needs. */
interface Inspected {
  readonly endpoint: string;
  readonly site: string;
  readonly ports: Ports;
  readonly store: Store;
  /** Ids of what this page made. */
  readonly own: ReadonlySet<string>;
  readonly tell: Tell;
  readonly flush: () => Promise<void>;
  readonly wake: () => void;
}

type Inspection = Pick<OutboxPort, 'pending' | 'deadLetters' | 'retry' | 'clear'>;

export function createInspection(parts: Inspected): Inspection {
  const {endpoint, site, ports, store, own, tell, flush, wake} = parts;

  /** Everything stored, and the rows of this site among it. */
  async function look() {
    const stored = await store.all();
    return {stored, mine: stored.filter((row): row is Row => isRow(row) && row.site === site)};
  }

  return {
    async pending() {
      const {stored, mine} = await look();
      const alive = mine.filter(row => !row.dead);
      const count = (kinds: RegExp) => alive.filter(row => kinds.test(row.item.kind)).length;
      const gate = stored.find(({id}) => id === gateId(endpoint, site)) as Gate | undefined;
      const now = ports.now();
      const wait = Math.max(msUntil(gate?.until, now), Math.min(...alive.map(row => msUntil(row.nextAt, now))));
      return {
        answers: count(/^(response|feedback|identity)$/),
        events: count(/^event$/),
        withdrawals: count(/^withdrawal$/),
        dead: mine.length - alive.length,
        persistence: store.persistence,
        oldestAt: alive.map(row => row.item.createdAt).sort()[0],
        lastSentAt: gate?.lastSentAt,
        nextTryAt: alive.length && wait ? new Date(now + wait).toISOString() : undefined,
        problem: gate?.failures ? (gate.reason as FailureReason | undefined) : undefined,
      };
    },

    async deadLetters() {
      const {mine} = await look();
      return mine.flatMap(({id, rev, dead, item: {kind, createdAt, data}}) =>
        dead ? [{id, kind, rev, createdAt, ...dead, data}] : [],
      );
    },

    async retry(id) {
      await store.change(
        [id],
        rows => {
          const row = rows.get(id);
          if (!isRow(row) || !row.dead) throw new KitError('outbox/unknown', `No dead letter has the id ${id}.`);
          rows.set(id, aliveAgain(row));
        },
        true,
      );
      tell(site, [{type: 'changed'}]);
      await flush();
    },

    /** Withdrawals stay: they are what an earlier wish left to be done. */
    async clear() {
      const {mine} = await look();
      const targets = mine
        .filter(({item}) => item.kind !== 'withdrawal')
        .map(({id, item}) => ({id, withdrawal: withdrawalOf(id, item.receipt, {endpoint, site}, ports)}));
      let gone: string[] = [];
      await store.change(
        targets.flatMap(({id, withdrawal}) => [id, withdrawal.id]),
        rows => {
          gone = targets.filter(({id, withdrawal}) => takeBack(rows, id, withdrawal, own.has(id))).map(({id}) => id);
        },
        true,
      );
      const notices = gone.map((id): Notice => ({type: 'withdrawn', id}));
      tell(site, [...notices, {type: 'changed'}]);
      wake();
      return targets.length;
    },
  };
}
