/** Exactly once: ids, revisions, conflicts, the same thing many times and at the same time. */
import {randomUUID} from 'node:crypto';
import {check, type Check} from './check.js';
import {answerOf, demand, describeVerdict, Mismatch, Skip, verdictOn, type Probe, type Sample} from './probe.js';

const at = (item: Sample, rev: number, value = rev % 10): Sample => ({
  ...item,
  rev,
  data: {...item.data, answers: {score: {type: 'nps', value}}},
});

/** A lower rev is a duplicate of the one that is held, and says which that is. */
async function holds(probe: Probe, item: Sample, rev: number): Promise<string> {
  const verdict = await probe.expect(at(item, 1), 'duplicate');
  if (verdict.rev !== rev) throw new Mismatch(`rev ${verdict.rev} is held, not ${rev}`);
  return describeVerdict(verdict);
}

/** Posts each body at once; the verdicts on `item`, where there is an answer. A request may be put off, an item may not be lost. */
async function together(probe: Probe, item: Sample, bodies: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(bodies.map(body => probe.post(body)));
  return answers.map(seen =>
    seen.status === 409 || seen.status === 429 ? 'put off' : verdictOn(answerOf(seen), item).status,
  );
}

export const revChecks: readonly Check[] = [
  check('rev/stored', 'A new item is stored, at its rev.', async probe => {
    const verdict = await probe.expect(probe.item(), 'stored');
    if (verdict.rev !== 1) throw new Mismatch(describeVerdict(verdict));
    return describeVerdict(verdict);
  }),
  check('rev/duplicate', 'The same rev again is a duplicate.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    return describeVerdict(await probe.expect(item, 'duplicate'));
  }),
  check('rev/attempt', 'A later attempt at the same rev is a duplicate: attempt is no content.', async probe => {
    const item = probe.item();
    await probe.expect(item, 'stored');
    return describeVerdict(await probe.expect({...item, attempt: 7}, 'duplicate'));
  }),
  check('rev/higher', 'A higher rev replaces the lower one.', async probe => {
    const item = at(probe.item(), 1);
    await probe.expect(item, 'stored');
    const verdict = await probe.expect(at(item, 2), 'stored');
    if (verdict.rev !== 2) throw new Mismatch(describeVerdict(verdict));
    await probe.expect(at(item, 2), 'duplicate');
    return describeVerdict(verdict);
  }),
  check('rev/lower', 'A lower rev is a duplicate, with the rev that is held.', async probe => {
    const item = probe.item();
    await probe.expect(at(item, 5), 'stored');
    return holds(probe, item, 5);
  }),
  check('rev/order', 'Revs may arrive in any order; the highest stays.', async probe => {
    const item = probe.item();
    await probe.expect(at(item, 3), 'stored');
    await probe.expect(at(item, 2), 'duplicate');
    await probe.expect(at(item, 9), 'stored');
    await probe.expect(at(item, 4), 'duplicate');
    return holds(probe, item, 9);
  }),
  check('rev/conflict', 'The same id and rev with other content is retry with code conflict.', async probe => {
    const item = probe.item();
    await probe.expect(at(item, 1, 3), 'stored');
    return describeVerdict(await probe.expect(at(item, 1, 8), 'retry/conflict'));
  }),
  check('rev/after-conflict', 'After a conflict the same content is stored under the next rev.', async probe => {
    const item = probe.item();
    await probe.expect(at(item, 1, 3), 'stored');
    await probe.expect(at(item, 1, 8), 'retry/conflict');
    await probe.expect(at(item, 1, 3), 'duplicate');
    return describeVerdict(await probe.expect(at(item, 2, 8), 'stored'));
  }),
  check('rev/highest', 'rev goes to 10,000.', async probe =>
    describeVerdict(await probe.expect(at(probe.item(), 10_000), 'stored')),
  ),
  check('rev/twice-in-a-batch', 'Two revs of one item in one batch: the higher one is held.', async probe => {
    const item = probe.item();
    const answer = answerOf(await probe.post(probe.batch([at(item, 1), at(item, 2)])));
    demand(verdictOn(answer, item), ['stored', 'duplicate'], at(item, 2));
    return holds(probe, item, 2);
  }),
  check('rev/falling-in-a-batch', 'The same the other way round: the higher one is held.', async probe => {
    const item = probe.item();
    const answer = answerOf(await probe.post(probe.batch([at(item, 2), at(item, 1)])));
    demand(verdictOn(answer, item), ['stored', 'duplicate'], at(item, 2));
    return holds(probe, item, 2);
  }),
  check('rev/same-in-a-batch', 'One item twice in one batch is stored once.', async probe => {
    const item = probe.item();
    const {items} = answerOf(await probe.post(probe.batch([item, item])));
    const stored = items.filter(verdict => verdict.status === 'stored').length;
    if (stored !== 1) throw new Mismatch(items.map(describeVerdict).join(', '));
    await probe.expect(item, 'duplicate');
    return items.map(describeVerdict).join(', ');
  }),
  check('rev/whole-batch-again', 'A whole batch again is a duplicate, item by item.', async probe => {
    const items = Array.from({length: 10}, () => probe.item());
    const body = probe.batch(items);
    const [first, second] = [answerOf(await probe.post(body)), answerOf(await probe.post(body))];
    for (const item of items) {
      demand(verdictOn(first, item), ['stored'], item);
      demand(verdictOn(second, item), ['duplicate'], item);
    }
    return '10 stored, then 10 duplicate';
  }),
  check('rev/batch-id', 'The batch id is no identity: other items under it are stored.', async probe => {
    const batch = randomUUID();
    for (const item of [probe.item(), probe.item()]) {
      const [verdict] = await probe.verdicts([item], {batch});
      demand(verdict!, ['stored'], item);
    }
    return 'stored, stored';
  }),
  check('rev/parallel', '20 identical posts at once store the item once.', async probe => {
    const item = probe.item();
    const body = probe.batch([item]);
    const seen = await together(
      probe,
      item,
      Array.from({length: 20}, () => body),
    );
    const stored = seen.filter(status => status === 'stored').length;
    if (stored !== 1 || seen.includes('rejected')) throw new Mismatch(`${stored} of 20 answered stored`);
    await probe.expect(item, 'duplicate');
    return '1 stored';
  }),
  check('rev/parallel-revs', '20 revs at once: the highest stays.', async probe => {
    const item = probe.item();
    await together(
      probe,
      item,
      Array.from({length: 20}, (_, n) => probe.batch([at(item, 20 - n)])),
    );
    return holds(probe, item, 20);
  }),
  check('rev/upper-case', 'A UUID in upper case is the same UUID, and is answered as it was sent.', async probe => {
    const item = probe.item();
    await probe.expect({...item, id: item.id.toUpperCase()}, 'stored');
    return describeVerdict(await probe.expect(item, 'duplicate'));
  }),
  check('rev/partial', 'A partial answer, then the complete one under the next rev, are one item.', async probe => {
    const item = probe.item({}, {complete: false});
    await probe.expect(item, 'stored');
    const whole = {...item, rev: 2, data: {...item.data, complete: true, endedAt: new Date().toISOString()}};
    await probe.expect(whole, 'stored');
    return describeVerdict(await probe.expect(item, 'duplicate'));
  }),
  check('rev/sites', 'Items are told apart by site and id: another site may hold the same id.', async probe => {
    const {otherSite} = probe.options;
    if (!otherSite) throw new Skip('needs --other-site, the key of a second site of this endpoint');
    const item = probe.item();
    await probe.expect(item, 'stored');
    const [verdict] = await probe.verdicts([at(item, 1, 2)], {site: otherSite});
    return describeVerdict(demand(verdict!, ['stored'], item));
  }),
];
