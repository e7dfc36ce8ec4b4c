/**
 * The endpoint's half of wire version 1 in memory, without a network: what the support endpoint serves, and what a model
 * test can call directly. Correct by contract, small, and open to be spoilt: every rule is one method that a test may override.
 *
 *   const judge = new MemoryJudge({now: () => clock});
 *   const {status, body} = judge.batch(requestText);      // never throws
 *   judge.held.get(id)                                    // the item at its highest rev
 *   judge.commits                                         // one entry for each `stored`, in order
 */
import {boundsProblem} from '../../src/schema/bounds.js';
import {contentHash} from '../../src/schema/canonical.js';
import {endpointLimits, itemLimits} from '../../src/schema/limits.js';
import {schemaPattern, uuidPattern} from '../../src/schema/patterns.js';
import {
  batchSchema,
  dataSchemas,
  itemSchema,
  type BatchAnswer,
  type Item,
  type Verdict,
  type VerdictCode,
} from '../../src/schema/wire.js';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A refusal of a whole request, as problem+json. */
const refuse = (status: number, code: string, detail: string): Reply => ({status, body: {status, code, detail}});

const dayMs = 86_400_000;

/** Anything may stand in an item: these are its parts that were looked at. */
interface Loose {
  readonly id: string;
  readonly rev: number;
  readonly schema?: unknown;
}

export class MemoryJudge {
  /** Items by id in lower case, each at its highest rev; withdrawals too, under their own id. */
  readonly held = new Map<string, Item>();
  /** Ids (lower case) whose item was taken back, with the receipt that did it; `''` where the owner erased it. */
  readonly gone = new Map<string, string>();
  /** Receipts of withdrawals that arrived before their target, by target id in lower case. */
  readonly early = new Map<string, Set<string>>();
  /** How often each id and rev arrived, whatever became of it: `arrivals.get(id)?.get(rev)`. */
  readonly arrivals = new Map<string, Map<number, number>>();
  /** One entry for each `stored`, in order. */
  readonly commits: {id: string; rev: number}[] = [];
  /** Site keys that may write; all belong to one site. Change it at will. */
  readonly keys: Set<string>;
  /** The endpoint's clock, in ms. */
  now: () => number;
  /** When the batch that is being judged was sent, by the device. */
  protected sentAt = 0;

  constructor({keys = ['pk_demo'], now = Date.now}: {keys?: Iterable<string>; now?: () => number} = {}) {
    this.keys = new Set(keys);
    this.now = now;
  }

