import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {csvField} from '../../../src/collector/export/csv.js';
import {boundsProblem} from '../../../src/schema/bounds.js';
import {bench, event, iso, noon, response, type Bench, type Json} from './support.js';

/** RFC 4180 as a reader understands it: records of fields. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  const endField = () => {
    row.push(field);
    field = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted && character === '"' && text[at + 1] === '"') field += text[++at];
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === ',') endField();
    else if (!isQuoted && character === '\r' && text[at + 1] === '\n') {
      endField();
      rows.push(row);
      row = [];
      at++;
    } else field += character;
  }
  assert.equal(isQuoted, false);
  assert.deepEqual([row, field], [[], ''], 'ends with a line break');
  return rows;
}

/** What the advice of OWASP calls dangerous, with the full-width forms, behind any blanks. */
const isDangerous = (cell: string): boolean =>
  ['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'].includes(
    cell.replace(/^[\s\0\u200B\uFEFF]+/, '')[0] ?? '',
  ) || ['\t', '\r', '\n', '\0'].includes(cell[0] ?? '');

const get = async (its: Bench, path: string): Promise<string> => {
  const answer = await its.get(path, await its.token());
  assert.equal(answer.status, 200);
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(await answer.arrayBuffer());
};

const starters = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '\0',
  '\uFF1D',
  '\uFF0B',
  '\uFF0D',
  '\uFF20',
  ' ',
  '\u00A0',
  '\uFEFF',
  '"',
  ',',
  "'",
  '1',
);
const nasty = fc
  .tuple(fc.array(starters, {maxLength: 4}), fc.string({unit: 'binary', maxLength: 20}))
  .map(([a, b]) => a.join('') + b);

describe('a CSV field', () => {
  it('of any text is no formula, breaks no line, and reads back as the text', () => {
    fc.assert(
      fc.property(nasty, nasty, (one, two) => {
        const [row, ...rest] = readCsv(`${csvField(one)},${csvField(two)}\r\n`);
        assert.equal(rest.length, 0);
        for (const [index, text] of [one, two].entries()) {
          const cell = row![index]!;
          assert.ok(!isDangerous(cell), JSON.stringify(cell));
          assert.ok(cell === text || cell === `'${text}`, JSON.stringify([text, cell]));
        }
      }),
      {numRuns: 10_000},
    );
  });

  it('of a number or a truth stays one, also below zero', () => {
    assert.deepEqual([-1, 0, 1e21, true, null, undefined].map(csvField), ['-1', '0', '1e+21', 'true', '', '']);
  });

  it('disarms the known formulas', () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', ' =1', '  @x', '＝1', '＋1', '－1', '＠x',
      '=cmd|\' /C calc\'!A0', '=HYPERLINK("http://x","y")', '\u00a0=1', '\u200b=1', '-2+3+cmd|x']; // prettier-ignore
    for (const formula of formulas) assert.match(csvField(formula), /^"?'/, JSON.stringify(formula));
    for (const plain of ['a=b', '1+1', 'x@y.z', "it's", 'ขอบคุณ', ''])
      assert.doesNotMatch(csvField(plain), /^"?'(?!t's)/, plain);
  });
});

