/** The outbox of one site: what is handed over is kept first, sent next, and told about honestly all the way. */
import {cleanJson} from '../schema/canonical.js';
import {boundsProblem, utf8Bytes} from '../schema/bounds.js';
import {KitError} from '../schema/error.js';
import {deviceLimits, itemLimits} from '../schema/limits.js';
import {itemOf} from './batch.js';
import type {Channel} from './channel.js';
import {push} from './gates.js';
import {platform} from './platform.js';
import type {DeadLetter, Draft, Notice, OutboxPort, Pending, Saved} from './port.js';
import type {Ports} from './ports.js';
import type {Work} from './database.js';
import {aliveAgain, isRow, type Row, type StoredItem} from './row.js';
import {Sender} from './sender.js';
import {Store} from './store.js';

export interface OutboxOptions {
  /** Absolute URL. */
  readonly endpoint: string;
  readonly site: string;
  /** Former endpoints of the same owner: what waits for them goes to `endpoint`. */
  readonly endpointWas?: readonly string[];
}

interface Counted {
  readonly id: string;
  readonly bytes: number;
  readonly event: boolean;
  readonly createdAt: string;
}

export class Outbox implements OutboxPort {
  readonly #options: OutboxOptions;
  readonly #ports: Ports;
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #channel: Channel;
  readonly #listeners = new Set<(notice: Notice) => void>();
  /** What counts towards the budgets; `undefined` until counted, and after a change that was not ours. */
  #counted: Map<string, Counted> | undefined;

