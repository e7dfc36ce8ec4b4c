/**
 * Sends what pages left on this device, where there is no page: in a service worker. It knows no site and no endpoint but those
 * that stand on the items, and it has no web storage.
 */
import {spacing} from './backoff.js';
import type {Database} from './database.js';
import {push} from './gates.js';
import {leased} from './lease.js';
import {planFor} from './plan.js';
import type {Ports} from './ports.js';
import {isRow, isWaiting} from './row.js';
import {createSender} from './sender.js';
import {createStore} from './store.js';

/** How often one call tries: the network may just have come back, or a page may be sending. */
const tries = 3;

/** What the browser gives a worker; the rest follows from there being no page. */
export type WorkerPorts = Omit<Ports, 'trouble' | 'visible'> & {readonly database: Database};

/** Gives a function that sends what may be sent. It rejects where something still waits, so that the browser calls again. */
export function createDrain(of: WorkerPorts): () => Promise<void> {
  const ports: Ports = {
    ...of,
    database: traced(of.database, of.now),
    // A worker cannot import later. And what stays of an item has to stay until a page has deleted the copies.
    trouble: async () => ({leased, planFor, forget: async () => {}}),
    visible: () => false,
  };
  const store = createStore(ports, () => {});
  const sender = createSender(
    ports,
    store,
    endpoint => endpoint,
    (site, notices) => channel.postMessage({site, notices}),
  );
  const channel = ports.joinTabs(sender.nudge);

  /** True where nothing waits, as far as can be seen. */
  const isEmpty = async () => {
    const stored = await store.all();
    return store.sound && !stored.some(isWaiting);
  };

  return async () => {
    for (let left = tries; left; left--) {
      await sender.send(push.event);
      // The browser calls again; no timer does.
      sender.pause();
      if (await isEmpty()) return;
      if (left > 1) await new Promise<void>(resolve => void ports.after(1.5 * spacing, resolve));
    }
    throw new Error('Answers still wait on this device.');
  };
}

/** Leaves a trace of each item that goes: else a page would take its own copy for an item that the database has lost. */
const traced = ({all, change}: Database, now: () => number): Database => ({
  all,
  change: (ids, work, strict) =>
    change(
      ids,
      rows => {
        const before = [...rows.values()].filter(isRow);
        work(rows);
        for (const {id, rev} of before) if (!rows.has(id)) rows.set(id, {id, gone: now(), rev});
      },
      strict,
    ),
});
