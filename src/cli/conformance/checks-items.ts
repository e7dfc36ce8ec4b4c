/** Each item is judged alone: kinds, what is invalid, what is newer, what is too old. */
import {check, type Check} from './check.js';
import {answerOf, demand, describeVerdict, Mismatch, verdictOn, type Loose, type Probe, type Sample} from './probe.js';

const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
const without = (of: Loose, key: string): Loose =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));

/** Each of these must be answered `rejected/invalid`. */
async function allInvalid(probe: Probe, items: readonly Sample[], named: (at: number) => string): Promise<string> {
  const verdicts = await probe.verdicts(items);
  verdicts.forEach((verdict, at) => {
    if (verdict.status !== 'rejected' || verdict.code !== 'invalid')
      throw new Mismatch(`${named(at)}: ${describeVerdict(verdict)}`);
  });
  return `${items.length} rejected/invalid`;
}

/** A sound item is stored next to things that no verdict can be given on. */
async function survives(probe: Probe, neighbours: readonly unknown[]): Promise<string> {
  const item = probe.item();
  const answer = answerOf(await probe.post(probe.batch([...neighbours, item])));
  demand(verdictOn(answer, item), ['stored'], item);
  return `stored next to ${neighbours.length} others`;
}

const allAnswers: Loose = {
  score: {type: 'nps', value: 0},
  causes: {type: 'multiple', values: ['price', 'delivery'], primary: 'price', other: 'the box'},
  comment: {type: 'text', value: 'A comment.'},
  sat: {type: 'csat', value: 5},
  effort: {type: 'ces', value: 7},
  stars: {type: 'rating', value: 1},
  one: {type: 'single', value: 'yes', other: 'maybe'},
  contact: {type: 'contact', value: true},
  note: {type: 'statement'},
};

const kinds: readonly Check[] = [
  check('item/response', 'A response with every type of answer and every optional part is stored.', async probe => {
    const now = new Date().toISOString();
    const item = probe.item(
      {who: {visitor: 'v-1', session: 's-1'}},
      {
        answers: allAnswers,
        hidden: {order: 'A-17', total: 12.5, member: true, coupon: null},
        traits: {plan: 'free'},
        contact: {email: 'a@example.com', purpose: 'reply', textVersion: '1', at: now},
        endedAt: now,
        order: {causes: ['delivery', 'price']},
        context: {journey: 'buy', stage: 'pay', touchpoint: 'checkout', url: 'https://shop.example/pay', referrer: '',
          lang: 'th', viewport: '390x844', variant: 'b'}, // prettier-ignore
      },
    );
    return describeVerdict(await probe.expect(item, 'stored'));
  }),
  check('item/event', 'An event is stored.', async probe => {
    const data = {name: 'Survey Shown', seq: 0, properties: {survey: 's', deep: {list: [1, 'a', null]}}, context: {}};
    return describeVerdict(await probe.expect(probe.other('event', data), 'stored'));
  }),
  check('item/feedback', 'Feedback is stored.', async probe => {
    const data = {kind: 'idea', message: 'More colours.', mood: 4, blobs: [], context: {stage: 'use'}};
    return describeVerdict(await probe.expect(probe.other('feedback', data), 'stored'));
  }),
  check('item/identity', 'An identity is stored.', async probe => {
    const data = {visitor: probe.item().id, user: 'u-1', traits: {plan: 'pro'}};
    return describeVerdict(await probe.expect(probe.other('identity', data), 'stored'));
  }),
  check('item/test', 'An item without the test flag is stored as well (it is withdrawn at once).', async probe => {
    const item = probe.item({test: undefined});
    const verdict = await probe.expect(item, 'stored');
    await probe.expect({...probe.withdrawal(item), test: undefined}, 'stored');
    return describeVerdict(verdict);
  }),
  check('item/fine-time', 'Times may have a fraction of a second, or none.', async probe => {
    const seconds = new Date().toISOString().slice(0, 19);
    for (const createdAt of [`${seconds}Z`, `${seconds}.5Z`, `${seconds}.123456Z`])
      await probe.expect(probe.item({createdAt}), 'stored');
    return '3 stored';
  }),
];

