/** An outbox of a story's own: it answers as the story says, keeps things in an array and sends nothing. */
import type {DeadLetter, Draft, Notice, OutboxPort, Pending, Persistence, Saved} from '../../src/outbox/port.js';
import {receipt, uuid} from '../../src/outbox/random.js';
import {type ErrorCode, KitError} from '../../src/schema/error.js';

/** What the outbox of a story answers; by default it keeps everything on disk and hears nothing of an endpoint. */
export interface OutboxAnswers {
  readonly persisted?: Persistence;
  /** Nothing is kept: this code, for every save. */
  readonly refuses?: ErrorCode;
  /** Work that never ends. */
  readonly hangs?: boolean;
  /** The endpoint's word on a finished answer. */
  readonly verdict?: 'sent' | 'dead-letter';
  /** A withdrawal arrives at once, or fails. */
  readonly withdrawal?: 'arrives' | 'fails';
  readonly pending?: Partial<Pending>;
  /** The counts cannot be read. */
  readonly unreadable?: boolean;
}

const never = new Promise<never>(() => {});

export class StoryOutbox implements OutboxPort {
  readonly saved: Draft[] = [];
  readonly #answers: OutboxAnswers;
  #counts: Partial<Pending>;
  readonly #listeners = new Set<(notice: Notice) => void>();

  constructor(answers: OutboxAnswers = {}) {
    this.#answers = answers;
    this.#counts = answers.pending ?? {};
  }

  get #persisted(): Persistence {
    return this.#answers.persisted ?? 'disk';
  }

  async save(draft: Draft): Promise<Saved> {
    const {refuses, hangs, verdict} = this.#answers;
    if (draft.kind === 'response' && hangs) return never;
    if (draft.kind === 'response' && refuses) throw new KitError(refuses);
    this.saved.push(draft);
    const {id = uuid(), receipt: proof = receipt(), createdAt = new Date().toISOString()} = draft;
    const rev = (draft.rev ?? 0) + 1;
    const complete = draft.kind === 'response' && draft.data['complete'];
    if (complete && verdict === 'sent') this.#soon({type: 'sent', id, rev});
    if (complete && verdict === 'dead-letter') this.#soon({type: 'dead-letter', id, code: 'closed'});
    return {id, receipt: proof, rev, createdAt, persisted: this.#persisted};
  }

  async withdraw(id: string): Promise<void> {
    if (this.#answers.withdrawal === 'fails') throw new KitError('storage/failed');
    if (this.#answers.withdrawal === 'arrives') this.#soon({type: 'withdrawn', id});
  }

  async pending(): Promise<Pending> {
    if (this.#answers.unreadable) throw new KitError('storage/failed');
    return {answers: 0, events: 0, withdrawals: 0, dead: 0, persistence: this.#persisted, ...this.#counts};
  }

  deadLetters = async (): Promise<DeadLetter[]> => [];
  retry = async (): Promise<void> => {};
  flush = (): Promise<void> => (this.#answers.hangs ? never : Promise.resolve());

  async clear(): Promise<number> {
    this.#counts = {};
    return 1;
  }

  listen(listener: (notice: Notice) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  /** An endpoint answers after the promise of the save. */
  #soon(notice: Notice): void {
    setTimeout(() => {
      for (const listener of this.#listeners) listener(notice);
    });
  }
}
