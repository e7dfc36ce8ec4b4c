/**
 * Time, chance and order for a model test: nothing here waits for a real clock. What a port does is cut into tasks; between two
 * tasks every promise settles, so a history is repeated exactly by its seeds, and a tab may die between any two of them.
 */
import {seeded} from '../seeded.js';

/** Whose work a task is: it is not run once its owner is dead. */
export interface Owner {
  readonly alive: boolean;
}

/** `net` tasks may be held while time passes: that is a slow network. */
export type TaskKind = 'db' | 'net' | 'tab';

interface Task {
  readonly kind: TaskKind;
  readonly owner: Owner | undefined;
  readonly run: () => void;
}

interface Timer extends Task {
  readonly at: number;
  readonly order: number;
}

/** Lets every promise that can settle do so. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

export class World {
  /** Ms that have passed; never jumps. */
  time = 0;
  /** What the device's wall clock is ahead of the true one, ms. */
  skew = 0;
  jumps = 0;
  random: () => number = seeded(1);
  tasks: Task[] = [];
  timers: Timer[] = [];
  #order = 0;

  /** The device's wall clock. */
  readonly now = (): number => trueStart + this.time + this.skew;

  /** The endpoint's clock. */
  readonly trueNow = (): number => trueStart + this.time;

  chance(share: number): boolean {
    return this.random() < share;
  }

  spawn(kind: TaskKind, owner: Owner | undefined, run: () => void): void {
    this.tasks.push({kind, owner, run});
  }

  after(owner: Owner | undefined, ms: number, run: () => void, kind: TaskKind = 'tab'): () => void {
    if (!(ms >= 0)) throw new Error(`a timer of ${ms} ms`);
    const timer = {kind, owner, run, at: this.time + ms, order: this.#order++};
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Runs `count` tasks, chosen by chance. */
  async steps(count: number, hold?: TaskKind): Promise<void> {
    for (let done = 0; done < count; done++) {
      const ready = hold ? this.tasks.filter(({kind}) => kind !== hold) : this.tasks;
      const task = ready[Math.floor(this.random() * ready.length)];
      if (!task) return;
      this.tasks.splice(this.tasks.indexOf(task), 1);
      if (task.owner?.alive !== false) task.run();
      await settled();
    }
  }

  /** Runs all there is to run at this instant. */
  async calm(hold?: TaskKind): Promise<void> {
    await settled();
    const limit = 20_000;
    let runs = 0;
    while (this.tasks.some(({kind}) => kind !== hold)) {
      if (++runs > limit) throw new Error(`no end of tasks at ${this.time} ms`);
      await this.steps(1, hold);
    }
  }

  /** Lets `ms` pass, timer by timer; ends early once `enough` says so. */
  async pass(ms: number, hold?: TaskKind, enough = () => false): Promise<void> {
    const end = this.time + ms;
    await this.calm(hold);
    for (let next = this.#next(end); next && !enough(); next = this.#next(end)) {
      this.timers.splice(this.timers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.run();
      await this.calm(hold);
    }
    if (!enough()) this.time = end;
  }

  /** The next timer of a living tab, until `end`. */
  #next(end: number): Timer | undefined {
    this.timers = this.timers.filter(({owner}) => owner?.alive !== false);
    const next = this.timers.reduce<Timer | undefined>((a, b) => (a && before(a, b) ? a : b), undefined);
    return next && next.at <= end ? next : undefined;
  }
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** 2026-11-22T10:00:00Z. */
const trueStart = Date.UTC(2026, 10, 22, 10);
