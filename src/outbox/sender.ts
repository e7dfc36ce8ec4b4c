/** Takes what waits to its endpoints: one tab at a time, oldest first, and lets go of nothing that was not acknowledged. */
import {inOrder, pack} from './batch.js';
import {isDue, longestWait} from './backoff.js';
import {Delivery, leaseTime, type Tell} from './delivery.js';
import {Gates, push, type Push} from './gates.js';
import type {Ports} from './ports.js';
import {gateId, isRow, type Gate, type Lane, type Row} from './row.js';
import type {Store} from './store.js';

/** When to look again into a database that could not be read. Ms. */
const lookAgain = 60_000;

/** No timer is shorter. Ms. */
const least = 50;

/** One holding of the lock. */
interface Turn {
  over: boolean;
}

export class Sender {
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #gates: Gates;
  readonly #delivery: Delivery;
  readonly #target: (endpoint: string) => string;
  #running: Promise<void> | undefined;
  /** Somebody asks for another look. */
  #again: Push | undefined;
  #cancelTimer = () => {};
  #release = () => {};
  #paused = false;
  /** When the timer is set for, ms by the device's clock. */
  nextTryAt: number | undefined;

  constructor(ports: Ports, store: Store, target: (endpoint: string) => string, tell: Tell) {
    this.#ports = ports;
    this.#store = store;
    this.#target = target;
    this.#gates = new Gates(ports);
    this.#delivery = new Delivery(ports, store, this.#gates, tell);
  }

  /** Sends what may be sent now; resolves when nothing more can be done at once. */
  send(by: Push): Promise<void> {
    this.#paused = false;
    this.#again = Math.max(this.#again ?? 0, by) as Push;
    return (this.#running ??= this.#run());
  }

  /** Something new waits here: sends it, unless the endpoint is not to be asked yet and a timer is set for it. */
  offer(endpoint: string, site: string): void {
    const lane = this.#lane(endpoint, site);
    const timed = this.nextTryAt! <= this.#ports.now() + this.#gates.wait(lane, push.timer) + least;
    if (!timed || !this.#gates.wait(lane, push.event)) void this.send(push.event);
  }

  /** Another tab has stored something: look again, if it is this one that sends. */
  nudge(): void {
    if (this.#running) this.#again ??= push.event;
  }

  /** Gives the lock back: the page may be about to be frozen with it. `send` goes on. */
  pause(): void {
    this.#paused = true;
    this.#setTimer(undefined);
    this.#release();
  }

  /** Sends what is fresh in a request that outlives the page. What comes back counts only if the page is still there. */
  async leave(): Promise<void> {
    const rows = this.#store.freshRows().filter(row => !this.#gates.wait(this.#laneOf(row), push.event));
    const [first, ...others] = rows.sort(inOrder);
    if (!first) return;
    const lane = this.#laneOf(first);
    const together = others.filter(row => this.#laneOf(row).id === lane.id);
    await this.#delivery.leave(lane, pack([first, ...together], this.#gates.size(lane)));
  }

  async #run(): Promise<void> {
    this.#setTimer(undefined);
    let wait: number | undefined;
    try {
      while (this.#again !== undefined && !this.#paused) {
        const by = this.#again;
        this.#again = undefined;
        wait = await this.#turn(by);
      }
    } finally {
      this.#running = undefined;
    }
    if (!this.#paused) this.#setTimer(wait);
  }

  /** Looks and sends while the lock is ours; the milliseconds until there is something to do again. */
  async #turn(by: Push): Promise<number | undefined> {
    const {lock, random} = this.#ports;
    const turn: Turn = {over: false};
    let wait: number | undefined;
    const rounds = async () => {
      for (let next: Push | undefined = by; next !== undefined && !turn.over; next = this.#again) {
        const most = Math.max(next, this.#again ?? 0) as Push;
        this.#again = undefined;
        wait = await this.#round(most, turn);
      }
    };
    const work = () => {
      const released = new Promise<void>(resolve => {
        this.#release = () => {
          turn.over = true;
          resolve();
        };
      });
      return Promise.race([rounds(), released]);
    };
    if (!lock) await work();
    // Where another tab sends, look again later: it may have gone.
    else if (!(await lock(work))) return 5000 + random() * 5000;
    return wait;
  }

  /** One pass over all that waits. */
  async #round(by: Push, turn: Turn): Promise<number | undefined> {
    const stored = await this.#store.all();
    const rows = stored.filter((row): row is Row => isRow(row) && !row.dead).sort(inOrder);
    const lanes = new Map(rows.map(row => this.#laneOf(row)).map(lane => [lane.id, lane]));
    const waits = this.#store.sound ? [] : [lookAgain];
    for (const lane of lanes.values()) {
      this.#gates.learn(lane, stored.find(({id}) => id === lane.id) as Gate | undefined);
      const own = rows.filter(row => this.#laneOf(row).id === lane.id);
      waits.push(...(await this.#drain(lane, own, by, turn)));
      if (!this.#ports.lock) await this.#delivery.giveLease(lane);
    }
    return waits.length ? Math.min(Math.max(Math.min(...waits), least), longestWait) : undefined;
  }

  /** Sends what is due in one lane; the waits, ms, of what could not go. */
  async #drain(lane: Lane, rows: readonly Row[], by: Push, turn: Turn): Promise<number[]> {
    const now = this.#ports.now();
    const later = rows.filter(row => !isDue(row.nextAt, now));
    const waits = later.map(row => row.nextAt! - now);
    let due = rows.filter(row => !later.includes(row));
    while (due.length && !turn.over) {
      if (this.#gates.wait(lane, by)) return [...waits, this.#gates.wait(lane, push.timer)];
      const packed = pack(due, this.#gates.size(lane));
      if (!(await this.#delivery.deliver(lane, packed, rows, by))) {
        return [...waits, this.#gates.wait(lane, push.timer) || leaseTime / 2];
      }
      due = due.filter(row => !packed.includes(row));
      // What the answer left behind, and what was stored meanwhile, is seen by another look.
      this.#again ??= push.timer;
    }
    return waits;
  }

  #setTimer(wait: number | undefined): void {
    this.#cancelTimer();
    this.nextTryAt = wait === undefined ? undefined : this.#ports.now() + wait;
    if (wait !== undefined) this.#cancelTimer = this.#ports.after(wait, () => void this.send(push.timer));
  }

  #laneOf({endpoint, site}: Row): Lane {
    return this.#lane(endpoint, site);
  }

  #lane(from: string, site: string): Lane {
    const endpoint = this.#target(from);
    return {id: gateId(endpoint, site), endpoint, site};
  }
}
