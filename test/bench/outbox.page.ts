/** What the outbox bench runs inside the page; bundled by the bench. */
import {openDB} from 'idb';
import {createOutbox, type Outbox} from '../../src/outbox/outbox.js';
import {indexedDatabase} from '../../src/outbox/database.js';
import {createJournal} from '../../src/outbox/journal.js';
import {joinTabs} from '../../src/outbox/channel.js';
import {webLock} from '../../src/outbox/lock.js';
import {receipt, unit, uuid} from '../../src/outbox/random.js';
import {sendByFetch, type Transport} from '../../src/outbox/transport.js';

const data = (n: number) => ({
  survey: 'bench',
  version: '1',
  impression: uuid(),
  complete: true,
  answers: {
    score: {type: 'nps', value: n % 11},
    comment: {type: 'text', value: `The delivery took ${n} days. `.repeat(8)},
  },
  startedAt: new Date().toISOString(),
  context: {stage: 'delivery'},
});

function open(endpoint: string, transport: Transport, lock = webLock()): Outbox {
  return createOutbox(
    {endpoint, site: 'pk_demo'},
    {
      database: indexedDatabase(),
      journal: createJournal(localStorage),
      transport,
      trouble: () => import('../../src/outbox/trouble.js'),
      lock,
      joinTabs,
      now: Date.now,
      monotonic: () => performance.now(),
      after: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      visible: () => true,
      random: unit,
      uuid,
      receipt,
    },
  );
}

const offline: Transport = () => Promise.resolve({status: 0, failure: 'network'});
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Bare strict transactions with the same rows as those of the outbox. */
const bareDatabase = () =>
  openDB('bare', 1, {upgrade: database => void database.createObjectStore('rows', {keyPath: 'id'})});

/** Work that is asked for in portions, so that no call lasts long where the disk is slow. Each returns its milliseconds. */
export interface OutboxBench {
  /** Saves `count` answers one after the other, each durable before the next. */
  save(count: number): Promise<number>;
  /** The same rows, in transactions of IndexedDB and nothing else. */
  saveBare(count: number): Promise<number>;
  /** `count` answers more that wait: another tab holds the lock, so to say, and no failure makes the endpoint wait. */
  fill(endpoint: string, count: number): Promise<void>;
  /** One flush of an outbox that finds them, and how many still wait. */
  flush(endpoint: string): Promise<{readonly ms: number; readonly left: number}>;
  /** A batch of as many items from memory, posted and forgotten. */
  post(endpoint: string, count: number): Promise<number>;
}

const once = <Key, T>(make: (key: Key) => T): ((key: Key) => T) => {
  let made: T | undefined;
  return key => (made ??= make(key));
};
const saving = once(() => open(`${location.origin}/nowhere`, offline));
const plain = once(bareDatabase);
const filling = once((endpoint: string) => open(endpoint, offline, () => Promise.resolve(false)));
const draining = once((endpoint: string) => open(endpoint, sendByFetch));

const bench: OutboxBench = {
  save: count =>
    timed(async () => {
      for (let n = 0; n < count; n++) await saving(undefined).save({kind: 'response', data: data(n)});
    }),

  async saveBare(count) {
    const bare = await plain(undefined);
    return timed(async () => {
      for (let n = 0; n < count; n++) {
        const row = {
          id: uuid(),
          item: {kind: 'response', receipt: receipt(), createdAt: new Date().toISOString(), data: data(n)},
        };
        const transaction = bare.transaction('rows', 'readwrite', {durability: 'strict'});
        void transaction.store.put(row);
        await transaction.done;
      }
    });
  },

  async fill(endpoint, count) {
    for (let n = 0; n < count; n++) await filling(endpoint).save({kind: 'response', data: data(n)});
  },

  async flush(endpoint) {
    filling(endpoint).pause();
    const outbox = draining(endpoint);
    const ms = await timed(() => outbox.flush());
    return {ms, left: (await outbox.pending()).answers};
  },

  async post(endpoint, count) {
    const time = new Date().toISOString();
    const items = Array.from({length: count}, (_, n) => ({
      id: uuid(),
      kind: 'response',
      schema: 'stagepost/response/1',
      rev: 1,
      attempt: 1,
      createdAt: time,
      receipt: receipt(),
      data: data(n),
    }));
    return timed(() => sendByFetch(endpoint, JSON.stringify({v: 1, site: 'pk_demo', batch: uuid(), sentAt: time, items}), false)); // prettier-ignore
  },
};

Object.assign(globalThis, {bench});
