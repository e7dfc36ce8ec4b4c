/** One device: its storage, its tabs, and the real outbox in each of them. */
import {createDrain} from '../../../src/outbox/drain.js';
import {createJournal} from '../../../src/outbox/journal.js';
import {createOutbox, type Outbox, type OutboxOptions} from '../../../src/outbox/outbox.js';
import type {Notice} from '../../../src/outbox/port.js';
import type {Ports} from '../../../src/outbox/ports.js';
import * as trouble from '../../../src/outbox/trouble.js';
import {seeded} from '../seeded.js';
import {SharedChannel, SharedLock} from './browser.js';
import {SharedDatabase} from './database.js';
import type {Network} from './network.js';
import {home} from './pages.js';
import {SharedStorage} from './web-storage.js';
import type {Owner, World} from './world.js';

/** `lease`: no Web Locks. `journal`: no IndexedDB. `session` and `none`: the storage modes. */
export const modes = ['locks', 'lease', 'journal', 'session', 'none'] as const;
export type Mode = (typeof modes)[number];

/** Spoils the ports of a tab, to see that the model notices. */
export type Variant = (ports: Ports, device: Device, tab: Tab) => Ports;

export class Tab implements Owner {
  alive = true;
  visible = true;
  /** Opened by the test, to see what a visitor sees. */
  onlyLooks = false;
  /** Its browser remembers that a file could not be loaded, for as long as the page lives. */
  stuck = false;
  readonly options: OutboxOptions;
  outbox!: Outbox;
  /** The storage mode `session` has a storage for each tab. */
  readonly own: SharedStorage;

  constructor(options: OutboxOptions, world: World) {
    this.options = options;
    this.own = new SharedStorage(world);
  }
}

/** A service worker for one event of the browser's; it knows of no page. */
export class Worker implements Owner {
  alive = true;
  readonly options: Partial<OutboxOptions> = {};
}

export class Device {
  readonly world: World;
  readonly mode: Mode;
  readonly network: Network;
  readonly database: SharedDatabase;
  readonly storage: SharedStorage;
  readonly variant: Variant | undefined;
  tabs: Tab[] = [];
  workers: Worker[] = [];
  /** The kit's own files stand on the host of the first endpoint, and fail as it does; else only where all is offline. */
  shaky = false;
  /** Whether the browser will remember a failed import; some do. */
  remembers = () => false;
  readonly #lock: SharedLock;
  readonly #channel: SharedChannel;
  readonly #heard: (tab: Tab, notice: Notice) => void;
  #ids = 0;

  constructor(
    world: World,
    mode: Mode,
    network: Network,
    heard: (tab: Tab, notice: Notice) => void,
    variant?: Variant,
  ) {
    this.world = world;
    this.mode = mode;
    this.network = network;
    this.variant = variant;
    this.#heard = heard;
    this.database = new SharedDatabase(world);
    this.storage = new SharedStorage(world);
    this.#lock = new SharedLock(world);
    this.#channel = new SharedChannel(world);
  }

  /** True where tabs share what they store. */
  get shared(): boolean {
    return this.mode !== 'session' && this.mode !== 'none';
  }

  /** `awake`: as a page that begins to send at once; else one that only looks. */
  open(options: OutboxOptions, awake = true): Tab {
    const tab = new Tab(options, this.world);
    const ports = this.#portsFor(tab);
    tab.outbox = createOutbox(options, this.variant?.(ports, this, tab) ?? ports);
    tab.outbox.listen(notice => this.#heard(tab, notice), new AbortController().signal);
    this.tabs.push(tab);
    tab.onlyLooks = !awake;
    if (awake) tab.outbox.wake();
    return tab;
  }

  /** The browser wakes the site's service worker; true once nothing waits. There is none where there are no locks. */
  async sync(): Promise<boolean> {
    if (this.mode !== 'locks') return false;
    const worker = new Worker();
    this.workers.push(worker);
    const drain = createDrain({
      ...this.#base(worker),
      database: this.database.portFor(worker),
      journal: createJournal(undefined),
      lock: this.#lock.portFor(worker),
      joinTabs: hear => this.#channel.join(worker, hear),
    });
    const done = await drain().then(
      () => true,
      () => false,
    );
    this.end(worker);
    return done;
  }

  /** The browser ends a worker when it likes. */
  end(worker: Worker): void {
    worker.alive = false;
    this.workers = this.workers.filter(other => other !== worker);
  }

  /** The tab is gone between two steps of whatever it did. */
  kill(tab: Tab): void {
    tab.alive = false;
    this.tabs = this.tabs.filter(other => other !== tab);
  }

  /** A part of the kit that is fetched when needed; it may come late, or not. */
  #load(tab: Tab): Promise<typeof trouble> {
    return new Promise((resolve, reject) => {
      this.world.spawn('net', tab, () => {
        const {online, faults} = this.network;
        const strikes = this.shaky && (faults.get(home)?.left ?? 0) > 0;
        if (!tab.stuck && online && !strikes) return resolve(trouble);
        tab.stuck ||= this.remembers();
        return reject(new TypeError('failed to fetch a module'));
      });
    });
  }

  uuid = (): string => `00000000-0000-4000-8000-${(++this.#ids).toString(16).padStart(12, '0')}`;

  receipt = (): string => (++this.#ids).toString(16).padStart(22, 'r');

  /** What a browser gives a page and a worker alike. */
  #base(owner: Owner) {
    const {world} = this;
    return {
      transport: this.network.transportFor(owner),
      now: world.now,
      monotonic: () => world.time,
      after: (ms: number, work: () => void) => world.after(owner, ms, work),
      random: seeded(Math.floor(world.random() * 2 ** 31)),
      uuid: this.uuid,
      receipt: this.receipt,
    };
  }

  #portsFor(tab: Tab): Ports {
    const {mode, shared} = this;
    const storage = shared ? this.storage.port() : mode === 'session' ? tab.own.port() : undefined;
    return {
      ...this.#base(tab),
      database: mode === 'locks' || mode === 'lease' ? this.database.portFor(tab) : undefined,
      journal: createJournal(storage),
      lock: mode === 'lease' ? undefined : shared ? this.#lock.portFor(tab) : work => work().then(() => true),
      trouble: () => this.#load(tab),
      joinTabs: shared ? hear => this.#channel.join(tab, hear) : () => ({postMessage() {}}),
      visible: () => tab.visible,
    };
  }
}
