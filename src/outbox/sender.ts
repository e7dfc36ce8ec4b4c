/** Takes what waits to its endpoints: one tab at a time, oldest first, and lets go of nothing that was not acknowledged. */
import {inOrder, pack} from './batch.js';
import {isDue, longestWait} from './backoff.js';
import {Delivery, leaseTime, type Tell} from './delivery.js';
import {Gates, push, type Push} from './gates.js';
import type {Ports} from './ports.js';
import {gateId, isRow, type Gate, type Row} from './row.js';
import type {Store} from './store.js';

export class Sender {
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #gates: Gates;
  readonly #delivery: Delivery;
  #running: Promise<void> | undefined;
  /** Somebody asked while we were sending. */
  #again: Push | undefined;
  #cancelTimer = () => {};
  #release = () => {};
  #paused = false;
  /** When the timer is set for, ms by the device's clock. */
  nextTryAt: number | undefined;

  constructor(ports: Ports, store: Store, target: (endpoint: string) => string, tell: Tell) {
    this.#ports = ports;
    this.#store = store;
    this.#gates = new Gates(ports);
    this.#delivery = new Delivery(ports, store, this.#gates, target, tell);
  }

  /** Sends what may be sent now; resolves when nothing more can be done at once. */
  send(by: Push): Promise<void> {
    this.#paused = false;
    if (this.#running) {
      this.#again = Math.max(this.#again ?? 0, by) as Push;
      return this.#running;
    }
    this.#cancelTimer();
    this.nextTryAt = undefined;
    return (this.#running = this.#run(by).finally(() => (this.#running = undefined)));
  }

  /** Something new waits for this endpoint: sends it, unless the endpoint is not to be asked yet and a timer is set for it. */
  offer(endpoint: string): void {
    if (this.nextTryAt === undefined || !this.#gates.wait(endpoint, push.event)) void this.send(push.event);
  }

  /** Another tab has stored something: look again, if it is this one that sends. */
  nudge(): void {
    if (this.#running) this.#again ??= push.event;
  }

  /** Gives the lock back: the page may be about to be frozen with it. `send` goes on. */
  pause(): void {
    this.#paused = true;
    this.#cancelTimer();
    this.#release();
  }

  /** Sends `rows` in a request that outlives the page. What comes back counts only if the page is still there. */
  async leave(rows: readonly Row[]): Promise<void> {
    const [first, ...others] = rows.filter(({endpoint}) => !this.#gates.wait(endpoint, push.event)).sort(inOrder);
    if (first) await this.#delivery.leave(first.endpoint, pack([first, ...others], this.#gates.size(first.endpoint)));
  }

  async #run(by: Push): Promise<void> {
    const {lock, after, random, now} = this.#ports;
    let wait: number | undefined;
    const work = async () => {
      const released = new Promise<void>(resolve => (this.#release = resolve));
      const rounds = async () => {
        for (let next: Push | undefined = by; next !== undefined && !this.#paused; next = this.#again) {
          this.#again = undefined;
          wait = await this.#round(next);
        }
      };
      await Promise.race([rounds(), released]);
    };
    // Where another tab sends, look again later: it may have gone.
    if (!lock) await work();
    else if (!(await lock(work))) wait = 5000 + random() * 5000;
    if (wait === undefined || this.#paused) return;
    this.nextTryAt = now() + wait;
    this.#cancelTimer = after(wait, () => void this.send(push.timer));
  }

  /** One pass over all that waits; the milliseconds until there is something to do again. */
  async #round(by: Push): Promise<number | undefined> {
    const stored = await this.#store.all();
    const rows = stored.filter((row): row is Row => isRow(row) && !row.dead).sort(inOrder);
    const waits: number[] = [];
    for (const endpoint of new Set(rows.map(row => row.endpoint))) {
      this.#gates.learn(endpoint, stored.find(({id}) => id === gateId(endpoint)) as Gate | undefined);
      waits.push(
        ...(await this.#drain(
          endpoint,
          rows.filter(row => row.endpoint === endpoint),
          by,
        )),
      );
      if (!this.#ports.lock) await this.#delivery.giveLease(endpoint);
    }
    return waits.length ? Math.min(Math.max(Math.min(...waits), 50), longestWait) : undefined;
  }

  /** Sends what is due for one endpoint; the waits, ms, of what could not go. */
  async #drain(endpoint: string, rows: readonly Row[], by: Push): Promise<number[]> {
    const now = this.#ports.now();
    const later = rows.filter(row => !isDue(row.nextAt, now));
    const waits = later.map(row => row.nextAt! - now);
    let due = rows.filter(row => !later.includes(row));
    while (due.length && !this.#paused) {
      if (this.#gates.wait(endpoint, by)) return [...waits, this.#gates.wait(endpoint, push.timer)];
      const packed = pack(due, this.#gates.size(endpoint));
      if (!(await this.#delivery.deliver(endpoint, packed, rows))) {
        return [...waits, this.#gates.wait(endpoint, push.timer) || leaseTime / 2];
      }
      due = due.filter(row => !packed.includes(row));
      // What the answer left behind, and what was stored meanwhile, is seen by another look.
      this.#again ??= push.timer;
    }
    return waits;
  }
}
