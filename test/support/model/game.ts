/** One history being played: the world, the device in it, the endpoints, and what is watched. */
import {isRow, type Row, type Stored} from '../../../src/outbox/row.js';
import {Device, type Variant} from './device.js';
import type {History} from './history.js';
import {Ledger, Violation} from './ledger.js';
import {ModelJudge} from './model-judge.js';
import {Network} from './network.js';
import {foreign, foreignKey, home, moved, newKey, oldKey} from './pages.js';
import {Traffic} from './traffic.js';
import {settled, World, type TaskKind} from './world.js';

export class Game {
  readonly world = new World();
  readonly ledger: Ledger;
  readonly traffic: Traffic;
  readonly network: Network;
  readonly device: Device;
  readonly ours: ModelJudge;
  readonly foreign: ModelJudge;
  /** The first broken promise seen on the way; thrown at the next step. */
  broken: unknown;

  constructor(history: Pick<History, 'mode'>, variant?: Variant) {
    const {world} = this;
    this.ledger = new Ledger(history.mode);
    this.traffic = new Traffic(this.ledger);
    this.network = new Network(
      world,
      sent => this.guard(() => this.traffic.request(sent)),
      sent => this.traffic.heard(sent),
    );
    this.ours = new ModelJudge({keys: [oldKey, newKey], now: world.trueNow});
    this.foreign = new ModelJudge({keys: [foreignKey], now: world.trueNow});
    this.network.endpoints.set(home, this.ours).set(moved, this.ours).set(foreign, this.foreign);
    const ever = (id: string) => this.ours.ever.get(id) ?? this.foreign.ever.get(id);
    this.device = new Device(
      world,
      history.mode,
      this.network,
      (_tab, notice) => this.guard(() => this.ledger.checkNotice(notice, ever)),
      variant,
    );
  }

  /** Watches the way there; with a spoilt outbox only what comes of it counts. */
  guard(check: () => void): void {
    if (this.device?.variant) return;
    try {
      check();
    } catch (error) {
      this.broken ??= error;
    }
  }

  throwBroken(): void {
    if (this.broken) throw this.broken as Error;
  }

  /** Follows a call that must not fail, while the history goes on. */
  follow<T>(call: Promise<T>, done: (value: T) => void = () => {}): void {
    const wait = async () => {
      try {
        done(await call);
      } catch (error) {
        this.broken ??= error;
      }
    };
    void wait();
  }

  /** Rows in the stores that tabs share or own, the newest of each. */
  stored(): Row[] {
    const {device} = this;
    const found = new Map<string, Stored>(device.database.rows);
    for (const storage of [device.storage, ...device.tabs.map(tab => tab.own)])
      for (const text of storage.values.values()) {
        const copy = JSON.parse(text) as Stored;
        const other = found.get(copy.id);
        if (!other || (isRow(copy) && isRow(other) && copy.rev > other.rev)) found.set(copy.id, copy);
      }
    return [...found.values()].filter(isRow);
  }

  /** Awaits an answer of the outbox while the world goes on. */
  async ask<T>(promise: Promise<T>, hold?: TaskKind): Promise<T> {
    promise.catch(() => {});
    await loaded();
    return this.finish(promise, hold);
  }

  /** The same for what needs no part of the outbox that is loaded when asked for. */
  async finish<T>(promise: Promise<T>, hold?: TaskKind): Promise<T> {
    let done = false;
    const settle = () => {
      done = true;
    };
    promise.then(settle, settle);
    await this.world.pass(60_000, hold, () => done);
    if (!done) throw new Violation('a call was never answered');
    return promise;
  }
}

/** Parts of the outbox come by `import()`, in real time: the world stands still until they are there. */
export async function loaded(): Promise<void> {
  await import('../../../src/outbox/inspect.js');
  await settled();
}
