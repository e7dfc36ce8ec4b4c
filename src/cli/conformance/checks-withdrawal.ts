/** The visitor takes an answer back, by the receipt that only the visitor's device knows. */
import {randomBytes} from 'node:crypto';
import {check, type Check} from './check.js';
import {answerOf, demand, describeVerdict, verdictOn, type Sample} from './probe.js';

const wrongReceipt = () => randomBytes(16).toString('base64url');
const next = (item: Sample): Sample => ({...item, rev: item.rev + 1, data: {...item.data, complete: false}});

export const withdrawalChecks: readonly Check[] = [
  check('withdrawal/stored', 'An item that is held can be withdrawn.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    return describeVerdict(await probe.expect(probe.withdrawal(item), 'stored'));
  }),
  check('withdrawal/again', 'A withdrawn item that comes again is rejected as withdrawn.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    await probe.expect(probe.withdrawal(item), 'stored');
    return describeVerdict(await probe.expect(item, 'rejected/withdrawn'));
  }),
  check('withdrawal/higher', 'So is a higher rev of it.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    await probe.expect(probe.withdrawal(item), 'stored');
    return describeVerdict(await probe.expect(next(item), 'rejected/withdrawn'));
  }),
  check(
    'withdrawal/wrong-receipt',
    'A withdrawal with another receipt is rejected, and the item stays.',
    async probe => {
      const item = probe.item();
      await probe.expect(item, 'stored');
      const verdict = await probe.expect(probe.withdrawal(item, wrongReceipt()), 'rejected');
      await probe.expect(item, 'duplicate');
      await probe.expect(next(item), 'stored');
      return describeVerdict(verdict);
    },
  ),
  check(
    'withdrawal/early',
    'A withdrawal may arrive before its item, which is then rejected as withdrawn.',
    async probe => {
      const item = probe.item();
      await probe.expect(probe.withdrawal(item), 'stored');
      await probe.expect(item, 'rejected/withdrawn');
      return describeVerdict(await probe.expect(next(item), 'rejected/withdrawn'));
    },
  ),
  check('withdrawal/early-wrong-receipt', 'An early withdrawal with another receipt bars nothing.', async probe => {
    const item = probe.item();
    // Nobody can tell yet whether this receipt is right, so either verdict will do.
    await probe.expect(probe.withdrawal(item, wrongReceipt()), 'stored', 'rejected');
    return describeVerdict(await probe.expect(item, 'stored'));
  }),
  check('withdrawal/same-batch', 'An item and its withdrawal may share a batch, in either order.', async probe => {
    for (const order of [(pair: Sample[]) => pair, ([one, other]: Sample[]) => [other, one]]) {
      const item = probe.item();
      const withdrawal = probe.withdrawal(item);
      const answer = answerOf(await probe.post(probe.batch(order([item, withdrawal]))));
      demand(verdictOn(answer, withdrawal), ['stored'], withdrawal);
      demand(verdictOn(answer, item), ['stored', 'rejected/withdrawn'], item);
      await probe.expect(item, 'rejected/withdrawn');
    }
    return 'withdrawn, both ways';
  }),
  check('withdrawal/resent', 'The same withdrawal again is a duplicate.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    const withdrawal = probe.withdrawal(item);
    await probe.expect(withdrawal, 'stored');
    return describeVerdict(await probe.expect(withdrawal, 'duplicate'));
  }),
  check('withdrawal/twice', 'A second withdrawal of the same item does no harm.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    await probe.expect(probe.withdrawal(item), 'stored');
    const verdict = await probe.expect(probe.withdrawal(item), 'stored', 'duplicate');
    await probe.expect(item, 'rejected/withdrawn');
    return describeVerdict(verdict);
  }),
  check('withdrawal/of-feedback', 'Other kinds can be withdrawn too.', async probe => {
    const item = probe.other('feedback', {kind: 'problem', message: 'Broken.', blobs: [], context: {}});
    await probe.expect(item, 'stored');
    await probe.expect(probe.withdrawal(item), 'stored');
    return describeVerdict(await probe.expect(item, 'rejected/withdrawn'));
  }),
  check(
    'withdrawal/no-receipt',
    'A withdrawal without a receipt, or of no item, is rejected as invalid.',
    async probe => {
      const item = probe.item();
      await probe.expect(item, 'stored');
      await probe.expect(probe.other('withdrawal', {target: item.id}), 'rejected/invalid');
      await probe.expect(probe.other('withdrawal', {target: 'x', receipt: item.receipt}), 'rejected/invalid');
      return describeVerdict(await probe.expect(item, 'duplicate'));
    },
  ),
];
