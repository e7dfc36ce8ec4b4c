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

/** Saves `count` answers one after the other, each durable before the next; and bare strict transactions with the same rows. */
async function save(count: number): Promise<{ours: number; bare: number}> {
  const outbox = open(`${location.origin}/nowhere`, offline);
  const bare = await openDB('bare', 1, {upgrade: database => void database.createObjectStore('rows', {keyPath: 'id'})});
  const ours = await timed(async () => {
    for (let n = 0; n < count; n++) await outbox.save({kind: 'response', data: data(n)});
  });
  const plain = await timed(async () => {
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
  await bare.clear('rows');
  bare.close();
  return {ours, bare: plain};
}

/** Drains `count` waiting answers; and a bare loop that posts the same items in batches of 50 from memory. */
async function drain(endpoint: string, count: number): Promise<{ours: number; bare: number}> {
  // Another tab holds the lock, so to say: nothing is sent, and no failure makes the endpoint wait.
  const filling = open(endpoint, offline, () => Promise.resolve(false));
  for (let n = 0; n < count; n++) await filling.save({kind: 'response', data: data(n)});
  filling.pause();
  const outbox = open(endpoint, sendByFetch);
  const ours = await timed(async () => {
    while ((await outbox.pending()).answers) await outbox.flush();
  });
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
  const bare = await timed(async () => {
    for (let at = 0; at < count; at += 50) {
      const body = JSON.stringify({
        v: 1,
        site: 'pk_demo',
        batch: uuid(),
        sentAt: time,
        items: items.slice(at, at + 50),
      });
      await sendByFetch(endpoint, body, false);
    }
  });
  return {ours, bare};
}

Object.assign(globalThis, {bench: {save, drain}});
