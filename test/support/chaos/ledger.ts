/**
 * What was promised and what came of it: hears the pages, watches the endpoint, and compares the two at the end.
 *
 *   const ledger = new Ledger();
 *   const endpoint = await startEndpoint({judge: ledger.judge, fault: request => (ledger.arrive(request), undefined)});
 *   site.hear = step => ledger.hear(step);
 *   ledger.verdict()                                          // {accepted, lost: [], twice: [], untrue: [], …}
 */
import type {Item} from '../../../src/schema/wire.js';
import type {LoggedRequest} from '../endpoint.js';
import {MemoryJudge} from '../judge.js';
import type {Step} from './page/hooks.js';

/** Where one snapshot of an answer stands. */
export const phases = [
  'before commit',
  'committed',
  'in flight',
  'stored, not acknowledged',
  'acknowledged, not deleted',
] as const;
export type Phase = (typeof phases)[number];

interface Hidden {
  readonly key: string;
  readonly n: number;
}

const hiddenOf = ({data}: Pick<Item, 'data'>): Hidden | undefined => (data as {hidden?: Hidden}).hidden;

class WatchedJudge extends MemoryJudge {
  stored: (item: Item) => void = () => {};

  protected override commit(item: Item) {
    const verdict = super.commit(item);
    this.stored(item);
    return verdict;
  }
}

/** What was counted more than once. */
const doubled = (counts: ReadonlyMap<string, number>) =>
  [...counts].flatMap(([what, count]) => (count > 1 ? [what] : []));

export interface Verdict {
  /** Answers of which at least one snapshot was reported as kept. */
  readonly accepted: number;
  /** Rows at the endpoint. */
  readonly stored: number;
  /** Stored although the page died before it was told so: harmless. */
  readonly extra: number;
  /** Notices of delivery that pages heard. */
  readonly sent: number;
  /** Accepted, and missing or older at the endpoint. */
  readonly lost: readonly string[];
  /** More than one row for one answer, or one revision stored twice. */
  readonly twice: readonly string[];
  /** "Sent" was told of a revision that the endpoint did not hold at that moment. */
  readonly untrue: readonly string[];
}

export class Ledger {
  readonly judge = new WatchedJudge();
  /** Called for every stored item. */
  onStored: (key: string, n: number) => void = () => {};
  /** Errors that reached the page, and saves that were refused. */
  readonly errors: string[] = [];
  readonly refused: string[] = [];
  /** Notices other than saved, sent and changed, as JSON. */
  readonly notices: string[] = [];
  /** By answer: the newest snapshot tried, accepted, arrived, stored. */
  readonly #attempted = new Map<string, number>();
  readonly #accepted = new Map<string, {n: number; id: string; rev: number; persisted: string}>();
  /** The place reported last for each answer. */
  readonly #places = new Map<string, string>();
  readonly #arrived = new Map<string, number>();
  readonly #stored = new Map<string, number>();
  readonly #keys = new Map<string, string>();
  /** Answers whose removal from the device began, or that were told as sent. */
  readonly #removed = new Set<string>();
  readonly #finished = new Set<string>();
  readonly #untrue: string[] = [];
  #sent = 0;
  /** Which reported places count as a promise. */
  readonly #promises: ReadonlySet<string>;

  constructor(promises: readonly string[] = ['disk']) {
    this.#promises = new Set(promises);
    this.judge.stored = item => {
      const {key, n} = hiddenOf(item) ?? {key: item.id, n: 1};
      this.#stored.set(key, Math.max(n, this.#stored.get(key) ?? 0));
      this.onStored(key, n);
    };
  }