  /** Answers one request body. */
  batch(text: string): Reply {
    if (Buffer.byteLength(text) > this.bodyLimit) return refuse(413, 'batch/too-large', 'The body is too large.');
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return refuse(400, 'batch/not-json', 'The body is not JSON.');
    }
    const parsed = batchSchema.safeParse(json);
    if (!parsed.success) return refuse(400, 'batch/invalid', `Not a batch: ${parsed.error.issues[0]?.message ?? ''}`);
    if (!this.keys.has(parsed.data.site)) return refuse(403, 'site/unknown', 'No site has this key.');
    this.sentAt = Date.parse(parsed.data.sentAt);
    const items = parsed.data.items.flatMap(item => this.judge(item) ?? []);
    const answer: BatchAnswer = {v: 1, serverTime: new Date(this.now()).toISOString(), items};
    return {status: 200, body: answer};
  }

  /** The owner erases an item: what comes again under its id is answered `erased`. */
  erase(id: string): void {
    this.held.delete(id.toLowerCase());
    this.gone.set(id.toLowerCase(), '');
  }

  /** Bytes of the largest body. */
  protected get bodyLimit(): number {
    return endpointLimits.bodyBytes;
  }

  /** The verdict on one item; `undefined` where it has no id to answer under. */
  protected judge(raw: unknown): Verdict | undefined {
    const loose = looseOf(raw);
    if (!loose) return;
    this.count(loose);
    const code = this.shapeProblem(raw, loose);
    if (code) return verdict(loose, code === 'schema/newer' ? 'retry' : 'rejected', code);
    const item = raw as Item;
    return item.kind === 'withdrawal' ? this.withdraw(item) : this.store(item);
  }

  protected count({id, rev}: Loose): void {
    const key = id.toLowerCase();
    const revs = this.arrivals.get(key) ?? new Map<number, number>();
    this.arrivals.set(key, revs.set(rev, (revs.get(rev) ?? 0) + 1));
  }

  /** Why an item is refused for what it is. Depth comes first: nothing recursive may meet a hostile depth. */
  protected shapeProblem(raw: unknown, {schema}: Loose): VerdictCode | undefined {
    const bounds = boundsProblem(raw, '', 0);
    if (bounds?.code === 'too-deep' || bounds?.code === 'too-many') return 'invalid';
    if (Buffer.byteLength(JSON.stringify(raw)) > itemLimits.bytes) return 'too-large';
    if (bounds) return 'invalid';
    if (typeof schema === 'string' && schemaPattern.test(schema) && !Object.hasOwn(dataSchemas, schema))
      return 'schema/newer';
    return itemSchema.safeParse(raw).success ? undefined : 'invalid';
  }

  /** Older than the ids that are kept. Judged by the device's own clock where that runs behind, or it could never answer. */
  protected tooOld(item: Item): boolean {
    return Math.min(this.now(), this.sentAt) - Date.parse(item.createdAt) > endpointLimits.idDays * dayMs;
  }

  protected store(item: Item): Verdict {
    const key = item.id.toLowerCase();
    const by = this.gone.get(key);
    if (by !== undefined) return verdict(item, 'rejected', by ? 'withdrawn' : 'erased');
    if (this.early.get(key)?.has(item.receipt)) {
      this.gone.set(key, item.receipt);
      return verdict(item, 'rejected', 'withdrawn');
    }
    return this.keep(item);
  }

  /** The highest rev wins; the same rev with other content is a conflict. */
  protected keep(item: Item): Verdict {
    const key = item.id.toLowerCase();
    const old = this.held.get(key);
    if (old && old.rev > item.rev) return verdict({id: item.id, rev: old.rev}, 'duplicate');
    if (old && old.rev === item.rev)
      return this.same(old, item) ? verdict(item, 'duplicate') : verdict(item, 'retry', 'conflict');
    // What is held is a duplicate at any age.
    return this.tooOld(item) ? verdict(item, 'rejected', 'too-old') : this.commit(item);
  }

  protected same(one: Item, other: Item): boolean {
    return contentOf(one) === contentOf(other);
  }

  protected commit(item: Item): Verdict {
    this.held.set(item.id.toLowerCase(), item);
    this.commits.push({id: item.id, rev: item.rev});
    return verdict(item, 'stored');
  }

  /** Takes the target back where the receipt is the target's own; waits for a target that has not arrived. */
  protected withdraw(item: Item & {kind: 'withdrawal'}): Verdict {
    const target = item.data.target.toLowerCase();
    const {receipt} = item.data;
    const held = this.held.get(target);
    const by = this.gone.get(target);
    if (held ? held.receipt !== receipt : by && by !== receipt) return verdict(item, 'rejected', 'invalid');
    const answer = this.keep(item);
    if (answer.status !== 'stored' || by !== undefined) return answer;
    if (held) {
      this.held.delete(target);
      this.gone.set(target, receipt);
    } else this.early.set(target, (this.early.get(target) ?? new Set<string>()).add(receipt));
    return answer;
  }
}

/** What two sendings of one rev must share. `attempt` and `who` may differ: they tell of the sending, not of the answer. */
const contentOf = ({kind, schema, data}: Item): string => contentHash({kind, schema, data});

function verdict(of: {id: string; rev: number}, status: Verdict['status'], code?: VerdictCode): Verdict {
  return {id: of.id, rev: of.rev, status, ...(code && {code})};
}

function looseOf(raw: unknown): Loose | undefined {
  if (typeof raw !== 'object' || raw === null) return;
  const {id, rev, schema} = raw as Record<string, unknown>;
  if (typeof id !== 'string' || !uuidPattern.test(id)) return;
  const usable = Number.isInteger(rev) && (rev as number) >= 1 && (rev as number) <= itemLimits.rev;
  return {id, rev: usable ? (rev as number) : 1, schema};
}