describe('the export of responses', () => {
  it('as CSV opens with a byte order mark, holds a line for each, and no formula in any cell', async () => {
    const its = bench();
    const evil = '=HYPERLINK("http://evil.example","x")\r\n,"';
    const items = [
      response(
        9,
        {
          answers: {
            score: {type: 'nps', value: 9},
            causes: {type: 'multiple', values: ['price', 'other'], primary: 'other', other: evil},
            comment: {type: 'text', value: evil},
          },
          traits: {'=plan': evil},
          hidden: {x: -5},
          contact: {email: '=1@x.example', purpose: '+p', textVersion: '-v', at: iso(noon)},
          context: {url: '@evil', referrer: evil, lang: '=de', viewport: '-1', variant: '+v', stage: 'buy'},
          version: '=v',
        },
        {who: {visitor: '=visitor', session: '@session'}},
      ),
      response(0),
    ];
    await its.send(items);
    const text = await get(its, '/v1/export/responses.csv');
    assert.equal(text[0], '\uFEFF');
    const [head, ...rows] = readCsv(text.slice(1));
    assert.deepEqual(
      rows.map(row => row.length),
      [head!.length, head!.length],
    );
    const first = Object.fromEntries(head!.map((name, index) => [name, rows[0]![index]!]));
    assert.equal(first['id'], items[0]!.id);
    assert.equal(first['score'], '9');
    assert.equal(first['comment'], `'${evil}`);
    assert.equal(first['primary_cause'], 'other');
    assert.equal(first['stage'], 'buy');
    for (const [name, cell] of Object.entries(first)) assert.ok(!isDangerous(cell), `${name}: ${cell}`);
  });

  it('as NDJSON loses nothing', async () => {
    const value = fc.jsonValue({maxDepth: 3, noUnicodeString: false}).filter(json => !boundsProblem({data: json}));
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, {minLength: 1, maxLength: 5}),
        fc.string({unit: 'binary', maxLength: 100}),
        async (values, text) => {
          const its = bench();
          const items = values.map(json =>
            response(5, {anything: json, answers: {comment: {type: 'text', value: text}}}, {more: json}),
          );
          const verdicts = await its.send(items);
          assert.ok(
            verdicts.every(({status}) => status === 'stored'),
            JSON.stringify(verdicts),
          );
          const rows = await its.stored();
          const expected = items.map(({attempt: _attempt, receipt: _receipt, ...item}) => ({
            ...item,
            sentAt: iso(noon),
            receivedAt: iso(noon),
            correctedAt: iso(noon),
          }));
          assert.deepEqual(rows, JSON.parse(JSON.stringify(expected)));
          await its.collector.close();
        },
      ),
      {numRuns: 100},
    );
  });

  it('is complete over many pages, and while more arrive', async () => {
    const its = bench();
    for (let i = 0; i < 26; i++) await its.send(Array.from({length: 50}, (_, k) => response((i + k) % 11)));
    const answer = await its.get('/v1/export/responses.ndjson', await its.token());
    const reader = answer.body!.getReader();
    const seen: string[] = [];
    let text = '';
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString();
      if (seen.length === 0) seen.push(...(await its.send([response(1)])).map(({id}) => id));
    }
    const ids = text
      .split('\n')
      .filter(Boolean)
      .map(line => (JSON.parse(line) as {id: string}).id);
    assert.equal(ids.length, 1301);
    assert.equal(new Set(ids).size, 1301);
    assert.equal(ids.at(-1), seen[0]);
  });

  it('can be the latest few, one survey, one period, with tests', async () => {
    const its = bench();
    await its.send([response(1), response(2, {survey: 'b'}), response(3, {}, {test: true}), response(4)]);
    const scores = async (query: string) =>
      (await get(its, `/v1/export/responses.ndjson?${query}`))
        .split('\n')
        .filter(Boolean)
        .map(line => (JSON.parse(line) as {data: {answers: {score: {value: number}}}}).data.answers.score.value);
    assert.deepEqual(await scores('limit=2&order=newest'), [4, 2]);
    assert.deepEqual(await scores('limit=1'), [1]);
    assert.deepEqual(await scores('tests=true'), [1, 2, 3, 4]);
    assert.deepEqual(await scores('survey=b'), [2]);
    assert.deepEqual(await scores('to=2026-11-22'), []);
    assert.deepEqual(await scores('from=2026-11-22'), [1, 2, 4]);
    for (const wrong of ['limit=0', 'limit=-1', 'limit=x', 'order=random', 'sort=1'])
      assert.equal((await its.get(`/v1/export/responses.csv?${wrong}`, await its.token())).status, 400, wrong);
  });

  it('has its like for events and feedback', async () => {
    const its = bench();
    const feedback = {
      ...event('x', {}),
      kind: 'feedback',
      schema: 'stagepost/feedback/1',
      data: {kind: 'idea', message: '=1', blobs: [], context: {}},
    };
    await its.send([event('=Stage Entered', {a: 1}), feedback]);
    assert.match(await get(its, '/v1/export/events.csv'), /'=Stage Entered/);
    assert.match(await get(its, '/v1/export/feedback.csv'), /,'=1,/);
    assert.equal(
      ((JSON.parse(await get(its, '/v1/export/events.ndjson')) as Json)['data'] as Json)['name'],
      '=Stage Entered',
    );
    assert.equal((await its.get('/v1/export/tokens.csv', await its.token())).status, 404);
    assert.equal((await its.get('/v1/export/responses.xlsx', await its.token())).status, 404);
  });
});