  constructor(options: OutboxOptions, ports: Ports) {
    this.#options = options;
    this.#ports = ports;
    this.#store = new Store(ports.database, ports.journal, ports.now, count =>
      this.#tell(options.site, [{type: 'storage-recovered', count}]),
    );
    const target = (endpoint: string) => (options.endpointWas?.includes(endpoint) ? options.endpoint : endpoint);
    this.#sender = new Sender(ports, this.#store, target, (site, notices) => this.#tell(site, notices));
    this.#channel = ports.joinTabs(({site, notices}) => this.#hear(site, notices));
  }

  get #parts() {
    return {...this.#options, store: this.#store, sender: this.#sender};
  }

  async save(draft: Draft): Promise<Saved> {
    const item = this.#itemOf(draft);
    const {id} = item;
    const counted = this.#rowOf(item, Math.max(draft.rev ?? 0, 0) + 1);
    const oldest = await this.#makeRoom(counted);
    let row = counted;
    const ids = oldest ? [id, oldest.id] : [id];
    const work: Work = rows => {
      const found = rows.get(id);
      const held = isRow(found) ? found : undefined;
      const rev = Math.max(held?.rev ?? 0, draft.rev ?? 0) + 1;
      if (rev > itemLimits.rev) throw new KitError('answer/too-large', `rev ${rev}`);
      // What was accepted once keeps its time, its proof and its place; of an earlier revision we know that it was sent.
      const {createdAt, receipt} = held?.item ?? item;
      row = {
        ...counted,
        attempt: draft.rev ? 1 : 0,
        ...(held && aliveAgain(held)),
        rev,
        bytes: counted.bytes,
        item: {...item, createdAt, receipt},
      };
      rows.set(id, row);
      if (oldest) rows.delete(oldest.id);
    };
    const persisted = await this.#store.change(ids, work, true);
    this.#store.fresh.add(id);
    this.#counted?.set(id, countedOf(row));
    if (oldest) this.#counted?.delete(oldest.id);
    const notices: Notice[] = [{type: 'saved', id, rev: row.rev, persisted}];
    if (oldest) notices.push({type: 'events-dropped', count: 1});
    this.#tell(this.#options.site, notices);
    this.#sender.offer(row.endpoint, row.site);
    return {id, rev: row.rev, receipt: row.item.receipt, createdAt: row.item.createdAt, persisted};
  }

  withdraw(id: string, receipt: string): Promise<void> {
    return this.#takeBack([[id, receipt]]);
  }

  async pending(): Promise<Pending> {
    return (await import('./inspect.js')).pending(this.#parts);
  }

  async deadLetters(): Promise<DeadLetter[]> {
    return (await import('./inspect.js')).deadLetters(this.#parts);
  }

  async retry(id: string): Promise<void> {
    await (await import('./inspect.js')).retry(this.#parts, id);
    this.#changed();
    await this.flush();
  }

  async clear(): Promise<number> {
    const rows = await (await import('./inspect.js')).deletable(this.#parts);
    await this.#takeBack(rows.map(row => [row.id, row.item.receipt]));
    return rows.length;
  }

  flush(): Promise<void> {
    return this.#sender.send(push.person);
  }

  listen(listener: (notice: Notice) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), {once: true});
  }

  /** Something on the page gives hope: it came online, or into view. */
  wake(): void {
    void this.#sender.send(push.event);
  }

  /** The page is hidden, perhaps for good: what this tab stored goes out in a request that outlives it. */
  leave(): Promise<void> {
    return this.#sender.leave();
  }

  /** The page may be frozen: another tab may send. */
  pause(): void {
    this.#sender.pause();
  }

  /** Deletes what never left, and puts a withdrawal in the place of what may have. */
  async #takeBack(targets: readonly (readonly [id: string, receipt: string])[]): Promise<void> {
    const withdrawals = targets.map(([target, receipt]) =>
      this.#rowOf(this.#itemOf({kind: 'withdrawal', data: {target, receipt}}), 1),
    );
    const ids = [...targets.map(([id]) => id), ...withdrawals.map(({id}) => id)];
    let gone: string[] = [];
    await this.#store.change(
      ids,
      rows => {
        gone = [];
        targets.forEach(([id], index) => {
          const row = rows.get(id);
          rows.delete(id);
          if (isRow(row) && !row.attempt) return gone.push(id);
          const withdrawal = withdrawals[index]!;
          return rows.set(
            withdrawal.id,
            isRow(row) ? {...withdrawal, endpoint: row.endpoint, site: row.site} : withdrawal,
          );
        });
      },
      true,
    );
    this.#changed(gone.map(id => ({type: 'withdrawn', id})));
    this.wake();
  }

  #changed(notices: readonly Notice[] = []): void {
    this.#counted = undefined;
    this.#tell(this.#options.site, [...notices, {type: 'changed'}]);
  }

  /** Tells this tab and the others. */
  #tell(site: string, notices: readonly Notice[]): void {
    this.#take(site, notices);
    this.#channel.post({site, notices});
  }

  #hear(site: string, notices: readonly Notice[]): void {
    this.#counted = undefined;
    if (notices.some(({type}) => type === 'saved' || type === 'changed')) this.#sender.nudge();
    this.#take(site, notices);
  }

  #take(site: string, notices: readonly Notice[]): void {
    for (const notice of notices) {
      if ('id' in notice && notice.type !== 'saved') {
        this.#counted = undefined;
        this.#store.refresh(notice.id);
      }
      if (site === this.#options.site) for (const listener of this.#listeners) attempt(listener, notice);
    }
  }

  #itemOf(draft: Draft): StoredItem {
    const {kind, id = this.#ports.uuid(), receipt = this.#ports.receipt(), who, test} = draft;
    const createdAt = draft.createdAt ?? new Date(this.#ports.now()).toISOString();
    const item = {id, kind, schema: `stagepost/${kind}/1`, createdAt, receipt, who, test, data: draft.data};
    const problem = boundsProblem({...item, rev: 1, attempt: 1}, '', 0);
    if (problem)
      throw new KitError(
        /too/.test(problem.code) ? 'answer/too-large' : 'answer/invalid',
        `${problem.path}: ${problem.code}`,
      );
    // A copy of its own: what the page does to its objects later does not reach what was accepted.
    return platform.parse(cleanJson(item)) as StoredItem;
  }

  #rowOf(item: StoredItem, rev: number): Row {
    const {endpoint, site} = this.#options;
    const row = {id: item.id, item, rev, endpoint, site, attempt: 0, bytes: 0};
    // The attempt and the revision may grow by some digits.
    const bytes = utf8Bytes(cleanJson(itemOf(row))) + 16;
    if (bytes > itemLimits.bytes) throw new KitError('answer/too-large', `${bytes} of ${itemLimits.bytes} bytes`);
    return {...row, bytes};
  }

  /** Refuses an answer over the device's budget; names the event that has to make room. */
  async #makeRoom(row: Row): Promise<Counted | undefined> {
    if (!this.#counted) {
      const rows = (await this.#store.all()).filter(isRow);
      this.#counted = new Map(rows.map(other => [other.id, countedOf(other)]));
    }
    const others = [...this.#counted.values()].filter(
      ({id, event}) => id !== row.id && event === (row.item.kind === 'event'),
    );
    if (row.item.kind === 'event') {
      return others.length < deviceLimits.events
        ? undefined
        : others.reduce((a, b) => (b.createdAt < a.createdAt ? b : a));
    }
    const bytes = others.reduce((sum, other) => sum + other.bytes, row.bytes);
    if (others.length >= deviceLimits.answers || bytes > deviceLimits.answerBytes) {
      throw new KitError('outbox/full', `${others.length} answers, ${bytes} bytes`);
    }
    return;
  }
}

const countedOf = ({id, bytes, item}: Row): Counted => ({
  id,
  bytes,
  event: item.kind === 'event',
  createdAt: item.createdAt,
});

/** What a page does with a notice is not to stop what the outbox does. */
function attempt(listener: (notice: Notice) => void, notice: Notice): void {
  try {
    listener(notice);
  } catch (error) {
    console.error(error);
  }
}
