/** The endpoint of a history: the correct one of the tests, with an age, and with moods that its owner may have. */
import {schemaName} from '../../../src/schema/names.js';
import type {Item, Verdict, VerdictCode} from '../../../src/schema/wire.js';
import {MemoryJudge} from '../judge.js';

interface Loose {
  readonly id: string;
  readonly rev: number;
  readonly schema?: unknown;
}

export class ModelJudge extends MemoryJudge {
  /** What it says of the first items of a batch, whatever they are; nothing of them is stored. */
  verdicts: {readonly status: 'retry' | 'rejected'; readonly code: string; readonly retryAfter?: number} | undefined;
  /** True once it knows the second major of the response schema. */
  upgraded = false;
  /** Ids that it said were in conflict: their content may stand under a higher revision than they were saved with. */
  readonly conflicts = new Set<string>();
  /** Highest revision ever stored, by id. */
  readonly ever = new Map<string, number>();

  protected override judge(raw: unknown): Verdict | undefined {
    const mood = this.verdicts;
    const {id, rev} = raw as Loose;
    if (mood?.code === 'conflict') this.conflicts.add(id);
    if (mood)
      return {id, rev, status: mood.status, code: mood.code, ...(mood.retryAfter && {retryAfter: mood.retryAfter})};
    const verdict = super.judge(raw);
    if (verdict?.code === 'conflict') this.conflicts.add(id);
    return verdict;
  }

  protected override shapeProblem(raw: unknown, loose: Loose): VerdictCode | undefined {
    if (this.upgraded && loose.schema === newerSchema) return undefined;
    return super.shapeProblem(raw, loose);
  }

  protected override commit(item: Item): Verdict {
    this.ever.set(item.id, Math.max(this.ever.get(item.id) ?? 0, item.rev));
    return super.commit(item);
  }
}

/** A schema that only a newer kit writes. */
export const newerSchema = schemaName('response').replace(/1$/, '2');
