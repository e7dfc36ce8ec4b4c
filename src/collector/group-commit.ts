/** One request's work for the database. */
export interface Job<T, R> {
  readonly work: T;
  readonly items: number;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Items after which a group is committed at once. Default 200. */
  readonly maxItems?: number;
  /** Milliseconds that the first of a group waits at most. Default 5. */
  readonly maxWait?: number;
}

/**
 * Gathers jobs that arrive together into one transaction, since a commit to disk costs as much for one row as for many.
 * A job that is alone is committed on the next turn of the event loop; more time is taken only while others keep arriving.
 */
export class GroupCommit<T, R> {
  readonly #commit: (jobs: readonly Job<T, R>[]) => void;
  readonly #maxItems: number;
  readonly #maxWait: number;
  #jobs: Job<T, R>[] = [];
  #items = 0;
  #since = 0;
  #turn: NodeJS.Immediate | undefined;

  /** `commit` settles every job it is given, after the commit. */
  constructor(commit: (jobs: readonly Job<T, R>[]) => void, {maxItems = 200, maxWait = 5}: GroupCommitOptions = {}) {
    this.#commit = commit;
    this.#maxItems = maxItems;
    this.#maxWait = maxWait;
  }

  /** Items that wait for a commit. */
  get waiting(): number {
    return this.#items;
  }

  /** Resolves after the commit that holds `work`. */
  add(work: T, items: number): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#jobs.length === 0) this.#since = performance.now();
      this.#jobs.push({work, items, resolve, reject});
      this.#items += items;
      if (this.#items >= this.#maxItems) this.flush();
      else this.#turn ??= setImmediate(this.#onTurn, this.#items);
    });
  }

  /** Commits now what waits. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    const jobs = this.#jobs;
    this.#jobs = [];
    this.#items = 0;
    if (jobs.length > 0) this.#commit(jobs);
  }

  #onTurn = (before: number): void => {
    const isGrowing = this.#items > before;
    if (isGrowing && performance.now() - this.#since < this.#maxWait)
      this.#turn = setImmediate(this.#onTurn, this.#items);
    else this.flush();
  };
}
