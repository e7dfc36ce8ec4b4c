/** Sizes and texts: what just fits is taken, what does not is refused, and no text is changed. */
import {utf8Bytes} from '../../schema/bounds.js';
import {cleanJson} from '../../schema/canonical.js';
import {batchLimits, endpointLimits, itemLimits} from '../../schema/limits.js';
import {check, type Check} from './check.js';
import {answerOf, demand, describeVerdict, Mismatch, verdictOn, type Probe, type Sample} from './probe.js';

const refusals = [400, 413, 422] as const;
const comment = (probe: Probe, value: string, more: Record<string, unknown> = {}): Sample =>
  probe.item({}, {answers: {score: {type: 'nps', value: 9}, comment: {type: 'text', value}}, ...more});

/** An item of exactly `bytes` as JSON; the surplus is short names, which are no texts. */
function sized(probe: Probe, bytes: number, text = 'x'.repeat(4000)): Sample {
  const item = comment(probe, text, {pad: []});
  const pad: string[] = [];
  item.data['pad'] = pad;
  // Each name costs its length, two quotes and a comma; the last one takes what is left.
  for (let left = bytes - utf8Bytes(cleanJson(item)); left > 0; left = bytes - utf8Bytes(cleanJson(item))) {
    const overhead = pad.length ? 3 : 2;
    const length = left - overhead > 100 ? Math.min(100, left - overhead - 20) : left - overhead;
    pad.push('p'.repeat(Math.max(0, length)));
  }
  const size = utf8Bytes(cleanJson(item));
  if (size !== bytes) throw new Error(`built ${size} bytes, not ${bytes}`);
  return item;
}

/** Items whose batch is exactly `bytes` long. */
function batchOf(probe: Probe, bytes: number): {body: string; items: Sample[]} {
  const full = Array.from({length: Math.floor(bytes / 15_000) - 1}, () => sized(probe, 14_000));
  const frame = utf8Bytes(probe.batch(full));
  // A second probe of the frame: the ids and times in it always have the same length.
  const rest = bytes - frame - 1;
  const part = Math.floor(rest / 2);
  const items = [...full, sized(probe, part - 1), sized(probe, rest - part)];
  return {body: probe.batch(items), items};
}

/** A text is stored, and is the same text when it comes again; `other` is another text. */
async function keepsText(probe: Probe, text: string, other: string): Promise<string> {
  const item = comment(probe, text);
  const twin = comment(probe, other);
  await probe.expect(item, 'stored');
  await probe.expect(item, 'duplicate');
  await probe.expect({...item, data: {...item.data, answers: twin.data['answers']}}, 'retry/conflict');
  return `${text.length} units kept`;
}

