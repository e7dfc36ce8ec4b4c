/** An outbox that keeps everything in an array and sends nothing: of the element tests, and of the stories. */
import type {DeadLetter, Draft, Notice, OutboxPort, Pending, Persistence, Saved} from '../../src/outbox/port.js';
import {receipt, uuid} from '../../src/outbox/random.js';

const nextFrame = () => new Promise(resolve => void requestAnimationFrame(resolve));

/** Acknowledges nothing unless told to. */
export class FakeOutbox implements OutboxPort {
  saved: Draft[] = [];
  withdrawn: string[] = [];
  cleared = 0;
  flushed = 0;
  persisted: Persistence = 'disk';
  refuse: Error | undefined;
  counts: Partial<Pending> = {};
  dead: DeadLetter[] = [];
  readonly #listeners = new Set<(notice: Notice) => void>();

  get listeners(): number {
    return this.#listeners.size;
  }
  /** The drafts of one kind. */
  of(kind: string): Draft[] {
    return this.saved.filter(draft => draft.kind === kind);
  }
  get events(): string[] {
    return this.of('event').map(({data}) => String(data['name']));
  }
  async save(draft: Draft): Promise<Saved> {
    await nextFrame();
    if (this.refuse) throw this.refuse;
    this.saved.push(structuredClone(draft));
    const rev = (draft.rev ?? 0) + 1;
    return {
      id: draft.id ?? uuid(),
      receipt: draft.receipt ?? receipt(),
      rev,
      createdAt: draft.createdAt ?? new Date().toISOString(),
      persisted: this.persisted,
    };
  }
  async withdraw(id: string): Promise<void> {
    if (this.refuse) throw this.refuse;
    this.withdrawn.push(id);
  }
  async pending(): Promise<Pending> {
    if (this.refuse) throw this.refuse;
    return {answers: 0, events: 0, withdrawals: 0, dead: 0, persistence: this.persisted, ...this.counts};
  }
  deadLetters = async (): Promise<DeadLetter[]> => this.dead;
  retry = async (id: string): Promise<void> => {
    this.dead = this.dead.filter(letter => letter.id !== id);
  };
  async clear(): Promise<number> {
    this.cleared++;
    this.counts = {};
    return 1;
  }
  async flush(): Promise<void> {
    this.flushed++;
  }
  listen(listener: (notice: Notice) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
  }
  tell(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
