/** What the browser gives its tabs beside storage: locks that die with their tab, and a channel between tabs. */
import type {Channel, Message} from '../../../src/outbox/channel.js';
import type {Lock} from '../../../src/outbox/lock.js';
import type {Owner, World} from './world.js';

export class SharedLock {
  readonly #world: World;
  #holder: Owner | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  portFor(tab: Owner): Lock {
    return work =>
      new Promise((resolve, reject) => {
        this.#world.spawn('tab', tab, () => {
          if (this.#holder?.alive) return this.#world.spawn('tab', tab, () => resolve(false));
          this.#holder = tab;
          const free = (tell: () => void) => {
            this.#holder = undefined;
            this.#world.spawn('tab', tab, tell);
          };
          work().then(
            () => free(() => resolve(true)),
            (error: unknown) => free(() => reject(error as Error)),
          );
        });
      });
  }
}

interface Ear {
  readonly tab: Owner;
  readonly hear: (message: Message) => void;
  readonly inbox: Message[];
}

export class SharedChannel {
  readonly #world: World;
  #ears: Ear[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  join(tab: Owner, hear: (message: Message) => void): Channel {
    const own: Ear = {tab, hear, inbox: []};
    this.#ears.push(own);
    return {
      postMessage: message => {
        this.#ears = this.#ears.filter(ear => ear.tab.alive);
        for (const ear of this.#ears) {
          if (ear === own) continue;
          ear.inbox.push(JSON.parse(JSON.stringify(message)) as Message);
          // Each ear hears in the order of the posts.
          this.#world.spawn('tab', ear.tab, () => ear.hear(ear.inbox.shift()!));
        }
      },
    };
  }
}
