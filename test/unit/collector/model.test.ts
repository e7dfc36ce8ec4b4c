import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {bench, receipt, response, said, withdrawal, type Json} from './support.js';

/** What the contract says of one item, without a database: the plainest form of it. */
class Model {
  readonly #held = new Map<string, {rev: number; content: string; receipt: string; isGone: boolean}>();
  readonly #early = new Set<string>();

  put(id: string, rev: number, content: string, shown: string): string {
    if (this.#early.has(`${id} ${shown}`)) return `rejected/withdrawn ${rev}`;
    const held = this.#held.get(id);
    if (!held) {
      this.#held.set(id, {rev, content, receipt: shown, isGone: false});
      return `stored ${rev}`;
    }
    if (held.isGone) return `rejected/withdrawn ${rev}`;
    if (rev < held.rev) return `duplicate ${held.rev}`;
    if (rev === held.rev)
      return held.content === content && held.receipt === shown ? `duplicate ${rev}` : `retry/conflict ${rev}`;
    if (held.receipt !== shown) return `rejected/invalid ${rev}`;
    this.#held.set(id, {...held, rev, content});
    return `stored ${rev}`;
  }

  withdraw(id: string, shown: string): string {
    const held = this.#held.get(id);
    if (!held) this.#early.add(`${id} ${shown}`);
    else if (held.receipt !== shown) return 'rejected/invalid 1';
    else held.isGone = true;
    return 'stored 1';
  }

  contents(): string[] {
    return [...this.#held.values()].filter(({isGone}) => !isGone).map(({content}) => content);
  }
}

const ids = Array.from({length: 3}, () => response(0).id);
const receipts = Array.from({length: 2}, receipt);
const step = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'withdraw'),
  id: fc.nat(2),
  rev: fc.integer({min: 1, max: 4}),
  content: fc.nat(2),
  receipt: fc.nat(1),
});

describe('any history of items, revisions, receipts and withdrawals', () => {
  it('ends with the verdicts and the contents that the contract names, however it is batched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, {minLength: 1, maxLength: 6}), {maxLength: 6}), async batches => {
        const model = new Model();
        const {send, stored, collector} = bench();
        for (const batch of batches) {
          const items = batch.map(({kind, id, rev, content, receipt: shown}) =>
            kind === 'withdraw'
              ? withdrawal(ids[id]!, receipts[shown]!)
              : response(content, {impression: ids[0]}, {id: ids[id], rev, receipt: receipts[shown]}),
          );
          const expected = batch.map(({kind, id, rev, content, receipt: shown}) =>
            kind === 'withdraw'
              ? model.withdraw(ids[id]!, receipts[shown]!)
              : model.put(ids[id]!, rev, String(content), receipts[shown]!),
          );
          assert.deepEqual((await send(items)).map(said), expected);
        }
        const scores = (await stored()).map(row => {
          const answers = (row['data'] as Json)['answers'] as {score: {value: number}};
          return String(answers.score.value);
        });
        assert.deepEqual(scores.sort(), model.contents().sort());
        await collector.close();
      }),
      {numRuns: 150},
    );
  });
});