const alone: readonly Check[] = [
  check('item/alone', 'Items are judged alone: a bad one spoils no other.', async probe => {
    const good = [probe.item(), probe.item(), probe.item()];
    const bad = probe.item({}, {answers: {score: {type: 'nps', value: 11}}});
    const newer = probe.item({schema: 'stagepost/response/2'});
    const verdicts = await probe.verdicts([good[0]!, bad, good[1]!, newer, good[2]!]);
    const wanted = ['stored', 'rejected/invalid', 'stored', 'retry/schema/newer', 'stored'];
    verdicts.forEach((verdict, at) => demand(verdict, [wanted[at]!], bad));
    return wanted.join(', ');
  }),
  check('item/all-listed', 'Every id of a batch is listed, whatever its verdict.', async probe => {
    const items = Array.from({length: 30}, (_, at) => probe.item(at % 3 ? {} : {rev: 'one'}));
    const verdicts = await probe.verdicts(items);
    return `${verdicts.length} of ${items.length}`;
  }),
  check('item/no-object', 'What is no item at all spoils no other.', probe =>
    survives(probe, [null, 5, 'x', [], {}, {id: 7}, {id: 'no-uuid', rev: 1}]),
  ),
  check('item/score', 'A score that is none is rejected as invalid.', probe => {
    const values = [11, -1, 7.5, '9', null, true, undefined];
    const items = values.map(value => probe.item({}, {answers: {score: {type: 'nps', value}}}));
    return allInvalid(probe, items, at => `score ${String(values[at])}`);
  }),
  check('item/missing', 'An item without a key that it needs is rejected as invalid.', probe => {
    const envelope = ['kind', 'schema', 'createdAt', 'attempt', 'receipt', 'data'];
    const data = ['survey', 'version', 'impression', 'complete', 'answers', 'startedAt', 'context'];
    const items = [
      ...envelope.map(key => without(probe.item(), key) as Sample),
      ...data.map(key => probe.item({}, {[key]: undefined})),
    ];
    return allInvalid(probe, items, at => `without ${[...envelope, ...data][at]}`);
  }),
  check('item/wrong-type', 'A key of the wrong type is rejected as invalid.', probe => {
    const wrong: Loose[] = [
      {createdAt: '2026-02-30T10:00:00Z'}, {createdAt: 'yesterday'}, {createdAt: '2026-11-22T10:00:00+01:00'}, {attempt: 0},
      {receipt: 'short'}, {receipt: 5}, {who: 'me'}, {test: 'yes'}, {kind: 5}, {schema: 5}, {kind: 'event'},
    ]; // prettier-ignore
    return allInvalid(
      probe,
      wrong.map(over => probe.item(over)),
      at => JSON.stringify(wrong[at]),
    );
  }),
  check('item/wrong-data', 'data of the wrong shape is rejected as invalid.', probe => {
    const wrong: Loose[] = [
      {complete: 1}, {answers: []}, {answers: {'a b': {type: 'nps', value: 1}}}, {answers: {q: {type: 'essay', value: 'x'}}},
      {answers: {q: 9}}, {impression: 'x'}, {startedAt: 5}, {hidden: {a: {b: 1}}}, {context: []}, {survey: ''},
      {contact: {email: 'a@example.com'}}, {order: {q: 'abc'}},
    ]; // prettier-ignore
    return allInvalid(
      probe,
      wrong.map(over => probe.item({}, over)),
      at => JSON.stringify(wrong[at]),
    );
  }),
  check('item/rev', 'A rev that is no whole number from 1 to 10,000 is rejected as invalid.', probe => {
    const revs = [0, -1, 1.5, 10_001, '1', null];
    return allInvalid(
      probe,
      revs.map(rev => probe.item({rev})),
      at => `rev ${String(revs[at])}`,
    );
  }),
  check('item/own-keys', 'Only keys that an item has itself count, not those under __proto__.', async probe => {
    const hidden = JSON.stringify({...without(probe.item(), 'data'), data: {}}).replace(
      '"data":{}',
      `"data":{"__proto__":${JSON.stringify(probe.item().data)}}`,
    );
    const item = JSON.parse(hidden) as Sample;
    const answer = answerOf(await probe.post(probe.batch([]).replace('"items":[]', `"items":[${hidden}]`)));
    const verdict = demand(verdictOn(answer, item), ['rejected'], item);
    await probe.expect(probe.item({}, {survey: undefined}), 'rejected/invalid');
    return describeVerdict(verdict);
  }),
  check('item/unknown-keys', 'Unknown keys anywhere are no reason to refuse an item.', async probe => {
    const later = {later: {kit: '9.9.9', list: [1, {a: null}]}};
    const item = probe.item(later, {
      ...later,
      answers: {score: {type: 'nps', value: 3, ...later}},
      context: later,
    });
    await probe.expect({...item, who: later}, 'stored');
    return describeVerdict(await probe.expect({...item, who: later}, 'duplicate'));
  }),
  check(
    'item/no-trace',
    'A rejected item leaves no trace: put right, it is stored under the same rev.',
    async probe => {
      const item = probe.item();
      await probe.expect({...item, data: {...item.data, complete: 'yes'}}, 'rejected/invalid');
      return describeVerdict(await probe.expect(item, 'stored'));
    },
  ),
];

const versions: readonly Check[] = [
  check('item/newer', 'An unknown schema is retry with schema/newer, and is not stored.', async probe => {
    const item = probe.item();
    const verdict = await probe.expect({...item, schema: 'stagepost/response/2'}, 'retry/schema/newer');
    await probe.expect(item, 'stored');
    return describeVerdict(verdict);
  }),
  check('item/newer-kind', 'So is an item of an unknown kind, whatever its data.', async probe =>
    describeVerdict(await probe.expect(probe.other('poll', {any: 'thing'}), 'retry/schema/newer')),
  ),
  check('item/no-major', 'A schema of major 0 is never stored: there is none.', async probe =>
    describeVerdict(await probe.expect(probe.item({schema: 'stagepost/response/0'}), 'rejected', 'retry')),
  ),
  check('item/too-old', 'createdAt more than 120 days ago is rejected as too-old.', async probe =>
    describeVerdict(await probe.expect(probe.item({createdAt: ago(121)}), 'rejected/too-old')),
  ),
  check('item/old', 'createdAt 119 days ago is stored.', async probe =>
    describeVerdict(await probe.expect(probe.item({createdAt: ago(119)}), 'stored')),
  ),
  check('item/future', 'createdAt ten years ahead is stored: device clocks are wrong at times.', async probe =>
    describeVerdict(await probe.expect(probe.item({createdAt: ago(-3650)}), 'stored')),
  ),
];

export const itemChecks: readonly Check[] = [...kinds, ...alone, ...versions];
