/** Takes what waits to its endpoints: one tab at a time, oldest first, and lets go of nothing that was not acknowledged. */
import {msUntil} from './backoff.js';
import {inOrder} from './batch.js';
import {createDelivery, type Tell} from './delivery.js';
import {createGates, push, type Push} from './gates.js';
import type {Lock} from './lock.js';
import type {Ports} from './ports.js';
import {isWaiting, type Gate, type Row} from './row.js';
import type {Store} from './store.js';

/** When to look again into a database that could not be read. Ms. */
const lookAgain = 60_000;

/** No timer is shorter. Ms. */
const least = 50;

const nothing = (): void => {};

export type Sender = ReturnType<typeof createSender>;

export function createSender(ports: Ports, store: Store, target: (endpoint: string) => string, tell: Tell) {
  const {now, random} = ports;
  const gates = createGates(ports);
  const delivery = createDelivery(ports, store, gates, tell);
  const {fresh} = delivery;
  /** Where there are neither locks nor what takes their place, two tabs that send cost requests, not answers. */
  const lock =
    ports.lock ??
    ((async work => {
      const help = await delivery.prepare();
      return help ? help.leased(store, ports, work) : work();
    }) as Lock);
  let running: Promise<void> | undefined;
  /** Somebody asks for another look. */
  let again: Push | 0 = 0;
  /** Until there is something to do again, ms. */
  let wait = Infinity;
  let cancelTimer = nothing;
  let release = nothing;

  const laneOf = ({endpoint, site}: Pick<Row, 'endpoint' | 'site'>) => gates.lane(target(endpoint), site);

  /** Sends what may be sent now; resolves when nothing more can be done at once. */
  function send(by: Push): Promise<void> {
    again = Math.max(again, by) as Push;
    return (running ??= run());
  }

  async function run(): Promise<void> {
    cancelTimer();
    wait = Infinity;
    try {
      while (again) {
        if ((await lock(work)) !== false) continue;
        // Another tab sends. Look again later: it may have gone.
        again = 0;
        wait = 5000 + random() * 5000;
      }
    } finally {
      running = undefined;
    }
    if (wait < Infinity) cancelTimer = ports.after(wait, () => void send(push.timer));
  }

  /** Looks and sends until there is nothing more to do at once, or the lock is given back. */
  const work = () =>
    new Promise<void>((resolve, reject) => {
      release = resolve;
      const rounds = async () => {
        while (again) {
          const by = again;
          again = 0;
          const next = await round(by);
          if (release !== resolve) return;
          wait = next;
        }
      };
      rounds().then(resolve, reject);
    });

  /** One pass over all that waits: a batch of each lane, then another look at what is left. */
  async function round(by: Push): Promise<number> {
    const stored = await store.all();
    const rows = stored.filter(isWaiting).sort(inOrder);
    const at = now();
    let next = store.sound ? Infinity : lookAgain;
    for (const lane of new Set(rows.map(laneOf))) {
      gates.learn(lane, stored.find(({id}) => id === lane.id) as Gate | undefined);
      const own = rows.filter(row => laneOf(row) === lane);
      const due = own.filter(({nextAt}) => !msUntil(nextAt, at));
      if (due.length && !gates.wait(lane, by) && (await delivery.deliver(lane, due, own, by))) again ||= push.timer;
      else
        for (const {nextAt} of own) next = Math.min(next, Math.max(msUntil(nextAt, at), gates.wait(lane, push.timer)));
    }
    return Math.max(next, least);
  }

  return {
    send,

    /** Something new waits here: it is sent now, or when the page goes. */
    offer(id: string): void {
      fresh.add(id);
      void send(push.event);
    },

    /** Another tab may have stored something: look again, if it is this one that sends. */
    nudge(): void {
      if (running) again ||= push.event;
    },

    /** Gives the lock back: the page may be about to be frozen with it. `send` goes on. */
    pause(): void {
      again = 0;
      wait = Infinity;
      cancelTimer();
      release();
      release = nothing;
    },

    /** Sends what is fresh in a request that outlives the page. What comes back counts only if the page is still there. */
    async leave(): Promise<void> {
      // From the copies, at once and without waiting, and without what was taken back meanwhile.
      const rows = [...fresh]
        .map(id => ports.journal.get(id))
        .filter(isWaiting)
        .sort(inOrder);
      const lane = rows[0] && laneOf(rows[0]);
      if (!lane || gates.wait(lane, push.event)) return;
      const own = rows.filter(row => laneOf(row) === lane);
      await delivery.deliver(lane, own, own, push.event, true);
    },
  };
}