  hear(step: Step): void {
    const {key = '', n = 1, id = ''} = step;
    switch (step.step) {
      case 'attempt':
        this.#attempted.set(key, n);
        this.#finished.delete(key);
        this.#removed.delete(key);
        break;
      case 'accepted':
        this.#keys.set(id, key);
        this.#places.set(key, step.persisted!);
        if (this.#promises.has(step.persisted!))
          this.#accepted.set(key, {n, id, rev: step.rev!, persisted: step.persisted!});
        break;
      case 'refused':
        this.refused.push(`${key}: ${step.text}`);
        break;
      case 'deleting':
      case 'unjournaled':
        this.#removed.add(this.#keys.get(id) ?? '');
        break;
      case 'sent':
        this.#hearSent(id, step.rev!);
        break;
      case 'notice':
        this.notices.push(step.text!);
        break;
      case 'error':
        this.errors.push(step.text!);
    }
  }

  #hearSent(id: string, rev: number): void {
    this.#sent++;
    const key = this.#keys.get(id) ?? '';
    if (rev >= (this.#accepted.get(key)?.rev ?? 0)) this.#finished.add(key);
    const held = this.judge.held.get(id)?.rev ?? this.#stored.get(key) ?? 0;
    if (held < rev) this.#untrue.push(`${id} rev ${rev}`);
  }

  /** Items that a request carries, noted as arrived. */
  arrive({body}: Pick<LoggedRequest, 'body'>): Hidden[] {
    const items = (JSON.parse(body) as {items: Item[]}).items.flatMap(item => hiddenOf(item) ?? []);
    for (const {key, n} of items) this.#arrived.set(key, Math.max(n, this.#arrived.get(key) ?? 0));
    return items;
  }

  keyOf(id: string): string | undefined {
    return this.#keys.get(id);
  }

  /** Notes a promise that was not reported step by step. */
  promise(key: string, saved: {id: string; rev: number; persisted: string}): void {
    this.hear({step: 'accepted', key, n: 1, ...saved});
  }

  /** Where snapshot `n` of an answer stands, by what was seen; `undefined` when its way is over. */
  phaseOf(key: string, n = this.#attempted.get(key) ?? 1): Phase | undefined {
    // What has arrived was committed, whether or not its page lived to be told.
    const reached = (seen: ReadonlyMap<string, number>) => (seen.get(key) ?? 0) >= n;
    if (!reached(this.#stored)) {
      if (reached(this.#arrived)) return 'in flight';
      return (this.#accepted.get(key)?.n ?? 0) < n ? 'before commit' : 'committed';
    }
    if (this.#finished.has(key)) return undefined;
    return this.#removed.has(key) ? 'acknowledged, not deleted' : 'stored, not acknowledged';
  }

  /** Answers by the place that was reported for them last, and how many of those are stored. */
  reported(): Record<string, {answers: number; arrived: number}> {
    const out: Record<string, {answers: number; arrived: number}> = {};
    for (const [key, place] of this.#places) {
      const count = (out[place] ??= {answers: 0, arrived: 0});
      count.answers++;
      if (this.#stored.has(key)) count.arrived++;
    }
    return out;
  }

  /** Answers promised and not yet held whole. */
  missing(): string[] {
    return [...this.#accepted].flatMap(([key, {n}]) => ((this.#stored.get(key) ?? 0) < n ? [key] : []));
  }

  verdict(): Verdict {
    const rows = new Map<string, number>();
    for (const item of this.judge.held.values()) {
      const key = hiddenOf(item)?.key ?? item.id;
      rows.set(key, (rows.get(key) ?? 0) + 1);
    }
    const commits = new Map<string, number>();
    for (const {id, rev} of this.judge.commits) commits.set(`${id} ${rev}`, (commits.get(`${id} ${rev}`) ?? 0) + 1);
    return {
      accepted: this.#accepted.size,
      stored: this.judge.held.size,
      extra: [...rows.keys()].filter(key => !this.#accepted.has(key)).length,
      sent: this.#sent,
      lost: this.missing(),
      twice: [...doubled(rows), ...doubled(commits)],
      untrue: this.#untrue,
    };
  }
}
