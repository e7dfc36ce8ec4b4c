/** A device with one page on it, for tests that tell one story instead of ten thousand. No real clock, no real network. */
import type {Draft, Notice, OutboxPort, Saved} from '../../../src/outbox/port.js';
import type {OutboxOptions} from '../../../src/outbox/outbox.js';
import type {Row} from '../../../src/outbox/row.js';
import type {Mode, Tab} from './device.js';
import {Game} from './game.js';
import type {NetworkFault, Sent} from './network.js';
import {home, pages} from './pages.js';

const impression = '00000000-0000-4000-9000-000000000000';

/** An NPS+ answer whose comment tells it from others. */
export const response = (comment: string, more: Partial<Draft> = {}): Draft => ({
  kind: 'response',
  data: {
    survey: 'after-purchase',
    version: '1',
    impression,
    complete: true,
    answers: {score: {type: 'nps', value: 9}, comment: {type: 'text', value: comment}},
    startedAt: '2026-11-22T10:00:00Z',
    context: {},
  },
  ...more,
});

export const event = (seq: number): Draft => ({
  kind: 'event',
  data: {name: 'Stage Entered', seq, properties: {}, context: {}},
});

export class Bench {
  readonly game: Game;
  readonly tab: Tab;
  readonly notices: Notice[] = [];

  constructor(mode: Mode = 'locks', page: OutboxOptions = pages[0]!) {
    this.game = new Game({mode});
    this.tab = this.open(page);
    this.hear(this.tab, this.notices);
  }

  get outbox(): OutboxPort {
    return this.tab.outbox;
  }

  get endpoint() {
    return this.game.ours;
  }

  get requests(): readonly Sent[] {
    return this.game.network.log;
  }

  open(page: OutboxOptions = pages[0]!): Tab {
    return this.game.device.open(page);
  }

  hear(tab: Tab, notices: Notice[]): Notice[] {
    tab.outbox.listen(notice => notices.push(notice), new AbortController().signal);
    return notices;
  }

  /** Resolves once it is kept; what is sent stays on its way until time passes. */
  async save(draft: Draft, tab = this.tab): Promise<Saved> {
    return this.game.finish(tab.outbox.save(draft), 'net');
  }

  /** Lets `ms` of the device's time pass. */
  async pass(ms: number): Promise<void> {
    await this.game.world.pass(ms);
    this.game.throwBroken();
  }

  /** The next `count` requests to the endpoint meet this. */
  fault(fault: NetworkFault, count = Infinity, endpoint = home): void {
    this.game.network.faults.set(endpoint, {fault, left: count});
  }

  heal(): void {
    this.game.network.faults.clear();
    this.game.network.online = true;
  }

  /** What the device holds of it, dead or alive. */
  row(id: string): Row | undefined {
    return this.game.stored().find(row => row.id === id);
  }

  /** The comment that the endpoint holds. */
  comment(id: string): string | undefined {
    const data = this.endpoint.held.get(id)?.data as {answers?: {comment?: {value: string}}} | undefined;
    return data?.answers?.comment?.value;
  }

  /** Ends the page in the middle of whatever it does. */
  crash(tab = this.tab): void {
    this.game.device.kill(tab);
  }
}
