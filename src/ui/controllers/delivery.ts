import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {KitError} from '../../schema/error.js';
import type {Draft, Notice, OutboxPort, Persistence, Saved} from '../../outbox/port.js';
import {receipt, uuid} from '../../outbox/random.js';

/** What a prompt knows of the one item it makes. It is part of the prompt's draft, so that a reload goes on with the same item. */
export interface Parcel {
  readonly id: string;
  readonly receipt: string;
  /** The last revision kept; 0 for none. */
  rev: number;
  createdAt?: string;
  persisted?: Persistence;
  /** The last revision acknowledged: an acknowledgement may be faster than the promise of the save. */
  acknowledged?: number;
  /** Where the finished answer stands; absent before it is finished. */
  state?: 'saved' | 'sent' | 'dead' | 'withdrawing' | 'withdrawn';
}

export const newParcel = (): Parcel => ({id: uuid(), receipt: receipt(), rev: 0});

interface Host extends ReactiveControllerHost {
  readonly parcel: Parcel;
  readonly deliveryOutbox: OutboxPort | undefined;
  /** Something changed in the parcel, or happened to it. */
  delivered(notice?: Notice): void;
}

/** Hands snapshots of one item to the outbox, one after the other, and follows what becomes of it. */
export class DeliveryController implements ReactiveController {
  readonly #host: Host;
  #outbox: OutboxPort | undefined;
  #listening = new AbortController();
  #line: Promise<unknown> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * Keeps what `make` gives when its turn comes; resolves with `undefined` where that is nothing.
   * @throws {KitError} `endpoint/missing`, or what `OutboxPort.save` throws
   */
  save(make: () => Omit<Draft, 'id' | 'receipt' | 'rev' | 'createdAt'> | undefined): Promise<Saved | undefined> {
    const turn = this.#line.then(async () => {
      const draft = make();
      const outbox = this.#host.deliveryOutbox;
      if (!draft) return;
      if (!outbox) throw new KitError('endpoint/missing');
      const {parcel} = this.#host;
      const {id, rev, createdAt} = parcel;
      const saved = await outbox.save({...draft, id, receipt: parcel.receipt, rev: rev || undefined, createdAt});
      Object.assign(parcel, {rev: saved.rev, createdAt: saved.createdAt, persisted: saved.persisted});
      return saved;
    });
    this.#line = turn.catch(() => {});
    return turn;
  }

  /** The answer is finished and kept. */
  finish(): void {
    const {parcel} = this.#host;
    parcel.state = parcel.acknowledged === parcel.rev ? 'sent' : 'saved';
    this.#host.delivered(parcel.state === 'sent' ? {type: 'sent', id: parcel.id, rev: parcel.rev} : undefined);
  }

  /** Takes the item back. */
  async withdraw(): Promise<void> {
    const {parcel} = this.#host;
    const before = parcel.state!;
    parcel.state = 'withdrawing';
    this.#host.delivered();
    try {
      await this.#host.deliveryOutbox!.withdraw(parcel.id, parcel.receipt);
    } catch (error) {
      parcel.state = before;
      this.#host.delivered();
      throw error;
    }
  }

  hostUpdated(): void {
    const outbox = this.#host.deliveryOutbox;
    if (outbox === this.#outbox) return;
    this.#listening.abort();
    this.#listening = new AbortController();
    (this.#outbox = outbox)?.listen(this.#hear, this.#listening.signal);
  }

  hostDisconnected(): void {
    // An answer on its way is followed even while the element is out of the page.
    if (this.#host.parcel.state === 'saved') return;
    this.#listening.abort();
    this.#outbox = undefined;
  }

  readonly #hear = (notice: Notice): void => {
    const {parcel} = this.#host;
    if (notice.type === 'failed') {
      if (parcel.rev && parcel.state !== 'sent') this.#host.delivered(notice);
    } else if ('id' in notice && notice.id === parcel.id) {
      const finished = parcel.state;
      if (notice.type === 'sent') {
        parcel.acknowledged = notice.rev;
        if (finished !== 'saved' || notice.rev < parcel.rev) return;
        parcel.state = 'sent';
      } else if (notice.type === 'dead-letter') {
        if (finished) parcel.state = 'dead';
      } else if (notice.type === 'withdrawn') {
        if (finished) parcel.state = 'withdrawn';
      } else return;
      this.#host.delivered(notice);
    }
  };
}