const sizes: readonly Check[] = [
  check('limit/items', '50 items in a batch are taken, each with its verdict.', async probe => {
    const items = Array.from({length: batchLimits.items}, () => probe.item());
    for (const [at, verdict] of (await probe.verdicts(items)).entries()) demand(verdict, ['stored'], items[at]!);
    return '50 stored';
  }),
  check('limit/items-over', '51 items are refused whole, and nothing is stored.', async probe => {
    const items = Array.from({length: batchLimits.items + 1}, () => probe.item());
    const seen = await probe.refused(probe.batch(items), refusals);
    await probe.expect(items[0]!, 'stored');
    return seen;
  }),
  check('limit/batch', 'A batch of 60 KiB is taken.', async probe => {
    const {body, items} = batchOf(probe, batchLimits.bytes);
    const answer = answerOf(await probe.post(body));
    for (const item of items) demand(verdictOn(answer, item), ['stored'], item);
    return `${utf8Bytes(body)} bytes, ${items.length} stored`;
  }),
  check('limit/batch-over', 'A body of more than 64 KiB is refused whole, and nothing is stored.', async probe => {
    const {body, items} = batchOf(probe, endpointLimits.bodyBytes + 1);
    const seen = await probe.refused(body, refusals);
    await probe.expect(items[0]!, 'stored');
    return `${utf8Bytes(body)} bytes: ${seen}`;
  }),
  check('limit/item', 'An item of 16 KiB is stored.', async probe =>
    describeVerdict(await probe.expect(sized(probe, itemLimits.bytes), 'stored')),
  ),
  check(
    'limit/item-thai',
    'Bytes are counted as UTF-8 of the JSON as sent: 16 KiB with 12,000 bytes of Thai fit.',
    async probe => describeVerdict(await probe.expect(sized(probe, itemLimits.bytes, 'ก'.repeat(4000)), 'stored')),
  ),
  check(
    'limit/item-over',
    'An item of more than 16 KiB is rejected as too-large, and spoils no other.',
    async probe => {
      const [big, item] = [sized(probe, itemLimits.bytes + 1), probe.item()];
      const [verdict, other] = await probe.verdicts([big, item]);
      demand(other!, ['stored'], item);
      return describeVerdict(demand(verdict!, ['rejected/too-large'], big));
    },
  ),
  check('limit/text', 'A text of 4,000 UTF-16 units is stored.', async probe =>
    describeVerdict(await probe.expect(comment(probe, 'x'.repeat(4000)), 'stored')),
  ),
  check('limit/text-over', 'A text of 4,001 UTF-16 units is rejected.', async probe =>
    describeVerdict(await probe.expect(comment(probe, 'x'.repeat(4001)), 'rejected/invalid', 'rejected/too-large')),
  ),
  check(
    'limit/text-emoji',
    'Units are counted, not characters or bytes: 2,000 emoji fit, 2,001 do not.',
    async probe => {
      await probe.expect(comment(probe, '😀'.repeat(2001)), 'rejected/invalid', 'rejected/too-large');
      return describeVerdict(await probe.expect(comment(probe, '😀'.repeat(2000)), 'stored'));
    },
  ),
  check('limit/text-thai', '4,000 units of Thai, 12,000 bytes, are stored.', async probe =>
    describeVerdict(await probe.expect(comment(probe, 'ที่'.repeat(1333)), 'stored')),
  ),
  check('limit/texts', 'Texts of 12 KiB together are stored.', async probe => {
    const hidden = {a: 'x'.repeat(4000), b: 'y'.repeat(4000), c: 'z'.repeat(288)};
    return describeVerdict(await probe.expect(comment(probe, 'x'.repeat(4000), {hidden}), 'stored'));
  }),
  check('limit/texts-over', 'Texts of more than 12 KiB together are rejected.', async probe => {
    const hidden = {a: 'x'.repeat(4000), b: 'y'.repeat(4000), c: 'z'.repeat(289)};
    const item = comment(probe, 'x'.repeat(4000), {hidden});
    return describeVerdict(await probe.expect(item, 'rejected/invalid', 'rejected/too-large'));
  }),
  check('limit/depth', 'data of 8 levels is stored.', async probe => {
    const item = probe.item({}, {later: {a: {b: {c: {d: {e: [1]}}}}}});
    return describeVerdict(await probe.expect(item, 'stored'));
  }),
  check(
    'limit/deep-item',
    'An item nested 5,000 levels deep is refused, alone or with its batch; the endpoint lives on.',
    async probe => {
      const deep = probe.item({}, {later: 0});
      const body = probe.batch([deep]).replace('"later":0', `"later":${'['.repeat(5000)}${']'.repeat(5000)}`);
      const seen = await probe.post(body);
      if (seen.status >= 500) throw new Mismatch(`HTTP ${seen.status}`);
      const said =
        seen.status >= 400
          ? `HTTP ${seen.status}`
          : describeVerdict(demand(verdictOn(answerOf(seen), deep), ['rejected'], deep));
      await probe.expect(probe.item(), 'stored');
      return said;
    },
  ),
];

/** Texts that databases, encodings and sanitisers are known to change. */
const texts: readonly [id: string, says: string, text: string, other: string][] = [
  ['thai', 'Thai without spaces is kept.', 'บริการดีมากค่ะ ส่งเร็วที่สุด', 'บริการดีมากคะ ส่งเร็วที่สุด'],
  ['emoji', 'Emoji with joiners and skin tones are kept.', '👩🏽‍🚀👨‍👩‍👧 🇹🇭', '👩🏻‍🚀👨‍👩‍👧 🇹🇭'],
  ['nul', 'NUL and other control characters are kept.', 'a\0b\u0001c\u001f', 'ab\u0001c\u001f'],
  ['surrogate', 'A lone surrogate is kept, and is not the replacement character.', 'a\ud83db', 'a\ufffdb'],
  ['normal-form', 'Texts are not normalised: é and e with an accent differ.', 'caf\u00e9', 'cafe\u0301'],
  ['case', 'Texts that differ in case or accent alone differ.', 'Résumé', 'resume'],
  ['space', 'White space is kept: leading, trailing, line ends.', '  a\r\nb\n ', 'a\nb'],
  ['direction', 'Direction marks and line separators are kept.', 'a\u202eb\u2066c\u2028d\u2029e\ufefff', 'abcdef'],
  ['markup', 'Markup is text, kept as it is.', '<b onclick=alert(1)>&amp;</b><!-- x --> <script>1</script>', '& 1'],
  ['quotes', 'Quotes, backslashes and SQL are text.', String.raw`'; DROP TABLE x; -- \' " %s \u0000`, String.raw`'; DROP TABLE x; -- ' " %s u0000`],
  ['formula', 'A text that begins like a formula is kept as it is.', '=1+1|cmd', "'=1+1|cmd"],
]; // prettier-ignore

export const limitChecks: readonly Check[] = [
  ...sizes,
  ...texts.map(([id, says, text, other]) => check(`text/${id}`, says, probe => keepsText(probe, text, other))),
];
