/** An outbox of a story's own: it answers as the story says. */
import type {Draft, Notice, Pending, Persistence, Saved} from '../../src/outbox/port.js';
import {type ErrorCode, KitError} from '../../src/schema/error.js';
import {FakeOutbox} from '../../test/support/fake-outbox.js';

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

export class StoryOutbox extends FakeOutbox {
  readonly #answers: OutboxAnswers;

  constructor(answers: OutboxAnswers = {}) {
    super();
    this.#answers = answers;
    this.persisted = answers.persisted ?? 'disk';
    this.counts = answers.pending ?? {};
  }

  override async save(draft: Draft): Promise<Saved> {
    const {refuses, hangs, verdict} = this.#answers;
    if (draft.kind !== 'response') return super.save(draft);
    if (hangs) return never;
    if (refuses) throw new KitError(refuses);
    const saved = await super.save(draft);
    const {id, rev} = saved;
    if (draft.data['complete'] && verdict === 'sent') this.#soon({type: 'sent', id, rev});
    if (draft.data['complete'] && verdict === 'dead-letter') this.#soon({type: 'dead-letter', id, code: 'closed'});
    return saved;
  }

  override async withdraw(id: string): Promise<void> {
    if (this.#answers.withdrawal === 'fails') throw new KitError('storage/failed');
    if (this.#answers.withdrawal === 'arrives') this.#soon({type: 'withdrawn', id});
  }

  override async pending(): Promise<Pending> {
    if (this.#answers.unreadable) throw new KitError('storage/failed');
    return super.pending();
  }

  override flush(): Promise<void> {
    return this.#answers.hangs ? never : super.flush();
  }

  /** An endpoint answers after the promise of the save. */
  #soon(notice: Notice): void {
    setTimeout(() => this.tell(notice));
  }
}
